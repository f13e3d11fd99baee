"""Objects that come in parts: begun, put part by part, and joined under their key, or forgotten.

Until they are joined there is nothing under the key. Afterwards the parts' addresses are void.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from storage.errors import PartsMissing
from storage.stream import Readable


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

    def put_part(self, key: str, handle: str, number: int, data: Readable, *, size: int) -> None:
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
