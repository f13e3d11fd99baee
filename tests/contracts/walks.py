"""How every database must remember what walks through the bucket saw."""

from dataclasses import replace

from storage.refused import Refused
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
            found = unit.refused.latest(10)
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
