"""How a key becomes a path, in a way that can be read back and that holds any two keys apart.

Also where the file system ignores case: everything but lower-case letters, digits and `-_.` is written `%xx`; a
folder's name ends in `+`; a part too long for a file name goes on in the next folder, marked `~`.
"""

import re
from urllib.parse import unquote

_NAME_BYTES = 200
"""File systems take 255; room is left for marks and temporary names."""


def encode(key: str) -> tuple[str, ...]:
    """Turn a key into folder names and a file name."""
    *folders, last = key.split("/")
    path: list[str] = []
    for folder in folders:
        *chunks, end = _pieces(folder)
        path += [f"{chunk}~" for chunk in chunks] + [f"{end}+"]
    *chunks, end = _pieces(last)
    return (*path, *(f"{chunk}~" for chunk in chunks), end)


def decode(path: tuple[str, ...]) -> str:
    """Read a key back from its path."""
    text = ""
    for name in path[:-1]:
        text += name[:-1] + ("/" if name.endswith("+") else "")
    return unquote(text + path[-1])


def _pieces(part: str) -> list[str]:
    """Write a part of a key with safe letters, cut where a file name would be too long."""
    safe = re.sub(rb"^\.|[^a-z0-9._-]", lambda byte: b"%%%02x" % byte[0][0], part.encode()).decode()
    pieces = [""]
    for letter in re.findall(r"%..|.", safe):
        if len(pieces[-1]) + len(letter) > _NAME_BYTES:
            pieces.append("")
        pieces[-1] += letter
    return pieces
