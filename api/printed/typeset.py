"""The printed page, set by Typst from a layout of ours and a font that is installed with EveryCall.

Noto Sans SC (SIL Open Font License 1.1) comes from a package of the lock file; no font of the machine is looked for, and
nothing is fetched. Of the font a document carries the characters it uses. Text goes in as data: nothing of it is read as
markup.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

_LAYOUTS = Path(__file__).parent


def typeset(layout: str, content: Mapping[str, Any], *, at: datetime) -> bytes:
    """Set a document; the same content, layout and time give the same bytes.

    Args:
        layout: name of a file beside this one.
        content: what the layout asks for: texts, and lists and maps of them.
        at: when, as the file says of itself.

    Returns:
        A PDF.
    """
    import typst

    made = typst.compile(
        (_LAYOUTS / layout).read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(_printable(content), ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave {type(made).__name__} for a PDF")
    return made


@cache
def _fonts() -> Any:
    import typst
    from pylopdf_fonts_zh_cn import sans_path

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(sans_path().parent)]
    )


@cache
def characters() -> frozenset[int]:
    """List the code points that the font can show."""
    from fontTools.ttLib import TTFont
    from pylopdf_fonts_zh_cn import sans_path

    with TTFont(sans_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _printable(value: Any) -> Any:
    """Name the characters that the font has not, so that none is left out unseen."""
    if isinstance(value, str):
        known = characters()
        return "".join(c if ord(c) in known or c == "\n" else _named(c) for c in value)
    if isinstance(value, Mapping):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value


def _named(character: str) -> str:
    return f"[U+{ord(character):04X}]" if character.isprintable() else " "
