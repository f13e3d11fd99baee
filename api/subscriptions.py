"""Who is told what outside of the house: programs by webhooks, people by mail and chat; for administrators."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Request

from api.access import Permit, allowed
from api.deps import House, HouseDep
from api.session import whence
from api.subscription_forms import (
    Again,
    NewSecret,
    NewSubscription,
    SubscriptionFacts,
    facts_of,
    plain,
    secrets_of,
)
from qa.access import Action
from qa.delivery import Delivery, DeliveryState
from qa.delivery_events import DeliveriesReplayed, SubscriptionChanged
from qa.destination import read_networks
from qa.notice import BY_NAME, schema_of
from qa.sentence import Said, read_all
from qa.signature import secret_of
from qa.subscribing import check_subscription, shown_address
from qa.subscription import Channel, Hidden, Subscription, rotated
from storage.deliveries import SETTLED, Chosen
from storage.uow import Unit

router = APIRouter(prefix="/v1", tags=["Webhooks"])

KEY_BYTES = 32
_Managing = Annotated[Permit, allowed(Action.MANAGE_WEBHOOKS)]


@dataclass(frozen=True, slots=True)
class SubscriptionList:
    """All subscriptions.

    Attributes:
        items: oldest first.
        said: why the house turned them off, taken apart into codes and values, by text.
    """

    items: tuple[Subscription, ...]
    said: Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True, slots=True)
class MadeSubscription:
    """A subscription, with its secret where it has got one.

    Attributes:
        subscription: what is told to whom.
        secret: that a webhook is signed with; shown this once.
    """

    subscription: Subscription
    secret: str | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many deliveries are sent again."""

    count: int


@dataclass(frozen=True, slots=True)
class WebhookEvent:
    """Something that receivers may be told of.

    Attributes:
        name: of the event.
        says: what has happened.
        json_schema: JSON Schema of what a webhook carries.
    """

    name: str
    says: str
    json_schema: Mapping[str, Any]


@router.get(
    "/webhook-events",
    operation_id="listWebhookEvents",
    summary="List what receivers may be told of",
    dependencies=[allowed(Action.READ_WEBHOOKS)],
)
def list_events() -> tuple[WebhookEvent, ...]:
    """List each event with the JSON Schema of what a webhook carries of it."""
    return tuple(WebhookEvent(each.name, each.says, schema_of(each.name)) for each in BY_NAME.values())


@router.get(
    "/subscriptions",
    operation_id="listSubscriptions",
    summary="List who is told what",
    dependencies=[allowed(Action.READ_WEBHOOKS)],
)
def list_subscriptions(house: HouseDep) -> SubscriptionList:
    """List all subscriptions, those that were turned off among them; no secret is shown again."""
    with house.store.read() as unit:
        items = unit.subscriptions.all()
    return SubscriptionList(items, read_all(each.disabled_why for each in items))


@router.post(
    "/subscriptions",
    operation_id="addSubscription",
    summary="Tell a receiver from now on",
    status_code=HTTPStatus.CREATED,
)
def add_subscription(
    body: NewSubscription, house: HouseDep, permit: _Managing, request: Request
) -> MadeSubscription:
    """Make a subscription; the secret that a webhook is signed with is shown this once, and sealed."""
    made = None
    if body.channel is Channel.WEBHOOK and body.secret is None:
        made = secret_of(secrets.token_bytes(KEY_BYTES))
    hidden = Hidden(body.address, secrets_of(made or plain(body.secret)))
    subscription = Subscription(
        id=house.new_id(),
        channel=body.channel,
        address=shown_address(body.channel, body.address),
        made_by=permit.person.id,
        made_at=house.now(),
        **facts_of(body, body.channel),
    )
    check_subscription(subscription, hidden, read_networks(house.settings.webhook_networks))
    with house.store.begin() as unit:
        unit.subscriptions.add(subscription, hidden)
        _record(unit, house, permit, request, subscription, "made")
    return MadeSubscription(subscription, made)


@router.get(
    "/subscriptions/{subscription_id}",
    operation_id="getSubscription",
    summary="Get a subscription",
    dependencies=[allowed(Action.READ_WEBHOOKS)],
)
def get_subscription(subscription_id: str, house: HouseDep) -> Subscription:
    """Show one subscription; `failing_since` tells since when nothing has arrived."""
    with house.store.read() as unit:
        return unit.subscriptions.look_up(subscription_id)


