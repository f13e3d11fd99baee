"""What `everycall retention` and `everycall legal-hold` do, and print."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from cli.rubric_versions import open_house
from config import Settings
from qa.house_events import LegalHoldPut, LegalHoldReleased
from qa.ingest.sources import load as load_sources
from qa.legal_hold import LegalHold, Subject, release
from qa.purge import Demand, Purge
from qa.retention import load, retention_schema
from storage import planning
from storage.address import open_objects
from storage.keeping import Keeping
from storage.purging import execute_all


@contextmanager
def keeping() -> Iterator[Keeping]:
    """Open the house as the settings name it."""
    settings = Settings()
    with open_house() as store:
        yield Keeping(
            store=store,
            objects=open_objects(settings.objects_url, settings.data_dir),
            sources=load_sources(settings.sources),
            retention=load(settings.retention),
            zone=ZoneInfo(settings.time_zone),
            now=store.now,
            new_id=lambda: uuid.uuid4().hex,
        )


def show_classes(file: Path | None, *, schema: bool) -> None:
    """Print the classes of a file of retention, or its schema.

    Raises:
        RetentionInvalid: with everything that is wrong in it.
    """
    if schema:
        typer.echo(json.dumps(retention_schema(), indent=1, ensure_ascii=False))
        return
    found = load(file or Settings().retention)
    if not found.classes:
        typer.echo("Everything is kept for ever: EVERYCALL_RETENTION names no file.")
    for each in found.classes:
        keep = each.keep
        typer.echo(
            f"{each.name}: from {each.counts_from}, audio {keep.audio}, transcript {keep.transcript}, scores {keep.scores}"
        )


def plan_purge(actor: str, field: str, value: str | None, reason: str) -> None:
    """Plan a purge, and print it.

    Raises:
        NotFound: no call has that value.
    """
    with keeping() as house:
        if value is None:
            made = planning.plan_due(house, actor)
        else:
            made = planning.plan_demand(house, actor, Demand(field, value, reason))
    typer.echo(_line(made) if made else "Nothing is due.")


def show_purges() -> None:
    """Print the purges, the newest first."""
    with open_house() as store, store.read() as unit:
        for each in unit.purges.all():
            typer.echo(_line(each))


def show_purge(purge_id: str, limit: int) -> None:
    """Print a purge and what it lists.

    Raises:
        NotFound: there is none of that id.
    """
    with open_house() as store, store.read() as unit:
        purge, tally = unit.purges.get(purge_id), unit.purges.tally(purge_id)
        items = unit.purges.items(purge_id, limit=limit) if limit else ()
    typer.echo(_line(purge))
    typer.echo(f"  {', '.join(f'{count} {state}' for state, count in tally.items())}; digest {purge.digest}")
    for item in items:
        told = f"; {item.reason}" if item.reason else ""
        typer.echo(
            f"  {item.recording}  {item.state}  {' '.join(item.layers)}  {item.size} bytes  {item.why}{told}"
        )
    if len(items) < purge.recordings:
        typer.echo(f"  … {purge.recordings - len(items)} more")


def approve_purge(purge_id: str, actor: str, digest: str) -> None:
    """Approve a purge.

    Raises:
        OwnPlan: its planner may not.
        PlanChanged: another plan was looked at.
        TransitionRefused: it is planned no longer.
    """
    with keeping() as house:
        typer.echo(_line(planning.approve(house, purge_id, actor=actor, seen=digest)))


def cancel_purge(purge_id: str, actor: str, reason: str) -> None:
    """Cancel a purge.

    Raises:
        TransitionRefused: it has ended.
    """
    with keeping() as house:
        typer.echo(_line(planning.cancel(house, purge_id, actor=actor, reason=reason)))


def execute_purges() -> None:
    """Execute what is approved."""
    with keeping() as house:
        typer.echo(f"{execute_all(house)} recordings were erased.")


def put_legal_hold(
    subject: str, ref: str, since: date | None, until: date | None, *, actor: str, reason: str
) -> None:
    """Put a legal hold."""
    try:
        kind = Subject(subject)
    except ValueError as error:
        raise typer.BadParameter(
            f"{subject!r} is nothing to hold; write {', '.join(each.value for each in Subject)}"
        ) from error
    with open_house() as store, store.begin() as unit:
        hold = LegalHold(uuid.uuid4().hex, kind, ref, since, until, reason, actor, store.now())
        unit.legal_holds.put(hold)
        unit.record(LegalHoldPut(at=hold.put_at, actor=actor, hold=hold.id, subject=kind, reason=reason))
    typer.echo(_hold(hold))


def release_legal_hold(hold_id: str, actor: str, reason: str) -> None:
    """Release a legal hold.

    Raises:
        NotFound: there is none of that id.
        AlreadyReleased: it was released before.
    """
    with open_house() as store, store.begin() as unit:
        now = store.now()
        released = release(unit.legal_holds.get(hold_id), actor=actor, reason=reason, now=now)
        unit.legal_holds.save(released)
        unit.record(
            LegalHoldReleased(at=now, actor=actor, hold=hold_id, subject=released.subject, reason=reason)
        )
    typer.echo(_hold(released))


def show_legal_holds(*, released: bool) -> None:
    """Print the legal holds."""
    with open_house() as store, store.read() as unit:
        for each in unit.legal_holds.all(released=released):
            typer.echo(_hold(each))


def _line(purge: Purge) -> str:
    what = "what is due" if purge.demand is None else f"on request: {purge.demand.reason}"
    by = f", approved by {purge.approved_by}" if purge.approved_by else ""
    return (
        f"{purge.id}  {purge.state}  {purge.recordings} recordings, {purge.size} bytes of sound  ({what};"
        f" planned by {purge.planned_by} {purge.planned_at:%Y-%m-%d}{by})"
    )


def _hold(hold: LegalHold) -> str:
    span = f" {hold.since or '…'} to {hold.until or '…'}" if hold.since or hold.until else ""
    ended = f"; released {hold.released_at:%Y-%m-%d} by {hold.released_by}" if hold.released_at else ""
    return f"{hold.id}  {hold.subject} {hold.ref}{span}  {hold.reason} ({hold.actor}, {hold.put_at:%Y-%m-%d}{ended})"
