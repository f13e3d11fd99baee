"""What receivers outside were told, and how that went."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.deps import HouseDep
from api.filters import Moment
from api.pages import MOST, link_next
from qa.access import Action
from qa.delivery import Attempt, Delivery, DeliveryState, replay
from qa.delivery_events import DeliveriesReplayed
from storage.deliveries import Chosen

router = APIRouter(prefix="/v1/deliveries", tags=["Webhooks"])


class WantedDeliveries(BaseModel):
    """Which deliveries to list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subscription: str | None = Field(None, description="To this subscription.")
    state: DeliveryState | None = Field(None, description="Standing so.")
    since: Moment | None = Field(None, description="Of what has happened from then on.")
    limit: int = Field(50, ge=1, le=MOST, description=f"Deliveries a page, 1 to {MOST}.")
    cursor: str | None = Field(None, description="`next` of the page before; keep the filters as they were.")


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """A stretch of the list of deliveries.

    Attributes:
        items: the latest first.
        next: cursor of the following page, for `?cursor=`; null on the last one.
    """

    items: tuple[Delivery, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class LoggedDelivery:
    """A delivery, with the log of how it went.

    Attributes:
        delivery: what is told to whom.
        attempts: each attempt at it, in order.
    """

    delivery: Delivery
    attempts: tuple[Attempt, ...]


@router.get(
    "",
    operation_id="listDeliveries",
    summary="List what receivers were told",
    dependencies=[allowed(Action.READ_WEBHOOKS)],
)
def list_deliveries(
    wanted: Annotated[WantedDeliveries, Query()], house: HouseDep, request: Request, response: Response
) -> DeliveryPage:
    """List deliveries, the latest event first, page by page; those of EVERYCALL_WEBHOOK_LOG_DAYS are kept."""
    chosen = Chosen(wanted.subscription, wanted.state, wanted.since)
    with house.store.read() as unit:
        stretch = unit.deliveries.page(chosen, limit=wanted.limit, cursor_at=wanted.cursor)
    link_next(request, response, stretch.next)
    return DeliveryPage(stretch.deliveries, stretch.next)


@router.get(
    "/{delivery_id}",
    operation_id="getDelivery",
    summary="Get a delivery and how it went",
    dependencies=[allowed(Action.READ_WEBHOOKS)],
)
def get_delivery(delivery_id: str, house: HouseDep) -> LoggedDelivery:
    """Show what was told, and of each attempt status, seconds, and how the receiver's answer begins."""
    with house.store.read() as unit:
        return LoggedDelivery(unit.deliveries.look_up(delivery_id), unit.deliveries.attempts_at(delivery_id))


@router.post(
    "/{delivery_id}/replay",
    operation_id="replayDelivery",
    summary="Send a delivery again",
    status_code=HTTPStatus.ACCEPTED,
)
def replay_delivery(
    delivery_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.MANAGE_WEBHOOKS)]
) -> Delivery:
    """Send a delivery again that arrived or was given up, under the id it had."""
    now = house.now()
    with house.store.begin() as unit:
        loaded = unit.deliveries.get(delivery_id)
        again = replay(loaded, now=now)
        unit.deliveries.save(again, loaded=loaded)
        event = DeliveriesReplayed(
            at=now, actor=permit.person.id, subscription=loaded.subscription, chosen=delivery_id, count=1
        )
        unit.record(event)
    return again
