"""Which kind of file a recording is, told by its first bytes: content decides, never a name.

Only sound gets a type of its own. Whatever else was taken in is handed out as mere bytes, so that no browser
runs an uploaded page as one of this service's.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

HEAD_BYTES = 64
"""How much of a file `kind_of` looks at."""

_MPEG_SYNC = 0xE0
_ADTS_SYNC = 0xF0
_LAYER = 0x06
_LAYERS = frozenset({0x02, 0x04})
"""Layers III and II. Layer I is gone from the world, and UTF-16 text begins like one of its frames."""


@dataclass(frozen=True, slots=True)
class Media:
    """A kind of file.

    Attributes:
        type: as the Content-Type field names it.
        suffix: of its usual file name, with the dot.
    """

    type: str
    suffix: str


BYTES = Media("application/octet-stream", ".bin")

_SIGNED: tuple[tuple[int, bytes, Media], ...] = (
    (8, b"WAVE", Media("audio/wav", ".wav")),
    (8, b"AIFF", Media("audio/aiff", ".aiff")),
    (8, b"AIFC", Media("audio/aiff", ".aiff")),
    (4, b"ftyp", Media("audio/mp4", ".m4a")),
    (0, b"OggS", Media("audio/ogg", ".ogg")),
    (0, b"fLaC", Media("audio/flac", ".flac")),
    (0, b"ID3", Media("audio/mpeg", ".mp3")),
    (0, b"#!AMR-WB\n", Media("audio/amr-wb", ".awb")),
    (0, b"#!AMR\n", Media("audio/amr", ".amr")),
    (0, b".snd", Media("audio/basic", ".au")),
    (0, b"caff", Media("audio/x-caf", ".caf")),
    (0, b"\x1aE\xdf\xa3", Media("audio/webm", ".webm")),
    (0, b"0&\xb2u\x8ef\xcf\x11", Media("audio/x-ms-wma", ".wma")),
)
"""Where sound formats sign themselves (offset, mark)."""


def kind_of(head: bytes) -> Media:
    """Tell what a file is by its first `HEAD_BYTES`."""
    for offset, mark, media in _SIGNED:
        if head.startswith(mark, offset):
            return media
    return _framed(head)


def _framed(head: bytes) -> Media:
    """Know bare MPEG frames by their sync word, ISO/IEC 11172-3 section 2.4.1.3 and 13818-7 section 6.2."""
    if len(head) < 2 or head[0] != 0xFF or head[1] & _MPEG_SYNC != _MPEG_SYNC:  # noqa: PLR2004 the sync word is two bytes
        return BYTES
    if head[1] & _LAYER in _LAYERS:
        return Media("audio/mpeg", ".mp3")
    is_adts = head[1] & _ADTS_SYNC == _ADTS_SYNC and not head[1] & _LAYER
    return Media("audio/aac", ".aac") if is_adts else BYTES


def disposition(name: str, media: Media) -> str:
    """Write a Content-Disposition field, RFC 6266: played in place where it is sound, else saved.

    Args:
        name: of the file without suffix; anything goes, nothing of it can leave the field or the folder.
        media: what the file is.
    """
    clean = re.sub(r"[\x00-\x1f\x7f-\x9f/\\]", "_", name).encode("utf-8", "replace").decode()
    plain = re.sub(r"[^A-Za-z0-9 ._()+-]", "_", clean)
    way = "attachment" if media is BYTES else "inline"
    return (
        f"{way}; filename=\"{plain}{media.suffix}\"; filename*=UTF-8''{quote(clean + media.suffix, safe='')}"
    )
