"""The tasks by name."""

from __future__ import annotations

from typing import Any, Final

from evaluation import (
    attribution,
    entities,
    events,
    names,
    places,
    relations,
    roles,
    sourcing,
    support,
    times,
    unpaired,
)
from evaluation.task import Task

TASKS: Final[dict[str, Task[Any, Any]]] = {
    task.name: task
    for task in (
        attribution.TASK,
        sourcing.TASK,
        times.TASK,
        places.TASK,
        entities.TASK,
        relations.TASK,
        events.TASK,
        roles.TASK,
        names.TASK,
        support.TASK,
        unpaired.TASK,
    )
}
