"""The everycall command: parse, call, print. A refusal becomes one plain message and exit code 1.

What a command needs is imported when it is called, so that `--help` and a mistyped option answer at once.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from asr.errors import AsrError
from cli import (
    coverage,
    demo_commands,
    export,
    ingest,
    models,
    objects,
    people,
    retention,
    rubric,
    source,
    webhook,
)
from qa.errors import QaError
from scoring.errors import ScoringError
from storage.errors import StorageError
from synthetic.errors import SyntheticError

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Inspect every call a contact centre records: transcribe it, score it against rubrics, show the evidence.",
)


@cli.command()
def score(
    call: Annotated[Path | None, typer.Argument(help="The recording.", exists=True, dir_okay=False)] = None,
    dialogue: Annotated[
        Path | None,
        typer.Option(help="A call typed by hand instead, as YAML or JSON.", exists=True, dir_okay=False),
    ] = None,
    rubric: Annotated[
        list[str] | None,
        typer.Option(help="A rubric's id or file; may be repeated. All active ones that apply if left out."),
    ] = None,
    metadata: Annotated[
        Path | None, typer.Option(help="Sidecar JSON; `CALL.json` beside the call if left out.", exists=True)
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="zh or en; decided from the sound if left out.")
    ] = None,
    agent_channel: Annotated[
        int | None, typer.Option(help="The agent's channel, 0 or 1.", min=0, max=1)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """Score one call: turns with parties, cues, and every criterion with its quote and time."""
    if (call is None) is (dialogue is None):
        raise typer.BadParameter("give a recording, or a call typed by hand with --dialogue; one of the two")
    if dialogue is not None:
        from cli.dialogue import score_dialogue

        score_dialogue(dialogue, rubric, language=language, as_json=as_json)
    if call is None:
        return
    from cli.score import known_of, score_call

    scorable = score_call(call, known_of(call, metadata, language, agent_channel), rubric, as_json=as_json)
    if not scorable:
        raise typer.Exit(2)


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    workers: Annotated[bool, typer.Option(help="Run workers beside the API, where no broker is set.")] = True,
) -> None:
    """Serve the QA API, with workers beside it unless a broker feeds workers elsewhere."""
    from cli.serve import serve_api

    serve_api(host, port, workers=workers)


@cli.command()
def work(
    beat: Annotated[
        bool, typer.Option(help="Ask for what recurs from inside, too; not where `everycall beat` runs.")
    ] = True,
) -> None:
    """Work on recordings: fed by the broker where one is set, else by asking the database."""
    from cli.serve import work_on

    work_on(beat=beat)


@cli.command()
def notices() -> None:
    """Take in what the bucket's notifications tell through a message broker (EVERYCALL_EVENTS_QUEUE)."""
    from cli.notices import take_notices

    take_notices()


@cli.command("beat")
def ask_for_what_recurs() -> None:
    """Ask the broker's workers for what recurs: the sweep, the walk, the closing of days. One is enough."""
    from cli.alive import beat_on

    beat_on()


@cli.command()
def alive(
    beat: Annotated[bool, typer.Option("--beat", help="Ask after the beat of this machine instead.")] = False,
    notices: Annotated[
        bool, typer.Option("--notices", help="Ask after `everycall notices` of this machine instead.")
    ] = False,
) -> None:
    """Say whether this machine's worker answers its broker; exit code 1 where it does not."""
    from cli.alive import sign_of_life

    if not sign_of_life(beat=beat, notices=notices):
        raise typer.Exit(1)


@cli.command()
def migrate() -> None:
    """Bring the database's tables up to date, and make the bucket; safe at any time, and twice."""
    from cli.serve import prepared
    from config import Settings

    prepared(Settings())
    typer.echo("The database is up to date, and the object store is ready.")


