"""Tell one receiver one thing: by a signed webhook, by mail, or in a chat."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Protocol

from config.settings import Settings
from qa.chat import shaped, trouble
from qa.delivery import Delivery
from qa.delivery_errors import DestinationRefused
from qa.destination import read_networks
from qa.notice import payload
from qa.page import page_of
from qa.signature import signed
from qa.subscription import Channel, Hidden, Subscription
from qa.wording import Said, say
from workers.errors import Undelivered
from workers.mail import MailServer, send_mail
from workers.post import Answer, Post

SHOWN = 500
"""Characters of an answer that the log keeps."""


class Sends(Protocol):
    """Sends web requests; see `workers.post.Post`."""

    def send(self, url: str, body: bytes, fields: Mapping[str, str]) -> Answer:
        """Send a body by POST."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """How telling went.

    Attributes:
        arrived: whether the receiver took it.
        status: of its answer; None where it gave none.
        problem: why it did not; empty where it did.
        response: how its answer begins.
        asked: seconds that it asked to be left alone for.
        gone: whether it said that it wants nothing more, ever.
    """

    arrived: bool
    status: int | None = None
    problem: str = ""
    response: str = ""
    asked: float = 0.0
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells receivers.

    Attributes:
        post: sends web requests.
        mail: the house's mail server; None where there is none.
        zone: time zone of those whose quiet hours name none.
        public_url: at which people open the workbench; empty: nothing links there.
    """

    post: Sends
    mail: MailServer | None = None
    zone: str = "UTC"
    public_url: str = ""

    def tell(self, subscription: Subscription, hidden: Hidden, delivery: Delivery, now: datetime) -> Told:
        """Tell a receiver; whatever goes wrong is in what it gives back."""
        ways: dict[Channel, Callable[[], Told]] = {
            Channel.WEBHOOK: lambda: self._webhook(hidden, delivery, now),
            Channel.EMAIL: lambda: self._mail(subscription, hidden, delivery, now),
        }
        way = ways.get(subscription.channel, lambda: self._chat(subscription, hidden, delivery, now))
        try:
            return way()
        except (Undelivered, DestinationRefused) as error:
            return Told(arrived=False, problem=str(error))

    def _webhook(self, hidden: Hidden, delivery: Delivery, now: datetime) -> Told:
        body = json.dumps(
            payload(delivery.event, delivery.at, delivery.data, self._page(delivery)),
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        fields = signed(delivery.id, body, hidden.in_force(now), now)
        return _read(self.post.send(hidden.address, body, fields))

    def _chat(self, subscription: Subscription, hidden: Hidden, delivery: Delivery, now: datetime) -> Told:
        text = self._said(subscription, delivery).text
        secrets = hidden.in_force(now)
        address, body = shaped(subscription.channel, text, hidden.address, secrets[0] if secrets else "", now)
        answer = self.post.send(address, body, {})
        told = _read(answer)
        problem = trouble(subscription.channel, answer.body) if told.arrived else ""
        if not problem:
            return told
        return Told(arrived=False, status=told.status, problem=problem, response=told.response)

    def _mail(self, subscription: Subscription, hidden: Hidden, delivery: Delivery, now: datetime) -> Told:
        if self.mail is None:
            raise Undelivered("This house has no mail server; name it in EVERYCALL_SMTP_HOST.")
        said = self._said(subscription, delivery)
        to = [each.strip() for each in hidden.address.split(",")]
        noted = send_mail(self.mail, to, said.title, said.text, message=delivery.id, now=now)
        return Told(arrived=True, response=noted[:SHOWN])

    def _said(self, subscription: Subscription, delivery: Delivery) -> Said:
        zone = subscription.quiet.zone if subscription.quiet else self.zone
        return say(delivery, subscription.language, zone, self._page(delivery))

    def _page(self, delivery: Delivery) -> str:
        return page_of(self.public_url, delivery.event, delivery.data)


def teller_of(settings: Settings) -> Teller:
    """Say how receivers outside are told.

    Raises:
        DestinationRefused: EVERYCALL_WEBHOOK_NETWORKS cannot be read.
    """
    mail = MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.smtp_from,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
    )
    post = Post(read_networks(settings.webhook_networks), seconds=settings.webhook_seconds)
    server = mail if settings.smtp_host else None
    return Teller(post, server, settings.time_zone, settings.public_url)


def _read(answer: Answer) -> Told:
    shown = answer.body.decode("utf-8", "replace").replace("\0", "�")[:SHOWN]
    arrived = HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES
    problem = "" if arrived else f"It answered {answer.status}{_why(answer.status)}."
    return Told(
        arrived=arrived,
        status=answer.status,
        problem=problem,
        response=shown,
        asked=answer.asked,
        gone=answer.status == HTTPStatus.GONE,
    )


def _why(status: int) -> str:
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return "; redirects are not followed: have the address changed in the subscription"
    return "; it wants nothing more" if status == HTTPStatus.GONE else ""
