"""From an event to the task that can begin: all that the API knows of the workers.

The message only wakes: the recording's row is the truth, and a message that is lost, late or repeated changes
nothing but when a worker looks.
"""

import time
from collections.abc import Callable

from config import trace
from qa.delivery_events import DeliveriesQueued, DeliveriesReplayed
from qa.events import Event
from storage.uow import Publish, tell_nobody
from workers.wakes import DELIVER, DELIVER_SECONDS, task_name

QUIET_SECONDS = 10.0
"""How long a broker that did not answer is left alone."""

GATHER_SECONDS = 1.0
"""How long further deliveries go with the message that was sent for the first: whoever is woken finds them, too."""

REACH_SECONDS = 3.0
"""How long a broker may take to show that it is there."""


def connect(broker_url: str) -> Publish:
    """Say how to tell the workers of an event.

    Args:
        broker_url: Celery's; empty where there is no broker, and workers ask the database for what is due.
    """
    if not broker_url:
        return tell_nobody
    from workers.app import make_app

    app = make_app(broker_url)
    app.conf.broker_transport_options |= {"max_retries": 1, "interval_start": 0, "interval_max": 0}
    return _Waker(app.send_task)


def reach(broker_url: str) -> Callable[[], bool] | None:
    """Say how to tell whether the broker can be reached; None where there is none.

    Args:
        broker_url: Celery's; empty where there is no broker.
    """
    if not broker_url:
        return None
    from workers.app import make_app

    app = make_app(broker_url)

    def answers() -> bool:
        try:
            with app.connection_for_write(connect_timeout=REACH_SECONDS) as connection:
                connection.ensure_connection(max_retries=1, interval_start=0, timeout=REACH_SECONDS)
        except Exception:  # noqa: BLE001 every broker's library has errors of its own; any of them says no
            return False
        return True

    return answers


class _Waker:
    """Sends a message for each event that lets a stage begin; leaves a broker alone that just did not answer.

    Args:
        send: Celery's `send_task`.
        clock: seconds that only grow.
    """

    def __init__(self, send: Callable[..., object], clock: Callable[[], float] = time.monotonic) -> None:
        self._send = send
        self._clock = clock
        self._not_before = 0.0
        self._gathered_until = 0.0

    def __call__(self, event: Event) -> None:
        """Wake who does what can begin now."""
        now = self._clock()
        delivers = isinstance(event, DeliveriesQueued | DeliveriesReplayed) and now >= self._gathered_until
        if (event.wakes is None and not delivers) or now < self._not_before:
            return
        try:
            if event.wakes is not None:
                with trace.span("wake", kind="producer", recording=event.recording, stage=event.wakes):
                    self._send(task_name(event.wakes), args=(event.recording,))
            else:
                self._gathered_until = now + GATHER_SECONDS
                self._send(DELIVER, expires=DELIVER_SECONDS)
        except Exception:
            # Whoever made the change must not wait for a broker again and again: the sweep wakes what is due.
            self._not_before = self._clock() + QUIET_SECONDS
            raise
