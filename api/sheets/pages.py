"""The rows of a sheet, page by page."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from qa.access import EVERY_CALL, Scope
from qa.sheet import ALL, JudgedCall, Narrowing, Row, Sheet, rows
from storage.filters import EVERYTHING, Filter, Order
from storage.uow import Store, Unit

CALLS_A_PAGE = 250
"""Calls loaded at once."""


def hides_nothing(_unit: Unit, _recordings: Collection[str]) -> Collection[str]:
    """Let every call be seen: for the house itself."""
    return ()


Hides = Callable[[Unit, Collection[str]], Collection[str]]
"""Says which of some calls are kept from whoever asks, and so left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What is taken out.

    Attributes:
        sheet: what a row stands for.
        calls: which calls.
        scope: which calls can be seen at all.
        narrowing: which of their rows.
        hides: which calls are left out besides.
    """

    sheet: Sheet
    calls: Filter = EVERYTHING
    scope: Scope = EVERY_CALL
    narrowing: Narrowing = ALL
    hides: Hides = hides_nothing


class Pages:
    """The rows of a sheet, read once, in the order in which the calls were received.

    Every page is read in a view of its own, so that the database holds nothing for a client that takes its time. A call
    is shown as it stood when its page was read, all of its rows at one moment; none comes twice.

    Attributes:
        rows: how many were given so far.
        ended: whether all were.
    """

    def __init__(self, store: Store, taken: Taken, *, calls_a_page: int = CALLS_A_PAGE) -> None:
        self._store = store
        self._taken = taken
        self._size = calls_a_page
        self.rows = 0
        self.ended = False

    def __iter__(self) -> Iterator[tuple[Row, ...]]:
        """Give pages of rows; a page may be empty.

        Raises:
            StorageError: the database cannot be read; what was given so far is not the whole.
        """
        place: str | None = None
        while True:
            found, place = self._page(place)
            self.rows += len(found)
            yield found
            if place is None:
                self.ended = True
                return

    def _page(self, place: str | None) -> tuple[tuple[Row, ...], str | None]:
        taken = self._taken
        words = taken.sheet is Sheet.FINDINGS
        with self._store.read(taken.scope) as unit:
            page = unit.recordings.page(taken.calls, order=Order.OLDEST, limit=self._size, cursor_at=place)
            ids = [recording.id for recording in page.recordings]
            hidden = taken.hides(unit, ids)
            made = unit.evaluations.in_force(ids, words=words)
            flags = {} if words else unit.flags.of(ids)
        calls = (
            JudgedCall(recording, made[recording.id], flags.get(recording.id, ()))
            for recording in page.recordings
            if recording.id not in hidden
        )
        return tuple(row for call in calls for row in rows(taken.sheet, call, taken.narrowing)), page.next
