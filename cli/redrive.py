"""`everycall redrive`: failed recordings, sent on their way again in bulk."""

from datetime import date
from zoneinfo import ZoneInfo

import typer

from api.redrive import Redrive
from cli.rubric_versions import open_house
from config import Settings
from qa.recording import Stage
from storage.redrive import Errand, count, redrive_all


def redrive_failed(actor: str, asked: Redrive) -> None:
    """Send recordings on their way again, or count them; prints what was done."""
    chosen = asked.filter(ZoneInfo(Settings().time_zone))
    with open_house() as store:
        if asked.dry_run:
            typer.echo(f"{count(store, chosen)} recordings would be sent on their way again.")
            return
        errand = Errand(chosen=chosen, begin=asked.begin, limit=asked.limit, actor=actor, reason=asked.reason)
        done = redrive_all(store, errand, store.now)
    typer.echo(f"{done.redriven} of {done.matched} recordings are on their way again; {done.left} are left.")


def asked_for(  # noqa: PLR0913 one argument for each option of the command
    *,
    reason: str,
    source: str | None,
    code: str | None,
    stage: str | None,
    day: date | None,
    begin: str | None,
    dry_run: bool,
    limit: int,
) -> Redrive:
    """Read what was typed.

    Raises:
        typer.BadParameter: there is no such stage.
    """
    for name, value in (("--stage", stage), ("--begin", begin)):
        if value is not None and value not in set(Stage):
            raise typer.BadParameter(f"{value!r} is no stage; there are {', '.join(Stage)}", param_hint=name)
    return Redrive(
        reason=reason,
        source=source,
        code=code,
        stage=None if stage is None else Stage(stage),
        day=day,
        begin=None if begin is None else Stage(begin),
        dry_run=dry_run,
        limit=limit,
    )
