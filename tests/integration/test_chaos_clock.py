"""The clock that the house goes by is set by hours while the workers work."""

import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from qa.run import RunOutcome
from tests.desks import Plan, check_each_done_once, settled
from tests.integration.chaos import PATIENT, check_audio, deliver_some, log, tell, wait_for_another
from tests.launched import Launched

pytestmark = pytest.mark.integration

CALLS = 8
HOURS = 3 * 3600.0
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
        for name, ahead in (("forward", HOURS), ("back", HOURS - BACK), ("far forward", 100 * HOURS)):
            wait_for_another(plan, f"it is set {name}")
            time.sleep(0.3)
            plan.set_clock(ahead)
            jumps[name] += 1
        assert settled(store, CALLS, seconds=PATIENT), log(plan)
        check_each_done_once(store)
        check_audio(plan, sent)
        with store.read() as unit:
            lost = [run for name in sent for run in unit.runs.of(name) if run.outcome is RunOutcome.LOST]
        assert lost, "no claim was taken away: the jumps proved nothing"
        tell(store, jumps, plan, CALLS)
