"""YAML from outside, read safely: bounded in size and depth, no aliases, no tags, no key twice.

Scalars follow YAML 1.2 (`yes` and `on` are words, `12:30` is no number), because rubrics hold what people say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

MOST_BYTES = 1 << 20
"""The largest file read."""

MOST_DEEP = 40
"""The deepest nesting read."""

Path_ = tuple[str | int, ...]
"""Keys and list places from the top of a document."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "~": None, "": None}


class DocumentInvalid(ValueError):
    """A document that cannot be read at all.

    Attributes:
        line: from 1.
        problem: what is wrong, and what to do.
    """

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML text says.

    Attributes:
        value: dicts, lists and scalars.
        lines: where each part begins, from 1.
    """

    value: Any
    lines: Mapping[Path_, int]

    def line(self, path: Path_) -> int:
        """Find the line of a part, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(text: str) -> Document:
    """Read one YAML document.

    Raises:
        DocumentInvalid: it is too large, too deep, broken, or uses what is not allowed here.
    """
    if len(text.encode()) > MOST_BYTES:
        raise DocumentInvalid(1, f"more than {MOST_BYTES // 1024} KB; split it into several files")
    try:
        _survey(text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        problem = " ".join(str(p) for p in (broken.context, broken.problem) if p)
        raise DocumentInvalid(mark.line + 1 if mark else 1, f"no valid YAML: {problem}") from broken
    except yaml.YAMLError as broken:
        raise DocumentInvalid(1, f"no valid YAML: {broken}") from broken
    lines: dict[Path_, int] = {}
    return Document(_value(node, (), lines) if node is not None else None, lines)


def _survey(text: str) -> None:
    """Walk the events before anything is built: no alias, no tag, nothing too deep."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = (event.start_mark.line if event.start_mark else 0) + 1
        if isinstance(event, yaml.AliasEvent):
            raise DocumentInvalid(
                line,
                f"the alias *{event.anchor} is not allowed; share words under `phrases:` and checks under `checks:`",
            )
        tag: str | None = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise DocumentInvalid(line, f"the tag {tag} is not allowed; write the value plainly")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEEP:
                raise DocumentInvalid(
                    line, f"nested more than {MOST_DEEP} deep; name inner checks under `checks:`"
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _value(node: yaml.Node, path: Path_, lines: dict[Path_, int]) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, place), lines) for place, item in enumerate(node.value)]
    made: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        line = key_node.start_mark.line + 1
        if key is None:
            raise DocumentInvalid(line, "a key must be a word")
        if key in made:
            raise DocumentInvalid(line, f"`{key}` is written twice here; keep one of them")
        made[key] = _value(value_node, (*path, key), lines)
        lines[*path, key] = line
    return made


def _scalar(node: yaml.ScalarNode) -> Any:
    """Read a scalar: quoted ones are text; plain ones may be a number, true, false or nothing."""
    text: str = node.value
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    # A leading zero or an inner underscore is a code, not a number: 0755 and 1_000 stay text.
    digits = text.removeprefix("-").removeprefix("+")
    if digits[:1].isdigit() and "_" not in digits and (digits[0] != "0" or digits[:2] in ("0", "0.")):
        for kind in (int, float):
            try:
                return kind(text)
            except ValueError:
                continue
    return text
