"""Which evaluations a figure is of: what trends, comparisons and coverage all ask."""

from datetime import date, timedelta
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from qa.evaluation import AuthorKind

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(9999, 12, 30)
"""Between these a day is one that a calendar and a database both know, with a day after it."""


class AskedOf(BaseModel):
    """Which evaluations a figure is of; every filter narrows it further."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rubric: str = Field(description="Evaluations by this rubric.")
    since: date | None = Field(
        None,
        ge=FIRST_DAY,
        le=LAST_DAY,
        description="First day of the calls; 13 weeks before `before` if left out.",
    )
    before: date | None = Field(
        None, ge=FIRST_DAY, le=LAST_DAY, description="The day after the last; tomorrow if left out."
    )
    queue: str | None = Field(None, description="Queue or skill the call came through.")
    team: str | None = Field(None, description="The agent's team.")
    version: str | None = Field(None, description="Of the rubric.")
    language: str | None = Field(None, description="Of the rubric.", examples=["zh", "en"])
    author: AuthorKind = Field(AuthorKind.MACHINE, description="Whose evaluations.")

    usual: ClassVar[timedelta] = timedelta(weeks=13)
    """Days that are meant where nobody says."""

    def days(self, today: date) -> tuple[date, date]:
        """Say from which day on, and before which."""
        before = self.before or today + timedelta(days=1)
        return self.since or before - self.usual, before
