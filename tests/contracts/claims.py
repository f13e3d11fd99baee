"""How every database must let one worker at a time have a recording."""

import threading
from dataclasses import replace

import pytest

from qa import claim as claims
from qa.errors import AlreadyClaimed
from qa.problem import Fault, Patience, Problem
from qa.recording import Recording, State
from storage.errors import Conflict
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
            due = [each.recording for each in unit.recordings.due(at(20), limit=9)]
            later = [each.recording for each in unit.recordings.due(at(40), limit=9)]
            much_later = [each.recording for each in unit.recordings.due(at(200), limit=2)]
            overdue = [each.recording for each in unit.recordings.due(at(40), limit=9, since=at(3.5))]
            assert {each.id for each in unit.recordings.held_by(["w1", "w2"])} == {"rec-0001"}
            assert unit.recordings.held_by([]) == ()
            assert unit.recordings.known_keys(["calls/1.wav", "calls/x.wav"]) == {"calls/1.wav"}
            assert unit.recordings.known_keys([]) == frozenset()
        assert due == ["rec-0003", "rec-0004"]
        assert later == ["rec-0001", "rec-0003", "rec-0004"]
        assert much_later == ["rec-0001", "rec-0002"]
        assert overdue == ["rec-0003"]
