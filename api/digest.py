"""What a supervisor should know of a week: what changed, who needs what, and what is waiting."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AfterValidator

from api.access import Permit, allowed
from api.coaching import ShownPlan, all_shown
from api.comparisons import map_of
from api.deps import House, HouseDep
from api.trends import breaks_of
from qa.access import Action
from qa.coaching import OPEN as OPEN_PLANS
from qa.coverage import Totals, together
from qa.digest import BEFORE, Change, Week, changes, week_of
from qa.dispute import UNDECIDED, Dispute
from qa.heatmap import Need, needs
from qa.makers import Break, eras
from qa.review import SOON
from qa.statistics.figure import Precision
from qa.trend import Grouping, Question
from scoring.form import Status
from storage.coverage import Stretch
from storage.review_lists import ReviewFilter
from storage.reviews import MOST
from storage.uow import Unit

router = APIRouter(prefix="/v1", tags=["Coaching"])

_NEEDS = timedelta(weeks=13)
"""What needs are told from: a week is too little for one agent and criterion."""


def _is_week(value: str) -> str:
    try:
        date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
    except ValueError as error:
        raise ValueError("should be a week such as 2026-W09, as ISO 8601 counts them") from error
    return value


IsoWeek = Annotated[
    str | None,
    Query(
        pattern=r"^(19[7-9]|[2-9]\d\d)\d-W\d\d$",
        description="As ISO 8601 writes it, 2026-W09; the last that is over if left out.",
    ),
    AfterValidator(lambda value: value if value is None else _is_week(value)),
]


@dataclass(frozen=True, slots=True)
class RubricWeek:
    """A rubric's week.

    Attributes:
        rubric: its id.
        changes: the mean score and every criterion against the four weeks before, what is more than chance first.
        needs: who needs what, from 13 weeks.
        breaks: where recogniser, cues or models changed in these five weeks.
    """

    rubric: str
    changes: tuple[Change, ...]
    needs: tuple[Need, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class ReviewsDue:
    """Reviews to be done: all that are open, those due within seven days, and those overdue; at most 500 are counted."""

    open: int
    soon: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A week, for who coaches.

    Attributes:
        week: its name, as ISO 8601 writes it.
        start: Monday.
        before: the Monday after.
        team: of which; null for all within reach.
        rubrics: one entry for each rubric in use, or by which calls of these five weeks were judged.
        disputes: that somebody has to decide, oldest first.
        reviews: to be done.
        coverage: of the week's calls.
        coaching: plans that are open, those due first.
    """

    week: str
    start: date
    before: date
    team: str | None
    rubrics: tuple[RubricWeek, ...]
    disputes: tuple[Dispute, ...]
    reviews: ReviewsDue
    coverage: Totals
    coaching: tuple[ShownPlan, ...]


@router.get("/digest", operation_id="getDigest", summary="Get a week in short, for who coaches")
def get_digest(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.COACH)],
    week: IsoWeek = None,
    team: Annotated[str | None, Query(description="Of this team; all within reach if left out.")] = None,
) -> Digest:
    """Tell what changed by more than chance, who needs what, and what waits: disputes, reviews, gaps, coaching."""
    asked, now = chosen(week, house), house.now()
    with house.store.read(permit.scope) as unit:
        rubrics = tuple(_rubric(unit, rubric, asked, team) for rubric in told_by(unit, asked))
        disputes = unit.disputes.all(UNDECIDED)
        reviews = unit.reviews.page(ReviewFilter(team=team), limit=MOST).reviews
        days = [asked.start + timedelta(days=number) for number in range(7)]
        books = [unit.coverage.books(_stretch(house, day, team)).whole for day in days]
        plans = all_shown(unit.coaching.all(OPEN_PLANS, team=team), unit, house, permit.person)
    return Digest(
        week=asked.name,
        start=asked.start,
        before=asked.before,
        team=team,
        rubrics=rubrics,
        disputes=tuple(each for each in disputes if team is None or each.team == team),
        reviews=ReviewsDue(
            len(reviews),
            sum(now <= each.due_at < now + SOON for each in reviews),
            sum(each.due_at < now for each in reviews),
        ),
        coverage=together(books),
        coaching=plans,
    )


def chosen(week: str | None, house: House) -> Week:
    """Give the week that is asked for, or the last that is over."""
    if week is None:
        return week_of(house.today - timedelta(days=7))
    return week_of(date.fromisocalendar(int(week[:4]), int(week[6:]), 1))


def told_by(unit: Unit, week: Week) -> tuple[str, ...]:
    """Name the rubrics by which calls are scored in earnest, and those by which calls of the week or before it were.

    A rubric that was retired since is told of in the weeks in which it counted.
    """
    active = {each.rubric.id for each in unit.rubrics.of() if each.status is Status.ACTIVE}
    return tuple(sorted(active.union(unit.met.rubrics(week.start - BEFORE, week.before))))


def changes_of(unit: Unit, question: Question) -> tuple[Change, ...]:
    """Hold the last week of a question against the days before it."""
    cut = eras(question.since, breaks_of(unit, question))
    whole = unit.trends.summed(question, cut)
    criteria = unit.trends.summed(replace(question, by=Grouping.CRITERION), cut)
    return changes(whole, criteria, cut, question, Precision())


def _rubric(unit: Unit, rubric: str, week: Week, team: str | None) -> RubricWeek:
    five = Question(rubric=rubric, since=week.start - BEFORE, before=week.before, team=team)
    quarter = replace(five, since=week.before - _NEEDS)
    return RubricWeek(rubric, changes_of(unit, five), needs(map_of(unit, quarter)), breaks_of(unit, five))


def _stretch(house: House, day: date, team: str | None) -> Stretch:
    following = day + timedelta(days=1)
    return Stretch(since=_midnight(house, day), before=_midnight(house, following), team=team)


def _midnight(house: House, day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=house.zone)
