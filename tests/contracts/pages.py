"""How every database must cut lists into pages: each row on one page, in order, and no cursor of another list."""

from collections.abc import Callable
from typing import Any

import pytest

from qa.legal_hold import LegalHold, Subject
from qa.purge import Purge, PurgeState
from storage.errors import CursorInvalid
from storage.keyset import Stretch
from storage.uow import Store
from tests.contracts.people import account
from tests.contracts.values import at

LOGINS = ("anna", "Ärla", "bo", "bo.li", "zoë", "李雷")


def walk(page: Callable[[str | None], Stretch[Any]]) -> list[str]:
    """Read all pages; gives the ids in order."""
    found: list[str] = []
    place: str | None = None
    for _ in range(20):
        stretch = page(place)
        assert len(stretch.items) <= 2
        found += [each.id for each in stretch.items]
        if stretch.next is None:
            return found
        place = stretch.next
    pytest.fail("the pages have no end")


class PagesContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_people_come_page_by_page_each_once(self, store: Store) -> None:
        with store.begin() as unit:
            for login in LOGINS:
                unit.people.add(account(login, id=f"id-{login}"))
        with store.read() as unit:
            found = walk(lambda place: unit.people.page(limit=2, cursor_at=place))
            assert found == [each.id for each in unit.people.all()]
            assert len(found) == len(LOGINS)

    def test_legal_holds_come_page_by_page_oldest_first(self, store: Store) -> None:
        holds = [
            LegalHold(f"h-{number}", Subject.AGENT, "alex", None, None, "suit", "bob", at(number // 2))
            for number in range(5)
        ]
        with store.begin() as unit:
            for hold in reversed(holds):
                unit.legal_holds.put(hold)
        with store.read() as unit:
            found = walk(lambda place: unit.legal_holds.page(released=False, limit=2, cursor_at=place))
            assert found == [hold.id for hold in holds]
            first = unit.legal_holds.page(released=False, limit=2)
            with pytest.raises(CursorInvalid):
                unit.legal_holds.page(released=True, limit=2, cursor_at=first.next)
            with pytest.raises(CursorInvalid):
                unit.people.page(limit=2, cursor_at=first.next)

    def test_purges_come_page_by_page_newest_first(self, store: Store) -> None:
        purges = [planned(f"p-{number}", number // 2) for number in range(5)]
        with store.begin() as unit:
            for purge in purges:
                unit.purges.add(purge, ())
        with store.read() as unit:
            found = walk(lambda place: unit.purges.page(limit=2, cursor_at=place))
            assert found == ["p-4", "p-2", "p-3", "p-0", "p-1"]
            assert walk(lambda place: unit.purges.page(PurgeState.APPROVED, limit=2, cursor_at=place)) == []


def planned(name: str, second: int) -> Purge:
    """Make a purge that lists nothing."""
    return Purge(name, None, "li", at(second), "0" * 64, 0, 0)
