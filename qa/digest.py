"""What changed in a week, by more than chance: the week against the four before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from qa.makers import Era
from qa.statistics.figure import Figure, Precision, too_little
from qa.statistics.many import beyond_chance
from qa.statistics.trend import Measure as _Measure
from qa.statistics.trend import Point, Rollup, Verdict, compare, rollups, trend
from qa.trend import Question
from qa.trend_lines import Query, Summed, calls, judged_by

BEFORE = timedelta(weeks=4)
"""What a week is held against."""
_FORMER, _PRESENT = "0", "1"


@dataclass(frozen=True, slots=True)
class Week:
    """Monday, and the Monday after it."""

    start: date
    before: date

    @property
    def name(self) -> str:
        """As ISO 8601 writes it."""
        year, week, _ = self.start.isocalendar()
        return f"{year}-W{week:02}"


def week_of(day: date) -> Week:
    """Give the week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Week(monday, monday + timedelta(days=7))


@dataclass(frozen=True, slots=True)
class Change:
    """How something stands against the four weeks before.

    Attributes:
        criterion: whose rate it is; null for the mean score.
        language: of the rubric.
        former: in the four weeks before.
        present: in the week.
        difference: present less former; null across a break.
        verdict: `higher` or `lower` only where it is more than chance, with as many as are looked at; `broken` where the
            rubric, recogniser, cues or models changed in between.
        breaks: which of them.
        calls: parameters of `GET /v1/recordings` that list the week's calls.
    """

    criterion: str | None
    language: str
    former: Figure
    present: Figure
    difference: Figure | None
    verdict: Verdict
    breaks: tuple[str, ...]
    calls: Query


def changes(
    scores: Iterable[Summed],
    criteria: Iterable[Summed],
    eras: Sequence[Era],
    question: Question,
    precision: Precision,
) -> tuple[Change, ...]:
    """Hold the last week of a question against the days before it; what changed by more than chance comes first.

    Args:
        scores: whole evaluations, by week.
        criteria: findings by criterion, by week.
        eras: what judged besides.
        question: its last seven days are the week.
        precision: `least` counts calls of either side.
    """
    week = question.before - timedelta(days=7)
    found = [
        _change(tuple(rows), eras, question, week, precision)
        for sums in (scores, criteria)
        for _, rows in groupby(sorted(sums, key=_line), key=_line)
    ]
    told = [each.difference or too_little(0) for each in found]
    sure = beyond_chance(told)
    marked = [
        replace(each, verdict=Verdict.CANNOT_TELL)
        if each.verdict in {Verdict.HIGHER, Verdict.LOWER} and index not in sure
        else each
        for index, each in enumerate(found)
    ]
    return tuple(
        sorted(marked, key=lambda each: (_ORDER.index(each.verdict), each.criterion or "", each.language))
    )


_ORDER = (Verdict.LOWER, Verdict.HIGHER, Verdict.BROKEN, Verdict.CANNOT_TELL, Verdict.TOO_LITTLE)


def _line(row: Summed) -> tuple[str, str]:
    return row.line, row.language


def _change(
    rows: tuple[Summed, ...], eras: Sequence[Era], question: Question, week: date, precision: Precision
) -> Change:
    criterion, language = rows[0].line or None, rows[0].language
    measure = _Measure.MEAN if criterion is None else _Measure.SHARE
    ordered = sorted(rows, key=lambda row: (row.start, row.era, row.version))
    series = trend(
        rollups(
            Rollup(
                _PRESENT if row.start >= week else _FORMER,
                judged_by(row, eras),
                row.agent,
                row.scores if criterion is None else row.rate(whole=False),
            )
            for row in ordered
        ),
        measure,
        precision,
    )
    nothing = too_little(0, precision.least)
    former = [index for index, point in enumerate(series) if point.period == _FORMER]
    present = [index for index, point in enumerate(series) if point.period == _PRESENT]
    listed = calls(replace(question, criterion=criterion), week, question.before, language=language)
    if not former or not present:
        shown = (_last(series, former) or nothing, _last(series, present) or nothing)
        return Change(criterion, language, *_on_scale(*shown, measure), None, Verdict.TOO_LITTLE, (), listed)
    told = compare(series, former[-1], present[-1])
    shown = (series[former[-1]].figure, series[present[-1]].figure)
    return Change(
        criterion, language, *_on_scale(*shown, measure), told.difference, told.verdict, told.breaks, listed
    )


def _on_scale(former: Figure, present: Figure, measure: _Measure) -> tuple[Figure, Figure]:
    """Cut what is shown off where its scale ends, after the two were compared."""
    end = 100 if measure is _Measure.MEAN else 1
    return former.within(0, end), present.within(0, end)


def _last(series: Sequence[Point], indices: Sequence[int]) -> Figure | None:
    return series[indices[-1]].figure if indices else None
