"""`everycall replay`: make an evaluation again from what is stored."""

import typer

from cli.rubric_versions import open_house
from config import Settings
from workers.engines import load_aids
from workers.replay import replay


def replay_evaluation(evaluation: str) -> bool:
    """Score the stored call again and print what differs.

    Returns:
        Whether it came out the same, byte for byte.

    Raises:
        NotFound: there is no such evaluation, or its rubric's version is not stored.
        TransitionRefused: a person made it.
    """
    with open_house() as store:
        done = replay(store, evaluation, lambda: load_aids(Settings()))
    if not done.drift:
        typer.echo(f"{evaluation}: the same scorecard, byte for byte; SHA-256 {done.sha256}")
        return True
    typer.echo(f"{evaluation}: DRIFT")
    for line in done.drift:
        typer.echo(f"  {line}")
    return False
