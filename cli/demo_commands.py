"""`everycall demo`: the sample calls on this machine; `seed` and `unseed` for a whole made-up year."""

from datetime import datetime
from typing import Annotated

import typer

app = typer.Typer(invoke_without_command=True)


@app.callback()
def demo(
    context: typer.Context,
    keep: Annotated[bool, typer.Option(help="Keep serving when the calls are done.")] = True,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; the next free one if left out.")
    ] = None,
) -> None:
    """Inspect the sample calls on this machine, print what was found, and keep serving the API."""
    if context.invoked_subcommand is None:
        from cli.demo import show_samples

        show_samples(keep=keep, port=port)


@app.command("seed")
def seed(
    calls: Annotated[int, typer.Option(help="How many.", min=1_000, max=1_000_000)] = 60_000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same year up.", min=0)] = 7,
    until: Annotated[
        datetime | None, typer.Option(help="The day after the last; today if left out.", formats=["%Y-%m-%d"])
    ] = None,
    among_real: Annotated[
        bool, typer.Option("--among-real", help="Also where calls are that happened.")
    ] = False,
) -> None:
    """Put a made-up year of calls, scores, reviews and disputes here; its truths are written beside it.

    Every call says that it is made up; its source is `synthetic`, and it has no sound.
    """
    from cli.demo_year import seed_year

    seed_year(calls, seed, until.date() if until else None, among_real=among_real)


@app.command("unseed")
def unseed() -> None:
    """Remove the made-up year, with all that people did to it."""
    from cli.demo_year import unseed_year

    unseed_year()
