"""`everycall rubric`: rubrics as code: read, tested, linted, compared, published, tried on stored calls."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Write, test and publish rubrics.")

_Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Rubric files, or folders of them; the house's own if left out.", exists=True),
]
_File = Annotated[Path, typer.Argument(help="The rubric's file.", exists=True, dir_okay=False)]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON instead.")]
_Author = Annotated[str, typer.Option(help="Who does this.")]
_Reason = Annotated[str, typer.Option(help="What for; it is kept.")]
_DATES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]
_Survivors = Annotated[float, typer.Option(help="Share of changes that no example may notice.", min=0, max=1)]


@app.command("list")
def list_rubrics(files: _Files = None, as_json: _Json = False) -> None:
    """List rubric files: id, language, version, status, criteria, examples."""
    from cli.rubric_files import list_files

    list_files(files, as_json=as_json)


@app.command("test")
def run_examples(files: _Files = None, as_json: _Json = False) -> None:
    """Run the examples beside rubrics; status 1 where one does not say what it should."""
    from cli.rubric_files import run_files

    _end(well=run_files(files, as_json=as_json))


@app.command()
def lint(files: _Files = None, as_json: _Json = False) -> None:
    """Look for what is allowed and yet probably a mistake; status 1 where something is."""
    from cli.rubric_files import lint_files

    _end(well=lint_files(files, as_json=as_json))


@app.command()
def mutate(files: _Files = None, survivors: _Survivors = 0.1, as_json: _Json = False) -> None:
    """Change rubrics on purpose and list the changes that no example notices; status 1 above the bound."""
    from cli.rubric_files import mutate_files

    _end(well=mutate_files(files, survivors, as_json=as_json))


@app.command()
def gate(files: _Files = None, survivors: _Survivors = 0.1, as_json: _Json = False) -> None:
    """Hold rubrics against every gate that publishing asks for; status 1 where one is shut."""
    from cli.rubric_files import gate_files

    _end(well=gate_files(files, survivors, as_json=as_json))


@app.command()
def fairness(
    files: _Files = None,
    limit: Annotated[
        float, typer.Option(help="Share of calls whose answer may flip.", min=0.001, max=0.999)
    ] = 0.1,
    as_json: _Json = False,
) -> None:
    """Vary names, regional words, politeness and agent history; status 1 where answers flip over the limit."""
    from cli.rubric_fairness import flip_files

    _end(well=flip_files(files, limit, as_json=as_json))


@app.command()
def schema() -> None:
    """Print the JSON Schema of rubric files, for editors."""
    import json

    from scoring.rubric import schema as made

    typer.echo(json.dumps(made(), ensure_ascii=False, indent=2))


@app.command()
def explain(
    file: _File, criterion: Annotated[str | None, typer.Argument(help="Only this criterion.")] = None
) -> None:
    """Say in words what a rubric asks, what it is worth, and where it looks."""
    from cli.rubric_files import explain_file

    explain_file(file, criterion)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A rubric's file, or the digest of a stored version.")],
    new: Annotated[str, typer.Argument(help="Likewise.")],
    as_json: _Json = False,
) -> None:
    """Tell what differs between two rubrics; status 1 where something does."""
    from cli.rubric_files import diff_files

    _end(well=diff_files(old, new, as_json=as_json))


@app.command()
def publish(
    file: _File,
    author: _Author,
    reason: _Reason,
    trial: Annotated[bool, typer.Option(help="Score in the shadow; it counts for nothing.")] = False,
    force: Annotated[bool, typer.Option(help="Publish though a gate is shut; that is kept, too.")] = False,
) -> None:
    """Keep a rubric as a new version and score calls by it, if it passes the gates."""
    from cli.rubric_versions import publish_file

    publish_file(file, author=author, reason=reason, trial=trial, force=force)


@app.command()
def versions(
    rubric: Annotated[str | None, typer.Argument(help="A rubric's id; all if left out.")] = None,
    as_json: _Json = False,
) -> None:
    """List the stored versions: who wrote them, who moved them, and why."""
    from cli.rubric_versions import list_versions

    list_versions(rubric, as_json=as_json)


@app.command()
def retire(
    digest: Annotated[str, typer.Argument(help="Of the version, or how it begins.")],
    author: _Author,
    reason: _Reason,
) -> None:
    """Score no more calls by a version; what it scored stays."""
    from cli.rubric_versions import retire_version

    retire_version(digest, author=author, reason=reason)


@app.command()
def backtest(
    file: _File,
    since: Annotated[
        datetime | None, typer.Option(help="Calls received since then, as 2026-03-01.", formats=_DATES)
    ] = None,
    before: Annotated[
        datetime | None, typer.Option(help="Calls received before then.", formats=_DATES)
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(help="Digest of the version to compare with; the active one if left out."),
    ] = None,
    as_json: _Json = False,
) -> None:
    """Score stored calls with a rubric and with the one in use: what would change, for whom, and the quotes."""
    from cli.backtest import backtest_file

    backtest_file(file, since=since, before=before, against=against, as_json=as_json)


def _end(*, well: bool) -> None:
    if not well:
        raise typer.Exit(1)
