"""Lists of reviews: one's own, everybody's, a call's, and those of the calls that an agent took."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.blind import blind_calls, hidden_from, neutral, telling_nothing
from api.deps import HouseDep
from api.pages import MOST, PagingDep, link_next
from qa.access import Action, Person
from qa.flag import TELLING, Flag, FlagKind, said_of
from qa.review import OPEN, SOON, Review, ReviewState
from qa.sentence import Said
from storage.review_lists import ReviewFilter
from storage.uow import Unit

router = APIRouter(prefix="/v1", tags=["Reviews"])


class TaskFilter(BaseModel):
    """Which reviews; every filter narrows it further."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: tuple[ReviewState, ...] = Field(
        (), description="In these states; open ones if left out. May be repeated."
    )
    mine: bool = Field(False, description="Those on the list of the one who asks.")
    overdue: bool = Field(False, description="Those that should be done by now.")
    soon: bool = Field(False, description="Those that should be done within seven days, and are not overdue.")
    agent: str | None = Field(None, description="Of this agent's calls.")
    queue: str | None = Field(None, description="Of calls of this queue.")
    team: str | None = Field(None, description="Of this team's calls.")
    language: str | None = Field(None, description="Of calls in this language.", examples=["zh", "en"])
    flag: FlagKind | None = Field(None, description="Of calls with this flag raised.")
    plan: str | None = Field(None, description="That the plan of this id drew.")
    skipped: bool | None = Field(
        None, description="Those that somebody skipped, or only the others; both if left out."
    )

    def filter(self, person: str, now: datetime) -> ReviewFilter:
        """Say it as storage reads it."""
        return ReviewFilter(
            states=self.state or OPEN,
            reviewer=person if self.mine else None,
            due_from=now if self.soon else None,
            due_before=self._due_before(now),
            **self.model_dump(include={"agent", "queue", "team", "language", "flag", "plan", "skipped"}),
        )

    def _due_before(self, now: datetime) -> datetime | None:
        if self.overdue:  # and soon: nothing is both
            return now
        return now + SOON if self.soon else None


class WantedReviews(TaskFilter):
    """Which reviews to list, page by page."""

    limit: int = Field(MOST, ge=1, le=MOST, description=f"Reviews a page, 1 to {MOST}.")
    cursor: str | None = Field(None, description="`next` of the page before; keep the filters as they were.")


@dataclass(frozen=True, slots=True)
class Task:
    """A review as a list shows it.

    Attributes:
        review: without answers.
        flags: why the call is worth a look, each with its reason; none of the machine's findings where that is hidden.
        call_id: the call's, in its recording system; null where that did not tell.
        agent_name: as that system names whose call it is; null likewise.
        started_at: when the call began; null where that is not known.
        duration: of the call, seconds; null before it was listened to.
        answered: criteria that have an answer.
        overdue: whether it should be done by now.
    """

    review: Review
    flags: tuple[Flag, ...]
    call_id: str | None
    agent_name: str | None
    started_at: datetime | None
    duration: float | None
    answered: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """Reviews, the most urgent first; at most 500."""

    items: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A stretch of a list of reviews, the most urgent first.

    Attributes:
        items: in that order.
        next: cursor of the following page, for `?cursor=`; null on the last one.
        said: why each flag was raised, taken apart into codes and values, by text.
    """

    items: tuple[Task, ...]
    next: str | None
    said: Mapping[str, tuple[Said, ...]]


@router.get("/worklist", operation_id="getWorklist", summary="List the reviews on one's list")
def get_worklist(
    house: HouseDep, permit: Annotated[Permit, allowed(Action.REVIEW)], paging: PagingDep
) -> TaskPage:
    """List what the one who asks has to review, the most urgent first, and why each was put there; page by page."""
    now = house.now()
    mine = ReviewFilter(states=(ReviewState.ASSIGNED,), reviewer=permit.person.id)
    with house.store.read(permit.scope) as unit:
        page = unit.reviews.page(mine, limit=paging.limit, cursor_at=paging.cursor)
        return _page(tasks_of(unit, page.reviews, now, permit.person), paging.named(page.next))


@router.get("/reviews", operation_id="listReviews", summary="List reviews")
def list_reviews(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_QUEUE)],
    wanted: Annotated[WantedReviews, Query()],
    request: Request,
    response: Response,
) -> TaskPage:
    """List reviews of everybody within reach, the most urgent first, page by page."""
    now = house.now()
    with house.store.read(permit.scope) as unit:
        chosen = wanted.filter(permit.person.id, now)
        if wanted.flag in TELLING:
            chosen = replace(chosen, besides=hidden_from(unit, permit.person))
        page = unit.reviews.page(chosen, limit=wanted.limit, cursor_at=wanted.cursor)
        link_next(request, response, page.next)
        return _page(tasks_of(unit, page.reviews, now, permit.person), page.next)


@router.get(
    "/recordings/{recording_id}/reviews", operation_id="listReviewsOfCall", summary="List a call's reviews"
)
def list_reviews_of_call(
    recording_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_EVALUATION)]
) -> Worklist:
    """List the reviews of a call; its agent sees those that are released."""
    now = house.now()
    with house.store.read(permit.scope) as unit:
        unit.recordings.get(recording_id)
        return Worklist(tasks_of(unit, unit.reviews.of(recording_id), now, permit.person))


@router.get("/me/reviews", operation_id="listReviewsOfMine", summary="List reviews of one's own calls")
def list_reviews_of_mine(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.ACKNOWLEDGE)],
    cursor: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> TaskPage:
    """List what people said of the calls of the agent who asks, once it is released; what is not acknowledged comes first."""
    now = house.now()
    with house.store.read(permit.scope) as unit:
        chosen = ReviewFilter(states=(ReviewState.RELEASED, ReviewState.ACKNOWLEDGED))
        page = unit.reviews.page(chosen, limit=MOST, cursor_at=cursor)
        first = sorted(page.reviews, key=lambda each: each.state is ReviewState.ACKNOWLEDGED)
        return _page(tasks_of(unit, tuple(first), now, permit.person), page.next)


def tasks_of(unit: Unit, reviews: tuple[Review, ...], now: datetime, person: Person) -> tuple[Task, ...]:
    """Show reviews as a list does; without answers, and with nothing that tells of findings where these are hidden.

    They are where a review is blind and open, and where whoever looks scores the call blind, be it in another review.
    """
    calls = [review.recording for review in reviews]
    flags, recordings = unit.flags.of(calls), unit.recordings.several(calls)
    hidden = blind_calls(unit, calls, person)
    tasks = []
    for review in reviews:
        recording = recordings[review.recording]
        facts, raised = recording.metadata, flags[review.recording]
        is_hidden = (review.blind and review.open) or review.recording in hidden
        tasks.append(
            Task(
                replace(review, answers=(), why=neutral(review) if is_hidden else review.why),
                telling_nothing(raised) if is_hidden else raised,
                facts.source_call_id,
                facts.agent_name,
                facts.started_at,
                recording.duration,
                len(review.answers),
                review.open and now > review.due_at,
            )
        )
    return tuple(tasks)


def _page(tasks: tuple[Task, ...], following: str | None) -> TaskPage:
    return TaskPage(tasks, following, said_of(flag for task in tasks for flag in task.flags))
