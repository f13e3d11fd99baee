"""Vectors of sentences: with a transcript, what was said in it; with a rubric, what it compares with.

They are kept by what they belong to, and go with it. A sentence is named by 16 bytes, its vector is kept in half
precision, as it is used.
"""

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import astuple

import numpy as np
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from asr.transcript import Engine
from scoring.remembered import Memory
from storage.tables import vectors as table

_HEAD = struct.Struct("<II")
_NAME = 16
_HALF = np.dtype("<f2")


class Vectors:
    """All vectors, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, owners: Sequence[str], engine: Engine) -> Memory:
        """Load what an engine made of some transcripts (by id) or rubrics (by digest), all together."""
        wanted = select(table.c.body).where(table.c.owner.in_(owners), table.c.engine == digest_of(engine))
        bodies = self._connection.execute(wanted.order_by(table.c.owner)).scalars()
        return {name: row for body in bodies for name, row in _unpacked(body).items()}

    def of_transcript(self, transcript: str, engine: Engine, learnt: Memory) -> None:
        """Keep more of what an engine makes of a transcript."""
        self._keep(transcript, engine, learnt, transcript=transcript)

    def of_rubric(self, digest: str, engine: Engine, learnt: Memory) -> None:
        """Keep more of what an engine makes of a rubric's own sentences."""
        self._keep(digest, engine, learnt, transcript=None)

    def _keep(self, owner: str, engine: Engine, learnt: Memory, *, transcript: str | None) -> None:
        if not learnt:
            return
        row = {"owner": owner, "engine": digest_of(engine), "transcript_id": transcript}
        try:
            # Two workers may meet a rubric for the first time at once; the second one adds to what the first kept.
            with self._connection.begin_nested():
                self._connection.execute(insert(table).values(**row, body=_packed(learnt)))
        except IntegrityError:
            mine = (table.c.owner == owner, table.c.engine == row["engine"])
            known = self._connection.execute(select(table.c.body).where(*mine).with_for_update())
            former = known.scalar_one_or_none()
            if former is None:
                raise  # the transcript itself is gone
            body = _packed({**_unpacked(former), **learnt})
            self._connection.execute(update(table).where(*mine).values(body=body))


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
