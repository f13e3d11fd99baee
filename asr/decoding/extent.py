"""What a file says about its own length, where the demuxer cannot tell a fact from a guess.

Recorders die, disks fill and pipes cannot seek back, so headers lie: they announce more than there is,
less than there is, or nothing. Each function reads a few kilobytes and restores the file's position.
"""

import os
import struct
from dataclasses import dataclass
from typing import BinaryIO

_PLACEHOLDER = 0x7FFF_F000
"""From here on a data length means "not known when the header was written": SoX writes this value into a pipe,
others 0x7FFFFFFF or 0xFFFFFFFF."""

_SAMPLED = frozenset({1, 3, 6, 7, 0xFFFE})
"""WAV format tags of PCM, float, A-law, mu-law, and the extensible header that recorders use for PCM."""

_MOST_CHUNKS = 1_000
"""A WAV file has a handful; a file made of empty ones must not keep us busy."""

_PAGE_REACH = 65_307 + 1
"""Largest Ogg page (RFC 3533): 27 bytes of header, 255 of lacing, 255 × 255 of content."""


@dataclass(frozen=True, slots=True)
class WavExtent:
    """The lengths of a WAV file's sound, in bytes.

    Attributes:
        announced: what the header claims; None where it makes no claim.
        present: what the file holds.
        sampled: each sample is coded by itself, so that packets may be cut anywhere.
        understated: the header stops short of sound that is there.
    """

    announced: int | None
    present: int
    sampled: bool
    understated: bool = False

    @property
    def missing(self) -> float:
        """What was announced and is not there, as a multiple of what is there."""
        return max(0, (self.announced or 0) - self.present) / max(1, self.present)


def wav_extent(file: BinaryIO) -> WavExtent | None:
    """Compare the length in a WAV header with the file; None where it is no plain WAV file.

    RF64 and W64 carry 64-bit lengths that the demuxer reads itself.
    """
    size = _size(file)
    order = {b"RIFF": "<", b"RIFX": ">"}.get(_read(file, 0, 4))
    if order is None or _read(file, 8, 4) != b"WAVE":
        return None
    at, sampled = 12, False
    for _ in range(_MOST_CHUNKS):
        head = _read(file, at, 8)
        if len(head) < 8:  # noqa: PLR2004 - a chunk's header: four letters and a length
            return None
        length: int = struct.unpack(order + "I", head[4:])[0]
        at += 8
        if head[:4] == b"fmt ":
            sampled = int.from_bytes(_read(file, at, 2), "little" if order == "<" else "big") in _SAMPLED
        if head[:4] == b"data":
            return _compare(file, at, length, size, sampled=sampled)
        at += length + length % 2
    return None


def _compare(file: BinaryIO, at: int, length: int, size: int, *, sampled: bool) -> WavExtent:
    """Weigh the announced length of the data chunk at `at` against the bytes behind it."""
    rest = size - at
    if length > rest:
        return WavExtent(None if length >= _PLACEHOLDER else length, rest, sampled)
    if _chunks_follow(file, at + length + length % 2, size):
        return WavExtent(length, length, sampled)
    return WavExtent(None, rest, sampled, understated=True)


def _chunks_follow(file: BinaryIO, at: int, size: int) -> bool:
    """Tell whether the bytes from `at` on are chunks of a WAV file, and not sound."""
    for _ in range(_MOST_CHUNKS):
        if size - at < 8:  # noqa: PLR2004 - too little for a chunk's header: padding
            return True
        head = _read(file, at, 8)
        if not all(0x20 <= byte <= 0x7E for byte in head[:4]):  # noqa: PLR2004 - printable ASCII
            return False
        length: int = struct.unpack("<I", head[4:])[0]
        if at + 8 + length > size:
            return False
        at += 8 + length + length % 2
    return False


def ogg_closed(file: BinaryIO) -> bool:
    """Tell whether an Ogg file ends with a whole page marked as the stream's last (RFC 3533, section 6)."""
    size = _size(file)
    tail = _read(file, max(0, size - _PAGE_REACH), _PAGE_REACH)
    at = tail.rfind(b"OggS")
    if at < 0 or len(tail) < at + 27:
        return False
    lacing = tail[at + 27 : at + 27 + tail[at + 26]]
    whole = len(lacing) == tail[at + 26] and at + 27 + len(lacing) + sum(lacing) <= len(tail)
    return whole and bool(tail[at + 5] & 4)


def mp3_counted(file: BinaryIO) -> bool:
    """Tell whether an MP3 file carries a count of its frames (a Xing, Info or VBRI tag in the first one)."""
    head = _read(file, 0, 10)
    start = 0
    if head[:3] == b"ID3" and len(head) == 10:  # noqa: PLR2004 - the header of an ID3v2 tag
        start = 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])
    first = _read(file, start, 256)
    return any(tag in first for tag in (b"Xing", b"Info", b"VBRI"))


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    back = file.tell()
    file.seek(at)
    found = file.read(count)
    file.seek(back)
    return found


def _size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size
