"""Filters that one gave a name, for the inbox and the list of calls: the same wherever one signs in."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import Permit, allowed
from api.deps import HouseDep
from api.filters import CallFilter
from api.review_lists import TaskFilter
from qa.access import Action
from qa.saved_filter import FilteredList, SavedFilter, check_kept
from storage.filters import Order
from storage.uow import Unit

router = APIRouter(prefix="/v1/session/own/filters", tags=["People"])

_Own = Annotated[Permit, allowed(Action.READ_SELF)]
Named = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class InboxFilters(TaskFilter):
    """What narrows the inbox: parameters of `GET /v1/reviews`, and which of its views is open."""

    view: Literal["mine", "all", "flagged", "done"] = Field("mine", description="Which list of the inbox.")


class CallFilters(CallFilter):
    """What narrows the list of calls: parameters of `GET /v1/recordings`."""

    order: Order = Field(Order.NEWEST, description="By when they were received.")


class NewInboxFilter(BaseModel):
    """A filter for the inbox."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    list: Literal["inbox"] = Field(description="Which list it narrows.")
    name: Named = Field(description="As you call it; one of the kind for each list.")
    filters: InboxFilters = Field(description="Parameters of the list.")


class NewCallsFilter(BaseModel):
    """A filter for the list of calls."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    list: Literal["calls"] = Field(description="Which list it narrows.")
    name: Named = Field(description="As you call it; one of the kind for each list.")
    filters: CallFilters = Field(description="Parameters of the list.")


NewFilter = Annotated[NewInboxFilter | NewCallsFilter, Body(discriminator="list")]


@dataclass(frozen=True, slots=True)
class SavedFilterList:
    """One's own filters, by list and name."""

    items: tuple[SavedFilter, ...]


@router.get("", operation_id="listSavedFilters", summary="List one's own filters")
def list_saved_filters(house: HouseDep, permit: _Own) -> SavedFilterList:
    """List the filters that the one who asks has saved; nobody else sees them."""
    with house.store.read() as unit:
        return SavedFilterList(unit.saved_filters.of(permit.person.id))


@router.post(
    "",
    operation_id="saveFilter",
    summary="Save a filter",
    status_code=HTTPStatus.CREATED,
)
def save_filter(body: NewFilter, house: HouseDep, permit: _Own) -> SavedFilter:
    """Give filters a name; one keeps up to 50 for each list, each of up to 4,000 characters."""
    with house.store.begin() as unit:
        return _keep(unit, permit, body, house.new_id(), house.now())


@router.put("/{filter_id}", operation_id="changeFilter", summary="Change a saved filter")
def change_filter(filter_id: str, body: NewFilter, house: HouseDep, permit: _Own) -> SavedFilter:
    """Change what a filter narrows by, or its name."""
    with house.store.begin() as unit:
        former = unit.saved_filters.get(permit.person.id, filter_id)
        return _keep(unit, permit, body, former.id, house.now())


@router.delete(
    "/{filter_id}",
    operation_id="removeFilter",
    summary="Remove a saved filter",
    status_code=HTTPStatus.NO_CONTENT,
)
def remove_filter(filter_id: str, house: HouseDep, permit: _Own) -> None:
    """Forget a filter; one that is gone already is no fault."""
    with house.store.begin() as unit:
        unit.saved_filters.remove(permit.person.id, filter_id)


def _keep(unit: Unit, permit: Permit, body: NewFilter, filter_id: str, now: datetime) -> SavedFilter:
    narrowed = body.filters.model_dump(mode="json", exclude_unset=True)
    saved = SavedFilter(filter_id, FilteredList(body.list), body.name, narrowed, now)
    check_kept(saved, unit.saved_filters.of(permit.person.id))
    unit.saved_filters.put(permit.person.id, saved)
    return saved
