"""How every database must keep what people saved and said: filters by person, words on parties by call."""

from dataclasses import replace

import pytest

from asr.transcript import Party
from qa.content import Layer
from qa.parties import ToldParties
from qa.saved_filter import FilteredList, SavedFilter
from storage.errors import NotFound
from storage.uow import Store
from tests.contracts.steps import add
from tests.contracts.values import at, recording

MINE = SavedFilter("f-1", FilteredList.CALLS, "bad ones", {"score_to": 60.5, "state": ["done"]}, at(1))
SIDES = (("channel-0", Party.CUSTOMER), ("channel-1", Party.AGENT))
SAID = ToldParties("t-1", "rec-0001", "heard", SIDES, "lin", at(1), "He says: 我的卡号是多少.")


class SavedContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_saved_filters_come_back_changed_and_removed_by_their_person_only(self, store: Store) -> None:
        changed = replace(MINE, name="worse ones", saved_at=at(2))
        with store.begin() as unit:
            unit.saved_filters.put("lin", MINE)
            unit.saved_filters.put("lin", changed)
            unit.saved_filters.remove("eva", MINE.id)
        with store.begin() as unit:
            assert unit.saved_filters.of("lin") == (changed,)
            assert unit.saved_filters.of("eva") == ()
            with pytest.raises(NotFound):
                unit.saved_filters.get("eva", MINE.id)
            unit.saved_filters.remove("lin", MINE.id)
            assert unit.saved_filters.of("lin") == ()

    def test_the_newest_word_on_parties_holds_and_like_ones_are_counted(self, store: Store) -> None:
        add(store, recording(1, source="pbx"), recording(2, source="pbx"), recording(3, source="other"))
        with store.begin() as unit:
            unit.parties.add(SAID)
            unit.parties.add(replace(SAID, id="t-2", recording="rec-0002"))
            unit.parties.add(replace(SAID, id="t-3", recording="rec-0003"))
            assert unit.parties.alike("pbx", SAID.sides) == 2
            back = replace(SAID, id="t-4", parties=(), at=at(2))
            unit.parties.add(back)
            assert unit.parties.of("rec-0001") == back
            assert unit.parties.of("nothing") is None
            assert unit.parties.alike("pbx", SAID.sides) == 1

    def test_why_parties_were_corrected_is_erased_with_the_words_of_the_call(self, store: Store) -> None:
        add(store, recording(1))
        with store.begin() as unit:
            unit.parties.add(SAID)
            unit.erasure.erase("rec-0001", [Layer.TRANSCRIPT], purge="p-1", now=at(5))
        with store.read() as unit:
            assert unit.parties.of("rec-0001") == replace(SAID, reason="")
