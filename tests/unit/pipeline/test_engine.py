from __future__ import annotations

import os
import time

import pytest

from crossbearing.errors import ConfigError
from crossbearing.pipeline.engine import InProcess, Processes, WorkerLost, open_engine


def double(job: int) -> int:
    if job == 0:
        time.sleep(0.2)
    return 2 * job


def die_on_three(job: int) -> int:
    if job == 3:
        os._exit(9)
    return job


@pytest.mark.parametrize("engine", [InProcess(), Processes(2)], ids=["in process", "processes"])
def test_results_come_in_the_order_of_the_jobs(engine):
    assert list(engine.run(double, range(6))) == [0, 2, 4, 6, 8, 10]


def test_no_jobs_no_results():
    assert list(Processes(1).run(double, ())) == []


def test_a_worker_that_dies_costs_its_own_job_only():
    results = list(Processes(2).run(die_on_three, range(6)))
    assert isinstance(results[3], WorkerLost)
    assert [r for r in results if not isinstance(r, WorkerLost)] == [0, 1, 2, 4, 5]


def test_an_unknown_engine_is_refused():
    with pytest.raises(ConfigError, match="no such engine"):
        open_engine("steam")
    with pytest.raises(ConfigError):
        Processes(0)


def test_a_single_worker_can_be_a_process_of_its_own():
    assert isinstance(open_engine("process"), InProcess)
    engine = open_engine("process", workers=1, apart=True)
    results = list(engine.run(die_on_three, range(5)))
    assert isinstance(results[3], WorkerLost)
    assert results[4] == 4
