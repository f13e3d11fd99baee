"""How wrong the machine is: error rates, agreement, what a confidence is worth, and who answers which criterion."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.access import allowed
from api.deps import House, HouseDep
from qa.access import Action
from qa.mode import PlacedMode
from qa.rating import Agreements, Confidence, ErrorRate, Rating, agreements, confidence, error_rates
from qa.statistics.agreement import AgreementOptions
from qa.statistics.bootstrap import Resampling
from qa.statistics.figure import Precision
from qa.statistics.switch import Mode

router = APIRouter(prefix="/v1/quality", tags=["Quality"], dependencies=[allowed(Action.READ_CALIBRATION)])

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


class Threshold(Of):
    """For which target a threshold is sought."""

    target: float = Field(0.03, gt=0, lt=1, description="Share of errors that automatic answers may have.")


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
    return ErrorRates(error_rates(_given(house, of), Precision()))


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


def _given(house: House, of: Of) -> tuple[Rating, ...]:
    since = None if of.since is None else datetime.combine(of.since, time.min, tzinfo=UTC)
    narrowed = of.model_dump(include={"version", "language", "queue", "criterion"})
    with house.store.read() as unit:
        return unit.ratings.of(of.rubric, since, **narrowed)
