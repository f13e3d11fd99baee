"""Celery and its guarantees. No task is imported here: who sends a message needs only its name.

Messages are acknowledged once their task ends, one at a time, as JSON; a message whose worker dies comes back.
That is comfort, not truth: the recording's row is claimed by compare-and-set, so a message that is lost or comes
twice does no harm (`docs/decisions/0002`).
"""

from celery import Celery
from kombu.entity import Queue

from qa.recording import Stage
from workers.wakes import (
    BOOKS,
    BOOKS_SECONDS,
    DELIVER,
    DELIVER_SECONDS,
    PURGE,
    PURGE_SECONDS,
    SWEEP,
    TIDY,
    TIDY_SECONDS,
    WALK,
    WALK_SECONDS,
    task_name,
)

SWEEP_SECONDS = 15.0
"""How often what is due is looked for."""

_HOUR = 3600
_REDIS = ("redis", "rediss")


def make_app(
    broker_url: str, sweep_seconds: float = SWEEP_SECONDS, walk_seconds: float = WALK_SECONDS
) -> Celery:
    """Make a Celery application that can send, and, given tasks, work.

    Args:
        broker_url: `amqp://…` (RabbitMQ; quorum queues) or `redis://…` (Valkey, Redis).
        sweep_seconds: how often beat asks for a sweep.
        walk_seconds: how often it asks for a walk through the bucket.
    """
    app = Celery("everycall", broker=broker_url, set_as_current=False)
    scheme = broker_url.split(":", 1)[0].split("+", 1)[0]
    names = [task_name(stage) for stage in Stage] + [SWEEP]
    app.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        task_serializer="json",
        accept_content=["json"],
        result_backend=None,
        task_ignore_result=True,
        task_queues=[_queue(name, quorum=scheme.startswith("amqp")) for name in names],
        task_routes={name: {"queue": name} for name in names}
        | {each: {"queue": SWEEP} for each in (TIDY, BOOKS, WALK, PURGE, DELIVER)},
        task_create_missing_queues=False,
        task_publish_retry=False,  # the sweep sends again; a request must not wait for a broker
        broker_connection_timeout=3,
        broker_connection_retry_on_startup=True,
        broker_transport_options=_transport(scheme),
        # A lost connection redelivers the message, and its task finds the row claimed: let the work go on.
        worker_cancel_long_running_tasks_on_connection_loss=False,
        worker_hijack_root_logger=False,
        enable_utc=True,
        beat_schedule={
            "sweep": {"task": SWEEP, "schedule": sweep_seconds, "options": {"expires": sweep_seconds}},
            "tidy": {"task": TIDY, "schedule": TIDY_SECONDS, "options": {"expires": TIDY_SECONDS}},
            "walk": {"task": WALK, "schedule": walk_seconds, "options": {"expires": walk_seconds}},
            "books": {"task": BOOKS, "schedule": BOOKS_SECONDS, "options": {"expires": BOOKS_SECONDS}},
            "purge": {"task": PURGE, "schedule": PURGE_SECONDS, "options": {"expires": PURGE_SECONDS}},
            "deliver": {
                "task": DELIVER,
                "schedule": DELIVER_SECONDS,
                "options": {"expires": DELIVER_SECONDS},
            },
        },
    )
    return app


def _queue(name: str, *, quorum: bool) -> Queue:
    # A quorum queue survives a lost node. The broker's own limits are wider than any call is long: the lease
    # is what takes work away from a worker that went silent.
    arguments: dict[str, object] = {}
    if quorum:
        arguments = {
            "x-queue-type": "quorum",
            "x-delivery-limit": 20,
            "x-consumer-timeout": 24 * _HOUR * 1000,
        }
    return Queue(name, durable=True, queue_arguments=arguments)  # type: ignore[no-untyped-call]


def _transport(scheme: str) -> dict[str, object]:
    if scheme in _REDIS:
        # How long before an unacknowledged message comes back; see the lease for why twice does no harm.
        return {"visibility_timeout": _HOUR, "socket_connect_timeout": 3, "socket_keepalive": True}
    return {}
