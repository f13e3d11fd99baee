"""Signs of life of the processes of an installation with a broker.

They are asked for every minute, each time by a new process: nothing is imported that the question does not need.
"""

from pathlib import Path

from config.settings import Settings


def schedule(settings: Settings) -> Path:
    """Say where beat keeps when it asked last; it writes there every three minutes."""
    return settings.data_dir / "celery-beat"


def sign_of_notices(settings: Settings) -> Path:
    """Say which file shows by its age that notifications are being taken in; see `everycall alive --notices`."""
    return settings.data_dir / "notices-alive"


def answers(settings: Settings, host: str, seconds: float) -> bool | None:
    """Ask the worker of a host for a sign of life, through the broker.

    Args:
        settings: of the installation; `broker_url` is set.
        host: name of the machine or container.
        seconds: to wait.

    Returns:
        None where the broker is away: of the worker that tells nothing.
    """
    from kombu.exceptions import OperationalError

    from workers.app import make_app

    app = make_app(settings.broker_url)
    try:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=seconds)
            return bool(
                app.control.ping(destination=[f"celery@{host}"], timeout=seconds, connection=connection)
            )
    except (OSError, OperationalError):
        return None
