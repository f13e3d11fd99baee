"""The evaluations: old ones stay, the newest of each rubric and author is in force."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, insert, null, select, update

from qa.access import EVERY_CALL, Scope
from qa.bare import bare_evaluation
from qa.content import Layer
from qa.evaluation import AuthorKind, Evaluation
from storage.codec import Codec
from storage.content_keys import ContentKeys, kept_as
from storage.errors import NotFound
from storage.scopes import evaluations_within
from storage.tables import evaluations as table
from storage.tables import recordings

_codec = Codec(Evaluation)

WHOLE, OPEN = "whole", "open"
"""What stands beside a recording: by every rubric somebody answered all criteria, or by some rubric nobody did."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a list shows of an evaluation, and whose it is: see `scoring.finding.Scorecard` for the other fields."""

    evaluation: str
    rubric: str
    version: str
    score: float | None
    passed: bool | None
    auto_failed: bool
    undecided: int
    author: AuthorKind


class Evaluations:
    """All evaluations, inside one transaction. Their words are sealed; what remains without them stands beside.

    Args:
        connection: the transaction's.
        keys: of the recordings.
        judged: told of each recording for which something else may stand now.
        scope: of which calls they can be loaded and listed.
    """

    def __init__(
        self,
        connection: Connection,
        keys: ContentKeys,
        judged: Callable[[str], None],
        scope: Scope = EVERY_CALL,
    ) -> None:
        self._connection = connection
        self._keys = keys
        self._judged = judged
        self._within = evaluations_within(scope)

    def add(self, evaluation: Evaluation) -> Evaluation:
        """Keep an evaluation and, unless it is a draft, put it in force.

        Where the very same was made before, that one stays and is returned. The former evaluation of the same
        recording by the same rubric and author is in force no longer.
        """
        known = self.made_by(evaluation)
        kept = known or evaluation
        if kept.counts:
            self._retire(kept)
        if known is None:
            self._connection.execute(insert(table), self._row(kept) | {"in_force": kept.counts})
        else:
            self._connection.execute(update(table).where(table.c.id == kept.id).values(in_force=kept.counts))
        if kept.counts:
            self.judge(kept.recording)
        return kept

    def judge(self, recording: str) -> None:
        """Write beside a recording whether evaluations stand for it, and whether some rubric's criteria stay undecided."""
        self._connection.execute(
            update(recordings).where(recordings.c.id == recording).values(judged=_judged())
        )
        self._judged(recording)

    def save(self, evaluation: Evaluation) -> None:
        """Write down a change in an evaluation's life."""
        self._connection.execute(
            update(table).where(table.c.id == evaluation.id).values(self._row(evaluation))
        )

    def get(self, evaluation_id: str) -> Evaluation:
        """Load an evaluation; without its words, where these were erased.

        Raises:
            NotFound: there is none of that id within reach.
        """
        wanted = _WANTED.where(table.c.id == evaluation_id, self._within)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise NotFound(f"There is no evaluation {evaluation_id!r}.")
        return self._read(row)

    def made_by(self, like: Evaluation) -> Evaluation | None:
        """Look up the evaluation made of the same transcript by the same rubric, digest and author."""
        wanted = _WANTED.where(
            table.c.transcript_id == like.transcript,
            table.c.rubric == like.scorecard.rubric,
            table.c.version == like.scorecard.version,
            table.c.digest == like.digest,
            table.c.author_kind == like.author.kind,
            table.c.author_name == like.author.name,
        )
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else self._read(row)

    def of(self, recording: str, *, in_force: bool = True) -> tuple[Evaluation, ...]:
        """List a recording's evaluations by rubric, then age; those in force, or all that ever were."""
        wanted = _WANTED.where(table.c.recording_id == recording, self._within)
        if in_force:
            wanted = wanted.where(table.c.in_force)
        wanted = wanted.order_by(table.c.rubric, table.c.created_at, table.c.id)
        return tuple(self._read(row) for row in self._connection.execute(wanted))

    def standings(self, recordings: Sequence[str]) -> Mapping[str, tuple[Standing, ...]]:
        """Sum up what is in force for many recordings at once."""
        names = ("id", "rubric", "version", "score", "passed", "auto_failed", "undecided", "author_kind")
        columns = (table.c[name] for name in ("recording_id", *names))  # not the scorecards, which are long
        wanted = select(*columns).where(table.c.recording_id.in_(recordings), table.c.in_force, self._within)
        found: dict[str, tuple[Standing, ...]] = dict.fromkeys(recordings, ())
        for row in self._connection.execute(wanted.order_by(table.c.rubric, table.c.created_at)):
            recording, *told = row
            found[recording] += (replace(Standing(*told), author=AuthorKind(row.author_kind)),)
        return found

    def in_force(
        self, recordings: Sequence[str], *, words: bool = True
    ) -> Mapping[str, tuple[Evaluation, ...]]:
        """Load what is in force for many recordings at once, by rubric, then age.

        Args:
            recordings: their ids.
            words: whether quotes and reasons are wanted; where they are sealed, doing without opens nothing.
        """
        wanted = _WANTED.where(table.c.recording_id.in_(recordings), table.c.in_force, self._within)
        rows = self._connection.execute(wanted.order_by(table.c.rubric, table.c.created_at, table.c.id)).all()
        if words:
            self._keys.look_up(recordings, Layer.TRANSCRIPT)
        found: dict[str, tuple[Evaluation, ...]] = dict.fromkeys(recordings, ())
        for row in rows:
            found[row.recording_id] += (self._read(row) if words else _codec.decode(row.body),)
        return found

    def retire(self, evaluation: Evaluation) -> None:
        """Take an evaluation out of force: another one stands for its call."""
        self._connection.execute(update(table).where(table.c.id == evaluation.id).values(in_force=False))

    def retire_other(self, recording: str, rubrics: Sequence[str]) -> None:
        """Take the machine's evaluations by any other rubric than these out of force."""
        others = and_(
            table.c.recording_id == recording,
            table.c.author_kind == AuthorKind.MACHINE,
            table.c.rubric.not_in(rubrics),
        )
        self._connection.execute(update(table).where(others).values(in_force=False))
        self.judge(recording)

    def _retire(self, evaluation: Evaluation) -> None:
        former = and_(
            table.c.recording_id == evaluation.recording,
            table.c.rubric == evaluation.scorecard.rubric,
            table.c.author_kind == evaluation.author.kind,
            table.c.author_name == evaluation.author.name,
        )
        self._connection.execute(update(table).where(former).values(in_force=False))

    def _read(self, row: Row[*tuple[Any, ...]]) -> Evaluation:
        if row.sealed is None:
            return _codec.decode(row.body)
        cipher = self._keys.to_open(row.recording_id, Layer.TRANSCRIPT)
        return _codec.decode(cipher.open("evaluation", row.id, row.sealed))

    def _row(self, evaluation: Evaluation) -> dict[str, object]:
        cipher = self._keys.to_seal(evaluation.recording, Layer.TRANSCRIPT)
        bare = _codec.encode(bare_evaluation(evaluation)) if cipher is not None else ""
        kept = kept_as(cipher, "evaluation", evaluation.id, _codec.encode(evaluation), bare)
        return {**columns(evaluation), **kept}


