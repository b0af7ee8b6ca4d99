"""What the workbench's API answers: the command's own shapes in a list, and one shape for errors."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from crossbearing.dossier.wire import Json, line
from crossbearing.errors import CrossbearingError


class ErrorBody(BaseModel):
    """Why a request failed, and what to do next."""

    code: str
    message: str
    next_step: str


def error_body(error: CrossbearingError) -> Json:
    """Return the one JSON shape for errors."""
    body = ErrorBody(code=type(error).__name__, message=str(error), next_step=error.next_step)
    return {"error": body.model_dump()}


def json_lines(values: Iterable[Json]) -> str:
    """Return JSON Lines, as the command prints them."""
    return "".join(line(value) + "\n" for value in values)
