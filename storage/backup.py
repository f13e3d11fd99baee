"""A copy of every object in a folder, with an index that says what each was; and the way back.

The index is a file of its own, one JSON object a line, and is replaced once all is copied: a copy that was cut off
leaves the one before as it was. What the index of an earlier copy lists with the same size and time is not copied
again.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from storage.errors import ObjectMissing, StorageUnavailable
from storage.folder import FolderObjects
from storage.objects import Objects

INDEX = "objects.jsonl"
"""Name of the index inside the folder of the copy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of a copy.

    Attributes:
        key: its name.
        size: bytes.
        modified_at: when it was put, as the store says; RFC 3339.
        sha256: of its bytes, taken while they were copied.
        content_type: as given when it was put.
        metadata: likewise.
    """

    key: str
    size: int
    modified_at: str
    sha256: str
    content_type: str
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True)
class Copied:
    """What copying came to.

    Attributes:
        copied: objects that were copied.
        kept: objects that an earlier copy had already.
        size: bytes that were copied.
        problems: what could not be copied as it was, each a sentence.
    """

    copied: int
    kept: int
    size: int
    problems: tuple[str, ...] = ()


def save(source: Objects, folder: Path) -> Copied:
    """Copy every object into a folder.

    Args:
        source: the store.
        folder: of this copy, or of an earlier one that is brought up to date. What the store has no more stays in
            the folder, but not in its index.

    Raises:
        StorageUnavailable: the store does not answer, or the folder cannot be written to.
        StorageFull: no room in the folder.
    """
    target = FolderObjects(folder)
    target.prepare()
    former = {entry.key: entry for entry in read_index(folder)}
    copied = kept = size = 0
    draft = folder / f".{INDEX}"
    with draft.open("w", encoding="utf-8") as index:
        for stat in source.list():
            known = former.get(stat.key)
            if known is not None and (known.size, known.modified_at) == (
                stat.size,
                stat.modified_at.isoformat(),
            ):
                entry, kept = known, kept + 1
            else:
                try:
                    entry = _copy(stat.key, source, target)
                except ObjectMissing:  # removed since it was listed
                    continue
                copied, size = copied + 1, size + entry.size
            index.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        index.flush()
        os.fsync(index.fileno())
    draft.replace(folder / INDEX)
    return Copied(copied, kept, size)


def bring_back(folder: Path, target: Objects) -> Copied:
    """Put every object of a copy into a store, each compared with the digest that the index has of it.

    An object that is gone from the copy, or is not what it was, is told of and not put.

    Args:
        folder: of the copy.
        target: the store; an object of the same key is replaced.

    Raises:
        StorageUnavailable: the store does not answer, or there is no copy in the folder.
    """
    if not (folder / INDEX).is_file():
        raise StorageUnavailable(
            f"There is no {INDEX} in {folder}; name the folder that a copy was saved to."
        )
    source = FolderObjects(folder)
    target.prepare()
    copied = size = 0
    problems = []
    for entry in read_index(folder):
        try:
            put = target.put(
                entry.key,
                _Stream(source.get(entry.key)),
                content_type=entry.content_type,
                metadata=entry.metadata,
            )
        except ObjectMissing:
            problems.append(f"{entry.key} is gone from the copy.")
            continue
        if put.sha256 != entry.sha256:
            target.remove(entry.key)
            problems.append(
                f"{entry.key} is not what was copied: its SHA-256 is {put.sha256}, not {entry.sha256}."
            )
            continue
        copied, size = copied + 1, size + put.size
    return Copied(copied, 0, size, tuple(problems))


def read_index(folder: Path) -> Iterator[Entry]:
    """Read the index of a copy; nothing where there is none."""
    file = folder / INDEX
    if not file.is_file():
        return
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield Entry(**json.loads(line))


def _copy(key: str, source: Objects, target: Objects) -> Entry:
    stat = source.stat(key)
    put = target.put(
        key,
        _Stream(source.get(key)),
        size=stat.size,
        content_type=stat.content_type,
        metadata=stat.metadata,
    )
    return Entry(
        key, put.size, stat.modified_at.isoformat(), put.sha256, stat.content_type, dict(stat.metadata)
    )


class _Stream:
    """Chunks, read as a file is.

    Args:
        chunks: as `Objects.get` gives them.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = memoryview(b"")

    def read(self, size: int, /) -> bytes:
        """Bring at most `size` bytes; none at the end."""
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._left = memoryview(chunk)
        taken, self._left = self._left[:size], self._left[size:]
        return bytes(taken)
