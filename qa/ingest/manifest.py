"""CSV manifests: one line a recording, for systems that write lists instead of sidecars.

The first line names the columns: `key`, fields of the sidecar, `business.<name>` for the house's own. Empty cells
are unknown. Under `business`, numbers, true and false are read as such, unless they begin with a needless zero.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from qa.errors import MetadataInvalid
from qa.ingest.errors import ManifestInvalid
from qa.ingest.template import nested
from qa.metadata import CallMetadata, Fact, check

MAX_MANIFEST_BYTES = 16 * 1024 * 1024
"""Longest manifest read in one go, about 100,000 lines."""

KEY = "key"
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,17})\.\d{1,17}")
_FIELDS = tuple(name for name in CallMetadata.model_fields if name != "business")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest.

    Attributes:
        key: of the audio.
        metadata: what is known of the call.
        line: in the file, from 1.
    """

    key: str
    metadata: CallMetadata
    line: int


def read(data: bytes) -> tuple[Entry, ...]:
    """Read a manifest.

    Args:
        data: CSV in UTF-8, with commas.

    Raises:
        ManifestInvalid: it is too long or no CSV, or lines are at fault; all are listed.
    """
    if len(data) > MAX_MANIFEST_BYTES:
        raise ManifestInvalid(
            (f"it is {len(data)} bytes long, at most {MAX_MANIFEST_BYTES} are read; split it",)
        )
    try:
        rows = csv.reader(data.decode("utf-8-sig").splitlines(keepends=True), strict=True)
        header = [name.strip() for name in next(rows, [])]
        lines = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    except UnicodeDecodeError as error:
        raise ManifestInvalid((f"byte {error.start} is not UTF-8; save the manifest as UTF-8",)) from error
    except csv.Error as error:
        raise ManifestInvalid((f"it is no CSV ({error})",)) from error
    problems = list(_columns(header))
    entries: dict[str, Entry] = {}
    for number, row in [] if problems else lines:
        try:
            entry = _entry(header, row, number)
        except MetadataInvalid as invalid:
            problems += [f"line {number}: {problem}" for problem in invalid.problems]
            continue
        if entry.key in entries:
            problems.append(f"line {number}: key {entry.key!r} stands in line {entries[entry.key].line}, too")
        entries[entry.key] = entry
    if problems:
        raise ManifestInvalid(tuple(problems))
    return tuple(entries.values())


def fields_of(metadata: CallMetadata) -> dict[str, Any]:
    """Spread a line again into the fields of a sidecar that it told."""
    told = metadata.model_dump(mode="json", exclude_none=True)
    return {name: found for name, found in told.items() if found != {}}


def known_field(name: str) -> bool:
    """Tell a field of a sidecar, or one of the house's own."""
    return name in _FIELDS or (name.startswith("business.") and name != "business.")


def _columns(header: list[str]) -> Iterator[str]:
    if KEY not in header:
        yield "line 1: there is no column `key`; name the columns in the first line"
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield f"line 1: column {name!r} stands there twice"
    for name in header:
        if name != KEY and not known_field(name):
            near = get_close_matches(name, _FIELDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "put the house's own under business.<name>"
            yield f"line 1: column {name!r} is not known: {hint}"


def _entry(header: list[str], row: list[str], number: int) -> Entry:
    if len(row) != len(header):
        raise MetadataInvalid((f"it has {len(row)} cells under {len(header)} columns",))
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=True) if cell.strip()}
    key = cells.pop(KEY, "")
    if not key:
        raise MetadataInvalid(("key is empty: name the audio",))
    return Entry(key, check(nested({name: value(name, cell) for name, cell in cells.items()})), number)


def value(name: str, cell: str) -> Any:
    """Read the text under a column as the field it names wants it."""
    if name == "agent_channel":
        return int(cell) if cell in {"0", "1"} else cell
    return _fact(cell) if name.startswith("business.") else cell


def _fact(cell: str) -> Fact:
    if cell.lower() in {"true", "false"}:
        return cell.lower() == "true"
    if _WHOLE.fullmatch(cell):
        return int(cell)
    return float(cell) if _DECIMAL.fullmatch(cell) else cell
