"""Take in what the bucket's notifications tell through a message broker: MinIO, Ceph and SeaweedFS publish there.

A message is acknowledged only once all it told of is in the database, or is written down as refused. A message that
cannot be read, or that fails for a reason that stays, goes to the queue beside it (`.refused`) with the reason in its
headers, so that it holds up no other. While the storage is away the message waits in hand.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import kombu
from kombu.exceptions import OperationalError

from qa.ingest.events import read
from storage.admission import deliver_all
from storage.doorstep import Doorstep
from storage.errors import StorageError
from storage.patience import LONGEST_WAIT

_kombu: Any = kombu  # which has no types
_log = logging.getLogger(__name__)

REFUSED = ".refused"
"""What is put behind a queue's name for the queue of messages that could not be used."""

PROBLEM = "x-everycall-problem"
"""Header of such a message: what is wrong with it."""

_LONGEST_REASON = 1000
_FIRST_WAIT = 0.5
_LOOK_SECONDS = 0.5
"""How often it is asked whether to stop."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where notifications come in.

    Attributes:
        url: of the broker.
        queue: bound by whoever set up the notifications; made where it is missing.
        bucket: this house's; notifications of others are passed over. Empty where there is none.
    """

    url: str
    queue: str
    bucket: str


def listen(
    step: Doorstep, inbox: Inbox, stopping: Callable[[], bool], rest: Callable[[float], object]
) -> None:
    """Take in notifications until told to stop; a broker that is away is waited for.

    Args:
        step: where objects arrive.
        inbox: where notifications come in.
        stopping: tells whether to stop.
        rest: waits so many seconds.
    """
    wait = _FIRST_WAIT
    while not stopping():
        try:
            with _kombu.Connection(inbox.url, connect_timeout=5) as connection:
                connection.ensure_connection(max_retries=1)
                wait = _FIRST_WAIT
                _consume(connection, step, inbox, stopping, rest)
        except (*_kombu.Connection(inbox.url).connection_errors, OperationalError, OSError) as error:
            wait = min(LONGEST_WAIT, wait * 2)
            _log.warning(
                "The broker of the bucket's notifications is away (%s); trying again in %.1f s.", error, wait
            )
            rest(wait)


def _consume(
    connection: Any,
    step: Doorstep,
    inbox: Inbox,
    stopping: Callable[[], bool],
    rest: Callable[[float], object],
) -> None:
    def receive(message: Any) -> None:
        body = message.body.encode() if isinstance(message.body, str) else bytes(message.body)
        try:
            done = _take_in(step, inbox, body, stopping, rest)
        except Exception as error:  # noqa: BLE001 whatever is wrong with one message must not hold up the others
            _set_aside(connection, inbox, body, error)
            done = True
        if done:
            message.ack()
        else:
            message.requeue()

    with connection.channel() as channel:
        queue = _kombu.Queue(inbox.queue, durable=True, no_declare=_is_there(connection, inbox.queue))
        with _kombu.Consumer(channel, queues=[queue], on_message=receive, prefetch_count=8):
            while not stopping():
                try:
                    connection.drain_events(timeout=_LOOK_SECONDS)
                except TimeoutError:
                    continue


def _is_there(connection: Any, name: str) -> bool:
    """Tell whether a queue is there already, with whatever settings its owner gave it."""
    try:
        with connection.channel() as channel:
            channel.queue_declare(queue=name, passive=True)
    except connection.channel_errors:
        return False
    return True


def _take_in(
    step: Doorstep, inbox: Inbox, body: bytes, stopping: Callable[[], bool], rest: Callable[[float], object]
) -> bool:
    """Take in what a message tells of; says whether that is done, or was given up because the house closes.

    It is tried again in hand while the storage is away: brokers count how often a message is given back, and drop it.
    """
    deliveries = read(body)
    wait = _FIRST_WAIT
    while not stopping():
        try:
            for arrival in deliver_all(step, deliveries, inbox.bucket):
                _log.info(
                    "%s: %s%s", arrival.key, arrival.outcome, f" ({arrival.detail})" if arrival.detail else ""
                )
        except StorageError as error:
            if not error.retryable:
                raise
            wait = min(LONGEST_WAIT, wait * 2)
            _log.warning("%s Trying again in %.1f s.", error, wait)
            rest(wait)
        else:
            return True
    return False


def _set_aside(connection: Any, inbox: Inbox, body: bytes, error: Exception) -> None:
    _log.error("A notification in %s cannot be used and is set aside: %s", inbox.queue, error)
    beside = _kombu.Queue(inbox.queue + REFUSED, durable=True)
    with connection.Producer() as producer:
        producer.publish(
            body,
            routing_key=beside.name,
            declare=[beside],
            headers={PROBLEM: f"{type(error).__name__}: {error}"[:_LONGEST_REASON]},
            content_type="application/octet-stream",
            content_encoding="binary",
            delivery_mode=2,
        )
