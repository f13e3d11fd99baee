"""Which calls a list, an export or a search is of, as a request says it."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from qa.evaluation import AuthorKind
from qa.flag import FlagKind
from qa.recording import Stage, State
from scoring.finding import Outcome
from storage.filters import Filter


def _written(value: object) -> object:
    """Take a moment in writing only: a bare number would be read as seconds since 1970.

    `…T09:30:00 08:00` is `+08:00`: a plus sign that was not escaped arrives as a space.
    """
    if not isinstance(value, str) or "T" not in value.upper():
        raise ValueError("should be a moment such as 2026-03-01T09:30:00+08:00")
    return re.sub(r" (\d\d:?\d\d)$", r"+\1", value)


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("should lie within the years 1 to 9999 of UTC") from error


Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_in_utc)]


class CallFilter(BaseModel):
    """Which calls; every filter narrows it further."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str | None = Field(None, description="The recording system they came from.", examples=["upload"])
    state: tuple[State, ...] = Field((), description="In any of these states; may be repeated.")
    stage: Stage | None = Field(None, description="Standing at this stage.")
    problem: str | None = Field(
        None, description="With this problem, by its code.", examples=["asr.not_audio"]
    )
    language: str | None = Field(None, description="Language of the call.", examples=["zh", "en"])
    agent: str | None = Field(None, description="The agent's id.")
    queue: str | None = Field(None, description="Queue or skill the call came through.")
    team: str | None = Field(None, description="The agent's team.")
    flag: FlagKind | None = Field(None, description="With this flag raised.")
    received_from: Moment | None = Field(
        None, description="Received at or after, as 2026-03-01T00:00:00+08:00."
    )
    received_before: Moment | None = Field(None, description="Received before.")
    started_from: Moment | None = Field(None, description="The call began at or after.")
    started_before: Moment | None = Field(None, description="The call began before.")
    rubric: str | None = Field(
        None, description="With an evaluation by this rubric; narrows the scores below to it."
    )
    score_from: float | None = Field(
        None, ge=0, le=100, description="With a score of at least this, 0 to 100."
    )
    score_to: float | None = Field(None, ge=0, le=100, description="With a score of at most this, 0 to 100.")
    criterion: str | None = Field(
        None, description="With this criterion of `rubric` found as `outcome` says, whoever judged."
    )
    outcome: Literal["not_met", "undecided"] = Field(
        "not_met", description="How the criterion was found; what most calls have is not listed by it."
    )
    version: str | None = Field(None, description="With an evaluation by this version of `rubric`.")
    author: AuthorKind | None = Field(None, description="With an evaluation by a person, or by the machine.")
    day_from: date | None = Field(
        None, description="With an evaluation that trends count on this day of the house, or later."
    )
    day_before: date | None = Field(None, description="With one that they count before this day.")
    call_id: str | None = Field(
        None, description="Part of the call's id in the recording system, or of ours."
    )
    versions: bool = Field(
        False, description="Also versions of a call that another one stands for, as after a re-export."
    )

    def filter(self) -> Filter:
        """Say it as storage reads it."""
        mine = set(CallFilter.model_fields) - {"state", "call_id", "outcome"}
        outcome = None if self.criterion is None else Outcome(self.outcome)
        return Filter(**self.model_dump(include=mine), states=self.state, outcome=outcome, text=self.call_id)

    @model_validator(mode="after")
    def _criterion_is_of_a_rubric(self) -> Self:
        if self.criterion is not None and self.rubric is None:
            raise ValueError("criterion: say which rubric it is of, with `rubric`")
        return self
