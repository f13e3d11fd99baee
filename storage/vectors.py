"""Vectors of sentences: with a transcript, what was said in it; with a rubric, what it compares with.

They are kept by what they belong to, and go with it. A sentence is named by 16 bytes, its vector is kept in half
precision, as it is used. What was said can be guessed from its vector, so a recording's key seals them; a rubric's own
are no secret.
"""

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from asr.transcript import Engine
from qa.content import Layer
from scoring.remembered import Memory
from storage.content_keys import ContentKeys
from storage.tables import transcripts
from storage.tables import vectors as table

_HEAD = struct.Struct("<II")
_NAME = 16
_HALF = np.dtype("<f2")


class Vectors:
    """All vectors, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def of(self, owners: Sequence[str], engine: Engine) -> Memory:
        """Load what an engine made of some transcripts (by id) or rubrics (by digest), all together."""
        wanted = (
            select(table.c.owner, table.c.engine, table.c.body, table.c.sealed, transcripts.c.recording_id)
            .outerjoin(transcripts, transcripts.c.id == table.c.transcript_id)
            .where(table.c.owner.in_(owners), table.c.engine == digest_of(engine))
        )
        rows = self._connection.execute(wanted.order_by(table.c.owner)).all()
        self._keys.look_up([row.recording_id for row in rows if row.sealed is not None], Layer.TRANSCRIPT)
        return {name: vector for row in rows for name, vector in self._opened(row).items()}

    def of_transcript(self, transcript: str, engine: Engine, learnt: Memory) -> None:
        """Keep more of what an engine makes of a transcript."""
        self._keep(transcript, engine, learnt, transcript=transcript)

    def of_rubric(self, digest: str, engine: Engine, learnt: Memory) -> None:
        """Keep more of what an engine makes of a rubric's own sentences."""
        self._keep(digest, engine, learnt, transcript=None)

    def _keep(self, owner: str, engine: Engine, learnt: Memory, *, transcript: str | None) -> None:
        if not learnt:
            return
        key = {"owner": owner, "engine": digest_of(engine)}
        try:
            # Two workers may meet a rubric for the first time at once; the second one adds to what the first kept.
            with self._connection.begin_nested():
                body = self._kept(learnt, owner, key["engine"], transcript)
                self._connection.execute(insert(table).values(**key, transcript_id=transcript, **body))
        except IntegrityError:
            mine = (table.c.owner == owner, table.c.engine == key["engine"])
            of = select(transcripts.c.recording_id).where(transcripts.c.id == table.c.transcript_id)
            wanted = select(table, of.scalar_subquery().label("recording_id")).where(*mine)
            former = self._connection.execute(wanted.with_for_update()).one_or_none()
            if former is None:
                raise  # the transcript itself is gone
            body = self._kept({**self._opened(former), **learnt}, owner, key["engine"], transcript)
            self._connection.execute(update(table).where(*mine).values(**body))

    def _kept(self, rows: Memory, owner: str, engine: str, transcript: str | None) -> Mapping[str, Any]:
        packed, cipher = _packed(rows), None
        if transcript is not None:
            of = select(transcripts.c.recording_id).where(transcripts.c.id == transcript)
            recording = self._connection.execute(of).scalar_one_or_none()
            cipher = self._keys.to_seal(recording, Layer.TRANSCRIPT) if recording is not None else None
        if cipher is None:
            return {"body": packed, "sealed": None}
        return {
            "body": b"",
            "sealed": cipher.seal("vectors", f"{owner}/{engine}", packed, deflate=False),
        }

    def _opened(self, row: Row[*tuple[Any, ...]]) -> Memory:
        if row.sealed is None:
            return _unpacked(row.body)
        cipher = self._keys.to_open(row.recording_id, Layer.TRANSCRIPT)
        return _unpacked(cipher.open("vectors", f"{row.owner}/{row.engine}", row.sealed))


def digest_of(engine: Engine) -> str:
    """Name an engine with all that shapes its vectors."""
    return hashlib.sha256(json.dumps(astuple(engine)).encode()).hexdigest()


def _packed(rows: Memory) -> bytes:
    """Write down: how many, of what length, their names, their numbers."""
    names = sorted(rows)
    matrix = np.stack([rows[name] for name in names]).astype(_HALF)
    return _HEAD.pack(*matrix.shape) + b"".join(names) + matrix.tobytes()


def _unpacked(body: bytes) -> Mapping[bytes, np.ndarray[tuple[int], np.dtype[np.float16]]]:
    count, length = _HEAD.unpack_from(body)
    begin = _HEAD.size + _NAME * count
    names = [body[at : at + _NAME] for at in range(_HEAD.size, begin, _NAME)]
    matrix = np.frombuffer(body, _HALF, count * length, begin).reshape(count, length)
    return dict(zip(names, matrix, strict=True))
