"""The receipts: one for each evaluation that counts, issued with it and never changed."""

from datetime import datetime

from sqlalchemy import Connection, exists, select
from sqlalchemy.dialects import postgresql, sqlite

from qa.evaluation import EvaluationState
from qa.receipt import Receipt
from storage.codec import Codec
from storage.errors import NotFound
from storage.tables import evaluations
from storage.tables import receipts as table

_codec = Codec(Receipt)


class Receipts:
    """All receipts, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, evaluation: str, receipt: Receipt, *, at: datetime) -> None:
        """Keep a receipt; where the evaluation has one, that one stays."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        row = {
            "evaluation_id": evaluation,
            "at": at,
            "digest": receipt.digest,
            "body": _codec.encode(receipt),
        }
        self._connection.execute(dialect.insert(table).values(row).on_conflict_do_nothing())

    def get(self, evaluation: str) -> Receipt:
        """Load an evaluation's receipt.

        Raises:
            NotFound: it has none: it is a draft, or was published before there were receipts.
        """
        wanted = select(table.c.body).where(table.c.evaluation_id == evaluation)
        body = self._connection.execute(wanted).scalar_one_or_none()
        if body is None:
            raise NotFound(
                f"Evaluation {evaluation!r} has no receipt: a draft has none, and what was published before there were "
                "receipts gets one when the day is sealed."
            )
        return _codec.decode(body)

    def missing(self, limit: int) -> tuple[str, ...]:
        """Name evaluations that count and have no receipt."""
        has = exists().where(table.c.evaluation_id == evaluations.c.id)
        wanted = select(evaluations.c.id).where(evaluations.c.state != EvaluationState.DRAFT, ~has)
        return tuple(self._connection.execute(wanted.order_by(evaluations.c.id).limit(limit)).scalars())
