"""`everycall source`: the recording systems, paused and resumed."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The recording systems: how they stand, paused and resumed.")

Name = Annotated[str, typer.Argument(help="The source's name, as recordings carry it.")]
Actor = Annotated[str, typer.Option(help="Who does this.", prompt=True)]
Reason = Annotated[str, typer.Option(help="What for; it is kept.", prompt=True)]


@app.command()
def pause(source: Name, actor: Actor, reason: Reason) -> None:
    """Begin nothing more of a source: its recordings are received and wait."""
    from cli.source_show import pause_source

    pause_source(source, actor, reason)


@app.command()
def resume(source: Name, actor: Actor, reason: Reason) -> None:
    """Let the recordings of a paused source go on where they stand."""
    from cli.source_show import resume_source

    resume_source(source, actor, reason)


@app.command("list")
def list_sources(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """Print every source: what waits, what is in hand, and whether it is held back."""
    from cli.source_show import show_sources

    show_sources(as_json=as_json)
