"""What has happened to what is told outside of the house, and the alarms that are told; see `qa.events`.

No address that is itself a secret, and no secret, is in an event.
"""

from dataclasses import dataclass

from qa.events import Event, HouseEvent
from qa.people_events import SignInEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRaised(Event):
    """A call was found worth a look for reasons it had not before; `kinds` names them, with commas between."""

    name = "flag.raised"

    kinds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageGap(HouseEvent):
    """A day was closed, or amended, with calls that were not inspected: `missing` of `denominator`."""

    name = "coverage.gap"

    day: str
    missing: int
    denominator: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionChanged(SignInEvent):
    """Somebody made, changed or removed a subscription, or gave it another secret; `what` says which."""

    name = "subscription.changed"

    subscription: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionDisabled(HouseEvent):
    """A subscription was turned off by the house: what it was sent had failed for too long, or it said to stop."""

    name = "subscription.disabled"

    subscription: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveriesReplayed(HouseEvent):
    """Somebody had deliveries sent again; `chosen` says which."""

    name = "deliveries.replayed"

    subscription: str
    chosen: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveriesQueued(HouseEvent):
    """Something waits to be delivered. Told to workers only; what is to be delivered is in the trail itself."""

    name = "deliveries.queued"
