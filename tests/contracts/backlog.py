"""How every database must count what waits, what ended and what ran."""

from dataclasses import replace
from typing import Any

from qa import claim as claims
from qa import run as runs
from qa.backlog import Listened, Pile
from qa.problem import Fault, Problem
from qa.recording import Recording, Stage, State
from qa.run import RunOutcome
from storage.backlog import Settled
from storage.runs import Finished
from storage.uow import Store
from tests.contracts.steps import add, change
from tests.contracts.values import at, recording


def ended(number: int, stage: Stage, state: State, **fields: Any) -> Recording:
    return replace(recording(number), stage=stage, state=state, **fields)


class BacklogContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_what_waits_is_piled_up_by_source_stage_state_and_moment(self, store: Store) -> None:
        add(
            store,
            replace(recording(1), size=1000),
            replace(recording(2), size=500),
            recording(3),
            replace(recording(4), stage=Stage.SCORE, duration=7.5, size=9),
            replace(recording(5, source="crm"), next_attempt_at=at(100)),
            ended(6, Stage.SCORE, State.DONE, duration=3.0),
        )
        change(store, "rec-0002", lambda it: claims.claim(it, it.stage, owner="w", now=at(9), seconds=9))
        with store.read() as unit:
            piles = set(unit.backlog.piles(at(50)))
        assert piles == {
            Pile("crm", Stage.INGEST, State.WAITING, False, 1, 0.0, 0, 1, at(5)),
            Pile("pbx", Stage.INGEST, State.WAITING, True, 2, 0.0, 1000, 1, at(1)),
            Pile("pbx", Stage.INGEST, State.WORKING, True, 1, 0.0, 500, 0, at(2)),
            Pile("pbx", Stage.SCORE, State.WAITING, True, 1, 7.5, 0, 0, at(4)),
        }

    def test_what_ended_is_counted_and_failures_by_what_went_wrong(self, store: Store) -> None:
        noise = Problem("asr.not_audio", "x", Fault.RECORDING)
        add(
            store,
            *(ended(n, Stage.SCORE, State.DONE) for n in (1, 2)),
            ended(3, Stage.INGEST, State.FAILED, problem=noise),
            ended(4, Stage.INGEST, State.FAILED, problem=noise),
            ended(5, Stage.INGEST, State.FAILED, problem=replace(noise, code="asr.empty_audio")),
            ended(6, Stage.TRANSCRIBE, State.NOT_SCORABLE, problem=noise),
            recording(7),
        )
        with store.read() as unit:
            assert unit.backlog.settled() == (
                Settled(Stage.INGEST, State.FAILED, "asr.empty_audio", 1),
                Settled(Stage.INGEST, State.FAILED, "asr.not_audio", 2),
                Settled(Stage.SCORE, State.DONE, "", 2),
                Settled(Stage.TRANSCRIBE, State.NOT_SCORABLE, "", 1),
            )

    def test_the_pace_is_told_by_what_was_done_last(self, store: Store) -> None:
        add(
            store,
            *(ended(n, Stage.SCORE, State.DONE, size=n * 100, duration=float(n)) for n in (1, 2, 3)),
            ended(4, Stage.SCORE, State.DONE, size=5),
            ended(5, Stage.SCORE, State.FAILED, size=5, duration=1.0),
        )
        with store.read() as unit:
            assert unit.backlog.listened(3) == (Listened("pbx", 300, 3.0), Listened("pbx", 200, 2.0))

    def test_runs_are_found_by_when_they_ended(self, store: Store) -> None:
        add(store, replace(recording(1), duration=12.5), recording(2))
        taken = [
            claims.claim(recording(n), Stage.INGEST, owner="w", now=at(n * 10), seconds=9) for n in (1, 2)
        ]
        with store.begin() as unit:
            for each in taken:
                unit.runs.add(runs.begin(each, now=at(10)))
            unit.runs.save(runs.end(unit.runs.get("rec-0001", 1), RunOutcome.DONE, now=at(14.5)))
        with store.read() as unit:
            assert unit.runs.finished(at(14.5)) == (
                Finished("rec-0001", 1, Stage.INGEST, RunOutcome.DONE, at(14.5), 4.5, 12.5),
            )
            assert unit.runs.finished(at(15)) == ()