_WANTED = select(table.c.id, table.c.recording_id, table.c.body, table.c.sealed)


def columns(evaluation: Evaluation) -> dict[str, object]:
    """Write the columns of an evaluation, without what it says."""
    card = evaluation.scorecard
    return {
        "id": evaluation.id,
        "recording_id": evaluation.recording,
        "transcript_id": evaluation.transcript,
        "rubric": card.rubric,
        "version": card.version,
        "digest": evaluation.digest,
        "author_kind": evaluation.author.kind,
        "author_name": evaluation.author.name,
        "state": evaluation.state,
        "score": card.score,
        "passed": card.passed,
        "auto_failed": bool(card.auto_failed),
        "undecided": len(card.undecided),
        "created_at": evaluation.created_at,
    }


@cache  # of three aliases of a wide table, which take longer to put together than to be read by the database
def _judged() -> ColumnElement[str]:
    """Sum up in SQL what is in force: nothing, open, or answered whole by the machine or a person."""
    made, open_, answered = table.alias(), table.alias(), table.alias()
    of = recordings.c.id
    whole = exists().where(
        answered.c.recording_id == open_.c.recording_id,
        answered.c.rubric == open_.c.rubric,
        answered.c.in_force,
        answered.c.undecided == 0,
    )
    undecided = exists().where(open_.c.recording_id == of, open_.c.in_force, open_.c.undecided > 0, ~whole)
    return case(
        (~exists().where(made.c.recording_id == of, made.c.in_force), null()),
        (undecided, OPEN),
        else_=WHOLE,
    )
