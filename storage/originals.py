"""The objects that recordings came as, once sealed copies of them are kept."""

from collections.abc import Sequence

from sqlalchemy import Connection, select, text, update

from qa.content import Original
from qa.recording import Recording
from storage.recording_rows import read_row
from storage.tables import recordings as table

_LEAVING = text("original = 'leaving'")  # written as the index has it, so that it is used


class Originals:
    """All originals, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def leaving(self, *, after: str = "", limit: int = 100) -> tuple[Recording, ...]:
        """List recordings whose original is to be removed, by id."""
        wanted = select(table).where(_LEAVING, table.c.id > after).order_by(table.c.id).limit(limit)
        return tuple(read_row(row) for row in self._connection.execute(wanted))

    def settle(self, recording: str, fate: Original) -> None:
        """Write down what became of an original that was to be removed."""
        mine = table.c.id == recording
        self._connection.execute(update(table).where(mine, _LEAVING).values(original=fate))

    def copied(self, recording: Recording, key: str, fate: Original) -> bool:
        """Write down that a sealed copy of a recording's sound is kept, unless anything befell the recording meanwhile."""
        columns = table.c
        same = (
            columns.id == recording.id,
            columns.attempt == recording.attempt,
            columns.state == recording.state,
            columns.audio_sha256 == recording.audio_sha256,
            columns.vault_key.is_(None),
            columns.audio_erased_at.is_(None),
        )
        done = self._connection.execute(update(table).where(*same).values(vault_key=key, original=fate))
        return done.rowcount == 1

    def known_vault_keys(self, keys: Sequence[str]) -> frozenset[str]:
        """Tell which of some keys are the sealed copy of a recording."""
        rows = self._connection.execute(select(table.c.vault_key).where(table.c.vault_key.in_(keys)))
        return frozenset(rows.scalars())
