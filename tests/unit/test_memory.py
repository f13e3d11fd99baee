"""How seldom a process searches its memory for cycles."""

import gc
from collections.abc import Iterator

import pytest

from workers.memory import settled


@pytest.fixture(autouse=True)
def unsettled() -> Iterator[None]:
    """Whatever was settled in this process before."""
    before = gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_what_was_there_is_left_out_while_it_lasts() -> None:
    before = gc.get_threshold()
    with settled():
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == before


def test_it_ends_however_the_work_ends() -> None:
    before = gc.get_threshold()
    with pytest.raises(RuntimeError, match="stopped"), settled():
        raise RuntimeError("stopped")
    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, before)
