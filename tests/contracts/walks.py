"""How every database must remember what walks through the bucket saw."""

from dataclasses import replace

import pytest

from storage.errors import CursorInvalid
from storage.refused import Choice, Refused
from storage.uow import Store
from tests.contracts.values import at


class WalksContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_a_refused_object_is_news_once_and_forgotten_with_its_recording(self, store: Store) -> None:
        refused = Refused("a" * 1024, "pbx", "qa.name_unmatched", "It does not read.", at(1))
        with store.begin() as unit:
            assert unit.refused.put(refused)
            assert not unit.refused.put(replace(refused, at=at(2)))
            assert unit.refused.put(replace(refused, at=at(3), code="asr.empty_audio"))
            assert unit.refused.put(replace(refused, key="通话.wav"))
        with store.read() as unit:
            found = unit.refused.page(limit=10).refused
        assert [(each.key, each.code, each.at) for each in found] == [
            ("a" * 1024, "asr.empty_audio", at(3)),
            ("通话.wav", "qa.name_unmatched", at(1)),
        ]
        with store.begin() as unit:
            unit.refused.forget("a" * 1024)
            unit.refused.forget("never refused")
            assert unit.refused.count() == 1

    def test_a_watermark_is_replaced_source_by_source(self, store: Store) -> None:
        with store.begin() as unit:
            assert unit.walks.seen_until("a") is None
            unit.walks.put("a", at(1), now=at(5))
            unit.walks.put("b", at(2), now=at(5))
            unit.walks.put("a", at(3), now=at(6))
        with store.read() as unit:
            assert (unit.walks.seen_until("a"), unit.walks.seen_until("b")) == (at(3), at(2))

    def test_refusals_are_listed_page_by_page_and_by_choice(self, store: Store) -> None:
        with store.begin() as unit:
            for number in range(7):
                source, code = ("a", "x") if number % 2 else ("b", "y")
                unit.refused.put(Refused(f"{number}.wav", source, code, "d", at(number // 3)))
        keys: list[str] = []
        place = None
        with store.read() as unit:
            while True:
                page = unit.refused.page(limit=2, cursor_at=place)
                keys += [each.key for each in page.refused]
                place = page.next
                if place is None:
                    break
            assert sorted(keys) == [f"{n}.wav" for n in range(7)]
            assert keys[0] == "6.wav"  # the latest
            assert {each.key for each in unit.refused.page(Choice("a"), limit=9).refused} == {
                "1.wav",
                "3.wav",
                "5.wav",
            }
            assert (unit.refused.count(), unit.refused.count(Choice(code="y"))) == (7, 4)
            assert unit.refused.count(Choice("a", "y")) == 0
            assert {each.key for each in unit.refused.stalest(Choice(), 3)} == {"0.wav", "1.wav", "2.wav"}
            cursor = unit.refused.page(limit=2).next
            with pytest.raises(CursorInvalid):
                unit.refused.page(Choice("a"), limit=2, cursor_at=cursor)
            named = unit.refused.named([Refused("3.wav", "", "", "", at(0)).id, "0" * 64])
            assert [(each.key, each.source) for each in named] == [("3.wav", "a")]
