"""How quickly stored calls are scored again: `python -m bench.backtest [--calls 300] [--minutes 10]`.

Calls are laid together from the scripts of the samples, with the time of every word, and stored as a worker stores
them. Then each default rubric is backtested against a version with one more wording: every call is read from the
database, scored by both, and added up. CPU-seconds of one core; memory is the most the process ever held.
"""

import argparse
import random
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from asr.cues.cue import Cue, CueKind, Cues
from asr.transcript import Transcript, Turn, Word
from bench.clock import peak_bytes
from bench.scoring import long_call
from config.settings import Settings
from qa.metadata import CallMetadata
from qa.recording import Stage, State, receive
from scoring.clauses import clauses
from scoring.form import Rubric
from scoring.needs import needs_of
from scoring.ports import Aids
from scoring.remembered import key
from scoring.rubric import library
from storage.calls import Stretch
from storage.transcripts import StoredTranscript
from storage.uow import Store, open_store
from workers.backtest import Backtester
from workers.engines import load_embedder

_START = datetime(2026, 1, 1, tzinfo=UTC)
_AGENTS = 40


def shuffled(transcript: Transcript, seconds: float, seed: int) -> Transcript:
    """Make another call of the same lines in another order, with words and their times.

    Each line gets a number of its own, so that nothing remembered of one call's text helps with the next.
    """
    turns = [*transcript.turns]
    random.Random(seed).shuffle(turns)
    at, made = 0.0, list[Turn]()
    for pattern in turns:
        turn = replace(pattern, text=f"{pattern.text} {seed * 1000 + len(made)}")
        length = turn.end - turn.start
        made.append(replace(turn, index=len(made), start=at, end=at + length, words=_words(turn, at)))
        at += length
        if at >= seconds:
            break
    return replace(transcript, duration=at, turns=tuple(made))


def _words(turn: Turn, at: float) -> tuple[Word, ...]:
    pieces = list(turn.text) if turn.language == "zh" else turn.text.split()
    step = (turn.end - turn.start) / max(len(pieces), 1)
    return tuple(
        Word(round(at + n * step, 2), round(at + (n + 1) * step, 2), piece, 0.9)
        for n, piece in enumerate(pieces)
    )


def cues(transcript: Transcript, seed: int) -> Cues:
    """Make up cues as many as a call has."""
    chance = random.Random(seed)
    found = [
        Cue(kind, chance.gauss(0, 1), turn.start, turn.end, turn.party, turn.index)
        for turn in transcript.turns
        for kind in (CueKind.LOUDNESS, CueKind.PITCH, CueKind.SPEECH_RATE, CueKind.TENSION_RELATIVE)
    ]
    return Cues(tuple(found))


def fill(store: Store, language: str, count: int, seconds: float) -> None:
    """Store calls that went all the way; where a rubric compares meanings, with their vectors."""
    pattern = long_call(language).transcript
    for number in range(count):
        name = f"{language}-{number:06}"
        transcript = shuffled(pattern, seconds, number)
        facts = CallMetadata(agent_id=f"agent-{number % _AGENTS}", language=language)
        loaded = receive(
            recording_id=name,
            source="bench",
            key=name,
            metadata=facts,
            now=_START + timedelta(minutes=number),
        )
        heard = StoredTranscript(f"t-{name}", name, "0" * 64, transcript, cues(transcript, number), _START)
        with store.begin() as unit:
            unit.recordings.add(loaded)
            unit.transcripts.add(heard)
            done = replace(
                loaded,
                stage=Stage.SCORE,
                state=State.DONE,
                language=language,
                transcript=heard.id,
                duration=seconds,
            )
            unit.recordings.save(done, loaded=loaded)


def changed(rubric: Rubric) -> Rubric:
    """Make a version with one more wording in the list that comes first."""
    name = next(iter(rubric.phrases))
    return rubric.model_copy(
        update={"version": "next", "phrases": {**rubric.phrases, name: (*rubric.phrases[name], "as agreed")}}
    )


def embed(store: Store, rubrics: list[Rubric], aids: Aids, language: str, count: int) -> None:
    """Keep vectors of what was said, as scoring does the first time.

    They are made up: what they cost to read and to compare does not depend on what they mean.
    """
    if aids.embedder is None or not any(needs_of(rubric).lines for rubric in rubrics):
        return
    size = aids.embedder.embed(["hello there, how are you"], language).shape[1]
    chance = np.random.default_rng(0)
    with store.begin() as unit:
        for number in range(count):
            heard = unit.transcripts.get(f"t-{language}-{number:06}")
            said = [t.text[low:high] for t in heard.transcript.turns for low, high in clauses(t.text)]
            rows = {key(text, language): np.asarray(chance.normal(size=size), np.float16) for text in said}
            unit.vectors.of_transcript(heard.id, aids.embedder.engine, rows)


def measure(store: Store, rubric: Rubric, aids: Aids, count: int) -> None:
    """Backtest one rubric and print a line."""
    begun = time.process_time()
    tester = Backtester(store, rubric, changed(rubric), lambda: aids)
    ready = time.process_time()
    for _ in tester.run(Stretch(rubric.language.value)):
        pass
    spent = time.process_time() - ready
    meanings = "with meanings" if aids.embedder else "words only"
    print(
        f"{rubric.language.value}/{rubric.id} {meanings}: {tester.tally.calls} calls,"
        f" {1000 * spent / count:.1f} ms a call, {60 * count / spent:.0f} calls a minute and core"
        f" (ready after {ready - begun:.1f} s)"
    )


def main() -> None:
    """Fill a database and print a line for each rubric."""
    parser = argparse.ArgumentParser(prog="python -m bench.backtest")
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--words-only", action="store_true", help="without comparing meanings")
    asked = parser.parse_args()
    settings = Settings()
    embedder = None if asked.words_only else load_embedder(settings)
    rubrics = library(settings.rubrics_dir)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store("", Path(folder))
        store.upgrade()
        for language in ("en", "zh"):
            mine = [rubric for rubric in rubrics if rubric.language.value == language]
            fill(store, language, asked.calls, 60 * asked.minutes)
            embed(store, mine, Aids(embedder), language, asked.calls)
            for rubric in mine:
                measure(store, rubric, Aids(embedder), asked.calls)
        store.close()
    print(f"most memory {peak_bytes() / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()
