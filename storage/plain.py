"""What was kept in the clear before the house sealed, or while it did not: found by recording, and sealed row by row.

A row is sealed as it would be if it were written now: what it says stays the very same, so that receipts hold.
"""

import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, or_, select, tuple_, update

from qa.bare import bare_evaluation, bare_flag
from qa.content import Layer
from qa.evaluation import Evaluation
from qa.flag import Flag
from qa.receipt import WORDS, Receipt, forgotten
from qa.recording import SETTLED
from qa.synthetic import KEYS, SOURCE
from storage import calibrations, coaching, disputes, reviews, told_parties
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.sealing import Cipher
from storage.sound_tables import peaks
from storage.tables import (
    answers,
    cues,
    evaluations,
    flags,
    receipts,
    recordings,
    transcripts,
    vectors,
)
from storage.worded import Worded

_r = recordings.c
_evaluation, _flag, _receipt = Codec(Evaluation), Codec(Flag), Codec(Receipt)

Parts = tuple[str, bytes]
"""What stays in the clear of a text, and what is sealed of it."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """Rows of one kind.

    Attributes:
        kind: what a seal is bound to.
        table: with the columns `body` and `sealed`.
        names: columns that name a row.
        bound: those of them that its seal is bound to, joined by slashes.
        of: which rows are of a recording, whose id is given.
        part: takes a text apart.
    """

    kind: str
    table: Table
    names: tuple[str, ...]
    bound: tuple[str, ...]
    of: Callable[[object], ColumnElement[bool]]
    part: Callable[[str], Parts]

    def plain(self, recording: object) -> ColumnElement[bool]:
        """Choose the rows of a recording that lie in the clear."""
        return and_(self.of(recording), self.table.c.sealed.is_(None), self.table.c.body != "")


def _whole(text: str) -> Parts:
    return "", text.encode()


def _evaluation_parts(text: str) -> Parts:
    return _evaluation.encode(bare_evaluation(_evaluation.decode(text))), text.encode()


def _flag_parts(text: str) -> Parts:
    return _flag.encode(bare_flag(_flag.decode(text))), text.encode()


def _receipt_parts(text: str) -> Parts:
    receipt = _receipt.decode(text)
    return _receipt.encode(forgotten(receipt)), json.dumps(receipt.parts[WORDS], ensure_ascii=False).encode()


def _own(table: Table) -> Callable[[object], ColumnElement[bool]]:
    return lambda recording: table.c.recording_id == recording


def _heard(table: Table) -> Callable[[object], ColumnElement[bool]]:
    ours = transcripts.alias()
    return lambda recording: table.c.transcript_id.in_(
        select(ours.c.id).where(ours.c.recording_id == recording).correlate(recordings)
    )


def _issued(column: ColumnElement[str]) -> Callable[[object], ColumnElement[bool]]:
    ours = evaluations.alias()
    return lambda recording: column.in_(
        select(ours.c.id).where(ours.c.recording_id == recording).correlate(recordings)
    )


def _written(kept: Worded[object]) -> _Sort:
    def part(text: str) -> Parts:
        return kept.codec.encode(kept.bare(kept.codec.decode(text))), text.encode()

    return _Sort(kept.kind, kept.table, ("id",), ("id",), _own(kept.table), part)


_HEARD = ("transcript_id",)
_ISSUED = ("evaluation_id",)
_ASKED = ("transcript_id", "question")
SORTS: tuple[_Sort, ...] = (
    _Sort("transcript", transcripts, ("id",), ("id",), _own(transcripts), _whole),
    _Sort("cues", cues, _HEARD, _HEARD, _heard(cues), _whole),
    _Sort("answer", answers, _ASKED, _ASKED, _heard(answers), _whole),
    _Sort("evaluation", evaluations, ("id",), ("id",), _own(evaluations), _evaluation_parts),
    _Sort("flag", flags, ("recording_id", "place"), ("place",), _own(flags), _flag_parts),
    # First receipts and later ones apart: by either column there is an index, by both at once none.
    _Sort("receipt", receipts, _ISSUED, _ISSUED, _issued(receipts.c.evaluation_id), _receipt_parts),
    _Sort("receipt", receipts, _ISSUED, _ISSUED, _issued(receipts.c.follows), _receipt_parts),
    *(
        _written(each)  # type: ignore[arg-type] # each keeps values of a type of its own
        for each in (
            reviews.kept,
            disputes.kept_disputes,
            disputes.kept_proposals,
            calibrations.kept,
            coaching.kept_clips,
            told_parties.kept,
        )
    ),
)
"""All rows that repeat the words of a call, but for vectors, which are no text."""


class Plain:
    """All that lies in the clear, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def recordings(self, *, after: str = "", limit: int = 50) -> tuple[str, ...]:
        """Name recordings of which something lies in the clear, by id; made-up calls are nobody's and stay so."""
        made_up = and_(_r.source == SOURCE, _r.object_key.startswith(KEYS, autoescape=True))
        wanted = select(_r.id).where(_r.id > after, ~made_up, or_(_worded(), _sounding()))
        return tuple(self._connection.execute(wanted.order_by(_r.id).limit(limit)).scalars())

    def has_sound(self, recording: str) -> bool:
        """Tell whether a recording is settled, and its sound has no sealed copy."""
        wanted = select(_r.id).where(_r.id == recording, _copiable())
        return self._connection.execute(wanted).one_or_none() is not None

    def seal(self, recording: str) -> int:
        """Seal what lies in the clear of a recording, but for its sound; says how many rows.

        Raises:
            ContentErased: its words, or its sound, were erased meanwhile.
            ContentKeyUnusable: the house's key cannot be used.
        """
        count = 0
        if self._connection.execute(select(_r.id).where(_r.id == recording, _worded())).first():
            cipher = self._keys.to_seal(recording, Layer.TRANSCRIPT)
            if cipher is not None:
                count += sum(self._sealed(sort, recording, cipher) for sort in SORTS)
                count += self._sealed_vectors(recording, cipher)
        plain = (peaks.c.recording_id == recording, peaks.c.sealed.is_(None))
        lines = self._connection.execute(select(peaks.c.body).where(*plain).with_for_update()).scalar()
        cipher = None if lines is None else self._keys.to_seal(recording, Layer.AUDIO)
        if lines is not None and cipher is not None:
            sealed = cipher.seal("peaks", recording, zlib.decompress(lines))
            self._connection.execute(update(peaks).where(*plain).values(body=b"", sealed=sealed))
            count += 1
        return count

    def _sealed(self, sort: _Sort, recording: str, cipher: Cipher) -> int:
        columns = [sort.table.c[name] for name in sort.names]
        wanted = select(*columns, sort.table.c.body.label("text")).where(sort.plain(recording))
        rows = self._connection.execute(wanted.order_by(*columns).with_for_update()).all()
        for row in rows:
            bare, words = sort.part(row.text)
            bound = "/".join(str(getattr(row, name)) for name in sort.bound)
            self._connection.execute(
                update(sort.table)
                .where(tuple_(*columns) == tuple(getattr(row, name) for name in sort.names))
                .values(body=bare, sealed=cipher.seal(sort.kind, bound, words))
            )
        return len(rows)

    def _sealed_vectors(self, recording: str, cipher: Cipher) -> int:
        mine = (vectors.c.owner, vectors.c.engine)
        wanted = select(*mine, vectors.c.body).where(
            _heard(vectors)(recording), vectors.c.sealed.is_(None), vectors.c.body != b""
        )
        rows = self._connection.execute(wanted.order_by(*mine).with_for_update()).all()
        for owner, engine, body in rows:
            sealed = cipher.seal("vectors", f"{owner}/{engine}", body, deflate=False)
            same = (vectors.c.owner == owner, vectors.c.engine == engine)
            self._connection.execute(update(vectors).where(*same).values(body=b"", sealed=sealed))
        return len(rows)


def _worded() -> ColumnElement[bool]:
    """Choose recordings with words, or what was made of them, in the clear."""
    return and_(_r.transcript_erased_at.is_(None), or_(*_each()))


def _each() -> Iterator[ColumnElement[bool]]:
    for sort in SORTS:
        yield exists().where(sort.plain(_r.id))
    yield exists().where(_heard(vectors)(_r.id), vectors.c.sealed.is_(None), vectors.c.body != b"")


def _sounding() -> ColumnElement[bool]:
    """Choose recordings whose sound, or its peaks, lies in the clear."""
    drawn = exists().where(peaks.c.recording_id == _r.id, peaks.c.sealed.is_(None))
    return or_(_copiable(), and_(_r.audio_erased_at.is_(None), drawn))


def _copiable() -> ColumnElement[bool]:
    return and_(
        _r.vault_key.is_(None),
        _r.audio_erased_at.is_(None),
        _r.audio_sha256.is_not(None),
        _r.state.in_(SETTLED),
    )
