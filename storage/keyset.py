"""Lists in order of a moment and an id, read page by page: the next page begins after the last row, not at a number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, or_

from storage import cursor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """A stretch of a list; `next` is the cursor of the following one, None at the end."""

    items: tuple[T, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins.

    Attributes:
        key: describes the list, so that a cursor fits no other one.
        limit: at most so many rows.
        cursor: `Stretch.next` of the page before; None for the first.
    """

    key: str
    limit: int
    cursor: str | None = None

    def after(self, moment: ColumnElement[Any], name: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
        """Say in SQL what comes after the page before; oldest first.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        if self.cursor is None:
            return ()
        at, last = cursor.read(self.cursor, list_key=self.key)
        return (or_(moment > at, and_(moment == at, name > last)),)

    def before(self, moment: ColumnElement[Any], name: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
        """Say in SQL what comes after the page before; newest first, then by name.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        if self.cursor is None:
            return ()
        at, last = cursor.read(self.cursor, list_key=self.key)
        return (or_(moment < at, and_(moment == at, name > last)),)

    def cut(self, found: Sequence[T], place: Callable[[T], tuple[datetime, str]]) -> Stretch[T]:
        """Make a page of rows of which one more was asked for than it holds."""
        shown = tuple(found[: self.limit])
        if len(found) <= self.limit:
            return Stretch(shown, None)
        return Stretch(shown, cursor.write(*place(shown[-1]), list_key=self.key))
