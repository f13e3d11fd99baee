"""Take the words, the sound's key and the scores of a recording out of every table; what has none stays."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from qa.bare import bare_evaluation, bare_flag, scoreless
from qa.content import Layer
from qa.evaluation import Evaluation
from qa.flag import Flag
from qa.receipt import Receipt, forgotten
from storage import calibrations, coaching, disputes, reviews, told_parties
from storage.arrival_tables import manifest_lines, uploads
from storage.band_tables import bands
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.delivery_tables import deliveries
from storage.score_tables import shortfalls
from storage.sound_tables import peaks
from storage.tables import answers, cues, evaluations, flags, receipts, recordings, transcripts, vectors

_evaluation = Codec(Evaluation)
_flag = Codec(Flag)
_receipt = Codec(Receipt)


class Erasure:
    """Erases, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def erase(self, recording: str, layers: Sequence[Layer], *, purge: str, now: datetime) -> None:
        """Erase layers of a recording; done twice, it changes nothing more."""
        if Layer.AUDIO in layers:
            self._keys.erase(recording, Layer.AUDIO, purge=purge, now=now)
            self._connection.execute(delete(peaks).where(peaks.c.recording_id == recording))
        if Layer.TRANSCRIPT in layers:
            self._keys.erase(recording, Layer.TRANSCRIPT, purge=purge, now=now)
            self._erase_words(recording)
        if Layer.SCORES in layers:
            self._erase_scores(recording)

    def _erase_words(self, recording: str) -> None:
        mine = select(transcripts.c.id).where(transcripts.c.recording_id == recording)
        empty = {"body": "", "sealed": None}
        # The rows stay: evaluations and receipts name them.
        self._connection.execute(
            update(transcripts).where(transcripts.c.recording_id == recording).values(empty)
        )
        self._connection.execute(update(cues).where(cues.c.transcript_id.in_(mine)).values(empty))
        self._connection.execute(delete(vectors).where(vectors.c.transcript_id.in_(mine)))
        self._connection.execute(delete(answers).where(answers.c.transcript_id.in_(mine)))
        self._bare_evaluations(recording)
        self._bare_flags(recording)
        self._bare_receipts(recording)
        coaching.forget(self._connection, recording)
        worded = (disputes.kept_disputes, disputes.kept_proposals)
        for kept in (reviews.kept, *worded, calibrations.kept, told_parties.kept):
            kept.forget(self._connection, recording)
        key = select(recordings.c.object_key).where(recordings.c.id == recording).scalar_subquery()
        self._connection.execute(delete(uploads).where(uploads.c.object_key == key))
        self._connection.execute(delete(manifest_lines).where(manifest_lines.c.object_key == key))

    def _bare_evaluations(self, recording: str) -> None:
        table = evaluations
        rows = self._connection.execute(
            select(table.c.id, table.c.body).where(table.c.recording_id == recording)
        )
        for name, body in rows.all():
            bare = _evaluation.encode(bare_evaluation(_evaluation.decode(body)))
            self._connection.execute(update(table).where(table.c.id == name).values(body=bare, sealed=None))

    def _bare_flags(self, recording: str) -> None:
        table = flags
        rows = self._connection.execute(
            select(table.c.place, table.c.body).where(table.c.recording_id == recording)
        )
        for place, body in rows.all():
            bare = _flag.encode(bare_flag(_flag.decode(body)))
            mine = (table.c.recording_id == recording, table.c.place == place)
            self._connection.execute(update(table).where(*mine).values(body=bare, sealed=None))

    def _bare_receipts(self, recording: str) -> None:
        table = receipts
        ours = select(evaluations.c.id).where(evaluations.c.recording_id == recording)
        rows = self._connection.execute(
            select(table.c.evaluation_id, table.c.body).where(
                or_(table.c.evaluation_id.in_(ours), table.c.follows.in_(ours))
            )
        )
        for name, body in rows.all():
            bare = _receipt.encode(forgotten(_receipt.decode(body)))
            mine = table.c.evaluation_id == name
            self._connection.execute(update(table).where(mine).values(body=bare, sealed=None))

    def _erase_scores(self, recording: str) -> None:
        table = evaluations
        rows = self._connection.execute(
            select(table.c.id, table.c.body).where(table.c.recording_id == recording)
        )
        for name, body in rows.all():
            left = _evaluation.encode(scoreless(_evaluation.decode(body)))
            gone = {"body": left, "sealed": None, "score": None, "passed": None, "auto_failed": False}
            self._connection.execute(update(table).where(table.c.id == name).values(gone))
        self._connection.execute(delete(flags).where(flags.c.recording_id == recording))
        for table in (shortfalls, bands):
            self._connection.execute(delete(table).where(table.c.recording_id == recording))
        # What was told of a score is with its receiver; what the log repeats of it goes.
        self._connection.execute(delete(deliveries).where(deliveries.c.recording_id == recording))
