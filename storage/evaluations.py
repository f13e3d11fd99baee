"""The evaluations: old ones stay, the newest of each rubric and author is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, insert, select, update

from qa.evaluation import AuthorKind, Evaluation
from storage.codec import Codec
from storage.errors import NotFound
from storage.tables import evaluations as table

_codec = Codec(Evaluation)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a list shows of an evaluation: see `scoring.finding.Scorecard` for the fields."""

    evaluation: str
    rubric: str
    version: str
    score: float | None
    passed: bool | None
    auto_failed: bool
    undecided: int


class Evaluations:
    """All evaluations, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
            self._connection.execute(insert(table).values(**_row(kept), in_force=kept.counts))
        else:
            self._connection.execute(update(table).where(table.c.id == kept.id).values(in_force=kept.counts))
        return kept

    def save(self, evaluation: Evaluation) -> None:
        """Write down a change in an evaluation's life."""
        self._connection.execute(update(table).where(table.c.id == evaluation.id).values(_row(evaluation)))

    def get(self, evaluation_id: str) -> Evaluation:
        """Load an evaluation.

        Raises:
            NotFound: there is none of that id.
        """
        wanted = select(table.c.body).where(table.c.id == evaluation_id)
        body = self._connection.execute(wanted).scalar_one_or_none()
        if body is None:
            raise NotFound(f"There is no evaluation {evaluation_id!r}.")
        return _codec.decode(body)

    def made_by(self, like: Evaluation) -> Evaluation | None:
        """Look up the evaluation made of the same transcript by the same rubric, digest and author."""
        wanted = select(table.c.body).where(
            table.c.transcript_id == like.transcript,
            table.c.rubric == like.scorecard.rubric,
            table.c.version == like.scorecard.version,
            table.c.digest == like.digest,
            table.c.author_kind == like.author.kind,
            table.c.author_name == like.author.name,
        )
        body = self._connection.execute(wanted).scalar_one_or_none()
        return None if body is None else _codec.decode(body)

    def of(self, recording: str, *, in_force: bool = True) -> tuple[Evaluation, ...]:
        """List a recording's evaluations by rubric, then age; those in force, or all that ever were."""
        wanted = select(table.c.body).where(table.c.recording_id == recording)
        if in_force:
            wanted = wanted.where(table.c.in_force)
        wanted = wanted.order_by(table.c.rubric, table.c.created_at, table.c.id)
        return tuple(_codec.decode(body) for body in self._connection.execute(wanted).scalars())

    def standings(self, recordings: Sequence[str]) -> Mapping[str, tuple[Standing, ...]]:
        """Sum up what is in force for many recordings at once."""
        wanted = select(table).where(table.c.recording_id.in_(recordings), table.c.in_force)
        found: dict[str, tuple[Standing, ...]] = dict.fromkeys(recordings, ())
        for row in self._connection.execute(wanted.order_by(table.c.rubric, table.c.created_at)):
            standing = Standing(
                row.id, row.rubric, row.version, row.score, row.passed, row.auto_failed, row.undecided
            )
            found[row.recording_id] += (standing,)
        return found

    def retire_other(self, recording: str, rubrics: Sequence[str]) -> None:
        """Take the machine's evaluations by any other rubric than these out of force."""
        others = and_(
            table.c.recording_id == recording,
            table.c.author_kind == AuthorKind.MACHINE,
            table.c.rubric.not_in(rubrics),
        )
        self._connection.execute(update(table).where(others).values(in_force=False))

    def _retire(self, evaluation: Evaluation) -> None:
        former = and_(
            table.c.recording_id == evaluation.recording,
            table.c.rubric == evaluation.scorecard.rubric,
            table.c.author_kind == evaluation.author.kind,
            table.c.author_name == evaluation.author.name,
        )
        self._connection.execute(update(table).where(former).values(in_force=False))


def _row(evaluation: Evaluation) -> dict[str, object]:
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
        "body": _codec.encode(evaluation),
    }
