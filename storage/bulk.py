"""Many calls at once, each evaluated already: what `everycall demo seed` writes, as the workers would have.

Their words are nobody's and are not sealed. No receipt is issued for them and no event is recorded of each: nothing is
proven of what was made up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from qa.evaluation import Evaluation
from qa.flag import Flag
from qa.makers import Makers
from qa.recording import Recording
from storage import programme_tables
from storage.band_tables import band_of, bands
from storage.codec import Codec
from storage.evaluations import OPEN, WHOLE, columns
from storage.keeping_tables import content_keys
from storage.ledger import Ledger
from storage.makers import codec as makers_codec
from storage.mass import put
from storage.people_tables import people
from storage.recording_rows import row_of
from storage.score_tables import BOTH, makers_by_day, scores_by_day, shortfalls
from storage.scores import SOUGHT, Scores, place_of
from storage.tables import (
    cues,
    evaluations,
    flags,
    recordings,
    rubric_versions,
    switch_calls,
    transcripts,
)
from storage.transcripts import StoredTranscript, cue_codec, transcript_codec

CACHE_KIB = 128 * 1024
"""Of SQLite's pages: ids are spread, so every page of an index is written to time and again."""

_evaluation, _flag = Codec(Evaluation), Codec(Flag)


@dataclass(frozen=True, slots=True)
class EvaluatedCall:
    """A call that went all the way; its evaluation is the machine's, and in force; `makers` made it."""

    recording: Recording
    transcript: StoredTranscript
    evaluation: Evaluation
    flags: tuple[Flag, ...]
    makers: Makers


class Bulk:
    """All that is written or removed at once, inside one transaction.

    Args:
        connection: the transaction's.
        scores: what is counted in it.
        moved: told of each recording that came further.
    """

    def __init__(self, connection: Connection, scores: Scores, moved: Callable[[str], None]) -> None:
        self._connection = connection
        self._scores = scores
        self._moved = moved
        self._words: dict[int, tuple[str, str]] = {}
        self._flags: dict[Flag, str] = {}

    def add(self, calls: Sequence[EvaluatedCall], zone: tzinfo) -> None:
        """Keep new calls, and count them.

        Args:
            calls: none of which is there.
            zone: the house's, by whose days calls are counted.
        """
        if self._connection.dialect.name == "sqlite":
            self._connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")
        places = [place_of(each.recording, zone) for each in calls]
        made = [(c.evaluation, place, c.makers) for c, place in zip(calls, places, strict=True)]
        self._insert(recordings, [_recording(each) for each in calls])
        self._insert(transcripts, [self._transcript(each.transcript) for each in calls])
        self._insert(cues, [self._cues(each.transcript) for each in calls])
        self._insert(evaluations, [_evaluated(*each) for each in made])
        self._insert(flags, [row for each in calls for row in self._raised(each)])
        self._insert(shortfalls, [row for c in calls for row in _shortfalls(c.evaluation, c.recording)])
        self._insert(bands, [row for c in calls for row in _banded(c.evaluation, c.recording)])
        for each in calls:
            self._moved(each.recording.id)
        self._scores.add_up(made)

    def judged(self, made: Sequence[tuple[Evaluation, Recording]], zone: tzinfo) -> None:
        """Keep what people say of calls that are here, beside the machine, and count it.

        Args:
            made: new ones in force, in which every criterion is answered; one of each call.
            zone: the house's, by whose days calls are counted.
        """
        if not made:
            return
        counted = [(each, place_of(recording, zone), Makers()) for each, recording in made]
        self._insert(evaluations, [_evaluated(*each) for each in counted])
        self._insert(bands, [row for each, recording in made for row in _banded(each, recording)])
        names = [each.recording for each, _ in made]
        self._connection.execute(update(recordings).where(recordings.c.id.in_(names)).values(judged=WHOLE))
        for name in names:
            self._moved(name)
        short = [row for each, recording in made for row in _shortfalls(each, recording)]
        if short:
            dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
            statement = dialect.insert(shortfalls)
            keys = list(shortfalls.primary_key)
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=keys, set_={"found_by": BOTH}), short
            )
        self._scores.add_up(counted)

    def analyze(self) -> None:
        """Have the database look at what it holds now, so that it knows what is rare; it would by itself, but later."""
        self._connection.execute(text("ANALYZE"))

    def remove(self, source: str, rubrics: Sequence[str], logins: Sequence[str]) -> int:
        """Remove all calls of a source with all that hangs on them.

        Args:
            source: whose calls.
            rubrics: that judged nothing else: their sums go, too.
            logins: of people who judged nothing else.

        Returns:
            How many calls there were.
        """
        ours = select(recordings.c.id).where(recordings.c.source == source)
        self._connection.execute(delete(content_keys).where(content_keys.c.recording_id.in_(ours)))
        gone = self._connection.execute(delete(recordings).where(recordings.c.source == source)).rowcount
        self._connection.execute(delete(switch_calls).where(switch_calls.c.source == source))
        Ledger(self._connection).forget(source)
        for table in (
            scores_by_day,
            makers_by_day,
            programme_tables.criterion_modes,
            programme_tables.review_plans,
            rubric_versions,
        ):
            self._connection.execute(delete(table).where(table.c.rubric.in_(rubrics)))
        self._connection.execute(delete(people).where(people.c.login.in_(logins)))
        return gone

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            columns = [column.name for column in table.columns if column.name in rows[0]]
            put(self._connection, insert(table), columns, ([row[name] for name in columns] for row in rows))

    def _transcript(self, stored: StoredTranscript) -> dict[str, Any]:
        return {
            "id": stored.id,
            "recording_id": stored.recording,
            "digest": stored.digest,
            "language": stored.transcript.language,
            "duration": stored.transcript.duration,
            "created_at": stored.created_at,
            "body": self._written(stored)[0],
            "sealed": None,
        }

    def _cues(self, stored: StoredTranscript) -> dict[str, Any]:
        return {"transcript_id": stored.id, "body": self._written(stored)[1], "sealed": None}

    def _raised(self, call: EvaluatedCall) -> Iterable[dict[str, Any]]:
        """Write a call's flags down; made-up calls share a few."""
        for number, flag in enumerate(call.flags):
            if flag not in self._flags:
                self._flags[flag] = _flag.encode(flag)
            yield {
                "recording_id": call.recording.id,
                "place": number,
                "kind": flag.kind,
                "body": self._flags[flag],
                "sealed": None,
                **_whose(call.recording),
            }

    def _written(self, stored: StoredTranscript) -> tuple[str, str]:
        """Write words and cues down; made-up calls share a few transcripts."""
        key = id(stored.transcript)
        if key not in self._words:
            self._words[key] = transcript_codec.encode(stored.transcript), cue_codec.encode(stored.cues)
        return self._words[key]


