"""Workers that hold too much memory, in processes of their own."""

from functools import partial
from pathlib import Path

import pytest

from tests.desks import Plan, check_each_done_once, deliver, make_desk, settled
from tests.shifts import CALL
from workers.local import Crew, CrewOptions

pytestmark = pytest.mark.integration


@pytest.mark.parametrize(("memory_mb", "processes"), [(1.0, 3), (0.0, 1)])
def test_a_worker_is_replaced_between_two_stages_and_nothing_is_done_twice(
    data_dir: Path, memory_mb: float, processes: int
) -> None:
    small = Plan(data_dir, memory_mb=memory_mb)
    store = small.store()
    for number in range(3):
        deliver(small, CALL, f"call-{number}", store)
    options = CrewOptions(1, watch=0.05, quick_death=60.0)  # a death, but no farewell, would be waited for
    with Crew(partial(make_desk, small), small.presences, options):
        assert settled(store, 3)
    check_each_done_once(store)
    assert len(set(small.pids)) == processes
    assert list(small.presences.glob("worker-*")) == []
    store.close()
