"""What `everycall retention` reads and writes: business days, erasures; and what `everycall keys` does."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import typer

from cli.retention_show import keeping
from cli.rubric_versions import open_house
from config import Settings
from qa.content import Layer
from qa.errors import NotSettled, RetentionInvalid
from qa.events import DateTold
from qa.house_events import ContentKeysRotated
from qa.retention import is_date_name
from storage.erasures import write_down
from storage.errors import NotFound
from storage.house_keys import sealing_of
from storage.purging import reapply
from storage.uow import Unit


def tell_dates(file: Path, actor: str) -> None:
    """Take in a CSV of business days, all of it or nothing.

    Raises:
        RetentionInvalid: with every line that is wrong.
    """
    problems: list[str] = []
    news = known = 0
    with file.open(encoding="utf-8-sig", newline="") as lines, open_house() as store, store.begin() as unit:
        unit.legal_holds.take_turns()
        reader = csv.DictReader(lines)
        for row in reader:
            try:
                for recording in _recordings(unit, row):
                    name, day = _day(row)
                    if unit.business_dates.put(recording, name, day):
                        news += 1
                        unit.record(
                            DateTold(
                                recording=recording,
                                at=store.now(),
                                actor=actor,
                                what=name,
                                day=day.isoformat(),
                            )
                        )
                    else:
                        known += 1
            except (ValueError, NotFound) as error:
                problems.append(f"{file.name}:{reader.line_num}: {error}")
        if problems:
            raise RetentionInvalid(tuple(problems))
    typer.echo(f"{news} days are news, {known} known as they are.")


def export_erasures(file: Path) -> None:
    """Write every erasure, a line of JSON each."""
    with open_house() as store:
        count = write_down(store, file)
    typer.echo(f"{count} erasures written to {file}.")


def reapply_erasures(file: Path) -> None:
    """Erase again what a file of erasures lists."""
    again = left = 0
    with keeping() as house, file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            recording, layer, at, purge = _erasure(file, number, line)
            try:
                again += reapply(house, recording, (layer,), purge, at)
            except NotFound:
                continue  # it came after the backup was made
            except NotSettled as error:
                left += 1
                typer.echo(f"  {error}")
    typer.echo(f"{again} erasures were made again.")
    if left:
        raise typer.Exit(1)


def show_keys() -> None:
    """Print the house's keys and how many keys of recordings each has sealed.

    Raises:
        ContentKeyUnusable: a file of a key cannot be read.
    """
    keys = sealing_of(Settings()).keys
    here = keys.known if keys.exists else ()
    with open_house() as store, store.read() as unit:
        uses = unit.keys.uses()
    for use in uses:
        where = "present" if here[:1] == (use.by,) else "former" if use.by in here else "MISSING"
        typer.echo(
            f"{use.by}  {where}  {use.keys} keys of recordings, {use.first:%Y-%m-%d} to {use.last:%Y-%m-%d}"
        )
    if not uses:
        typer.echo("Nothing is sealed yet.")


def rotate_keys(actor: str) -> None:
    """Seal every key of a recording with the present key of the house.

    Raises:
        ContentKeyUnusable: a key is missing.
    """
    count = 0
    with open_house() as store:
        while True:
            with store.begin() as unit:
                done = unit.keys.rotate() + unit.subscriptions.rotate() + unit.people.rotate()
                if done:
                    present = sealing_of(Settings()).keys.present
                    unit.record(ContentKeysRotated(at=store.now(), actor=actor, key=present, count=done))
            count += done
            if not done:
                break
    typer.echo(
        f"{count} secrets are sealed anew: keys of recordings, subscriptions, second factors. Former keys are needed no more,"
        " except for backups made before."
    )


def _recordings(unit: Unit, row: dict[str, str]) -> Iterator[str]:
    recording, call = (row.get("recording") or "").strip(), (row.get("call_id") or "").strip()
    if recording:
        yield unit.recordings.get(recording).id
        return
    if not call:
        raise ValueError("there is neither a recording nor a call_id; fill in one of the two columns")
    found = unit.business_dates.recordings_of_call((row.get("source") or "").strip() or None, call)
    if not found:
        raise ValueError(
            f"there is no recording of call {call!r}; correct it, or tell it once the call is here"
        )
    yield from found


def _day(row: dict[str, str]) -> tuple[str, date]:
    name, day = (row.get("date") or "").strip(), (row.get("day") or "").strip()
    if not is_date_name(name):
        raise ValueError(f"date is {name!r}; write a name as contract_end (call_start is every call's own)")
    try:
        return name, date.fromisoformat(day)
    except ValueError as error:
        raise ValueError(f"day is {day!r}; write it as 2027-03-31") from error


def _erasure(file: Path, number: int, line: str) -> tuple[str, Layer, datetime, str]:
    try:
        said = json.loads(line)
        return said["recording"], Layer(said["layer"]), datetime.fromisoformat(said["at"]), said["purge"]
    except (ValueError, KeyError, TypeError) as error:
        raise RetentionInvalid(
            (f"{file.name}:{number}: is no erasure; use a file that `everycall retention erasures` wrote",)
        ) from error
