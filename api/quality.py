"""How wrong the machine is: error rates, published figures with error bars, agreement, what a confidence is worth, and who answers which criterion."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.access import allowed
from api.deps import House, HouseDep
from qa.access import Action
from qa.mode import PlacedMode
from qa.published import PublishedFigure, figures
from qa.rated import Rated
from qa.rating import Agreements, Confidence, ErrorRate, agreements, confidence, error_rates
from qa.statistics.agreement import AgreementOptions
from qa.statistics.bootstrap import Resampling
from qa.statistics.figure import Precision
from qa.statistics.switch import Mode
from qa.trend import Grouping, Period, Question

router = APIRouter(prefix="/v1/quality", tags=["Quality"], dependencies=[allowed(Action.READ_CALIBRATION)])

FIRST, LAST = date(1970, 1, 1), date(9999, 12, 30)
"""Days that can be asked for."""

_SEED = 20_260_101
"""Of the bootstrap: the same data give the same interval, to the digit."""


class Of(BaseModel):
    """Which answers of people are looked at; every filter narrows it further."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rubric: str = Field(description="Of this rubric.")
    version: str | None = Field(None, description="Of the rubric.")
    language: str | None = Field(None, description="Of the rubric.", examples=["zh", "en"])
    queue: str | None = Field(None, description="Calls of this queue; empty for calls without one.")
    criterion: str | None = Field(None, description="To this criterion.")
    since: date | None = Field(None, description="Given on this day, in UTC, or later.")

    @property
    def moment(self) -> datetime | None:
        """From when on answers are looked at."""
        return None if self.since is None else datetime.combine(self.since, time.min, tzinfo=UTC)

    @property
    def narrowed(self) -> dict[str, str | None]:
        """What narrows it besides the rubric and the time."""
        return self.model_dump(include={"version", "language", "queue", "criterion"})


class Threshold(Of):
    """For which target a threshold is sought."""

    target: float = Field(0.03, gt=0, lt=1, description="Share of errors that automatic answers may have.")


class Figures(BaseModel):
    """Which published figures; every filter narrows them further."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rubric: str = Field(description="Evaluations by this rubric.")
    since: date | None = Field(
        None, ge=FIRST, le=LAST, description="First day of the calls; 13 weeks before `before` if left out."
    )
    before: date | None = Field(
        None, ge=FIRST, le=LAST, description="The day after the last; tomorrow if left out."
    )
    by: Literal["agent", "team", "queue", "version"] | None = Field(
        None, description="Figures of each of these; left out, of all calls together."
    )
    agent: str | None = Field(None, description="The agent's id; empty for calls without one, and so on.")
    queue: str | None = Field(None, description="Queue or skill the call came through.")
    team: str | None = Field(None, description="The agent's team.")
    version: str | None = Field(None, description="Of the rubric.")
    language: str | None = Field(None, description="Of the rubric.", examples=["zh", "en"])

    def question(self, today: date) -> Question:
        """Say it as storage reads it.

        Raises:
            TrendUnbounded: it spans no days, or too many.
        """
        before = self.before or today + timedelta(days=1)
        fields = self.model_dump(exclude={"since", "before", "by"})
        since, by = self.since or before - timedelta(weeks=13), self.by and Grouping(self.by)
        return Question(**fields, before=before, since=since, by=by, period=Period.MONTH)


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """Published figures, by group, and what exactly they are of: days are those of the house's time zone."""

    question: Question
    items: tuple[PublishedFigure, ...]


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """How often the machine's own answers are wrong; the first is of all criteria together."""

    items: tuple[ErrorRate, ...]


@dataclass(frozen=True, slots=True)
class AgreementList:
    """Agreement by criterion; people with each other beside people with the machine."""

    items: tuple[Agreements, ...]


@dataclass(frozen=True, slots=True)
class ModeList:
    """How criteria stand that were looked at; all others are automatic."""

    items: tuple[PlacedMode, ...]


@router.get("/error-rates", operation_id="getErrorRates", summary="Estimate how often the machine is wrong")
def get_error_rates(of: Annotated[Of, Query()], house: HouseDep) -> ErrorRates:
    """Estimate, from reviews that plans drew, the share of the machine's answers that people would change.

    Each call weighs by its chance of being drawn, so that the figures are of all calls and not of the checked ones.
    """
    with house.store.read() as unit:
        return ErrorRates(error_rates(unit.ratings.checked(of.rubric, of.moment, **of.narrowed), Precision()))


@router.get("/agreement", operation_id="getAgreement", summary="Measure how far people and machine agree")
def get_agreement(of: Annotated[Of, Query()], house: HouseDep) -> AgreementList:
    """Measure agreement from what was answered blind, in reviews and in calibration sessions."""
    return AgreementList(agreements(_given(house, of), AgreementOptions(Resampling(_SEED))))


@router.get("/confidence", operation_id="getConfidence", summary="Tell what a confidence is worth")
def get_confidence(of: Annotated[Threshold, Query()], house: HouseDep) -> Confidence:
    """Hold the machine's confidence against what people confirmed, and say from which on it errs little enough."""
    return confidence(_given(house, of), target=of.target)


@router.get("/modes", operation_id="listModes", summary="List who answers which criterion")
def list_modes(
    house: HouseDep,
    mode: Annotated[Mode | None, Query(description="In this mode; both if left out.")] = None,
    rubric: Annotated[str | None, Query(description="Of this rubric.")] = None,
) -> ModeList:
    """List criteria that were looked at, with the figures that changed their mode last."""
    with house.store.read() as unit:
        return ModeList(unit.modes.all(mode=mode, rubric=rubric))


@router.get(
    "/published", operation_id="getPublishedFigures", summary="Tell published figures with error bars"
)
def get_published(of: Annotated[Figures, Query()], house: HouseDep) -> PublishedFigures:
    """Tell score, pass rate and criteria of all calls as the machine gives them, and as people would, from the checks.

    Checks are the reviews that plans drew, each call weighed by its chance of being drawn. The interval holds what the
    machine errs by; it says nothing of how the calls would vary if there had been others.
    """
    question = of.question(house.today)
    with house.store.read() as unit:
        whole = unit.trends.points(question)
        by_criterion = unit.trends.points(replace(question, by=Grouping.CRITERION))
        findings = [
            (name, point)
            for name in sorted({each.group for each in by_criterion})
            for point in unit.trends.points(replace(question, criterion=name))
        ]
        checks = unit.checks.of(question)
    return PublishedFigures(question, figures(whole, findings, checks, Precision()))


def _given(house: House, of: Of) -> Rated:
    with house.store.read() as unit:
        return unit.ratings.rated(of.rubric, of.moment, **of.narrowed)
