"""The clock that the house goes by is set by hours while the workers work."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from qa.run import RunOutcome
from tests.desks import Plan, check_each_done_once, settled
from tests.integration.chaos import (
    PATIENT,
    check_audio,
    deliver_some,
    log,
    tell,
    wait_for_another,
    wait_until,
)
from tests.launched import Launched

pytestmark = pytest.mark.integration

CALLS = 8
HOURS = 3 * 3600.0
TRIES = 6
"""How often it is set on: on a busy machine a worker may just have held nothing."""
BACK = 3.0
"""Seconds by which it is set back: what waits then waits that much longer, so tests do not wait for hours."""


def test_a_clock_that_jumps_commits_nothing_twice_and_strands_nothing(
    data_dir: Path, postgres_url: str
) -> None:
    plan = Plan(data_dir, database_url=postgres_url, seconds=0.8, lease_seconds=20, settable_clock=True)
    store = plan.store()
    jumps: Counter[str] = Counter()
    with closing(store), closing(Launched()) as houses:
        sent = deliver_some(plan, store, CALLS)
        houses.start(plan)
        houses.start(plan)

        def jump(name: str, ahead: float) -> None:
            wait_for_another(plan, f"it is set {name}")
            plan.set_clock(ahead)
            jumps[name] += 1

        def lost() -> bool:
            """Tell, once all is settled, whether a claim was taken away."""
            assert settled(store, len(sent), seconds=PATIENT), log(plan)
            with store.read() as unit:
                return any(run.outcome is RunOutcome.LOST for name in sent for run in unit.runs.of(name))

        jump("forward", HOURS)
        jump("back", HOURS - BACK)
        jump("far forward", 100 * HOURS)
        while not lost() and jumps["on"] < TRIES:
            begun = len(plan.pids)
            sent |= deliver_some(plan, store, CALLS // 2, first=len(sent))
            wait_until("a call is begun", lambda: len(plan.pids) > begun, plan)  # noqa: B023 called at once
            jumps["on"] += 1
            plan.set_clock((100 + jumps["on"]) * HOURS)
        assert lost(), "no claim was taken away: the jumps proved nothing"
        check_each_done_once(store)
        check_audio(plan, sent)
        tell(store, jumps, plan, len(sent))
