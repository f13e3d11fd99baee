"""What `everycall webhook` does: print, try and send again."""

import time
from datetime import UTC, datetime

import typer
from pydantic import TypeAdapter
from rich.box import SIMPLE
from rich.table import Table

from cli.rubric_versions import open_house
from cli.show import console
from qa.delivery import Attempt, DeliveryState, replay
from qa.delivery_events import DeliveriesReplayed
from qa.subscription import Subscription
from storage.deliveries import SETTLED, Chosen
from storage.errors import NotFound
from storage.uow import Store

_LOOK_SECONDS = 0.25


def show_subscriptions(*, as_json: bool) -> None:
    """Print every subscription."""
    with open_house() as store, store.read() as unit:
        found = unit.subscriptions.all()
    if as_json:
        typer.echo(TypeAdapter(tuple[Subscription, ...]).dump_json(found, indent=2).decode())
        return
    table = Table("id", "channel", "whereto", "events", "how it goes", box=SIMPLE)
    for each in found:
        table.add_row(each.id, each.channel, each.address, ", ".join(sorted(each.events)), _how(each))
    console().print(table)


def ping_subscription(subscription: str, seconds: float) -> bool:
    """Send a test and wait for how it went; says whether it arrived.

    Raises:
        NotFound: there is no such subscription.
    """
    with open_house() as store:
        with store.begin() as unit:
            sent = unit.outbox.ping(unit.subscriptions.look_up(subscription), now=datetime.now(UTC))
        attempt = _attempt(store, sent.id, seconds)
    if attempt is None:
        typer.echo(f"{sent.id} waits still: no worker took it in {seconds:g} s, or the subscription is off.")
        return False
    status = "" if attempt.status is None else f" with {attempt.status}"
    if attempt.arrived:
        typer.echo(f"{sent.id} arrived{status} after {attempt.seconds:g} s.")
    else:
        typer.echo(f"{sent.id} did not arrive: {attempt.problem} It is tried again by the schedule.")
    return attempt.arrived


def replay_deliveries(subscription: str, actor: str, since: datetime | None, delivery: str | None) -> None:
    """Send deliveries again.

    Raises:
        NotFound: there is no such subscription, or it has no such delivery.
        NotSettled: that delivery is still on its way.
    """
    now = datetime.now(UTC)
    moment = None if since is None else since.replace(tzinfo=UTC)
    with open_house() as store, store.begin() as unit:
        unit.subscriptions.look_up(subscription)
        if delivery is not None:
            loaded = unit.deliveries.get(delivery)
            if loaded.subscription != subscription:
                raise NotFound(
                    f"Delivery {delivery} is not of subscription {subscription}; it is of another one."
                )
            unit.deliveries.save(replay(loaded, now=now), loaded=loaded)
            chosen, count = delivery, 1
        else:
            states = (DeliveryState.DEAD,) if moment is None else SETTLED
            count = unit.deliveries.replay(Chosen(subscription, since=moment), now=now, states=states)
            chosen = "dead" if moment is None else f"since={moment.isoformat()}"
        if count:
            unit.record(
                DeliveriesReplayed(at=now, actor=actor, subscription=subscription, chosen=chosen, count=count)
            )
    typer.echo(f"{count} deliveries are sent again.")


def _attempt(store: Store, delivery: str, seconds: float) -> Attempt | None:
    end = time.monotonic() + seconds
    while True:
        with store.read() as unit:
            attempts = unit.deliveries.attempts_at(delivery)
        if attempts:
            return attempts[0]
        if time.monotonic() >= end:
            return None
        time.sleep(_LOOK_SECONDS)


def _how(subscription: Subscription) -> str:
    if subscription.disabled_why:
        return f"turned off: {subscription.disabled_why}"
    if not subscription.active:
        return "off"
    since = subscription.failing_since
    return "well" if since is None else f"nothing arrived since {since:%Y-%m-%d %H:%M} UTC"
