"""What judged calls beside the rubric, summed up by day; counted with the evaluations (`storage.scores`)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Insert, select
from sqlalchemy.dialects import postgresql, sqlite

from asr.cues.cue import Cues
from qa.content import Layer
from qa.evaluation import AuthorKind, Evaluation
from qa.makers import MakerDay, Makers, Part, named
from qa.recording import Stage
from qa.run import Made, RunOutcome, StageRun
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.errors import ContentErased
from storage.runs import Runs
from storage.score_tables import makers_by_day
from storage.tables import cues

codec = Codec(Makers)
_cues = Codec(Cues)
_m = makers_by_day.c
_KEY = tuple(column.name for column in makers_by_day.primary_key)
_LONGEST = 200
"""Characters of a maker's name that are told apart."""

Place = tuple[str, str, int]
"""Rubric, language and day."""


class MakersOf:
    """All that judged, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def of(self, evaluation: Evaluation, scoring: Made | None) -> Makers:
        """Find out what made an evaluation; of a person's nothing is told.

        Args:
            evaluation: that is counted.
            scoring: what scored it, where that stage has not ended yet.
        """
        if evaluation.author.kind is not AuthorKind.MACHINE:
            return Makers()
        runs = Runs(self._connection).of(evaluation.recording)
        asked = scoring.engines if scoring is not None else _engines(runs, Stage.SCORE)
        told = Makers(named(_engines(runs, Stage.TRANSCRIBE)), self._cues(evaluation), named(asked))
        return replace(told, **{part: maker[:_LONGEST] for part, maker in told.parts().items()})

    def add(self, counted: Mapping[tuple[Place, Makers], int]) -> None:
        """Add to the days; always in one order, as the sums of scores are."""
        sums: dict[tuple[Any, ...], int] = {}
        for ((rubric, language, day), makers), n in counted.items():
            for part, maker in makers.parts().items():
                key = (rubric, day, language, part.value, maker)
                sums[key] = sums.get(key, 0) + n
        rows = [dict(zip(_KEY, key, strict=True)) | {"n": n} for key, n in sorted(sums.items()) if n]
        if rows:
            self._connection.execute(_adding(self._connection.dialect.name), rows)

    def days(
        self, rubric: str, since: date, before: date, language: str | None = None
    ) -> tuple[MakerDay, ...]:
        """Tell what judged calls of some days by a rubric, and how many."""
        wanted = select(_m.language, _m.day, _m.part, _m.maker, _m.n).where(
            _m.rubric == rubric, _m.day >= since.toordinal(), _m.day < before.toordinal(), _m.n > 0
        )
        if language is not None:
            wanted = wanted.where(_m.language == language)
        rows = self._connection.execute(wanted.order_by(_m.day, _m.language, _m.part, _m.maker))
        return tuple(
            MakerDay(row.language, date.fromordinal(row.day), Part(row.part), row.maker, row.n)
            for row in rows
        )

    def _cues(self, evaluation: Evaluation) -> str:
        wanted = select(cues.c.body, cues.c.sealed).where(cues.c.transcript_id == evaluation.transcript)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            return ""
        try:
            cipher = (
                None if row.sealed is None else self._keys.to_open(evaluation.recording, Layer.TRANSCRIPT)
            )
        except ContentErased:
            return ""
        body = row.body if cipher is None else cipher.open("cues", evaluation.transcript, row.sealed)
        settings = _cues.decode(body).settings if body else ()
        if not settings:
            return ""
        digest = sha256(json.dumps(sorted(settings)).encode()).hexdigest()
        return f"{dict(settings).get('tension_model', 'cues')} {digest[:8]}"


@cache
def _adding(dialect: str) -> Insert:
    """Add calls to what judged on a day, or begin it."""
    statement = (postgresql if dialect == "postgresql" else sqlite).insert(makers_by_day)
    adding: Insert = statement.on_conflict_do_update(
        index_elements=list(_KEY), set_={"n": _m.n + statement.excluded.n}
    )
    return adding


def _engines(runs: Iterable[StageRun], stage: Stage) -> tuple[Any, ...]:
    done = [run for run in runs if run.stage is stage and run.outcome is RunOutcome.DONE]
    return done[-1].engines if done else ()
