"""Look at what a subscription asks for, before it is kept."""

import re
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qa.delivery_errors import SubscriptionInvalid
from qa.destination import Network, check_address, read_address
from qa.notice import NAMES
from qa.signature import key_of
from qa.subscription import Channel, Hidden, Subscription

MOST_MAILBOXES = 20

_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*")
"""What HTML calls a valid e-mail address; neither quoted nor with a name beside it."""

_SIGNED = frozenset({Channel.WEBHOOK, Channel.DINGTALK, Channel.FEISHU})


def check_subscription(subscription: Subscription, hidden: Hidden, networks: Iterable[Network] = ()) -> None:
    """See that a subscription can be told anything.

    Args:
        subscription: as asked for.
        hidden: its address and secrets.
        networks: inward ones that the administrator opened.

    Raises:
        SubscriptionInvalid: it asks for what cannot be.
        DestinationRefused: nothing is sent to its address.
        SecretInvalid: nothing can be signed with its secret.
    """
    problems = (*_problems(subscription, hidden), *_of_mailboxes(subscription, hidden))
    if problems:
        raise SubscriptionInvalid(problems)
    if subscription.channel is Channel.WEBHOOK:
        for secret in hidden.secrets:
            key_of(secret.value)
    if subscription.channel is not Channel.EMAIL:
        host = read_address(hidden.address).host
        try:
            address = ip_address(host)
        except ValueError:
            return  # a name is looked at each time it is resolved
        check_address(address, networks)


def shown_address(channel: Channel, address: str) -> str:
    """Give an address as people may see it: a chat's is itself a secret, but for its host.

    Raises:
        DestinationRefused: nothing is sent to that address.
    """
    if channel in {Channel.WEBHOOK, Channel.EMAIL}:
        return address
    return f"{read_address(address).scheme}://{read_address(address).host}/…"


def _problems(subscription: Subscription, hidden: Hidden) -> Iterator[str]:
    unknown = sorted(subscription.events - NAMES)
    if unknown:
        yield f"events: there is no {', '.join(unknown)}; GET /v1/webhook-events lists those there are"
    if not subscription.channel.for_people and (subscription.quiet or subscription.window_seconds):
        yield "quiet, window_seconds: a webhook is told of each event at once; leave both out"
    if subscription.quiet is not None:
        if subscription.quiet.start == subscription.quiet.end:
            yield "quiet: start and end are the same; turn the subscription off instead"
        try:
            ZoneInfo(subscription.quiet.zone)
        except (ZoneInfoNotFoundError, ValueError):
            yield f"quiet.zone: {subscription.quiet.zone!r} is no time zone; write one as Asia/Shanghai"
    if hidden.secrets and subscription.channel not in _SIGNED:
        yield f"secret: {subscription.channel} takes none; leave it out"


def _of_mailboxes(subscription: Subscription, hidden: Hidden) -> Iterator[str]:
    if subscription.channel is not Channel.EMAIL:
        return
    names = [each.strip() for each in hidden.address.split(",")]
    if len(names) > MOST_MAILBOXES:
        yield f"address: {len(names)} mailboxes; give at most {MOST_MAILBOXES}, or a list of your mail server"
    for name in names:
        if not _MAILBOX.fullmatch(name):
            yield f"address: {name[:80]!r} is no mailbox; write them as a@example.com, b@example.com"
