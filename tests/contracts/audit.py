"""What a search of the audit trail must do on every database."""

import pytest

from qa.events import RecordingReceived
from qa.house_events import PurgeApproved, SourcePaused, SourceResumed
from storage.audit import Sought
from storage.errors import CursorInvalid
from storage.uow import Store
from tests.contracts.steps import add
from tests.contracts.values import at, recording


def fill(store: Store) -> None:
    """Write six lines, the last two at one moment."""
    add(store, recording(1))
    with store.begin() as unit:
        for number, actor in enumerate(("pbx", "mia", "mia")):
            unit.record(RecordingReceived(recording="rec-0001", at=at(number), actor=actor))
        unit.record(SourcePaused(at=at(10), actor="mia", source="pbx", reason="moves"))
        unit.record(SourceResumed(at=at(20), actor="li", source="pbx", reason="moved"))
        unit.record(PurgeApproved(at=at(20), actor="li", purge="p", digest="d"))


class AuditContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    @pytest.mark.parametrize(
        ("sought", "names"),
        [
            (Sought(), ["purge.approved", "source.resumed", "source.paused", *["recording.received"] * 3]),
            (Sought(name="source."), ["source.resumed", "source.paused"]),
            (Sought(name="source"), []),
            (Sought(name="source.paused"), ["source.paused"]),
            (Sought(actor="li"), ["purge.approved", "source.resumed"]),
            (Sought(recording="rec-0001", actor="mia"), ["recording.received"] * 2),
            (Sought(since=at(10), before=at(20)), ["source.paused"]),
        ],
    )
    def test_lines_are_found_by_who_what_when_and_recording_the_latest_first(
        self, store: Store, sought: Sought, names: list[str]
    ) -> None:
        fill(store)
        with store.read() as unit:
            page = unit.audit.page(sought)
            assert unit.audit.first() == at(0)
        assert ([each.name for each in page.events], page.next) == (names, None)

    def test_the_trail_is_read_page_by_page_without_a_line_twice_or_none(self, store: Store) -> None:
        fill(store)
        found: list[int] = []
        cursor: str | None = None
        with store.read() as unit:
            while True:
                page = unit.audit.page(Sought(), limit=1, cursor_at=cursor)
                found += [each.id for each in page.events]
                if page.next is None:
                    break
                cursor = page.next
            assert len(found) == len(set(found)) == 6
            with pytest.raises(CursorInvalid):
                unit.audit.page(Sought(actor="mia"), cursor_at=cursor)

    def test_of_an_empty_trail_there_is_no_first_line(self, store: Store) -> None:
        with store.read() as unit:
            assert (unit.audit.first(), unit.audit.page(Sought()).events) == (None, ())
