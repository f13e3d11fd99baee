"""Calls that were heard, page by page: what a backtest reads. No more than a page is held at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from qa.content import Layer
from qa.metadata import CallMetadata
from qa.recording import State
from scoring.call import Call
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.tables import cues, recordings, transcripts
from storage.transcripts import WORDS, opened

PAGE = 50

_metadata = Codec(CallMetadata)
Place = tuple[datetime, str]
"""Where a page ends: when the last call was received, and its id."""


@dataclass(frozen=True, slots=True)
class StoredCall:
    """A call that went all the way.

    Attributes:
        recording: its id.
        source: the recording system it came from.
        transcript: id of its transcript in force.
        metadata: what the recording system said of it.
        call: the words and the cues; its metadata are for the caller to gather.
    """

    recording: str
    source: str
    transcript: str
    metadata: CallMetadata
    call: Call


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which calls.

    Attributes:
        language: `zh` or `en`.
        since: received at or after.
        before: received before.
    """

    language: str
    since: datetime | None = None
    before: datetime | None = None


class Calls:
    """All calls that were heard and are still kept, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def count(self, stretch: Stretch) -> int:
        """Count calls."""
        wanted = select(func.count()).select_from(recordings).where(*_conditions(stretch))
        return int(self._connection.execute(wanted).scalar_one())

    def page(
        self, stretch: Stretch, after: Place | None = None, *, limit: int = PAGE
    ) -> tuple[tuple[StoredCall, ...], Place | None]:
        """Load the next calls, oldest first; gives the place to go on from, None at the end."""
        r, t = recordings.c, transcripts.c
        wanted = (
            select(r.id.label("recording"), r.source, r.received_at, r.metadata, *WORDS)
            .join(transcripts, t.id == r.transcript_id)
            .join(cues, cues.c.transcript_id == t.id)
            .where(*_conditions(stretch))
        )
        if after is not None:
            wanted = wanted.where(tuple_(r.received_at, r.id) > tuple_(*after))
        rows = self._connection.execute(wanted.order_by(r.received_at, r.id).limit(limit)).all()
        self._keys.look_up([row.recording for row in rows], Layer.TRANSCRIPT)
        found = tuple(
            StoredCall(
                row.recording,
                row.source,
                row.id,
                _metadata.decode(row.metadata),
                Call(*opened(self._keys, row.recording, row)),
            )
            for row in rows
        )
        return found, (rows[-1].received_at, rows[-1].recording) if len(rows) == limit else None


def _conditions(stretch: Stretch) -> Iterator[ColumnElement[bool]]:
    yield recordings.c.state == State.DONE
    yield recordings.c.in_force
    yield recordings.c.language == stretch.language
    yield recordings.c.transcript_id.is_not(None)
    yield recordings.c.transcript_erased_at.is_(None)
    if stretch.since is not None:
        yield recordings.c.received_at >= stretch.since
    if stretch.before is not None:
        yield recordings.c.received_at < stretch.before
