"""`everycall retention`: how long calls are kept, and purges."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="How long calls are kept; plan, approve and execute purges.")

Actor = Annotated[str, typer.Option(help="Who does this.", prompt=True)]
Reason = Annotated[str, typer.Option(help="What for; it is kept.", prompt=True)]
Id = Annotated[str, typer.Argument(help="Id of the purge.")]


@app.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(help="The house's own if left out.", exists=True, dir_okay=False)
    ] = None,
    *,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema instead.")] = False,
) -> None:
    """Check a file of retention, and print its classes."""
    from cli.retention_show import show_classes

    show_classes(file, schema=schema)


@app.command()
def plan(
    actor: Actor,
    value: Annotated[
        str | None, typer.Option(help="Whose data: value of the field; what is due if left out.")
    ] = None,
    field: Annotated[
        str, typer.Option(help="Field that names the customer, as business.phone.")
    ] = "customer_ref",
    reason: Annotated[str, typer.Option(help="What was asked for, and by whom.")] = "the time is over",
) -> None:
    """Plan a purge: of what is due, or of one customer's data. Nothing is erased before another person approves."""
    from cli.retention_show import plan_purge

    plan_purge(actor, field, value, reason)


@app.command("list")
def list_purges() -> None:
    """Print the purges, the newest first."""
    from cli.retention_show import show_purges

    show_purges()


@app.command()
def show(purge: Id, limit: Annotated[int, typer.Option(help="Recordings to list.", min=0)] = 50) -> None:
    """Print what a purge would erase, or has erased: a dry run."""
    from cli.retention_show import show_purge

    show_purge(purge, limit)


@app.command()
def approve(
    purge: Id,
    actor: Actor,
    digest: Annotated[str, typer.Option(help="Of the plan you looked at, as `show` prints it.", prompt=True)],
) -> None:
    """Let workers execute a purge; another person than its planner."""
    from cli.retention_show import approve_purge

    approve_purge(purge, actor, digest)


@app.command()
def cancel(purge: Id, actor: Actor, reason: Reason) -> None:
    """End a purge before its end; what it erased stays erased."""
    from cli.retention_show import cancel_purge

    cancel_purge(purge, actor, reason)


@app.command()
def execute() -> None:
    """Execute what is approved here and now, without waiting for a worker; safe to repeat."""
    from cli.retention_show import execute_purges

    execute_purges()


@app.command()
def dates(
    file: Annotated[Path, typer.Argument(help="CSV with a header.", exists=True, dir_okay=False)],
    actor: Actor,
) -> None:
    """Tell days of calls' business, as contract ends; all of the file or nothing, and safe to repeat.

    Columns: `recording`, or `call_id` with or without `source`; `date`, its name; `day`, as 2027-03-31.
    """
    from cli.retention_files import tell_dates

    tell_dates(file, actor)


@app.command()
def erasures(file: Annotated[Path, typer.Argument(help="To write.", dir_okay=False)]) -> None:
    """Write down all that was ever erased; keep it apart from the backups, for `reapply`."""
    from cli.retention_files import export_erasures

    export_erasures(file)


@app.command()
def reapply(
    file: Annotated[Path, typer.Argument(help="As `erasures` wrote it.", exists=True, dir_okay=False)],
) -> None:
    """Erase again what was erased before a backup was brought back; safe to repeat."""
    from cli.retention_files import reapply_erasures

    reapply_erasures(file)


holds = typer.Typer(no_args_is_help=True, help="Legal holds: nothing of what one covers is erased.")

_Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Calls from or up to this day only.")
]


@holds.command("put")
def put_hold(
    subject: Annotated[str, typer.Argument(help="recording, call, customer or agent.")],
    ref: Annotated[str, typer.Argument(help="Its id.")],
    actor: Actor,
    reason: Reason,
    since: _Day = None,
    until: _Day = None,
) -> None:
    """Put a legal hold, also on calls that come later."""
    from cli.retention_show import put_legal_hold

    put_legal_hold(subject, ref, since and since.date(), until and until.date(), actor=actor, reason=reason)


@holds.command("release")
def release_hold(
    hold: Annotated[str, typer.Argument(help="Id of the hold.")], actor: Actor, reason: Reason
) -> None:
    """Release a legal hold."""
    from cli.retention_show import release_legal_hold

    release_legal_hold(hold, actor, reason)


@holds.command("list")
def list_holds(
    released: Annotated[bool, typer.Option("--released", help="Those that were released, too.")] = False,
) -> None:
    """Print the legal holds."""
    from cli.retention_show import show_legal_holds

    show_legal_holds(released=released)


keys = typer.Typer(
    no_args_is_help=True, help="The house's content key, which the keys of recordings are sealed with."
)


@keys.command("list")
def list_keys() -> None:
    """Print which of the house's keys have sealed how many keys of recordings, and which are here."""
    from cli.retention_files import show_keys

    show_keys()


@keys.command()
def seal(actor: Actor) -> None:
    """Seal what was kept in the clear before this house had a content key; while the house works, and safe to repeat."""
    from cli.plain import seal_plain

    seal_plain(actor)


@keys.command()
def rotate(actor: Actor) -> None:
    """Seal every recording's key with the present content key; needs the former ones until it is done."""
    from cli.retention_files import rotate_keys

    rotate_keys(actor)
