"""The purges and what each lists; and which recordings may be listed."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select, update

from qa.purge import Demand, Item, ItemState, Purge, PurgeState
from qa.recording import SETTLED, Recording
from storage.codec import Codec
from storage.errors import Conflict, NotFound
from storage.keeping_tables import purge_items, purges
from storage.keyset import Place, Stretch
from storage.recording_rows import read_row
from storage.tables import recordings

_purge = Codec(Purge)
_item = Codec(Item)
_i = purge_items.c
_r = recordings.c


class Purges:
    """All purges, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, purge: Purge, items: Sequence[Item]) -> None:
        """Keep a plan."""
        body = _purge.encode(purge)
        self._connection.execute(
            insert(purges).values(id=purge.id, state=purge.state, planned_at=purge.planned_at, body=body)
        )
        rows = [
            {
                "purge_id": purge.id,
                "place": item.place,
                "recording_id": item.recording,
                "state": item.state,
                "size": item.size,
                "body": _item.encode(item),
            }
            for item in items
        ]
        if rows:
            self._connection.execute(insert(purge_items), rows)

    def get(self, purge_id: str) -> Purge:
        """Load a purge.

        Raises:
            NotFound: there is none of that id.
        """
        wanted = select(purges.c.body).where(purges.c.id == purge_id)
        body = self._connection.execute(wanted).scalar_one_or_none()
        if body is None:
            raise NotFound(f"There is no purge {purge_id!r}; GET /v1/retention/purges lists those there are.")
        return _purge.decode(body)

    def save(self, changed: Purge, *, loaded: Purge) -> None:
        """Write down a step of a purge.

        Raises:
            Conflict: somebody else changed it since it was loaded.
        """
        same = (purges.c.id == loaded.id, purges.c.state == loaded.state)
        values = {"state": changed.state, "body": _purge.encode(changed)}
        if self._connection.execute(update(purges).where(*same).values(values)).rowcount != 1:
            raise Conflict(f"Purge {loaded.id} was changed meanwhile; load it again.")

    def all(self, *states: PurgeState, limit: int = 100) -> tuple[Purge, ...]:
        """List purges, the newest first; those in some states, or all."""
        return self.page(*states, limit=limit).items

    def page(self, *states: PurgeState, limit: int, cursor_at: str | None = None) -> Stretch[Purge]:
        """List purges page by page, the newest first; those in some states, or all.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        place = Place(repr(("purges", *sorted(states))), limit, cursor_at)
        wanted = select(purges.c.body).where(*place.before(purges.c.planned_at, purges.c.id))
        if states:
            wanted = wanted.where(purges.c.state.in_(states))
        wanted = wanted.order_by(purges.c.planned_at.desc(), purges.c.id).limit(limit + 1)
        found = tuple(_purge.decode(body) for body in self._connection.execute(wanted).scalars())
        return place.cut(found, lambda purge: (purge.planned_at, purge.id))

    def items(self, purge_id: str, *states: ItemState, after: int = 0, limit: int = 100) -> tuple[Item, ...]:
        """List what a purge lists, in its order, from after a place on."""
        wanted = select(_i.body).where(_i.purge_id == purge_id, _i.place > after)
        if states:
            wanted = wanted.where(_i.state.in_(states))
        rows = self._connection.execute(wanted.order_by(_i.place).limit(limit)).scalars()
        return tuple(_item.decode(body) for body in rows)

    def save_item(self, purge_id: str, changed: Item, *, loaded: Item) -> None:
        """Write down what became of a recording in a purge.

        Raises:
            Conflict: another worker was quicker.
        """
        same = (_i.purge_id == purge_id, _i.place == loaded.place, _i.state == loaded.state)
        values = {"state": changed.state, "body": _item.encode(changed)}
        if self._connection.execute(update(purge_items).where(*same).values(values)).rowcount != 1:
            raise Conflict(f"Item {loaded.place} of purge {purge_id} was changed meanwhile.")

    def tally(self, purge_id: str) -> Mapping[ItemState, int]:
        """Count what a purge lists by what became of it."""
        wanted = select(_i.state, func.count()).where(_i.purge_id == purge_id).group_by(_i.state)
        return {ItemState(state): count for state, count in self._connection.execute(wanted)}

    def count(self) -> Mapping[PurgeState, int]:
        """Count purges by state."""
        rows = self._connection.execute(select(purges.c.state, func.count()).group_by(purges.c.state))
        return {PurgeState(state): count for state, count in rows}

    def listed(self) -> frozenset[str]:
        """Name the recordings that a purge lists that is planned or approved."""
        open_ = select(purges.c.id).where(purges.c.state.in_([PurgeState.PLANNED, PurgeState.APPROVED]))
        return frozenset(
            self._connection.execute(select(_i.recording_id).where(_i.purge_id.in_(open_))).scalars()
        )

    def candidates(self, *, before: datetime, after: str = "", limit: int = 500) -> tuple[Recording, ...]:
        """List settled recordings received before a moment of which something is left, by id."""
        left = or_(
            _r.audio_erased_at.is_(None), _r.transcript_erased_at.is_(None), _r.scores_erased_at.is_(None)
        )
        wanted = select(recordings).where(_r.id > after, _r.received_at < before, _r.state.in_(SETTLED), left)
        rows = self._connection.execute(wanted.order_by(_r.id).limit(limit))
        return tuple(read_row(row) for row in rows)

    def of_demand(self, demand: Demand, *, after: str = "", limit: int = 500) -> tuple[Recording, ...]:
        """List recordings that may be of a customer, by id; whether they are their metadata tell.

        The metadata are searched as text: this reads all recordings, and is asked for rarely.
        """
        value = json.dumps(demand.value, ensure_ascii=False)[1:-1]
        wanted = select(recordings).where(_r.id > after, _r.metadata.contains(value, autoescape=True))
        rows = self._connection.execute(wanted.order_by(_r.id).limit(limit))
        return tuple(read_row(row) for row in rows)

    def erased(self, *, after: str = "", limit: int = 500) -> tuple[Recording, ...]:
        """List recordings of which something was erased, by id."""
        wanted = select(recordings).where(_r.id > after, _r.purge.is_not(None))
        return tuple(read_row(row) for row in self._connection.execute(wanted.order_by(_r.id).limit(limit)))
