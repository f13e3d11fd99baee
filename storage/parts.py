"""Objects that come in parts: begun, put part by part, and joined under their key, or forgotten.

Until they are joined there is nothing under the key. Afterwards the parts' addresses are void.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from storage.errors import ObjectIncomplete, ObjectMissing, PartsMissing

if TYPE_CHECKING:
    from storage.objects import Objects, Readable

_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An object of which parts may have come, and that was neither joined nor forgotten.

    Attributes:
        key: where it would lie.
        handle: what the store calls it.
        begun_at: when.
    """

    key: str
    handle: str
    begun_at: datetime


class InParts(Protocol):
    """The part of an object store's contract that is about parts."""

    def begin(self, key: str) -> str:
        """Begin an object in parts; gives what the store calls it until it is joined.

        Raises:
            KeyInvalid: the key cannot be held.
            StorageUnavailable: the store does not answer.
        """
        ...

    def address(self, key: str, handle: str, number: int, *, lasting: timedelta) -> str | None:
        """Give the address at which a client may PUT a part without any right of its own, for so long.

        None where the store has no addresses: the part goes through `put_part`.
        """
        ...

    def put_part(self, key: str, handle: str, number: int, data: "Readable", *, size: int) -> None:
        """Keep a part, whole or not at all; a former one of that number is replaced.

        Raises:
            ObjectMissing: it was joined or forgotten before.
            ObjectIncomplete: the stream is not `size` bytes long.
            ObjectsRefused: this store takes parts at their addresses only.
            StorageFull: no room.
            StorageUnavailable: the store does not answer.
        """
        ...

    def parts(self, key: str, handle: str, sizes: Sequence[int]) -> Mapping[int, int]:
        """Tell the size of each part that came, by its number.

        Of several that were put under one number, it is one that is as large as it should be (`sizes`), else the last.

        Raises:
            ObjectMissing: it was joined or forgotten before.
            StorageUnavailable: the store does not answer.
        """
        ...

    def join(self, key: str, handle: str, sizes: Sequence[int]) -> None:
        """Make the object of its parts, 1 to `len(sizes)`, each of that size; a former object is replaced.

        Raises:
            ObjectMissing: it was joined or forgotten before.
            PartsMissing: a part did not come, or has another size; nothing is joined.
            StorageFull: no room.
            StorageUnavailable: the store does not answer.
        """
        ...

    def forget_parts(self, key: str, handle: str) -> None:
        """Forget all parts; nothing happens where there are none, or where they were joined.

        Raises:
            StorageUnavailable: the store does not answer.
        """
        ...

    def unfinished(self, prefix: str) -> Iterator[Unfinished]:
        """List what was begun under keys with this prefix, and was neither joined nor forgotten.

        Keys of other signs than letters, digits and `-_./` may come altered: SeaweedFS and the SDK do not agree on how
        they are written in this list.

        Raises:
            StorageUnavailable: the store does not answer.
        """
        ...


def check_parts(sizes: Sequence[int], came: Mapping[int, int]) -> None:
    """See that every part came whole.

    Raises:
        PartsMissing: one did not, or has another size.
    """
    problems = [
        f"part {number} did not come; PUT its {size} bytes at its address"
        if number not in came
        else f"part {number} has {came[number]} bytes instead of {size}; PUT it again"
        for number, size in enumerate(sizes, start=1)
        if came.get(number) != size
    ]
    if problems:
        raise PartsMissing(len(sizes), tuple(problems))


def join(objects: "Objects", key: str, handle: str, sizes: Sequence[int]) -> None:
    """Join parts, also where that was done before.

    Raises:
        PartsMissing: a part did not come, or has another size.
        ObjectMissing: they were forgotten.
        ObjectIncomplete: what lies at the key is something else.
    """
    try:
        objects.join(key, handle, sizes)
    except ObjectMissing:
        found, size = objects.stat(key).size, sum(sizes)  # joined before: then it is there
        if found != size:
            raise ObjectIncomplete(
                f"The object at {key!r} has {found} bytes instead of {size}; begin a new upload."
            ) from None


class Chained:
    """Files read one after the other, each opened when its turn comes.

    Args:
        paths: in order.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._chunks = (chunk for path in paths for chunk in _chunks(path))
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """Bring at most `size` bytes; none at the end.

        Raises:
            ObjectMissing: a file has gone.
        """
        self._rest = self._rest or next(self._chunks, b"")
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise ObjectMissing("The parts were joined or forgotten meanwhile.") from error
    with file:
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk
