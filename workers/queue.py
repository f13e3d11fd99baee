"""From an event to the task that can begin: all that the API knows of the workers.

The message only wakes: the recording's row is the truth, and a message that is lost, late or repeated changes
nothing but when a worker looks.
"""

from qa.events import Event
from qa.recording import Stage
from storage.uow import Publish, tell_nobody

SWEEP = "everycall.sweep"
"""The task that wakes again what is due and was not begun."""


def task_name(stage: Stage) -> str:
    """Name a stage's task, which is its queue's name, too."""
    return f"everycall.{stage}"


def connect(broker_url: str) -> Publish:
    """Say how to tell the workers of an event.

    Args:
        broker_url: Celery's; empty where there is no broker, and workers ask the database for what is due.
    """
    if not broker_url:
        return tell_nobody
    from workers.app import make_app

    app = make_app(broker_url)

    def wake(event: Event) -> None:
        if event.wakes is not None:
            app.send_task(task_name(event.wakes), args=(event.recording,))

    return wake
