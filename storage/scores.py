"""What is counted of evaluations: sums by day that trends are read from, and the findings that lists look for.

An evaluation is counted in the transaction that publishes it, under the agent, team, queue and day its recording has
then, and its row says so (`counted_on`). So it can be taken out again exactly, whatever has changed since.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Row, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from qa.evaluation import Evaluation, EvaluationState
from qa.makers import Makers
from qa.recording import Recording
from qa.run import Made
from scoring.finding import Finding, Outcome
from storage import months
from storage.evaluations import Evaluations
from storage.makers import MakersOf, Place
from storage.makers import codec as makers_codec
from storage.mass import put
from storage.score_tables import BOTH, COUNTS, Grain, scores_by_day, shortfalls
from storage.tables import evaluations, recordings

SOUGHT = (Outcome.NOT_MET, Outcome.UNDECIDED)
"""Outcomes that recordings are listed by. The others are what most calls have; trends count them all."""

_PLACE = ("agent", "team", "queue", "day")
_KEY = tuple(column.name for column in scores_by_day.primary_key)
_N, _SCORED, _TOTAL, _SQUARES, _PASSED, _NOT_PASSED, _AUTO_FAILED = range(7)
_OUTCOME = {outcome: COUNTS.index(outcome.value) for outcome in Outcome}
"""Places in `COUNTS`."""
_e, _r = evaluations.c, recordings.c

_Sums = dict[tuple[Any, ...], list[float]]
"""By the key of a row, its counts in the order of `COUNTS`."""

_CUT = {Grain.TEAM: "agent", Grain.QUEUE: "team", Grain.HOUSE: "queue"}
"""What each grain tells apart no more that the one before does, from the finest on."""


class Scores:
    """All that is counted, inside one transaction.

    Args:
        connection: the transaction's.
        made: the evaluations in it.
        makers: what judged them.
    """

    def __init__(self, connection: Connection, made: Evaluations, makers: MakersOf) -> None:
        self._connection = connection
        self._made = made
        self._makers = makers

    def count(self, recording_id: str, zone: tzinfo, scoring: Made | None = None) -> None:
        """Count what stands for a recording now, and nothing else of it; may be done again at any time.

        To be called last in a transaction: sums of a day are shared by everyone who publishes.

        Args:
            recording_id: whose evaluations.
            zone: the house's, by whose days calls are counted.
            scoring: what has just scored it, where its run has not ended yet.
        """
        recording = self._connection.execute(
            select(_r.in_force, _r.agent_id, _r.team, _r.queue, _r.received_at, _r.started_at).where(
                _r.id == recording_id
            )
        ).one()
        place = _placed(recording, recording.started_at, recording.received_at, zone)
        self._made.judge(recording_id)
        self._settle(recording_id, place if recording.in_force else None, recording.received_at, scoring)

    def add_up(self, made: Iterable[tuple[Evaluation, dict[str, Any], Makers]]) -> None:
        """Add new evaluations to the sums of days, each at its place; their rows are the caller's to write."""
        finest = _nothing()
        by: Counter[tuple[Place, Makers]] = Counter()
        for evaluation, place, makers in made:
            _add(finest, evaluation, place, 1)
            by[_made_on(evaluation, place), makers] += 1
        self._write(finest)
        self._makers.add(by)

    def drop(self, recording_id: str) -> None:
        """Count nothing of a recording any more: another version stands for its call."""
        self._settle(recording_id, None, None, None)

    def uncounted(self, limit: int) -> tuple[str, ...]:
        """Name recordings with evaluations that stand for them and were not counted yet."""
        wanted = (
            select(_r.id)
            .join(evaluations, _e.recording_id == _r.id)
            .where(_r.in_force, _e.in_force, _e.counted_on.is_(None), _e.state != EvaluationState.DRAFT)
            .distinct()
            .limit(limit)
        )
        return tuple(self._connection.execute(wanted).scalars())

    def mend_months(self) -> int:
        """Sum up anew the months that their days do not agree with; gives how many. See `storage.months`."""
        return months.mend(self._connection)

    def _settle(
        self,
        recording_id: str,
        place: dict[str, Any] | None,
        received_at: datetime | None,
        scoring: Made | None,
    ) -> None:
        rows = self._connection.execute(
            select(_e.id, _e.in_force, _e.state, *_counted())
            .where(_e.recording_id == recording_id)
            .order_by(_e.id)
            .with_for_update()
        ).all()
        standing = {row.id for row in rows if place and row.in_force and row.state != EvaluationState.DRAFT}
        stale = [
            row for row in rows if row.day is not None and (row.id not in standing or _place(row) != place)
        ]
        new = standing - {row.id for row in rows if row.day is not None} | {
            row.id for row in stale if row.id in standing
        }
        if not stale and not new:
            return
        loaded = {name: self._made.get(name) for name in standing | {row.id for row in stale}}
        sums = _nothing()
        by: Counter[tuple[Place, Makers]] = Counter()
        for row in stale:
            _add(sums, loaded[row.id], _place(row), -1)
            by[_made_on(loaded[row.id], _place(row)), _makers(row.makers)] -= 1
        self._mark([row.id for row in stale], None, "")
        for name in sorted(new):
            _add(sums, loaded[name], place or {}, 1)
            makers = self._makers.of(loaded[name], scoring)
            by[_made_on(loaded[name], place or {}), makers] += 1
            self._mark([name], place, makers_codec.encode(makers))
        self._list(recording_id, [loaded[name] for name in standing], received_at)
        self._write(sums)
        self._makers.add(by)

    def _mark(self, names: Iterable[str], place: dict[str, Any] | None, makers: str) -> None:
        ids = sorted(names)
        if ids:
            at = place or dict.fromkeys(_PLACE)
            values = {
                "agent_id": at["agent"],
                "team": at["team"],
                "queue": at["queue"],
                "counted_on": at["day"],
                "makers": makers or None,
            }
            self._connection.execute(update(evaluations).where(_e.id.in_(ids)).values(values))

    def _list(self, recording_id: str, made: list[Evaluation], received_at: datetime | None) -> None:
        table = shortfalls
        self._connection.execute(delete(table).where(table.c.recording_id == recording_id))
        found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for each in made:
            for finding in each.scorecard.findings:
                if finding.outcome in SOUGHT:
                    key = (each.scorecard.rubric, finding.criterion, finding.outcome.value)
                    found[key].add(each.author.kind.value)
        if found:
            names = ("rubric", "criterion", "outcome")
            same = {"recording_id": recording_id, "received_at": received_at}
            rows = [
                same | dict(zip(names, key, strict=True)) | {"found_by": _finders(who)}
                for key, who in sorted(found.items())
            ]
            self._connection.execute(insert(table), rows)

    def _write(self, finest: _Sums) -> None:
        """Add to the sums of days; always in one order, so that two transactions never wait for each other."""
        sums = _summed(finest)
        rows = ((*key, *sums[key]) for key in sorted(sums))
        put(self._connection, _adding(self._connection.dialect.name), (*_KEY, *COUNTS), rows)