def _recording(call: EvaluatedCall) -> dict[str, Any]:
    return {**row_of(call.recording), "judged": OPEN if call.evaluation.scorecard.undecided else WHOLE}


def _evaluated(made: Evaluation, place: Mapping[str, Any], makers: Makers) -> dict[str, Any]:
    counted = {"agent_id": place["agent"], "team": place["team"], "queue": place["queue"]}
    body = {"body": _evaluation.encode(made), "sealed": None, "makers": makers_codec.encode(makers)}
    return {**columns(made), **counted, **body, "counted_on": place["day"], "in_force": True}


def _shortfalls(made: Evaluation, recording: Recording) -> Iterable[dict[str, Any]]:
    for finding in made.scorecard.findings:
        if finding.outcome in SOUGHT:
            yield {
                "recording_id": recording.id,
                "rubric": made.scorecard.rubric,
                "criterion": finding.criterion,
                "outcome": finding.outcome.value,
                "found_by": made.author.kind.value,
                **_whose(recording),
            }


def _banded(made: Evaluation, recording: Recording) -> Iterable[dict[str, Any]]:
    score = made.scorecard.score
    if score is not None:
        yield {
            "evaluation_id": made.id,
            "recording_id": recording.id,
            "rubric": made.scorecard.rubric,
            "band": band_of(score),
            "score": score,
            **_whose(recording),
        }


def _whose(recording: Recording) -> dict[str, Any]:
    """Say what stands beside whatever was found of a recording, as `storage.findings` would."""
    facts = recording.metadata
    return {"received_at": recording.received_at, "agent_id": facts.agent_id, "team": facts.team}
