"""The lines of a trend as they are shown: figures with their intervals, and where they break.

Sums by agent come in (`storage.trends`), since calls of one agent are alike and the intervals must know of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from qa.makers import Era
from qa.statistics.figure import Figure, Precision, too_little
from qa.statistics.moments import Moments, share
from qa.statistics.trend import Measure, Rollup, Versions, rollups, trend
from qa.trend import Grouping, Outcomes, Period, Point, Question, moments
from scoring.finding import Outcome

Query = Mapping[str, str]
"""Parameters of `GET /v1/recordings` that list exactly the calls behind a number."""


@dataclass(frozen=True, slots=True)
class Summed:
    """One agent's evaluations, or findings of a criterion, of one period; see `qa.trend.Point` for the counts.

    Attributes:
        start: first day of the period.
        era: index of what judged beside the rubric.
        line: which line.
        language: of the rubric.
        version: of the rubric.
        agent: the agent's id; empty where it is not known.
    """

    start: date
    era: int
    line: str
    language: str
    version: str
    agent: str
    n: int
    scored: int
    total: float
    squares: float
    passed: int
    not_passed: int
    auto_failed: int
    met: int
    not_met: int
    not_applicable: int
    undecided: int

    @property
    def scores(self) -> Moments:
        """Its scores, 0 to 100."""
        mean, variance = moments(self.scored, self.total, self.squares)
        return Moments(self.scored, mean or 0.0, variance or 0.0)

    def rate(self, *, whole: bool) -> Moments:
        """What passed of what did or did not; of a criterion, what was met."""
        hits, missed = (self.passed, self.not_passed) if whole else (self.met, self.not_met)
        return share(hits, hits + missed)


@dataclass(frozen=True, slots=True)
class Cell:
    """A criterion of an agent: how often it was met, was not, and could not be told."""

    agent: str
    criterion: str
    met: int
    not_met: int
    undecided: int

    @property
    def rate(self) -> Moments:
        """What was met of what was or was not."""
        return share(self.met, self.met + self.not_met)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint(Point):
    """A point as it is shown: a period, under what judged in it.

    A period in which something changed has a point before and one after.

    Attributes:
        language: of the rubric; languages are lines of their own.
        judged_by: the rubric's version and what judged besides.
        score: the mean score, 0 to 100, with its interval; `n` counts evaluations with a score.
        rate: share that passed of those that did or did not; of a criterion, that was met. 0 to 1.
        agents: how many agents are behind it.
        breaks: what changed since the point before: `rubric`, `asr`, `cues`, `model`. Before and after are not compared.
        calls: parameters of `GET /v1/recordings` that list its `n` calls.
    """

    language: str
    judged_by: Versions
    score: Figure
    rate: Figure
    agents: int
    breaks: tuple[str, ...]
    calls: Query


def points(
    sums: Iterable[Summed], eras: Sequence[Era], question: Question, precision: Precision
) -> tuple[TrendPoint, ...]:
    """Lay out the points of a trend, by line and language, then time."""

    def line(each: Summed) -> tuple[str, str]:
        return each.line, each.language

    ordered = sorted(sums, key=lambda each: (*line(each), each.start, each.era, each.version, each.agent))
    found: list[TrendPoint] = []
    for _, theirs in groupby(ordered, key=line):
        found.extend(_line(tuple(theirs), eras, question, precision))
    return tuple(found)


def calls(
    question: Question,
    start: date,
    end: date,
    *,
    language: str | None,
    version: str | None = None,
    line: str = "",
) -> Query:
    """Say by which parameters `GET /v1/recordings` lists the calls of a stretch of days [start, end)."""
    told: dict[str, str | None] = {
        "rubric": question.rubric,
        "author": question.author.value,
        "language": language,
        "version": version,
        "day_from": start.isoformat(),
        "day_before": end.isoformat(),
    }
    narrowed = {name: getattr(question, name) for name in ("agent", "team", "queue")}
    if question.by in _OF_CALLS:
        narrowed[question.by.value] = line
    return {name: value for name, value in (told | narrowed).items() if value is not None}


def not_met(question: Question, criterion: str, agent: str | None) -> Query:
    """Say by which parameters the calls are listed in which a criterion was not met, of an agent or of all."""
    told: dict[str, str | None] = {
        "rubric": question.rubric,
        "criterion": criterion,
        "outcome": Outcome.NOT_MET.value,
        "author": question.author.value,
        "language": question.language,
        "version": question.version,
        "day_from": question.since.isoformat(),
        "day_before": question.before.isoformat(),
        "agent": question.agent if agent is None else agent,
        "team": question.team,
        "queue": question.queue,
    }
    return {name: value for name, value in told.items() if value is not None}


_OF_CALLS = (Grouping.AGENT, Grouping.TEAM, Grouping.QUEUE)


def _line(
    rows: tuple[Summed, ...], eras: Sequence[Era], question: Question, precision: Precision
) -> Iterator[TrendPoint]:
    whole = question.criterion is None and question.by is not Grouping.CRITERION
    scores = _figures(((each, each.scores) for each in rows), eras, Measure.MEAN, precision)
    rates = _figures(((each, each.rate(whole=whole)) for each in rows), eras, Measure.SHARE, precision)
    former: Versions | None = None
    for (start, judged), theirs in by_point(rows, eras):
        key = start.isoformat(), judged
        first, last = days_behind(theirs[0], eras, question)
        yield TrendPoint(
            **_counts(start, theirs),
            language=theirs[0].language,
            judged_by=judged,
            score=(scores.get(key) or too_little(0, precision.least)).within(0, 100),
            rate=rates.get(key) or too_little(0, precision.least),
            agents=len({each.agent for each in theirs}),
            breaks=judged.changed(former) if former else (),
            calls=calls(
                question, first, last, version=judged.rubric, language=theirs[0].language, line=theirs[0].line
            ),
        )
        former = judged


def _figures(
    rows: Iterable[tuple[Summed, Moments]], eras: Sequence[Era], measure: Measure, precision: Precision
) -> dict[tuple[str, Versions], Figure]:
    judged: dict[tuple[int, str], Versions] = {}

    def of(row: Summed) -> Versions:
        """Say what judged; one and the same object for all rows it judged: thousands of them are compared."""
        key = row.era, row.version
        if key not in judged:
            judged[key] = judged_by(row, eras)
        return judged[key]

    laid = (Rollup(each.start.isoformat(), of(each), each.agent, values) for each, values in rows)
    return {
        (point.period, point.versions): point.figure for point in trend(rollups(laid), measure, precision)
    }


def by_point(
    rows: Sequence[Summed], eras: Sequence[Era]
) -> Iterator[tuple[tuple[date, Versions], tuple[Summed, ...]]]:
    """Put together what is one point; `rows` are in order of time, era and version."""
    for _, theirs in groupby(rows, key=lambda each: (each.start, each.era, each.version)):
        found = tuple(theirs)
        yield (found[0].start, judged_by(found[0], eras)), found


def judged_by(row: Summed, eras: Sequence[Era]) -> Versions:
    """Say what judged: the rubric's version, and what else."""
    makers = eras[row.era].makers
    return Versions(row.version, makers.model, makers.asr, makers.cues)


