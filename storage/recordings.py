"""The recordings: kept by id, found by key or filter, changed by compare-and-set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, case, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from qa.access import EVERY_CALL, Scope
from qa.recording import Recording, Stage, State
from storage import cursor
from storage.beside import Beside
from storage.errors import AlreadyKnown, Conflict, NotFound
from storage.filters import EVERYTHING, Filter, Order, conditions
from storage.listing import wanted
from storage.recording_rows import read_row, row_of
from storage.scopes import calls_within
from storage.tables import recordings as table

MOST_A_PAGE = 500

_LINKS = frozenset({"in_force", "supersedes", "superseded_by"})
"""Columns that only `storage.versions` changes."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list; `next` is the cursor of the following one, None at the end."""

    recordings: tuple[Recording, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recordings stand at a stage in a state, and how far they are together (0 to `count`)."""

    stage: Stage
    state: State
    count: int
    progress: float


class Recordings:
    """All recordings, inside one transaction.

    Args:
        connection: the transaction's.
        beside: told of what changes.
        scope: which can be loaded and listed; what changes them sees all.
    """

    def __init__(self, connection: Connection, beside: Beside, scope: Scope = EVERY_CALL) -> None:
        self._connection = connection
        self._beside = beside
        self._scope = scope
        self._within = calls_within(scope)

    def add(self, recording: Recording) -> None:
        """Take in a new recording.

        Raises:
            AlreadyKnown: its key, or its source's call id, came before.
        """
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).on_conflict_do_nothing().returning(table.c.id)
        if self._connection.execute(statement, row_of(recording)).scalar_one_or_none() is None:
            raise self._known(recording)
        self._beside.moved(recording.id)

    def get(self, recording_id: str) -> Recording:
        """Load a recording.

        Raises:
            NotFound: there is none of that id within reach.
        """
        wanted = select(table).where(table.c.id == recording_id, self._within)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise NotFound(f"There is no recording {recording_id!r}.")
        return read_row(row)

    def several(self, ids: Sequence[str]) -> Mapping[str, Recording]:
        """Load some recordings at once, by id; those out of reach are left out."""
        rows = self._connection.execute(select(table).where(table.c.id.in_(ids), self._within))
        return {row.id: read_row(row) for row in rows}

    def call_ids(self, ids: Sequence[str], scope: Scope) -> Mapping[str, str]:
        """Tell what recording systems call some calls, by our ids; those without a name or out of reach are left out.

        Args:
            ids: as many as there are; they are asked for bit by bit.
            scope: of whoever is told, which may be less than this transaction sees.
        """
        found: dict[str, str] = {}
        known = and_(table.c.call_id.is_not(None), self._within, calls_within(scope))
        for first in range(0, len(ids), MOST_A_PAGE):
            asked = table.c.id.in_(ids[first : first + MOST_A_PAGE])
            rows = self._connection.execute(select(table.c.id, table.c.call_id).where(asked, known))
            found.update((row.id, row.call_id) for row in rows)
        return found

    def find(
        self, *, key: str | None = None, source: str = "", call_id: str | None = None
    ) -> Recording | None:
        """Look a recording up by its audio's key, or by its source's call id the version in force."""
        by_key = table.c.object_key == key
        by_call = and_(table.c.source == source, table.c.source_call_id == call_id)
        wanted = select(table).where(
            by_key if call_id is None else by_call if key is None else or_(by_key, by_call)
        )
        row = self._connection.execute(wanted.limit(1)).one_or_none()
        return None if row is None else read_row(row)

    def save(self, changed: Recording, *, loaded: Recording) -> None:
        """Write a recording that was `loaded` before, unless it was claimed or brought back meanwhile.

        Where it stands among the versions of its call is not written; see `storage.versions`.

        Raises:
            Conflict: somebody else changed it since.
            AlreadyKnown: another recording has its source's call id.
        """
        same = and_(
            table.c.id == loaded.id,
            table.c.attempt == loaded.attempt,
            table.c.state == loaded.state,
            table.c.stage == loaded.stage,
        )
        if changed.metadata.source_call_id != loaded.metadata.source_call_id and self._in_force(loaded.id):
            other = self.find(source=changed.source, call_id=changed.metadata.source_call_id)
            if other is not None and other.id != changed.id:
                raise _same_call(changed, other)
        row = {name: value for name, value in row_of(changed).items() if name not in _LINKS}
        row["source_call_id"] = case((table.c.in_force, changed.metadata.source_call_id))
        try:
            done = self._connection.execute(update(table).where(same).values(row))
        except IntegrityError as error:
            raise Conflict(
                f"Recording {changed.id} and another one took the same call id at once; try again."
            ) from error
        if done.rowcount == 0:
            raise Conflict(f"Recording {changed.id} was changed by somebody else meanwhile; load it again.")
        self._beside.changed(changed, loaded=loaded)

    def page(
        self,
        chosen: Filter = EVERYTHING,
        *,
        order: Order = Order.NEWEST,
        limit: int = 50,
        cursor_at: str | None = None,
    ) -> Page:
        """List recordings.

        Args:
            chosen: which.
            order: by when they were received.
            limit: at most this many, 1 to `MOST_A_PAGE`.
            cursor_at: `Page.next` of the page before.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        limit = min(max(limit, 1), MOST_A_PAGE)
        self._beside.write()
        # Which ones first, from the indexes alone: the rows that a filter leaves out are not fetched.
        asked = wanted(chosen, self._scope, order=order, limit=limit + 1, cursor_at=cursor_at)
        ids = self._connection.execute(asked).scalars().all()
        known = self.several(ids[:limit])
        found = tuple(known[each] for each in ids[:limit])
        if len(ids) <= limit:
            return Page(found, None)
        last = found[-1]
        return Page(found, cursor.write(last.received_at, last.id, list_key=chosen.key(order)))

    def tally(self, chosen: Filter = EVERYTHING) -> tuple[Tally, ...]:
        """Count recordings by stage and state."""
        columns = (table.c.stage, table.c.state)
        wanted = select(*columns, func.count(), func.sum(table.c.progress)).where(
            *conditions(chosen), self._within
        )
        rows = self._connection.execute(wanted.group_by(*columns).order_by(*columns))
        return tuple(Tally(Stage(a), State(b), count, float(progress)) for a, b, count, progress in rows)

    def known_keys(self, keys: Sequence[str]) -> frozenset[str]:
        """Tell which of some keys are the audio of a recording."""
        rows = self._connection.execute(select(table.c.object_key).where(table.c.object_key.in_(keys)))
        return frozenset(row.object_key for row in rows)

    def held_by(self, owners: Sequence[str]) -> tuple[Recording, ...]:
        """Find the recordings that these workers hold."""
        wanted = select(table).where(table.c.state == State.WORKING, table.c.lease_owner.in_(owners))
        return tuple(read_row(row) for row in self._connection.execute(wanted))

    def _in_force(self, recording_id: str) -> bool:
        wanted = select(table.c.in_force).where(table.c.id == recording_id)
        return bool(self._connection.execute(wanted).scalar_one_or_none())

    def _known(self, recording: Recording) -> AlreadyKnown:
        row = self._connection.execute(select(table).where(table.c.id == recording.id)).one_or_none()
        if row is not None:
            return AlreadyKnown(f"There is a recording {recording.id} already.", recording.id)
        other = self.find(key=recording.key) or self.find(
            source=recording.source, call_id=recording.metadata.source_call_id
        )
        if other is None:
            raise Conflict(f"Recording {recording.id} met another one that has gone since; try again.")
        if other.key == recording.key:
            return AlreadyKnown(f"The audio at {recording.key!r} is already recording {other.id}.", other.id)
        return _same_call(recording, other)


def _same_call(recording: Recording, other: Recording) -> AlreadyKnown:
    return AlreadyKnown(
        f"Call {recording.metadata.source_call_id!r} of source {recording.source!r} is already recording {other.id}; "
        "give each call its own id.",
        other.id,
    )
