"""How every database must lay out the calls that a backtest reads."""

from dataclasses import replace

from qa.recording import Stage, State
from storage.calls import Stretch
from storage.uow import Store
from tests.contracts.steps import add, change, heard
from tests.contracts.values import at, recording

ZH = Stretch("zh")


def scored(store: Store, number: int, *, language: str = "zh", received: float = 0.0) -> str:
    """Take a call all the way; its transcript is `tr-<number>`."""
    name = f"rec-{number:04}"
    add(store, replace(recording(number), received_at=at(received)))
    with store.begin() as unit:
        unit.transcripts.add(heard(number, of=name))
    change(
        store,
        name,
        lambda r: replace(
            r, stage=Stage.SCORE, state=State.DONE, language=language, transcript=f"tr-{number}"
        ),
    )
    return name


class CallsContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_calls_come_page_by_page_the_oldest_first_and_each_once(self, store: Store) -> None:
        # Three of them came in at one moment: then the id decides.
        named = [scored(store, n, received=t) for n, t in ((5, 10), (1, 30), (4, 20), (2, 20), (3, 20))]
        with store.read() as unit:
            found, place = [], None
            for _ in range(3):
                page, place = unit.calls.page(ZH, place, limit=2)
                found += [call.recording for call in page]
        assert place is None
        assert found == ["rec-0005", "rec-0002", "rec-0003", "rec-0004", "rec-0001"]
        assert sorted(found) == sorted(named)

    def test_a_call_brings_its_words_and_what_was_said_of_it(self, store: Store) -> None:
        name = scored(store, 1)
        with store.read() as unit:
            (call,), _ = unit.calls.page(ZH)
        assert (call.recording, call.source, call.transcript) == (name, "pbx", "tr-1")
        assert call.call.transcript == heard().transcript
        assert call.metadata == recording(1).metadata

    def test_only_calls_of_the_stretch_that_went_all_the_way_are_read(self, store: Store) -> None:
        scored(store, 1, received=10)
        scored(store, 2, received=20)
        scored(store, 3, received=30)
        scored(store, 4, language="en", received=20)
        add(store, replace(recording(5), received_at=at(20)))
        with store.read() as unit:
            asked = Stretch("zh", since=at(20), before=at(30))
            assert [call.recording for call in unit.calls.page(asked)[0]] == ["rec-0002"]
            assert unit.calls.count(asked) == 1
            assert unit.calls.count(ZH) == 3
            assert unit.calls.count(Stretch("en")) == 1
