"""An agent beside their own past, as it is shown: each mark with what changed before it and the calls behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from qa.makers import Era
from qa.statistics.control import ControlOptions, Mark, Past, control
from qa.statistics.moments import pool
from qa.statistics.trend import Measure, Versions
from qa.trend import Question
from qa.trend_lines import Query, Summed, by_point, calls, days_behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted(Mark):
    """A mark of a control chart as it is shown; where something changed, learning begins anew.

    Attributes:
        judged_by: the rubric's version and what judged besides.
        breaks: what changed since the mark before: `rubric`, `asr`, `cues`, `model`.
        calls: parameters of `GET /v1/recordings` that list its calls.
    """

    judged_by: Versions
    breaks: tuple[str, ...]
    calls: Query


def chart(
    sums: Iterable[Summed], eras: Sequence[Era], question: Question, options: ControlOptions
) -> tuple[Charted, ...]:
    """Hold an agent against their own past, in order of time: by scores, or by the rate of the criterion asked for."""
    share_of = question.criterion is not None
    ordered = sorted(sums, key=lambda each: (each.start, each.era, each.version))
    found = list(by_point(ordered, eras))
    past = [
        Past(
            start.isoformat(),
            judged,
            pool([each.rate(whole=False) if share_of else each.scores for each in rows]),
        )
        for (start, judged), rows in found
    ]
    marks = control(past, Measure.SHARE if share_of else Measure.MEAN, options)
    formers = (None, *(judged for (_, judged), _ in found))
    return tuple(
        _charted(mark, judged, former, rows, eras, question)
        for mark, former, ((_, judged), rows) in zip(marks, formers, found, strict=False)
    )


def _charted(
    mark: Mark,
    judged: Versions,
    former: Versions | None,
    rows: tuple[Summed, ...],
    eras: Sequence[Era],
    question: Question,
) -> Charted:
    first, last = days_behind(rows[0], eras, question)
    return Charted(
        **{each.name: getattr(mark, each.name) for each in fields(mark)},
        judged_by=judged,
        breaks=judged.changed(former) if former else (),
        # An agent who speaks several languages has all of them in one mark.
        calls=calls(question, first, last, version=judged.rubric, language=question.language),
    )
