"""What `everycall source` does: pause, resume, and print how the sources stand."""

from zoneinfo import ZoneInfo

import typer
from pydantic import TypeAdapter
from rich.box import SIMPLE
from rich.table import Table

from api.uploads import UPLOAD
from cli.rubric_versions import open_house
from cli.show import console
from config import Settings
from qa.backlog import pace
from qa.hold import Pause
from qa.house_events import SourcePaused, SourceResumed
from qa.ingest.sources import Sources, load
from qa.standing import SourceStanding, standings
from storage.errors import NotFound
from storage.uow import Unit

_HOUR = 3600


def pause_source(source: str, actor: str, reason: str) -> None:
    """Pause a source.

    Raises:
        NotFound: nobody has heard of it.
    """
    with open_house() as store, store.begin() as unit:
        pause = Pause(source, store.now(), actor, reason)
        _check_known(unit, source)
        changed = unit.holds.pause(pause)
        if changed:
            unit.record(SourcePaused(at=pause.at, actor=actor, source=source, reason=reason))
    done = "is paused: what comes is received and waits" if changed else "was paused before"
    typer.echo(f"{source} {done}.")


def resume_source(source: str, actor: str, reason: str) -> None:
    """Let a source go on.

    Raises:
        NotFound: nobody has heard of it.
    """
    with open_house() as store, store.begin() as unit:
        now = store.now()
        _check_known(unit, source)
        changed = unit.holds.resume(source)
        if changed:
            unit.record(SourceResumed(at=now, actor=actor, source=source, reason=reason))
    typer.echo(f"{source} {'goes on' if changed else 'was not paused'}.")


def show_sources(*, as_json: bool) -> None:
    """Print how every source stands."""
    sources = _sources()
    with open_house() as store, store.read() as unit:
        now = store.now()
        today = now.astimezone(ZoneInfo(Settings().time_zone)).date()
        found = tuple(
            standings(
                sources,
                unit.holds.pauses(),
                unit.holds.held(sources, today),
                unit.backlog.piles(now),
                pace(unit.backlog.listened()),
            )
        )
    if as_json:
        typer.echo(TypeAdapter(tuple[SourceStanding, ...]).dump_json(found, indent=2).decode())
    else:
        console().print(_table(found))


def _table(found: tuple[SourceStanding, ...]) -> Table:
    table = Table("source", "waiting", "hours", "in hand", "priority", "quota", "held back", box=SIMPLE)
    for each in found:
        quota = [f"{each.at_once} at once"] if each.at_once is not None else []
        quota += [f"{each.hours_a_day:g} h a day"] if each.hours_a_day is not None else []
        table.add_row(
            each.name,
            str(each.waiting),
            f"{each.waiting_seconds / _HOUR:.1f}",
            str(each.working),
            "" if each.priority is None else str(each.priority),
            ", ".join(quota),
            _why(each),
        )
    return table


def _why(standing: SourceStanding) -> str:
    pause = standing.pause
    if pause is not None:
        return f"paused by {pause.actor} since {pause.at:%Y-%m-%d %H:%M} UTC: {pause.reason}"
    return f"quota used up: {', '.join(standing.held)}" if standing.held else ""


def _sources() -> Sources:
    return load(Settings().sources)


def _check_known(unit: Unit, source: str) -> None:
    """See that a name is a source's: a mistyped one would pause nothing, and nobody would be told.

    Raises:
        NotFound: nobody has heard of it.
    """
    known = source == UPLOAD or _sources().named(source) is not None or unit.holds.is_known(source)
    if not known:
        raise NotFound(f"There is no source {source!r}; `everycall source list` lists those there are.")
