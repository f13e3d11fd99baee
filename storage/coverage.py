"""The coverage ledger: the calls of the switch beside the recordings that came, each in its place of the funnel.

It is kept as calls move on (`storage/ledger.py`), and read here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    func,
    literal,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from qa.access import EVERY_CALL, Scope
from qa.cdr import SwitchCall
from qa.coverage import Books, Count, Step, TeamTotals, total
from qa.metadata import Direction
from storage import cursor, tables
from storage.columns import Instant
from storage.funnel import place_of
from storage.ledger import Ledger
from storage.ledger_tables import SCORED, ledger
from storage.mass import put
from storage.recordings import MOST_A_PAGE

BATCH = 500
"""Calls that are compared and written in one go."""

_calls = tables.switch_calls
_c, _l, _r = _calls.c, ledger.c, tables.recordings.c
_IS_GAP = _l.place != literal_column(f"'{SCORED}'")  # spelt out, as SQLite asks of who wants a part's index
_FACTS = ("started_at", "duration", "agent", "team", "direction", "recorded")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many of some calls were new, had other facts than before, or were known as they are."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Which calls: those that began in [since, before), of one team or of all."""

    since: datetime
    before: datetime
    team: str | None = None

    @property
    def key(self) -> str:
        """Describe the list of gaps, so that a cursor fits no other one."""
        return repr(("gaps", self.since.timestamp(), self.before.timestamp(), self.team))


@dataclass(frozen=True, slots=True)
class Gap:
    """A call that was not inspected whole.

    Attributes:
        source: the recording system.
        call_id: the call's id there; None for a recording that came without one.
        started_at: when the call began; when its recording was received, where nobody says.
        duration: seconds, where known.
        agent: the agent's id.
        team: the agent's team.
        direction: who called whom.
        listed: whether the switch listed it.
        recording: id of its recording; None where none came.
        reached: how far it came.
        reason: why no further.
    """

    source: str
    call_id: str | None
    started_at: datetime
    duration: float | None
    agent: str | None
    team: str | None
    direction: Direction | None
    listed: bool
    recording: str | None
    reached: Step
    reason: str


@dataclass(frozen=True, slots=True)
class GapPage:
    """A stretch of the list of gaps; `next` is the cursor of the following one, None at the end."""

    gaps: tuple[Gap, ...]
    next: str | None


