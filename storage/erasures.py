"""A file of all that was ever erased, kept apart from backups: after a restore it is erased again."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from qa.recording import Recording
from storage.uow import Store

PAGE = 500
"""Recordings that are looked up in one go."""


def write_down(store: Store, file: Path) -> int:
    """Write every erasure, a line of JSON each; the file is whole at every moment. Says how many.

    Args:
        store: the database.
        file: in a folder that exists.

    Raises:
        StorageError: the database is away.
        OSError: the file cannot be written.
    """
    count, after = 0, ""
    begun = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with begun.open("w", encoding="utf-8") as lines:
            while found := _page(store, after):
                for line in (line for recording in found for line in _lines(recording)):
                    lines.write(f"{line}\n")
                    count += 1
                after = found[-1].id
            lines.flush()
            os.fsync(lines.fileno())
        begun.replace(file)
    finally:
        begun.unlink(missing_ok=True)
    return count


def _page(store: Store, after: str) -> tuple[Recording, ...]:
    with store.read() as unit:
        return unit.purges.erased(after=after, limit=PAGE)


def _lines(recording: Recording) -> Iterator[str]:
    erased = recording.erased
    for layer in sorted(erased.layers) if erased else ():
        at = erased.at(layer) if erased else None
        yield json.dumps(
            {
                "recording": recording.id,
                "layer": layer,
                "at": at and at.isoformat(),
                "purge": erased and erased.purge,
            }
        )
