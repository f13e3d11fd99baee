"""Answer a request for part of an object: RFC 9110, sections 13 (conditions) and 14 (ranges).

One range is served. A request for several gets the whole object, which section 14.2 allows: no audio player
asks for several, and answering them has been a way to wear servers out.
"""

import re
from dataclasses import dataclass

from api.refusals import RangeUnsatisfiable

_ONE_RANGE = re.compile(r"bytes\s*=\s*(?:([0-9]+)\s*-\s*([0-9]*)|-\s*([0-9]+))", re.IGNORECASE)
_MANY_DIGITS = 19  # 2**63 has 19 digits; a longer number lies past the end of any object


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes `first` to `last`, both included, of an object of `size` bytes."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1

    @property
    def content_range(self) -> str:
        """The Content-Range field."""
        return f"bytes {self.first}-{self.last}/{self.size}"


def wanted(header: str | None, if_range: str | None, *, size: int, etag: str) -> ByteRange | None:
    """Tell which part to send; None for the whole object.

    Args:
        header: the Range field. One that breaks the grammar, names another unit or asks for several ranges
            is ignored, as section 14.2 says.
        if_range: the If-Range field: the part is sent only where it is this very `etag`. A date is never
            matched, because no Last-Modified is sent.
        size: of the object, in bytes.
        etag: strong, with its quotes.

    Raises:
        RangeUnsatisfiable: the range begins past the end.
    """
    if header is None or (if_range is not None and if_range.strip() != etag):
        return None
    match = _ONE_RANGE.fullmatch(header.strip())
    if match is None:
        return None
    first, last, suffix = match.groups()
    if suffix is not None:
        length = min(_number(suffix), size)
        if length == 0:
            raise RangeUnsatisfiable(header, size)
        return ByteRange(size - length, size - 1, size)
    start, end = _number(first), _number(last) if last else size - 1
    if last and end < start:
        return None
    if start >= size:
        raise RangeUnsatisfiable(header, size)
    return ByteRange(start, min(end, size - 1), size)


def unchanged(if_none_match: str | None, etag: str) -> bool:
    """Tell whether the client already holds the object: compared weakly, section 13.1.2."""
    if if_none_match is None:
        return False
    held = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in held or etag in held


def _number(digits: str) -> int:
    return int(digits) if len(digits) <= _MANY_DIGITS else 10**_MANY_DIGITS