@cli.command()
def verify(
    receipt: Annotated[
        Path | None,
        typer.Argument(
            help="A receipt, as GET /v1/evaluations/{id}/receipt gives it.", exists=True, dir_okay=False
        ),
    ] = None,
    audio: Annotated[
        Path | None, typer.Argument(help="The recording it should be of.", exists=True, dir_okay=False)
    ] = None,
    day: Annotated[
        list[Path] | None,
        typer.Option(help="A day as `export-day` writes it; may be repeated.", exists=True, dir_okay=False),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(help="Public key of the house, hexadecimal; the one in the seal if left out."),
    ] = None,
) -> None:
    """Prove that a receipt, its recording or a whole day is as it was sealed, without server or database."""
    if receipt is None and not day:
        raise typer.BadParameter("give a receipt, or a day with --day")
    from cli.verify import verify_day, verify_receipt

    checked = [verify_receipt(receipt, audio, key)] if receipt is not None else []
    checked += [verify_day(each, key) for each in day or ()]
    if not all(checked):
        raise typer.Exit(1)


@cli.command()
def openapi() -> None:
    """Print the API's OpenAPI document; the page's client is written from it."""
    from cli.openapi import described

    typer.echo(described())


@cli.command()
def replay(
    evaluation: Annotated[str, typer.Argument(help="Id of an evaluation that the machine made.")],
) -> None:
    """Make an evaluation again from the stored transcript, cues and rubric; it must come out the same."""
    from cli.replay import replay_evaluation

    if not replay_evaluation(evaluation):
        raise typer.Exit(1)


@cli.command()
def redrive(  # noqa: PLR0913 one argument for each option
    *,
    actor: Annotated[str, typer.Option(help="Who does this.", prompt=True)],
    reason: Annotated[str, typer.Option(help="What for; it is kept.", prompt=True)],
    source: Annotated[str | None, typer.Option(help="The recording system they came from.")] = None,
    code: Annotated[str | None, typer.Option(help="What went wrong, as asr.not_audio.")] = None,
    stage: Annotated[str | None, typer.Option(help="Where they failed: ingest, transcribe or score.")] = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Received on it, in the house's time zone.")
    ] = None,
    begin: Annotated[
        str | None, typer.Option(help="An earlier stage to begin at; where each failed if left out.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count them only.")] = False,
    limit: Annotated[int, typer.Option(help="Send at most so many.", min=1, max=20_000)] = 20_000,
) -> None:
    """Send failed recordings on their way again, in bulk; safe to repeat."""
    from cli.redrive import asked_for, redrive_failed

    redrive_failed(
        actor,
        asked_for(
            reason=reason,
            source=source,
            code=code,
            stage=stage,
            day=None if day is None else day.date(),
            begin=begin,
            dry_run=dry_run,
            limit=limit,
        ),
    )


@cli.command("export-day")
def export_day(
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="A day that is sealed.")],
    file: Annotated[Path, typer.Argument(help="To write.", dir_okay=False)],
    actor: Annotated[str, typer.Option(help="Who does this; it is audited.")] = "cli",
) -> None:
    """Write a sealed day, every audit event and receipt digest in it, for `verify --day`."""
    from cli import verify

    verify.export_day(day.date().isoformat(), file, actor)


cli.add_typer(coverage.app, name="coverage")
cli.add_typer(demo_commands.app, name="demo")
cli.add_typer(export.app, name="export")
cli.add_typer(ingest.app, name="ingest")
cli.add_typer(models.app, name="models")
cli.add_typer(objects.app, name="objects")
cli.add_typer(people.app, name="people")
cli.add_typer(retention.app, name="retention")
cli.add_typer(retention.holds, name="legal-hold")
cli.add_typer(retention.keys, name="keys")
cli.add_typer(rubric.app, name="rubric")
cli.add_typer(source.app, name="source")
cli.add_typer(webhook.app, name="webhook")


def app() -> None:
    """Run the command line."""
    try:
        cli()
    except (AsrError, ScoringError, QaError, StorageError, SyntheticError) as error:
        print(f"everycall: {error}", file=sys.stderr)
        sys.exit(1)
