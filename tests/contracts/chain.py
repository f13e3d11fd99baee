"""What the chain must do on every database; each test class names the one it runs against."""

import json

import pytest

from qa.chain import digest
from qa.house_events import CallsListed
from qa.receipt import receipt
from qa.run import UNKNOWN
from qa.seal import Growing, Sealed, check_bundle
from storage.chain import BATCH
from storage.errors import NotFound
from storage.uow import Store
from tests.contracts.values import at, evaluation, recording


class ChainContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_everything_is_linked_once_and_told_in_order(self, store: Store) -> None:
        issued = receipt(
            evaluation(),
            recording(),
            transcript="{}",
            cues="{}",
            listening=UNKNOWN,
            scoring=UNKNOWN,
            decisions=(),
        )
        with store.begin() as unit:
            unit.recordings.add(recording())
            for number in range(BATCH + 2):
                unit.audit.add(CallsListed(at=at(number), new=number, changed=0, same=0))
            unit.receipts.add("ev-1", issued, at=at(5))
            unit.receipts.add("ev-1", issued, at=at(6))
        growing = Growing(None)
        with store.begin() as unit:
            for each in unit.chain.unlinked(before=at(BATCH)):
                unit.chain.append([growing.add(*each)])
            assert [kind for kind, _, _ in unit.chain.unlinked(before=at(9 * BATCH))] == ["event"] * 2
            assert list(unit.chain.unlinked(before=at(9 * BATCH), since=at(8 * BATCH))) == []
            sealed = Sealed(growing.seal(day="2026-03-01", at=at(0), key="00"), "ff")
            unit.chain.seal(sealed)
        with store.read() as unit:
            assert unit.chain.last() == unit.chain.get("2026-03-01") == sealed
            first = unit.chain.lines(sealed, 0)
            rest = unit.chain.lines(sealed, BATCH)
            found = unit.chain.digests("ev-1")
            assert unit.chain.digests("ev-2") is None
            assert unit.receipts.get("ev-1") == issued
        assert (len(first), len(rest), sealed.seal.count) == (BATCH, 1, BATCH + 1)
        assert found is not None
        assert (found[0], found[1][found[2]], len(found[1])) == (sealed, issued.digest, BATCH + 1)
        head = json.dumps({"seal": json.loads(sealed.seal.signed), "signature": sealed.signature})
        assert list(check_bundle([head, *first, *rest], lambda *_: True)) == []
        body = json.loads(first[0])["body"]
        assert (body["details"]["new"], digest(body)) == ("0", json.loads(first[0])["digest"])

    def test_what_is_not_there_is_refused(self, store: Store) -> None:
        with store.read() as unit:
            assert unit.chain.last() is None
            with pytest.raises(NotFound, match="not sealed"):
                unit.chain.get("2026-03-01")
            with pytest.raises(NotFound, match="has no receipt"):
                unit.receipts.get("ev-1")
