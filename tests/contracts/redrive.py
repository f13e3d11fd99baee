"""How every database must send ended recordings on their way again, in bulk."""

from dataclasses import replace
from datetime import datetime

import pytest

from qa.events import Event, RecordingRedriven, RecordingsRedriven
from qa.problem import Fault, Problem
from qa.recording import Recording, Stage, State
from storage import redrive
from storage.filters import Filter
from storage.redrive import Errand, Redriven, count, redrive_all
from storage.uow import Store
from tests.contracts.steps import add, change, get, ids
from tests.contracts.values import at, recording

FAILED = Filter(states=(State.FAILED,))


def failed(
    number: int, code: str = "asr.not_audio", stage: Stage = Stage.TRANSCRIBE, **more: str
) -> Recording:
    problem = Problem(code, "x", Fault.RECORDING)
    ended = replace(recording(number, **more), stage=stage, state=State.FAILED, tries=4, losses=2)
    return replace(ended, problem=problem)


def errand(chosen: Filter = FAILED, **more: object) -> Errand:
    fields: dict[str, object] = {"chosen": chosen, "actor": "Lin", "reason": "the models are back"}
    return Errand(**(fields | more))  # type: ignore[arg-type] # by name


def now() -> datetime:
    return at(999)


class RedriveContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `told` (events published so far)."""

    def test_what_failed_is_sent_again_once_and_told(self, store: Store, told: list[Event]) -> None:
        add(store, *(failed(n) for n in range(3)), recording(8), replace(recording(9), state=State.DONE))
        assert redrive_all(store, errand(), now) == Redriven(matched=3, redriven=3, left=0)
        again = get(store, "rec-0001")
        assert (again.state, again.stage, again.next_attempt_at) == (State.WAITING, Stage.TRANSCRIBE, at(999))
        assert (again.tries, again.losses, again.problem) == (0, 0, None)
        assert redrive_all(store, errand(), now) == Redriven(0, 0, 0)
        each = [event for event in told if isinstance(event, RecordingRedriven)]
        assert [(event.recording, event.actor, event.wakes) for event in each] == [
            (f"rec-{n:04}", "Lin", Stage.TRANSCRIBE) for n in range(3)
        ]
        whole = [event for event in told if isinstance(event, RecordingsRedriven)]
        assert [event.details() for event in whole] == [
            {"reason": "the models are back", "count": "3", "chosen": "states=failed"}
        ]

    @pytest.mark.parametrize(
        ("chosen", "expected"),
        [
            (replace(FAILED, source="pbx"), [1, 2, 4]),
            (replace(FAILED, problem="asr.model_missing"), [2]),
            (replace(FAILED, stage=Stage.INGEST), [4]),
            (replace(FAILED, received_from=at(2), received_before=at(4)), [2, 3]),
            (replace(FAILED, source="pbx", stage=Stage.TRANSCRIBE, problem="asr.not_audio"), [1]),
            (Filter(states=(State.NOT_SCORABLE,)), [5]),
        ],
    )
    def test_only_what_was_chosen_is_counted_and_sent(
        self, store: Store, chosen: Filter, expected: list[int]
    ) -> None:
        add(
            store,
            failed(1),
            failed(2, "asr.model_missing"),
            failed(3, source="crm"),
            failed(4, stage=Stage.INGEST),
            replace(failed(5), state=State.NOT_SCORABLE),
        )
        assert count(store, chosen) == len(expected)
        assert ids(store, Filter(states=(State.WAITING,))) == []
        assert redrive_all(store, errand(chosen), now).redriven == len(expected)
        assert ids(store, Filter(states=(State.WAITING,))) == [f"rec-{n:04}" for n in expected]

    def test_more_than_one_stretch_is_sent_and_a_limit_is_kept(self, store: Store) -> None:
        number = redrive.STRETCH + 5
        add(store, *(failed(n) for n in range(number)))
        assert redrive_all(store, errand(limit=number - 2), now) == Redriven(number, number - 2, 2)
        assert ids(store, FAILED) == [f"rec-{n:04}" for n in (number - 2, number - 1)]  # those received last
        assert redrive_all(store, errand(), now) == Redriven(2, 2, 0)

    def test_an_earlier_stage_to_begin_at_counts_where_a_recording_came_so_far(self, store: Store) -> None:
        add(store, failed(1, stage=Stage.SCORE), failed(2, stage=Stage.INGEST))
        redrive_all(store, errand(begin=Stage.TRANSCRIBE), now)
        assert [get(store, f"rec-000{n}").stage for n in (1, 2)] == [Stage.TRANSCRIBE, Stage.INGEST]

    def test_what_fails_again_meanwhile_is_not_sent_in_a_circle(self, store: Store) -> None:
        add(store, *(failed(n) for n in range(redrive.STRETCH + 1)))
        moments = iter(range(9))

        def failing_again() -> datetime:
            if next(moments) == 1:  # between two stretches
                change(store, "rec-0000", lambda it: replace(it, state=State.FAILED))
            return at(999)

        done = redrive_all(store, errand(), failing_again)
        assert (done.redriven, done.left) == (redrive.STRETCH + 1, 1)
