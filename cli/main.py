"""The everycall command: parse, call, print. A refusal becomes one plain message and exit code 1."""

import sys

import typer

from asr.errors import AsrError
from cli import models
from cli.demo import demo
from cli.score import score_call
from cli.serve import migrate, serve, work
from qa.errors import QaError
from scoring.errors import ScoringError
from storage.errors import StorageError

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Inspect every call a contact centre records: transcribe it, score it against rubrics, show the evidence.",
)
cli.command("score")(score_call)
cli.command("demo")(demo)
cli.command("serve")(serve)
cli.command("work")(work)
cli.command("migrate")(migrate)
cli.add_typer(models.app, name="models")


def app() -> None:
    """Run the command line."""
    try:
        cli()
    except (AsrError, ScoringError, QaError, StorageError) as error:
        print(f"everycall: {error}", file=sys.stderr)
        sys.exit(1)
