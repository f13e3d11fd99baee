"""Objects of the bucket that could not be taken in: listed with the reason, and taken in again."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import Permit, allowed
from api.deps import HouseDep
from api.pages import MOST, link_next
from qa.access import Action
from qa.house_events import ObjectsRetaken
from storage.admission import deliver
from storage.doorstep import Arrival, Outcome
from storage.refused import Choice, Refused

router = APIRouter(prefix="/v1/refused-objects", tags=["Sources"])

_SETTLED = frozenset({Outcome.TAKEN, Outcome.KNOWN, Outcome.DESCRIBED})


class WantedRefusals(BaseModel):
    """Which refusals to list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str | None = Field(None, description="Of this source; empty for keys that no source covers.")
    code: str | None = Field(None, description="Refused for this reason.", examples=["qa.name_unmatched"])
    limit: int = Field(50, ge=1, le=MOST, description=f"Refusals a page, 1 to {MOST}.")
    cursor: str | None = Field(None, description="`next` of the page before; keep the filters as they were.")


class Retake(BaseModel):
    """Which refused objects to take in again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)] = Field(
        description="What for; it is kept."
    )
    ids: Annotated[
        tuple[Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")], ...],
        Field(max_length=MOST, description="These; left out, whatever the filters choose."),
    ] = ()
    source: str | None = Field(None, description="Of this source.")
    code: str | None = Field(None, description="Refused for this reason.")
    limit: int = Field(MOST, ge=1, le=MOST, description="At most so many, those looked at longest ago first.")

    @property
    def chosen(self) -> str:
        """Say for the trail which were asked for."""
        if self.ids:
            return f"ids={'|'.join(self.ids)}"
        asked = (("source", self.source), ("code", self.code), ("limit", self.limit))
        return ", ".join(f"{name}={value}" for name, value in asked if value is not None)


@dataclass(frozen=True, slots=True)
class RefusedObject:
    """An object that was not taken in.

    Attributes:
        id: names it here.
        key: of the object.
        source: that covers it; empty where none does.
        code: of the refusal.
        detail: what was wrong, and what to do.
        at: when it was last looked at.
    """

    id: str
    key: str
    source: str
    code: str
    detail: str
    at: datetime

    @classmethod
    def of(cls, refused: Refused) -> Self:
        """Show a refusal."""
        return cls(refused.id, refused.key, refused.source, refused.code, refused.detail, refused.at)


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """A stretch of the list of refused objects.

    Attributes:
        items: the latest first.
        next: cursor of the following page, for `?cursor=`; null on the last one.
        count: how many there are in all.
    """

    items: tuple[RefusedObject, ...]
    next: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Retaken:
    """What became of refused objects.

    Attributes:
        items: one for each that was looked at.
        left: how many of those chosen are refused still.
    """

    items: tuple[Arrival, ...]
    left: int


@router.get(
    "",
    operation_id="listRefusedObjects",
    summary="List the objects that could not be taken in",
    dependencies=[allowed(Action.READ_REFUSED)],
)
def list_refused(
    wanted: Annotated[WantedRefusals, Query()], house: HouseDep, request: Request, response: Response
) -> RefusedPage:
    """List refused objects, the latest first, page by page; the Link field names the next page, too."""
    chosen = Choice(wanted.source, wanted.code)
    with house.store.read() as unit:
        page = unit.refused.page(chosen, limit=wanted.limit, cursor_at=wanted.cursor)
        count = unit.refused.count(chosen)
    link_next(request, response, page.next)
    return RefusedPage(tuple(map(RefusedObject.of, page.refused)), page.next, count)


@router.post(
    "/retake",
    operation_id="retakeRefusedObjects",
    summary="Take in refused objects again",
    status_code=HTTPStatus.OK,
)
def retake_refused(
    body: Retake, house: HouseDep, permit: Annotated[Permit, allowed(Action.RETAKE_REFUSED)]
) -> Retaken:
    """Look at refused objects again, once what stood against them is mended.

    One that is refused again keeps its place in the list with the new reason; to ask again goes on with others.
    """
    chosen = Choice(body.source, body.code)
    with house.store.read() as unit:
        refused = unit.refused.named(body.ids) if body.ids else unit.refused.stalest(chosen, body.limit)
    arrivals = tuple(deliver(house.step, each.key) for each in refused)
    done = [each.key for each in arrivals if each.outcome in _SETTLED]
    with house.store.begin() as unit:
        for key in done:
            unit.refused.forget(key)
        left = len(unit.refused.named(body.ids)) if body.ids else unit.refused.count(chosen)
        if arrivals:
            event = ObjectsRetaken(
                at=house.now(),
                actor=permit.person.id,
                reason=body.reason,
                count=len(arrivals),
                taken=len(done),
                chosen=body.chosen,
            )
            unit.record(event)
    return Retaken(arrivals, left)
