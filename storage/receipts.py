"""The receipts: one for each evaluation that counts, issued with it and never changed."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, exists, func, or_, select, true
from sqlalchemy.dialects import postgresql, sqlite

from qa.access import EVERY_CALL, Scope
from qa.content import Layer
from qa.evaluation import EvaluationState
from qa.receipt import WORDS, Receipt, forgotten
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.errors import NotFound
from storage.scopes import evaluations_within
from storage.tables import evaluations
from storage.tables import receipts as table

_codec = Codec(Receipt)


@dataclass(frozen=True, slots=True)
class Issued:
    """A receipt of an evaluation: its id, when it was issued, and its digest."""

    receipt: str
    at: datetime
    digest: str


class Receipts:
    """All receipts, inside one transaction. The part that quotes the call is sealed with the recording's key.

    Args:
        connection: the transaction's.
        keys: of the recordings.
        scope: of which calls they can be loaded.
    """

    def __init__(self, connection: Connection, keys: ContentKeys, scope: Scope = EVERY_CALL) -> None:
        self._connection = connection
        self._keys = keys
        of = func.coalesce(table.c.follows, table.c.evaluation_id)
        reached = exists().where(evaluations.c.id == of, evaluations_within(scope))
        self._within = true() if scope.everything else reached

    def add(self, evaluation: str, receipt: Receipt, *, at: datetime, follows: str | None = None) -> None:
        """Keep a receipt; where the evaluation has one, that one stays.

        Args:
            evaluation: its id; of a later receipt, that receipt's.
            receipt: its content.
            at: when it was issued.
            follows: of a later receipt, id of the evaluation.
        """
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        row = {"evaluation_id": evaluation, "at": at, "digest": receipt.digest, "follows": follows}
        cipher = self._keys.to_seal(_recording(receipt), Layer.TRANSCRIPT)
        if cipher is None:
            row |= {"body": _codec.encode(receipt), "sealed": None}
        else:
            words = json.dumps(receipt.parts[WORDS], ensure_ascii=False).encode()
            sealed = cipher.seal("receipt", evaluation, words)
            row |= {"body": _codec.encode(forgotten(receipt)), "sealed": sealed}
        self._connection.execute(dialect.insert(table).values(row).on_conflict_do_nothing())

    def get(self, evaluation: str) -> Receipt:
        """Load an evaluation's receipt; without the part that quotes the call, where that was erased.

        Raises:
            NotFound: it has none within reach: it is a draft, or was published before there were receipts.
        """
        wanted = select(table.c.body, table.c.sealed).where(table.c.evaluation_id == evaluation, self._within)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise NotFound(
                f"Evaluation {evaluation!r} has no receipt: a draft has none, and what was published before there were "
                "receipts gets one when the day is sealed."
            )
        receipt = _codec.decode(row.body)
        if row.sealed is None:
            return receipt
        cipher = self._keys.to_open(_recording(receipt), Layer.TRANSCRIPT)
        words = json.loads(cipher.open("receipt", evaluation, row.sealed))
        return replace(receipt, parts={**receipt.parts, WORDS: words})

    def listed(self, evaluation: str) -> tuple[Issued, ...]:
        """List the receipts of an evaluation, the first first; one was issued with every decision."""
        mine = or_(table.c.evaluation_id == evaluation, table.c.follows == evaluation)
        wanted = select(table.c.evaluation_id, table.c.at, table.c.digest).where(mine, self._within)
        rows = self._connection.execute(wanted).all()
        return tuple(
            sorted((Issued(*row) for row in rows), key=lambda each: (len(each.receipt), each.receipt))
        )

    def missing(self, limit: int) -> tuple[str, ...]:
        """Name evaluations that count and have no receipt."""
        has = exists().where(table.c.evaluation_id == evaluations.c.id)
        wanted = select(evaluations.c.id).where(evaluations.c.state != EvaluationState.DRAFT, ~has)
        return tuple(self._connection.execute(wanted.order_by(evaluations.c.id).limit(limit)).scalars())


def _recording(receipt: Receipt) -> str:
    return str(receipt.parts["subject"]["recording"])