_COUNTED = (
    "n", "scored", "passed", "not_passed", "auto_failed", "total", "squares",
    "met", "not_met", "not_applicable", "undecided",
)  # fmt: skip
_counts_of = attrgetter(*_COUNTED)


def _counts(start: date, rows: Sequence[Summed]) -> dict[str, Any]:
    n, scored, passed, not_passed, auto_failed, total, squares, *outcomes = map(
        sum, zip(*map(_counts_of, rows), strict=True)
    )
    mean, variance = moments(scored, total, squares)
    return {
        "start": start,
        "group": rows[0].line,
        "n": n,
        "scored": scored,
        "passed": passed,
        "not_passed": not_passed,
        "auto_failed": auto_failed,
        "mean": mean,
        "variance": variance,
        "outcomes": Outcomes(*outcomes),
    }


def days_behind(row: Summed, eras: Sequence[Era], question: Question) -> tuple[date, date]:
    """Say which days are behind a point: those of its period, of its era, and that were asked for."""
    last = eras[row.era + 1].start if row.era + 1 < len(eras) else question.before
    first = max(row.start, question.since, eras[row.era].start if row.era else question.since)
    return first, min(_end(row.start, question.period), last, question.before)


def _end(start: date, period: Period) -> date:
    if period is Period.DAY:
        return start + timedelta(days=1)
    if period is Period.WEEK:
        return start + timedelta(days=7)
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)
