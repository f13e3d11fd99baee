"""How every database must keep pauses, and count what sources with quotas take up."""

import threading
from dataclasses import replace
from datetime import date

from qa import claim as claims
from qa.hold import Pause
from qa.ingest.sources import read
from qa.recording import Stage
from storage.uow import Store
from tests.contracts.steps import add, change
from tests.contracts.values import at, recording

TODAY = date(2026, 3, 1)
SOURCES = read(
    "sources:\n- {name: pbx, prefix: a/, at_once: 1}\n- {name: crm, prefix: b/, hours_a_day: 0.5}\n- {name: free, prefix: c/}\n"
)


def whole(source: str) -> set[tuple[str, Stage]]:
    return {(source, stage) for stage in Stage}


class HoldsContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_a_pause_is_kept_once_with_its_reason_until_it_ends(self, store: Store) -> None:
        first = Pause("pbx", at(1), "Lin", "the vendor migrates")
        with store.begin() as unit:
            assert unit.holds.pause(first)
            assert not unit.holds.pause(replace(first, actor="Ben", at=at(2)))
            assert unit.holds.pause(Pause("人工录音", at(3), "Lin", "y"))
        with store.read() as unit:
            assert unit.holds.pauses() == (first, Pause("人工录音", at(3), "Lin", "y"))
            assert unit.holds.held(SOURCES, TODAY) == whole("pbx") | whole("人工录音")
        with store.begin() as unit:
            assert unit.holds.resume("pbx")
            assert not unit.holds.resume("pbx")
        with store.read() as unit:
            assert unit.holds.held(SOURCES, TODAY) == whole("人工录音")

    def test_a_quota_is_used_up_by_what_is_in_hand(self, store: Store) -> None:
        add(store, recording(1), recording(2), recording(3, source="free"))

        def held() -> frozenset[tuple[str, Stage]]:
            with store.read() as unit:
                return unit.holds.held(SOURCES, TODAY)

        assert held() == frozenset()
        change(store, "rec-0003", lambda it: claims.claim(it, it.stage, owner="w", now=at(9), seconds=9))
        assert held() == frozenset()
        change(store, "rec-0001", lambda it: claims.claim(it, it.stage, owner="w", now=at(9), seconds=9))
        assert held() == whole("pbx")
        change(store, "rec-0001", lambda it: claims.release(it, 1, now=at(10)))
        assert held() == frozenset()

    def test_hours_are_added_up_by_day_and_hold_back_listening_only(self, store: Store) -> None:
        for day, seconds in ((date(2026, 2, 28), 9000.0), (TODAY, 1000.0), (TODAY, 799.0)):
            with store.begin() as unit:
                unit.holds.listened("crm", day, seconds)
        with store.read() as unit:
            assert unit.holds.held(SOURCES, TODAY) == frozenset()
        with store.begin() as unit:
            unit.holds.listened("crm", TODAY, 1.0)
        with store.read() as unit:
            assert unit.holds.held(SOURCES, TODAY) == {("crm", Stage.TRANSCRIBE)}
            assert unit.holds.held(SOURCES, date(2026, 3, 2)) == frozenset()

    def test_what_any_recording_came_from_is_known(self, store: Store) -> None:
        add(store, recording(1, source="dialler"))
        with store.read() as unit:
            assert unit.holds.is_known("dialler")
            assert not unit.holds.is_known("dial")

    def test_a_quota_is_not_passed_by_workers_that_come_at_once(self, store: Store) -> None:
        add(store, *(recording(n) for n in range(6)))
        begun: list[str] = []
        barrier = threading.Barrier(6)

        def work(number: int) -> None:
            name = f"rec-{number:04}"
            barrier.wait()
            with store.begin() as unit:
                unit.holds.take_turns(SOURCES.all[0])
                if ("pbx", Stage.INGEST) in unit.holds.held(SOURCES, TODAY):
                    return
                loaded = unit.recordings.get(name)
                taken = claims.claim(loaded, loaded.stage, owner="w", now=at(9), seconds=9)
                unit.recordings.save(taken, loaded=loaded)
            begun.append(name)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(begun) == 1