class Coverage:
    """The whole ledger, inside one transaction.

    Args:
        connection: the transaction's.
        scope: the calls of which teams are counted and listed; agents reach none.
        settle: writes down what this transaction changed, before it is read.
    """

    def __init__(
        self,
        connection: Connection,
        scope: Scope = EVERY_CALL,
        settle: Callable[[], None] = lambda: None,
    ) -> None:
        self._connection = connection
        self._ledger = Ledger(connection)
        self._teams = None if scope.everything else scope.teams
        self._settle = settle

    def put(self, calls: Iterable[SwitchCall], *, now: datetime) -> Imported:
        """Take in calls of the switch; a call that is known with other facts takes these.

        Args:
            calls: any number of them; no more than `BATCH` are held at a time.
            now: the time.
        """
        done = Imported()
        for batch in _batches(calls):
            done = _sum(done, self._put(batch, now))
        return done

    def compare(self, calls: Iterable[SwitchCall]) -> Imported:
        """Tell what `put` would find, and write nothing.

        Args:
            calls: any number of them; no more than `BATCH` are held at a time.
        """
        done = Imported()
        for batch in _batches(calls):
            new, changed = self._news(batch, {call_id: call.model_dump() for call_id, call in batch.items()})
            done = _sum(done, _told(batch, new, changed))
        return done

    def books(self, stretch: Stretch) -> Books:
        """Count the calls of a stretch, of the whole house and by team."""
        self._settle()
        columns = (_l.team, _l.place, _l.listed_at.is_not(None).label("listed"))
        wanted = select(*columns, func.count()).where(*self._among(stretch)).group_by(*columns)
        rows = self._connection.execute(wanted).all()
        counts = [(row.team, Count(place_of(row.place), bool(row.listed), row[-1])) for row in rows]
        teams = sorted({team for team, _ in counts if team is not None})
        return Books(
            total(count for _, count in counts),
            tuple(TeamTotals(name, total(c for team, c in counts if team == name)) for name in teams),
        )

    def gaps(self, stretch: Stretch, *, limit: int = 50, cursor_at: str | None = None) -> GapPage:
        """List the calls of a stretch that were not inspected whole, by when they began.

        Args:
            stretch: which calls.
            limit: at most this many, 1 to `MOST_A_PAGE`.
            cursor_at: `GapPage.next` of the page before.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        self._settle()
        limit = min(max(limit, 1), MOST_A_PAGE)
        which = [*self._among(stretch), _IS_GAP]
        if cursor_at is not None:
            at, call = cursor.read(cursor_at, list_key=stretch.key)
            which.append(tuple_(_l.at, _l.call) > tuple_(literal(at, Instant), call))
        first = select(_l.call).where(*which).order_by(_l.at, _l.call).limit(limit + 1)
        names = self._connection.execute(first).scalars().all()  # from the index alone
        rows = self._connection.execute(_gaps().where(_l.call.in_(names[:limit]))).all()
        gaps = tuple(_gap(row) for row in rows)
        if len(names) <= limit:
            return GapPage(gaps, None)
        return GapPage(gaps, cursor.write(rows[-1].at, rows[-1].call, list_key=stretch.key))

    def _among(self, stretch: Stretch) -> list[ColumnElement[bool]]:
        found = [_l.at >= stretch.since, _l.at < stretch.before]
        if stretch.team is not None:
            found.append(_l.team == stretch.team)
        if self._teams is not None:
            found.append(_l.team.in_(self._teams))
        return found

    def _put(self, batch: dict[str, SwitchCall], now: datetime) -> Imported:
        new, changed = self._news(batch, {call_id: _row(call, now) for call_id, call in batch.items()})
        if new:
            dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
            columns = [column.name for column in _calls.columns if column.name in new[0]]
            put(
                self._connection,
                dialect.insert(_calls).on_conflict_do_nothing(),
                columns,
                ([row[name] for name in columns] for row in new),
            )
        for row in changed:
            facts = {name: row[name] for name in (*_FACTS, "imported_at")}
            self._connection.execute(update(_calls).where(_c.id == row["id"]).values(facts))
        if new or changed:
            self._ledger.listed([row["id"] for row in (*new, *changed)])
        return _told(batch, new, changed)

    def _news(
        self, batch: dict[str, SwitchCall], rows: dict[str, dict[str, Any]]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Give the rows of calls that are not known yet, and of those that are known with other facts."""
        known = {row.id: row for row in self._connection.execute(select(_calls).where(_c.id.in_(batch)))}
        new = [row for call_id, row in rows.items() if call_id not in known]
        changed = [row for call_id, row in rows.items() if call_id in known and _differs(known[call_id], row)]
        return new, changed


def _batches(calls: Iterable[SwitchCall]) -> Iterator[dict[str, SwitchCall]]:
    batch: dict[str, SwitchCall] = {}
    for call in calls:
        batch[call.id] = call
        if len(batch) == BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch


def _gaps() -> Select[*tuple[Any, ...]]:
    """Put together what is known of calls, in order; the switch knows best."""
    call = func.coalesce(_c.call_id, _r.source_call_id).label("call_id")
    return (
        select(
            *(_l.call, _l.at, _l.team, _l.place, _l.recording, call),
            func.coalesce(_c.source, _r.source).label("source"),
            func.coalesce(_c.duration, _r.duration).label("duration"),
            func.coalesce(_c.agent, _r.agent_id).label("agent"),
            func.coalesce(_c.direction, _r.direction).label("direction"),
            _l.listed_at.is_not(None).label("listed"),
        )
        .outerjoin(tables.recordings, _r.id == _l.recording)
        .outerjoin(_calls, _c.id == _l.listed)
        .order_by(_l.at, _l.call)
    )


def _row(call: SwitchCall, now: datetime) -> dict[str, Any]:
    return {"id": call.id, **call.model_dump(), "imported_at": now}


def _differs(known: Row[Any], row: dict[str, Any]) -> bool:
    return any(getattr(known, name) != row[name] for name in _FACTS)


def _told(batch: dict[str, SwitchCall], new: list[Any], changed: list[Any]) -> Imported:
    return Imported(len(new), len(changed), len(batch) - len(new) - len(changed))


def _sum(one: Imported, two: Imported) -> Imported:
    return Imported(one.new + two.new, one.changed + two.changed, one.same + two.same)


def _gap(row: Row[Any]) -> Gap:
    place = place_of(row.place)
    return Gap(
        source=row.source,
        call_id=row.call_id,
        started_at=row.at,
        duration=row.duration,
        agent=row.agent,
        team=row.team,
        direction=Direction(row.direction) if row.direction else None,
        listed=bool(row.listed),
        recording=row.recording,
        reached=place.reached,
        reason=place.reason,
    )
