"""How every database must keep the runs of stages, and what they flag."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import given

from qa import run as runs
from qa.flag import Flag, FlagKind
from qa.run import RunOutcome, StageRun
from storage.uow import Store
from tests.contracts import strategies
from tests.contracts.steps import add, properties
from tests.contracts.values import at, recording


class RunsContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `fresh` (gives such a store)."""

    @properties
    @given(strategies.runs)
    def test_a_run_comes_back_as_it_was(self, fresh: Callable[[], Store], value: StageRun) -> None:
        store = fresh()
        add(store, recording())
        with store.begin() as unit:
            unit.runs.add(runs.begin(replace(recording(), attempt=1), now=at(1)))
            unit.runs.save(value)
        with store.read() as unit:
            assert unit.runs.of("rec-0001") == (value,)
            assert unit.runs.get("rec-0001", 1) == value

    def test_every_attempt_is_kept_in_order(self, store: Store) -> None:
        add(store, recording())
        with store.begin() as unit:
            for attempt in (2, 1, 3):
                unit.runs.add(runs.begin(replace(recording(), attempt=attempt), now=at(attempt)))
        with store.read() as unit:
            found = unit.runs.of("rec-0001")
        assert [each.attempt for each in found] == [1, 2, 3]
        assert {each.outcome for each in found} == {RunOutcome.RUNNING}

    @properties
    @given(strategies.flag_lists)
    def test_flags_are_replaced_as_a_whole(self, fresh: Callable[[], Store], flags: Sequence[Flag]) -> None:
        store = fresh()
        add(store, recording())
        with store.begin() as unit:
            unit.flags.replace("rec-0001", (Flag(FlagKind.HEALTH, "former"),))
            unit.flags.replace("rec-0001", flags)
        with store.read() as unit:
            assert unit.flags.of(["rec-0001", "x"]) == {"rec-0001": tuple(flags), "x": ()}
