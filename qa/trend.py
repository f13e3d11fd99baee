"""Trends: what was counted of evaluations, by day, week or month, for an agent, a team, a queue or a criterion.

Numbers come in as sums (`storage.trends`) and are told as what people ask for. Intervals and breaks are laid over them
by whoever shows them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

from qa.errors import TrendUnbounded
from qa.evaluation import AuthorKind

LONGEST_DAYS = 3 * 366
"""Days that one question may span."""


class Period(StrEnum):
    """How long each point of a trend is; a week begins on Monday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Grouping(StrEnum):
    """What a trend is drawn for, one line each."""

    AGENT = "agent"
    TEAM = "team"
    QUEUE = "queue"
    CRITERION = "criterion"
    VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which evaluations are counted; None does not narrow it.

    Attributes:
        rubric: its id; scores by different rubrics are no one quantity.
        since: first day of the calls.
        before: the day after the last.
        period: how long each point is.
        by: one line for each of these; None for one line in all.
        criterion: only the findings of this one; None for whole evaluations, unless `by` is the criterion.
        agent: the agent's id; empty for calls of which it is not known, and so on.
        team: the agent's team.
        queue: queue or skill.
        version: of the rubric.
        language: `zh` or `en`, of the rubric.
        author: whose evaluations.
    """

    rubric: str
    since: date
    before: date
    period: Period = Period.WEEK
    by: Grouping | None = None
    criterion: str | None = None
    agent: str | None = None
    team: str | None = None
    queue: str | None = None
    version: str | None = None
    language: str | None = None
    author: AuthorKind = AuthorKind.MACHINE

    def __post_init__(self) -> None:
        days = (self.before - self.since).days
        if not 0 < days <= LONGEST_DAYS:
            raise TrendUnbounded(
                f"A trend from {self.since} until before {self.before} spans {days} days; ask for 1 to {LONGEST_DAYS}."
            )


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many findings had each outcome; see `scoring.finding.Outcome`."""

    met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """One period of one line.

    Attributes:
        start: first day of the period, which may lie before the first day asked for.
        group: which line; empty where it is not known of the calls, or where all are one line.
        n: evaluations, or findings of a criterion.
        scored: those of them with a score: of a criterion, points earned of points possible, 0 to 100.
        mean: of the scores; None without any.
        variance: of the scores, as a sample's (divided by `scored` - 1); None for fewer than two.
        passed: evaluations that passed; 0 of a criterion.
        not_passed: evaluations that did not, an auto-fail or not.
        auto_failed: evaluations with an auto-fail.
        outcomes: of the findings.
    """

    start: date
    group: str
    n: int
    scored: int
    mean: float | None
    variance: float | None
    passed: int
    not_passed: int
    auto_failed: int
    outcomes: Outcomes

    @property
    def deviation(self) -> float | None:
        """The standard deviation of the scores; None for fewer than two."""
        return None if self.variance is None else sqrt(self.variance)


def moments(count: int, total: float, squares: float) -> tuple[float | None, float | None]:
    """Give mean and sample variance of so many values from their sum and the sum of their squares.

    s² = (Σx² - (Σx)²/n) / (n - 1). With scores from 0 to 100 and ten million of them the difference keeps nine
    figures of double precision; what rounding leaves below zero is zero.
    """
    if count == 0:
        return None, None
    mean = total / count
    if count == 1:
        return mean, None
    return mean, max(0.0, (squares - total * mean) / (count - 1))
