"""`everycall coverage`: whether every call that happened was inspected."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(help="How many of the calls that happened were inspected, and which were not.")


@app.callback(invoke_without_command=True)
def coverage(
    context: typer.Context,
    day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="In the house's time zone; yesterday if left out."),
    ] = None,
    team: Annotated[str | None, typer.Option(help="Only calls of this team.")] = None,
    gaps: Annotated[int, typer.Option(help="Calls that were not inspected to list.", min=0, max=500)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """Print a day's coverage: inspected of happened, where the others stayed behind, and which they are."""
    if context.invoked_subcommand is None:
        _show(None if day is None else day.date(), team, gaps, as_json=as_json)


@app.command("import")
def import_calls(
    file: Annotated[Path, typer.Argument(help="CSV with a header.", exists=True, dir_okay=False)],
    source: Annotated[
        str | None, typer.Option(help="The recording system, where the file has no column for it.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Time zone of moments written without one, as Asia/Shanghai.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(help="`call_id=uniqueid`: our name and the file's, where they differ; may be repeated."),
    ] = None,
) -> None:
    """Take in the calls that the switch says happened; all of the file or nothing, and safe to repeat.

    Columns: source, call_id, started_at; and where known duration, agent, team, direction, recorded. Others are
    passed over.
    """
    from cli.rubric_versions import open_house
    from qa.cdr import read
    from qa.house_events import CallsListed

    with file.open(encoding="utf-8-sig", newline="") as lines, open_house() as store, store.begin() as unit:
        now = store.now()
        calls = read(lines, source=source, zone=_zone(zone), columns=_renamed(column or []))
        done = unit.coverage.put(calls, now=now)
        unit.record(CallsListed(at=now, actor="cli", new=done.new, changed=done.changed, same=done.same))
    typer.echo(f"{done.new} new calls, {done.changed} changed, {done.same} known as they are.")


def _renamed(pairs: list[str]) -> Mapping[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise typer.BadParameter(f"--column {pair!r} has no '='; write it as call_id=uniqueid")
    return {ours.strip(): theirs.strip() for ours, _, theirs in (pair.partition("=") for pair in pairs)}


def _zone(name: str | None) -> Any:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return None if name is None else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise typer.BadParameter(f"--zone {name!r} is no time zone; write one as Asia/Shanghai") from error


def _show(day: date | None, team: str | None, gaps: int, *, as_json: bool) -> None:
    from zoneinfo import ZoneInfo

    from cli.coverage_show import shown, written
    from cli.rubric_versions import open_house
    from cli.show import console
    from config import Settings
    from qa.coverage import span
    from storage.coverage import Stretch

    zone = ZoneInfo(Settings().time_zone)
    asked = day or datetime.now(zone).date() - timedelta(days=1)
    since, before = span(asked, zone)
    stretch = Stretch(since=since, before=before, team=team)
    with open_house() as store, store.read() as unit:
        totals = unit.coverage.books(stretch).whole
        page = unit.coverage.gaps(stretch, limit=max(gaps, 1))
        closings = unit.closings.of(asked)
    found = page.gaps[:gaps]
    if as_json:
        typer.echo(written(asked, zone.key, team, totals, found, closings))
    else:
        console().print(shown(asked, zone, team, totals, found, closings))
