"""Choose the format of an answer by what the client accepts: RFC 9110, section 12.5.1."""

from collections.abc import Sequence

_EXACT = 2


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """Pick the media type the client likes best; of equals, the one offered first.

    Args:
        accept: the Accept field; without one, anything goes.
        offered: media types, as `text/vtt`.

    Returns:
        One of `offered`, or None where the client takes none of them.
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = [_read(part) for part in accept.split(",") if part.strip()]
    best = max(offered, key=lambda media: _liking(media, ranges))
    return best if _liking(best, ranges) > 0 else None


def _read(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media, quality


def _liking(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Say how much the client likes a type: the most specific range that names it counts."""
    kind = media.partition("/")[0]
    named = {media: _EXACT, f"{kind}/*": 1, "*/*": 0}
    found = [(named[name], quality) for name, quality in ranges if name in named]
    return max(found)[1] if found else 0.0