@cache
def _adding(dialect: str) -> Insert:
    """Add counts to rows by their key, or begin these."""
    statement = (postgresql if dialect == "postgresql" else sqlite).insert(scores_by_day)
    more = {name: scores_by_day.c[name] + statement.excluded[name] for name in COUNTS}
    adding: Insert = statement.on_conflict_do_update(index_elements=list(_KEY), set_=more)
    return adding


def _nothing() -> _Sums:
    return defaultdict(lambda: [0] * len(COUNTS))


def _summed(finest: _Sums) -> _Sums:
    """Sum up rows of the finest grain at every grain, each from the one before it."""
    sums, finer = dict(finest), finest
    for grain, cut in _CUT.items():
        place = _KEY.index(cut)
        coarser = _nothing()
        for key, counts in finer.items():
            row = coarser[int(grain), *key[1:place], "", *key[place + 1 :]]
            for number, count in enumerate(counts):
                if count:
                    row[number] += count
        sums |= coarser
        finer = coarser
    return sums | _by_month(finest)


def _by_month(finest: _Sums) -> _Sums:
    """Sum up rows of the finest grain over whole months."""
    place = _KEY.index("day")
    sums = _nothing()
    for key, counts in finest.items():
        first = date.fromordinal(key[place]).replace(day=1).toordinal()
        row = sums[int(Grain.MONTH), *key[1:place], first, *key[place + 1 :]]
        for number, count in enumerate(counts):
            row[number] += count
    return sums


def place_of(recording: Recording, zone: tzinfo) -> dict[str, Any]:
    """Say where a recording's evaluations are counted: agent, team, queue, and the day by the house's zone."""
    facts = recording.metadata
    return _placed(facts, facts.started_at, recording.received_at, zone)


def _placed(facts: Any, started_at: datetime | None, received_at: datetime, zone: tzinfo) -> dict[str, Any]:
    return {
        "agent": facts.agent_id or "",
        "team": facts.team or "",
        "queue": facts.queue or "",
        "day": (started_at or received_at).astimezone(zone).toordinal(),
    }


def _counted() -> Iterator[Any]:
    """Name the columns that say how an evaluation was counted."""
    yield _e.agent_id.label("agent")
    yield _e.team
    yield _e.queue
    yield _e.counted_on.label("day")
    yield _e.makers


def _place(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _PLACE}


def _made_on(made: Evaluation, place: dict[str, Any]) -> Place:
    return made.scorecard.rubric, made.scorecard.language, place["day"]


def _makers(kept: str | None) -> Makers:
    return makers_codec.decode(kept) if kept else Makers()


def _finders(who: set[str]) -> str:
    return min(who) if len(who) == 1 else BOTH


def _add(sums: _Sums, made: Evaluation, place: Mapping[str, Any], sign: int) -> None:
    """Add an evaluation to rows of the finest grain, or take it out of them."""
    card = made.scorecard
    kind = made.author.kind.value
    whole = _scored(card.score)
    whole[_PASSED] = int(card.passed is True)
    whole[_NOT_PASSED] = int(card.passed is False)
    whole[_AUTO_FAILED] = int(bool(card.auto_failed))
    parts = [("", whole)]
    for finding in card.findings:
        outcome = _OUTCOME[finding.outcome]
        counts = _scored(_share(finding))
        counts[outcome] = 1
        whole[outcome] += 1
        parts.append((finding.criterion, counts))
    for criterion, counts in parts:
        at = (place["day"], place["team"], place["agent"], place["queue"])
        row = sums[int(Grain.AGENT), card.rubric, criterion, *at, card.version, card.language, kind]
        for number, count in enumerate(counts):
            if count:
                row[number] += sign * count


def _scored(score: float | None) -> list[float]:
    counts: list[float] = [0] * len(COUNTS)
    counts[_N] = 1
    if score is not None:
        counts[_SCORED], counts[_TOTAL], counts[_SQUARES] = 1, score, score * score
    return counts


def _share(finding: Finding) -> float | None:
    """Points earned of points possible, 0 to 100; None where the criterion does not count."""
    if finding.earned is None or not finding.possible:
        return None
    return 100 * finding.earned / finding.possible
