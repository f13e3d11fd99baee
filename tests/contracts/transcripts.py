"""How every database must keep what was heard, and what models made of it."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given

from asr.cues.cue import Cues
from asr.transcript import Engine, Transcript
from scoring.ports import Verdict
from storage.codec import Codec
from storage.errors import NotFound
from storage.transcripts import StoredTranscript, transcript_codec
from storage.uow import Store
from tests.contracts import strategies
from tests.contracts.steps import add, heard, properties
from tests.contracts.values import at, recording


class TranscriptsContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `fresh` (gives such a store)."""

    @properties
    @given(strategies.transcripts, strategies.cue_sets)
    def test_a_transcript_comes_back_byte_for_byte(
        self, fresh: Callable[[], Store], words: Transcript, cues: Cues
    ) -> None:
        store = fresh()
        add(store, recording())
        stored = StoredTranscript("tr-1", "rec-0001", "aa" * 32, words, cues, at(1))
        with store.begin() as unit:
            assert unit.transcripts.add(stored) == stored
        with store.read() as unit:
            found = unit.transcripts.get("tr-1")
        assert found == stored
        codec = Codec(Transcript)
        assert codec.encode(found.transcript) == codec.encode(words)
        assert Codec(Transcript).decode(transcript_codec.written(words)) == words

    @properties
    @given(strategies.transcripts, strategies.cue_sets)
    def test_its_parts_are_those_of_the_whole(
        self, fresh: Callable[[], Store], words: Transcript, cues: Cues
    ) -> None:
        store = fresh()
        add(store, recording())
        with store.begin() as unit:
            unit.transcripts.add(StoredTranscript("tr-1", "rec-0001", "aa" * 32, words, cues, at(1)))
        with store.read() as unit:
            assert unit.transcripts.words("tr-1", "rec-0001") == words
            assert unit.transcripts.cues("tr-1", "rec-0001") == cues
            grounds = unit.transcripts.grounds("tr-1", "rec-0001")
            assert (grounds.attribution, grounds.hearing) == (words.attribution, words.hearing)

    def test_no_part_of_it_is_another_recordings(self, store: Store) -> None:
        add(store, recording())
        with store.begin() as unit:
            unit.transcripts.add(heard(1))
        with store.read() as unit:
            for load in (unit.transcripts.words, unit.transcripts.cues, unit.transcripts.grounds):
                with pytest.raises(NotFound, match="'rec-0002' has no transcript 'tr-1'"):
                    load("tr-1", "rec-0002")

    def test_the_same_engines_make_one_transcript(self, store: Store) -> None:
        add(store, recording())
        with store.begin() as unit:
            unit.transcripts.add(heard(1))
            assert unit.transcripts.add(heard(2)).id == "tr-1"
            unit.transcripts.add(heard(3, digest="bb"))
        with store.read() as unit:
            assert [each.id for each in unit.transcripts.of("rec-0001")] == ["tr-1", "tr-3"]
            assert unit.transcripts.made_by("rec-0001", "cc" * 32) is None

    def test_vectors_come_back_as_they_were_and_grow(self, store: Store) -> None:
        add(store, recording())
        one, other = (Engine("fake", "1", name, "ab" * 32) for name in ("small", "large"))
        rows = {
            bytes([n]) * 16: np.array([n, 0.1, -65504.0, 6e-8], np.float16) for n in range(3)
        }  # the largest and the smallest there is
        more = {b"m" * 16: np.zeros(4, np.float16)}
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.vectors.of_transcript("tr-1", one, rows)
            unit.vectors.of_rubric("cd" * 32, one, more)
            unit.vectors.of_rubric("ef" * 32, one, {})
        with store.begin() as unit:
            unit.vectors.of_transcript("tr-1", one, more)
        with store.read() as unit:
            found = unit.vectors.of(["tr-1"], one)
            assert {name: row.tobytes() for name, row in found.items()} == {
                name: row.tobytes() for name, row in (rows | more).items()
            }
            assert set(unit.vectors.of(["cd" * 32, "ef" * 32], one)) == set(more)
            assert unit.vectors.of(["tr-1"], other) == {}
            assert unit.vectors.of(["nobody"], one) == {}

    def test_answers_come_back_and_the_first_stays(self, store: Store) -> None:
        add(store, recording())
        yes = Verdict(True, ("您好",), "坐席问候了。")
        unsure = Verdict(None, (), "听不清。")
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.answers.keep("tr-1", {"q1": yes}, now=at(1))
            unit.answers.keep("tr-1", {"q1": unsure, "q2": unsure}, now=at(2))
            unit.answers.keep("tr-1", {}, now=at(3))
        with store.read() as unit:
            assert unit.answers.of("tr-1") == {"q1": yes, "q2": unsure}
            assert unit.answers.of("tr-2") == {}
