"""The calls that the switch says happened: call detail records, checked where they enter."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from difflib import get_close_matches
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa.errors import CdrInvalid
from qa.metadata import Direction, Moment, Name

MOST_PROBLEMS = 1000
"""Problems of one file that are told; the rest is counted."""

_TRUE = {"true", "yes", "1", "y"}
_FALSE = {"false", "no", "0", "n"}
_SHOWN = 60
_WANTED = {
    "started_at": "write it as 2026-03-01T09:30:00+08:00",
    "duration": "write seconds, 0 or more, as 61.5",
    "direction": "write inbound, outbound or internal",
    "recorded": "write yes or no",
}
_WANTED_NAME = {
    "string_pattern_mismatch": "write it without control characters",
    "string_too_long": "write it in 200 characters at most",
}


class SwitchCall(BaseModel):
    """A call that the switch says happened."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    source: Name = Field(description="The recording system whose recording belongs to it.")
    call_id: Name = Field(description="The call's id there.")
    started_at: Moment = Field(strict=False, description="When the call began, with its time zone.")
    duration: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = Field(None, description="Seconds.")
    agent: Name | None = Field(None, description="The agent's id.")
    team: Name | None = Field(None, description="The agent's team.")
    direction: Direction | None = Field(None, strict=False, description="inbound, outbound or internal.")
    recorded: bool | None = Field(
        None, description="Whether the call was recorded; left out where the switch does not say."
    )

    @property
    def id(self) -> str:
        """Name the call: the same source and call id always give the same."""
        return sha256(f"{self.source}\0{self.call_id}".encode()).hexdigest()


COLUMNS = tuple(SwitchCall.model_fields)
"""Columns of a CSV file of calls."""


def read(
    lines: Iterable[str],
    *,
    source: str | None = None,
    zone: tzinfo | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[SwitchCall]:
    """Read calls from CSV, a row at a time; columns that are not ours are passed over.

    Nothing should be kept of what it gave until it has ended: what is wrong is told at the end, all at once.

    Args:
        lines: of the file, the first one with the names of the columns.
        source: of every call, where the file has no such column.
        zone: of moments that are written without one.
        columns: our name → the file's, where they differ.

    Raises:
        CdrInvalid: rows or columns are at fault; every line is named.
    """
    rows = csv.DictReader(lines, restkey="", strict=True)
    theirs = {name: name for name in COLUMNS} | dict(columns or {})
    problems = _Problems()
    try:
        _check_header(rows.fieldnames or (), theirs, source)
        seen: dict[int, int] = {}  # of what was read only hashes are kept: a file may have millions of rows
        for row in rows:
            try:
                call = _call(row, theirs, source, zone)
            except ValidationError as error:
                for problem in error.errors(include_url=False):
                    problems.at(rows.line_num, _tell(problem, theirs))
                continue
            if seen.setdefault(hash(call.id), hash(call)) != hash(call):
                problems.at(
                    rows.line_num,
                    f"call {call.call_id!r} of source {call.source!r} stands above with other facts; keep one",
                )
                continue
            yield call
    except csv.Error as error:
        problems.at(rows.reader.line_num, f"is no CSV ({error}); quote fields that hold quotes or commas")
    except UnicodeDecodeError as error:
        problems.after(rows.line_num, f"a byte is not UTF-8 ({error.reason}); save the file as UTF-8")
    problems.tell()


class _Problems:
    """What is wrong with a file."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._count = 0

    def at(self, line: int, problem: str) -> None:
        """Note what is wrong on a line, the first one of the file being 1."""
        self._add(f"line {line}: {problem}")

    def after(self, line: int, problem: str) -> None:
        """Note what is wrong somewhere after a line."""
        self._add(f"after line {line}: {problem}")

    def _add(self, problem: str) -> None:
        self._count += 1
        if len(self._told) < MOST_PROBLEMS:
            self._told.append(problem)

    def tell(self) -> None:
        """Refuse the file if anything is wrong with it."""
        more = self._count - len(self._told)
        if more:
            self._told.append(f"and {more} more")
        if self._told:
            raise CdrInvalid(tuple(self._told))


def _check_header(names: Iterable[str], theirs: Mapping[str, str], source: str | None) -> None:
    there = [name.strip() for name in names]
    needed = [name for name in ("source", "call_id", "started_at") if name != "source" or source is None]
    renamed = [name for name in theirs if theirs[name] != name]
    problems = _Problems()
    for name in dict.fromkeys([*needed, *renamed]):
        if theirs[name] not in there:
            near = get_close_matches(theirs[name], there, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            problems.at(1, f"there is no column {theirs[name]!r} for {name}" + hint)
    for name in theirs:
        if name not in COLUMNS:
            problems.at(1, f"{name!r} is no fact of a call; known are {', '.join(COLUMNS)}")
    problems.tell()


def _call(
    row: Mapping[str, Any], theirs: Mapping[str, str], source: str | None, zone: tzinfo | None
) -> SwitchCall:
    cells = {(name or "").strip(): value.strip() for name, value in row.items() if isinstance(value, str)}
    fields: dict[str, Any] = {name: cells[column] for name, column in theirs.items() if cells.get(column)}
    if source is not None:
        fields.setdefault("source", source)
    if "started_at" in fields:
        fields["started_at"] = _moment(fields["started_at"], zone)
    if "duration" in fields:
        fields["duration"] = _number(fields["duration"])
    if "recorded" in fields:
        fields["recorded"] = _flag(fields["recorded"])
    if "direction" in fields:
        fields["direction"] = fields["direction"].lower()
    return SwitchCall.model_validate(fields)


def _moment(text: str, zone: tzinfo | None) -> Any:
    """Read a moment; what cannot be read is left to the field to refuse."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.replace(tzinfo=zone) if moment.tzinfo is None and zone is not None else moment


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def _flag(text: str) -> Any:
    word = text.lower()
    return True if word in _TRUE else False if word in _FALSE else text


def _tell(problem: Any, theirs: Mapping[str, str]) -> str:
    name = str(problem["loc"][0])
    column = theirs.get(name, name)
    if problem["type"] == "missing":
        return f"{column} is empty: every call has one"
    if problem["type"] == "timezone_aware":
        return (
            f"{column} has no time zone: write it as 2026-03-01T09:30:00+08:00, or name the zone of the file"
        )
    wanted = _WANTED.get(name) or _WANTED_NAME.get(problem["type"]) or problem["msg"]
    return f"{column} is {_short(problem['input'])}: " + wanted


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
