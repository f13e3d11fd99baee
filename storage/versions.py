"""The versions of a call's recording: which one is in force, and which came before and after it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select, update

from qa.events import Event, RecordingSuperseded
from qa.recording import Recording
from qa.version import Same, Settled, settle
from storage.beside import Beside
from storage.recording_rows import read_row
from storage.tables import recordings as table


class Versions:
    """The versions of all calls, inside one transaction.

    They change by links alone: whoever works on a recording meanwhile writes all else of it.

    Args:
        connection: the transaction's.
        record: writes an event down in it.
        uncount: takes what was counted of a recording out again.
        beside: told of what changes.
    """

    def __init__(
        self,
        connection: Connection,
        record: Callable[[Event], None],
        uncount: Callable[[str], None],
        beside: Beside,
    ) -> None:
        self._connection = connection
        self._beside = beside
        self._record = record
        self._uncount = uncount

    def others(self, recording: Recording, *, hold: bool = False) -> tuple[Recording, ...]:
        """List the other recordings of a recording's call, in the order they were received.

        Args:
            recording: of a call; one without a call id has no other versions.
            hold: whether they stay as they are until the transaction ends.
        """
        call_id = recording.metadata.source_call_id
        if call_id is None:
            return ()
        wanted = select(table).where(table.c.source == recording.source, table.c.call_id == call_id)
        wanted = wanted.order_by(table.c.received_at, table.c.id)
        rows = self._connection.execute(wanted.with_for_update() if hold else wanted)
        return tuple(each for row in rows if (each := read_row(row)).id != recording.id)

    def keep(self, recording: Recording, verdict: Same | Settled) -> None:
        """Write down where a recording that is there stands among the versions of its call."""
        if isinstance(verdict, Same):
            self._link(recording.id, in_force=False, supersedes=None, superseded_by=verdict.existing)
            return
        if verdict.retired is not None:  # first: one version of a call is in force
            self._link(verdict.retired, in_force=False, superseded_by=recording.id)
        settled = verdict.recording
        self._link(
            recording.id,
            in_force=settled.in_force,
            supersedes=settled.supersedes,
            superseded_by=settled.superseded_by,
        )

    def place(self, known: Recording, *, sound: bool, now: datetime) -> Same | Settled:
        """Settle where a recording that is there stands among the versions of its call; the others hold still.

        Args:
            known: with all that is known of it now.
            sound: whether its bytes were read and hold sound.
            now: the time.
        """
        verdict = settle(known, self.others(known, hold=True), sound=sound)
        self.keep(known, verdict)
        if isinstance(verdict, Settled) and verdict.retired is not None:
            self._record(RecordingSuperseded(recording=verdict.retired, at=now, by=known.id))
        return verdict

    def _link(self, recording_id: str, *, in_force: bool, **links: str | None) -> None:
        call_id = table.c.call_id if in_force else None
        values = {"in_force": in_force, "source_call_id": call_id, **links}
        self._connection.execute(update(table).where(table.c.id == recording_id).values(values))
        self._beside.moved(recording_id, elsewhere=not in_force)
        if not in_force:
            self._uncount(recording_id)
