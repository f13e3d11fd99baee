"""`everycall beat` and `everycall alive`: what recurs in an installation with a broker, and signs of life of it."""

import socket
import time

import typer

from config import Settings
from workers.broker import answers, celery_beat, schedule

_ANSWER_SECONDS = 10.0

_SILENT_SECONDS = 600.0
"""Beat writes down when it asked last every three minutes; three times missed, it hangs."""


def beat_on() -> None:
    """Ask for what recurs until told to stop.

    Raises:
        typer.BadParameter: no broker is set.
    """
    celery_beat(_with_broker())


def sign_of_life(*, beat: bool) -> bool:
    """Say whether this machine's worker, or its beat, lives; prints the answer.

    Args:
        beat: whether to look after beat instead of the worker.

    Raises:
        typer.BadParameter: no broker is set.
    """
    settings = _with_broker()
    lives = _beats(settings) if beat else answers(settings, socket.gethostname(), _ANSWER_SECONDS)
    if lives is None:
        # Whoever starts silent workers again must not kill all of them in the middle of their calls.
        typer.echo("The broker is away, so the worker cannot be asked; it is taken to be alive.")
        return True
    typer.echo("alive" if lives else "no sign of life")
    return lives


def _beats(settings: Settings) -> bool:
    file = schedule(settings)
    # The library that writes it may put an ending of its own behind the name.
    written = [path.stat().st_mtime for path in file.parent.glob(f"{file.name}*")]
    return bool(written) and time.time() - max(written) < _SILENT_SECONDS


def _with_broker() -> Settings:
    settings = Settings()
    if not settings.broker_url:
        raise typer.BadParameter(
            "EVERYCALL_BROKER_URL is not set: without a broker, `everycall serve` or `everycall work` looks after"
            " its workers and what recurs by itself"
        )
    return settings
