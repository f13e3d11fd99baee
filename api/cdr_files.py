"""A CSV file of the switch's calls: tried out, then taken in as a whole."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import anyio
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.deps import House, HouseDep
from api.refusals import RequestInvalid
from api.stream import pulled
from qa.access import Action
from qa.cdr import COLUMNS, SwitchCall, read
from qa.cdr_file import Book, Column, Survey, book, columns
from qa.errors import CdrInvalid
from qa.house_events import CallsListed
from qa.metadata import Name
from qa.sentence import Said, read_all
from storage.coverage import Imported

router = APIRouter(prefix="/v1/cdrs", tags=["Coverage"])

MAX_BYTES = 32 * 1024 * 1024
"""Longest file, some 300,000 calls; `everycall coverage import` takes longer ones."""

MOST_DAYS = 100
"""Days of a file that are shown."""


class Reading(BaseModel):
    """How a file is to be read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Name | None = Field(
        None, description="The recording system, where the file has no column for it."
    )
    zone: str | None = Field(
        None, max_length=100, description="Time zone of moments without one; that of the house if left out."
    )
    column: tuple[str, ...] = Field(
        (),
        max_length=len(COLUMNS),
        description="`call_id=uniqueid`: our name and the file's, where they differ.",
    )
    dry_run: bool = Field(False, description="Only look: tell what is found in the file, and keep nothing.")


@dataclass(frozen=True, slots=True)
class FileDay:
    """The calls of a file that began on one day.

    Attributes:
        day: in the zone of the house.
        calls: how many.
        book: how the day's book stands: `open`, they are counted when it is closed; `closed`, they become an amendment
            the next night; `past`, it is too long ago to be amended.
    """

    day: date
    calls: int
    book: Book


@dataclass(frozen=True, slots=True)
class CallFile:
    """What is in a file of calls, and what came, or would come, of it.

    Attributes:
        dry_run: whether it was only looked at.
        columns: of the file, with the fact that each one gives; null where it is passed over.
        calls: that could be read.
        days: on which they began, the earliest first; 100 at most.
        days_in_all: how many days these are.
        done: how many calls are new, changed, or known as they are; null where the file cannot be taken in.
        problems: everything wrong with it, by line; of a file that was taken in there are none.
        said: these, taken apart into codes and values, by text.
    """

    dry_run: bool
    columns: tuple[Column, ...]
    calls: int
    days: tuple[FileDay, ...]
    days_in_all: int
    done: Imported | None
    problems: tuple[str, ...]
    said: Mapping[str, tuple[Said, ...]]


@router.post(
    "/file",
    operation_id="listCallsOfFile",
    summary="List calls that happened, from a CSV file",
    openapi_extra={
        "requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}},
    },
)
async def list_calls_of_file(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.REPORT_CALLS)],
    request: Request,
    reading: Annotated[Reading, Query()],
) -> CallFile:
    """Take in the calls of a CSV file in UTF-8; all of it or nothing, and the same file may come again.

    With `dry_run` nothing is kept, and what is wrong with the file stands in the answer instead of refusing it.
    """
    chunks = pulled(request.stream(), house.stall_seconds)
    return await anyio.to_thread.run_sync(
        _take, house, permit.person.id, reading, chunks, limiter=house.uploads
    )


def _take(house: House, actor: str, reading: Reading, chunks: Iterator[bytes]) -> CallFile:
    """Look a file over before anything is written: no transaction waits for a sender, or for a wrong last line."""
    how = _How.of(reading, house.zone)
    with TemporaryFile() as kept:
        for chunk in chunks:
            kept.write(chunk)
        survey = Survey(house.zone)
        with house.store.read() as unit:
            found = unit.coverage.compare(survey.passing(how.calls(kept)))
            closed = unit.closings.closed(list(survey.days)[:MOST_DAYS])
        if survey.problems and not reading.dry_run:
            raise CdrInvalid(survey.problems)
        if not reading.dry_run:
            found = _keep(house, actor, how.calls(kept))
        with _lines(kept) as lines:
            named = columns(lines, how.columns)
    days = tuple(
        FileDay(day, calls, book(day, closed=day in closed, today=house.today))
        for day, calls in list(survey.days.items())[:MOST_DAYS]
    )
    return CallFile(
        dry_run=reading.dry_run,
        columns=named,
        calls=survey.calls,
        days=days,
        days_in_all=len(survey.days),
        done=None if survey.problems else found,
        problems=survey.problems,
        said=read_all(survey.problems),
    )


def _keep(house: House, actor: str, calls: Iterator[SwitchCall]) -> Imported:
    with house.store.begin() as unit:
        now = house.now()
        done = unit.coverage.put(calls, now=now)
        unit.record(CallsListed(at=now, actor=actor, new=done.new, changed=done.changed, same=done.same))
    return done


@dataclass(frozen=True, slots=True)
class _How:
    """How a file is read: the recording system of its calls, the zone of its moments, its names for our columns."""

    source: str | None
    zone: ZoneInfo
    columns: Mapping[str, str]

    @classmethod
    def of(cls, reading: Reading, zone: ZoneInfo) -> "_How":
        """Check what was asked.

        Raises:
            RequestInvalid: a zone that is none, or a column without its name in the file.
        """
        problems = [
            f"query parameter column {pair!r} has no '='; write it as call_id=uniqueid"
            for pair in reading.column
            if "=" not in pair
        ]
        if reading.zone is not None:
            try:
                zone = ZoneInfo(reading.zone)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                problems.append(
                    f"query parameter zone {reading.zone!r} is no time zone; write one as Asia/Shanghai"
                )
        if problems:
            raise RequestInvalid(tuple(problems))
        pairs = (pair.partition("=") for pair in reading.column)
        return cls(reading.source, zone, {ours.strip(): theirs.strip() for ours, _, theirs in pairs})

    def calls(self, kept: IO[bytes]) -> Iterator[SwitchCall]:
        """Read the calls of a file from its beginning.

        Raises:
            CdrInvalid: rows or columns are at fault; every line is named.
        """
        with _lines(kept) as lines:
            yield from read(lines, source=self.source, zone=self.zone, columns=self.columns)


@contextmanager
def _lines(kept: IO[bytes]) -> Iterator[TextIOWrapper]:
    """Read a file as text from its beginning, and leave it open."""
    kept.seek(0)
    lines = TextIOWrapper(kept, encoding="utf-8-sig", newline="")
    try:
        yield lines
    finally:
        lines.detach()
