"""Which sources are paused, and what those with quotas take up."""

from collections.abc import Sequence
from datetime import date
from zlib import crc32

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from qa.hold import Held, Load, Pause, has_quota, held
from qa.ingest.source import Source
from qa.ingest.sources import Sources
from qa.recording import State
from storage.tables import listened_days, paused_sources, recordings

_LOCK = 0x45564553
"""Any number that no other program takes an advisory lock on; the second one is the source's."""


class Holds:
    """All pauses and quotas, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = postgresql if connection.dialect.name == "postgresql" else sqlite

    def pauses(self) -> tuple[Pause, ...]:
        """List the sources that are paused, by name."""
        rows = self._connection.execute(select(paused_sources).order_by(paused_sources.c.source))
        return tuple(Pause(row.source, row.at, row.actor, row.reason) for row in rows)

    def pause(self, pause: Pause) -> bool:
        """Pause a source; says whether it was not paused before. The first pause keeps its reason."""
        values = {"source": pause.source, "at": pause.at, "actor": pause.actor, "reason": pause.reason}
        statement = self._dialect.insert(paused_sources).values(values).on_conflict_do_nothing()
        new = self._connection.execute(statement.returning(paused_sources.c.source))
        return new.scalar_one_or_none() is not None

    def resume(self, source: str) -> bool:
        """End a pause; says whether there was one."""
        statement = delete(paused_sources).where(paused_sources.c.source == source)
        return self._connection.execute(statement).rowcount > 0

    def is_known(self, source: str) -> bool:
        """Tell whether any recording came from a source."""
        wanted = select(recordings.c.id).where(recordings.c.source == source).limit(1)
        return self._connection.execute(wanted).first() is not None

    def held(self, sources: Sources, today: date) -> frozenset[Held]:
        """Say what may not be begun.

        Args:
            sources: of the house.
            today: on its calendar.
        """
        rationed = [source for source in sources.all if has_quota(source)]
        loads = self._loads(rationed, today) if rationed else {}
        return held([pause.source for pause in self.pauses()], rationed, loads)

    def take_turns(self, source: Source) -> None:
        """Let no other transaction begin a recording of a source with a quota before this one ends.

        SQLite has one writer at a time anyway.
        """
        if has_quota(source) and self._dialect is postgresql:
            # The lock's second number is signed; sources whose names meet in it only wait for each other.
            number = crc32(source.name.encode()) - 2**31
            self._connection.execute(select(func.pg_advisory_xact_lock(_LOCK, number)))

    def listened(self, source: str, today: date, seconds: float) -> None:
        """Take note of audio that was listened to."""
        table = listened_days
        statement = self._dialect.insert(table).values(source=source, day=today.isoformat(), seconds=seconds)
        more = {"seconds": table.c.seconds + statement.excluded.seconds}
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=[table.c.source, table.c.day], set_=more)
        )

    def _loads(self, sources: Sequence[Source], today: date) -> dict[str, Load]:
        names = [source.name for source in sources]
        r, heard = recordings.c, listened_days.c
        wanted = select(r.source, func.count()).where(r.state == State.WORKING, r.source.in_(names))
        rows = self._connection.execute(wanted.group_by(r.source))
        working: dict[str, int] = {source: count for source, count in rows}  # noqa: C416 a row is no pair to mypy
        on = select(heard.source, heard.seconds).where(
            heard.day == today.isoformat(), heard.source.in_(names)
        )
        days = self._connection.execute(on)
        listened: dict[str, float] = {source: seconds for source, seconds in days}  # noqa: C416 likewise
        return {name: Load(working.get(name, 0), listened.get(name, 0.0)) for name in names}