@router.put(
    "/subscriptions/{subscription_id}", operation_id="changeSubscription", summary="Change a subscription"
)
def change_subscription(
    subscription_id: str, body: SubscriptionFacts, house: HouseDep, permit: _Managing, request: Request
) -> Subscription:
    """Say anew what a receiver is told. Made active, it is sent what has waited for it, and its failures are forgotten."""
    with house.store.begin() as unit:
        former, hidden = unit.subscriptions.get(subscription_id), unit.subscriptions.hidden(subscription_id)
        if body.address is not None:
            hidden = replace(hidden, address=body.address)
        if body.secret is not None:
            hidden = replace(hidden, secrets=secrets_of(plain(body.secret)))
        changed = replace(
            former,
            **facts_of(body, former.channel),
            address=shown_address(former.channel, hidden.address),
            failing_since=None if body.active else former.failing_since,
            disabled_why="" if body.active else former.disabled_why,
        )
        check_subscription(changed, hidden, read_networks(house.settings.webhook_networks))
        unit.subscriptions.save(changed)
        unit.subscriptions.hide(subscription_id, hidden)
        _record(unit, house, permit, request, changed, "changed")
    return changed


@router.delete(
    "/subscriptions/{subscription_id}",
    operation_id="removeSubscription",
    summary="Tell a receiver no more",
    status_code=HTTPStatus.NO_CONTENT,
)
def remove_subscription(subscription_id: str, house: HouseDep, permit: _Managing, request: Request) -> None:
    """Remove a subscription with its secrets, its deliveries and their log; the audit trail keeps that it was there."""
    with house.store.begin() as unit:
        subscription = unit.subscriptions.get(subscription_id)
        unit.subscriptions.remove(subscription_id)
        _record(unit, house, permit, request, subscription, "removed")


@router.post(
    "/subscriptions/{subscription_id}/secret",
    operation_id="rotateSecret",
    summary="Sign with another secret",
)
def rotate_secret(
    subscription_id: str, body: NewSecret, house: HouseDep, permit: _Managing, request: Request
) -> MadeSubscription:
    """Put another secret in force, shown this once; for the overlap a webhook carries a signature of each."""
    value = plain(body.secret) or secret_of(secrets.token_bytes(KEY_BYTES))
    with house.store.begin() as unit:
        subscription = unit.subscriptions.get(subscription_id)
        overlap = timedelta(hours=body.overlap_hours)
        hidden = rotated(unit.subscriptions.hidden(subscription_id), value, now=house.now(), overlap=overlap)
        check_subscription(subscription, hidden, read_networks(house.settings.webhook_networks))
        unit.subscriptions.hide(subscription_id, hidden)
        _record(
            unit,
            house,
            permit,
            request,
            subscription,
            f"secret, {body.overlap_hours:g} hours beside the former",
        )
    return MadeSubscription(subscription, None if body.secret else value)


@router.post(
    "/subscriptions/{subscription_id}/ping",
    operation_id="pingSubscription",
    summary="Try a subscription",
    status_code=HTTPStatus.ACCEPTED,
    dependencies=[allowed(Action.MANAGE_WEBHOOKS)],
)
def ping_subscription(subscription_id: str, house: HouseDep) -> Delivery:
    """Send a test; workers do it, and `GET /v1/deliveries/{id}` tells how it went. One that is turned off waits."""
    with house.store.begin() as unit:
        return unit.outbox.ping(unit.subscriptions.look_up(subscription_id), now=house.now())


@router.post(
    "/subscriptions/{subscription_id}/replay",
    operation_id="replayDeliveries",
    summary="Send deliveries again",
    status_code=HTTPStatus.ACCEPTED,
)
def replay_deliveries(subscription_id: str, body: Again, house: HouseDep, permit: _Managing) -> Replayed:
    """Send again what was given up, or all since a moment, under the ids it had; said twice, it changes nothing more."""
    states = (DeliveryState.DEAD,) if body.since is None else SETTLED
    now: datetime = house.now()
    with house.store.begin() as unit:
        unit.subscriptions.look_up(subscription_id)
        count = unit.deliveries.replay(Chosen(subscription_id, since=body.since), now=now, states=states)
        if count:
            chosen = "dead" if body.since is None else f"since={body.since.isoformat()}"
            event = DeliveriesReplayed(
                at=now, actor=permit.person.id, subscription=subscription_id, chosen=chosen, count=count
            )
            unit.record(event)
    return Replayed(count)


def _record(
    unit: Unit, house: House, permit: Permit, request: Request, subscription: Subscription, what: str
) -> None:
    said = (
        f"{what}: {subscription.channel} to {subscription.address}; {', '.join(sorted(subscription.events))}"
    )
    unit.record(
        SubscriptionChanged(
            at=house.now(),
            actor=permit.person.id,
            subscription=subscription.id,
            what=said,
            **whence(request),
        )
    )
