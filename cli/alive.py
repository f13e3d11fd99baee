"""`everycall beat` and `everycall alive`: what recurs in an installation with a broker, and signs of life of all."""

import socket
import time
from pathlib import Path

import typer

from config import Settings
from workers.signs import answers, schedule, sign_of_notices

_ANSWER_SECONDS = 10.0

_SILENT_SECONDS = 600.0
"""Beat writes down when it asked last every three minutes; three times missed, it hangs."""

_DEAF_SECONDS = 300.0
"""Who takes in notifications shows it every ten seconds; one that waits for an object store does so less often."""


def beat_on() -> None:
    """Ask for what recurs until told to stop.

    Raises:
        typer.BadParameter: no broker is set.
    """
    from workers.broker import celery_beat

    celery_beat(_with_broker())


def sign_of_life(*, beat: bool, notices: bool) -> bool:
    """Say whether this machine's worker, its beat, or who takes in its notifications lives; prints the answer.

    Args:
        beat: whether to look after beat instead of the worker.
        notices: whether to look after `everycall notices` instead.

    Raises:
        typer.BadParameter: no broker is set.
    """
    if notices:
        lives: bool | None = _is_younger([sign_of_notices(Settings())], _DEAF_SECONDS)
    else:
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
    return _is_younger(list(file.parent.glob(f"{file.name}*")), _SILENT_SECONDS)


def _is_younger(files: list[Path], seconds: float) -> bool:
    written = [path.stat().st_mtime for path in files if path.exists()]
    return bool(written) and time.time() - max(written) < seconds


def _with_broker() -> Settings:
    settings = Settings()
    if not settings.broker_url:
        raise typer.BadParameter(
            "EVERYCALL_BROKER_URL is not set: without a broker, `everycall serve` or `everycall work` looks after"
            " its workers and what recurs by itself"
        )
    return settings
