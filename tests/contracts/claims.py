"""How every database must let one worker at a time have a recording."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from qa import claim as claims
from qa.backlog import BYTES_A_SECOND
from qa.errors import AlreadyClaimed
from qa.length import Alike, LengthOptions
from qa.problem import Fault, Patience, Problem
from qa.recording import Recording, Stage, State
from storage.errors import Conflict
from storage.turns import Due
from storage.uow import Store
from tests.contracts.steps import add, change, get
from tests.contracts.values import at, recording


class ClaimsContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_a_change_is_refused_where_somebody_was_first(self, store: Store) -> None:
        add(store, recording())
        stale = get(store)
        change(store, stale.id, lambda it: claims.claim(it, it.stage, owner="w1", now=at(9), seconds=9))
        with pytest.raises(Conflict), store.begin() as unit:
            unit.recordings.save(replace(stale, progress=0.5), loaded=stale)
        assert get(store).progress == 0

    def test_of_many_workers_at_once_one_gets_the_claim(self, store: Store) -> None:
        add(store, recording())
        won: list[str] = []
        barrier = threading.Barrier(6)

        def work(owner: str) -> None:
            barrier.wait()
            try:
                change(
                    store,
                    "rec-0001",
                    lambda it: claims.claim(it, it.stage, owner=owner, now=at(9), seconds=9),
                )
            except (AlreadyClaimed, Conflict):
                return
            won.append(owner)

        threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
        found = get(store)
        assert (found.attempt, found.lease and found.lease.owner) == (1, won[0])

    def test_finds_what_is_due_oldest_first(self, store: Store) -> None:
        def held(it: Recording) -> Recording:
            return claims.claim(it, it.stage, owner="w1", now=at(10), seconds=30)

        def waits(it: Recording) -> Recording:
            taken = held(it)
            return claims.fail(
                taken, 1, Problem("x", "y", Fault.CHANCE), now=at(10), patience=Patience(first_wait=100)
            )

        add(store, *(recording(n) for n in range(1, 5)), replace(recording(5), state=State.DONE))
        change(store, "rec-0001", held)
        change(store, "rec-0002", waits)
        with store.read() as unit:
            due = [each.recording for each in unit.turns.due(at(20), limit=9)]
            later = [each.recording for each in unit.turns.due(at(40), limit=9)]
            much_later = [each.recording for each in unit.turns.due(at(200), limit=2)]
            overdue = [each.recording for each in unit.turns.due(at(40), limit=9, since=at(3.5))]
            assert {each.id for each in unit.recordings.held_by(["w1", "w2"])} == {"rec-0001"}
            assert unit.recordings.held_by([]) == ()
            assert unit.recordings.known_keys(["calls/1.wav", "calls/x.wav"]) == {"calls/1.wav"}
            assert unit.recordings.known_keys([]) == frozenset()
        assert due == ["rec-0003", "rec-0004"]
        assert later == ["rec-0001", "rec-0003", "rec-0004"]
        assert much_later == ["rec-0001", "rec-0002"]
        assert overdue == ["rec-0003"]

    def test_what_is_due_comes_by_turn_and_not_by_age_alone(self, store: Store) -> None:
        hour = 3600
        add(
            store,
            replace(recording(1), priority=0, received_at=at(0)),
            replace(recording(2), priority=5, received_at=at(hour)),
            replace(recording(3), priority=9, received_at=at(2 * hour)),
            replace(recording(4), priority=9, received_at=at(9.5 * hour)),
        )
        with store.read() as unit:
            found = [each.recording for each in unit.turns.due(at(99 * hour), limit=9)]
        # 1 has waited 9.5 hours more than 4: age won over nine steps of priority.
        assert found == ["rec-0003", "rec-0002", "rec-0001", "rec-0004"]

    @pytest.mark.parametrize("stretches", [0, 64])
    def test_what_is_of_like_length_goes_first_within_its_head_start(
        self, store: Store, stretches: int
    ) -> None:
        def waits(number: int, seconds: float, stage: Stage = Stage.TRANSCRIBE) -> Recording:
            size = round(seconds * BYTES_A_SECOND)
            return replace(recording(number, source=f"s{number % 2}"), stage=stage, size=size)

        long, short = 500.0, 30.0
        add(store, waits(0, short), waits(1, long), waits(2, short), waits(3, long), waits(90, long))
        add(store, waits(5, long, Stage.SCORE))
        alike = Alike(2, LengthOptions((60.0, 300.0), timedelta(seconds=60)))
        with store.read() as unit:
            found = unit.turns.due(at(99), limit=4, alike=alike, most_stretches=stretches)
            plain = unit.turns.due(at(99), limit=4, most_stretches=stretches)
        # 90 came more than a minute after 0 and 2; what stands at another stage has no length to speak of.
        assert [each.recording[-2:] for each in found] == ["01", "03", "00", "02"]
        assert [each.seconds for each in found] == [long, long, short, short]
        assert [each.recording[-2:] for each in plain] == ["00", "01", "02", "03"]

    @pytest.mark.parametrize("stretches", [0, 64])
    def test_what_is_held_or_of_other_stages_is_left_out(self, store: Store, stretches: int) -> None:
        made = [(source, stage) for source in ("a", "b", "c") for stage in (Stage.INGEST, Stage.TRANSCRIBE)]
        add(
            store,
            *(replace(recording(n, source=source), stage=stage) for n, (source, stage) in enumerate(made)),
            replace(recording(7, source="a"), state=State.DONE),
        )
        change(store, "rec-0000", lambda it: claims.claim(it, it.stage, owner="w", now=at(10), seconds=5))
        held = [("a", Stage.INGEST), ("b", Stage.INGEST), ("b", Stage.TRANSCRIBE), ("nobody", Stage.SCORE)]

        def due(**chosen: Any) -> list[tuple[str, Stage]]:
            with store.read() as unit:
                found = unit.turns.due(at(12), limit=9, most_stretches=stretches, **chosen)
            return [made[int(each.recording[-1])] for each in found]

        assert due() == made[1:]
        assert due(held=held) == [("a", Stage.TRANSCRIBE), ("c", Stage.INGEST), ("c", Stage.TRANSCRIBE)]
        assert due(stages=(Stage.TRANSCRIBE,), held=held) == [
            ("a", Stage.TRANSCRIBE),
            ("c", Stage.TRANSCRIBE),
        ]
        assert due(stages=()) == []
        with store.read() as unit:  # a claim that ran out is taken back though its source is held
            assert Due("rec-0000", Stage.INGEST) in unit.turns.due(at(20), limit=9, held=held)
            assert len(unit.turns.due(at(20), limit=2)) == 2
