"""EveryCall in memory: decode, listen, score, with the engines a worker loads."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from asr.audio import decode
from asr.listen import Heard, listen
from asr.ports import Diarizer, Samples
from asr.transcript import Engine, SpeakerTurn
from bench.cases import HOUSE, Case, Said
from bench.clock import cpu_seconds
from bench.result import Answer, Result
from config import Settings
from qa.metadata import CallMetadata, parse
from scoring.call import Call
from scoring.form import Rubric, Status
from scoring.ports import Aids
from scoring.rubric import library
from scoring.score import score
from workers.engines import aids_of_one, listen_options, load_ears


@dataclass
class _Overheard:
    """A diarizer that remembers what it said, so that it can be compared with the baseline's."""

    diarizer: Diarizer
    turns: tuple[SpeakerTurn, ...] = ()

    @property
    def engine(self) -> Engine:
        return self.diarizer.engine

    def forget(self) -> None:
        self.turns = ()

    def diarize(self, samples: Samples, *, speakers: int = 2) -> tuple[SpeakerTurn, ...]:
        self.turns = self.diarizer.diarize(samples, speakers=speakers)
        return self.turns


class Ours:
    """The journey of a call, without the storage.

    Args:
        settings: where the weights are, and on what they run.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        ears = load_ears(self._settings)
        self._diarizer = _Overheard(ears.diarizer)
        self._ears = replace(ears, diarizer=self._diarizer)
        self._rubrics = tuple(r for r in library(HOUSE / "rubrics") if r.status is Status.ACTIVE)
        # One memory for all calls: a house keeps the vectors of a rubric's sentences, too.
        self._aids = aids_of_one(settings, self._rubrics)

    @property
    def engines(self) -> dict[str, str]:
        """What runs, by part."""
        engines = {
            "detector": self._ears.detector.engine,
            "recogniser": self._ears.recogniser.engine,
            "diarizer": self._ears.diarizer.engine,
        }
        return {part: f"{e.name} {e.version} {e.model}" for part, e in engines.items()}

    def hear(self, case: Case) -> Result:
        """Measure one recording."""
        known = _known(case)
        self._diarizer.forget()
        with tempfile.TemporaryDirectory() as scratch:
            started = cpu_seconds()
            sound = decode(case.path, scratch=Path(scratch))
            decoded = cpu_seconds()
            heard = listen(sound, self._ears, listen_options(self._settings, known))
            listened = cpu_seconds()
            answers = _score(heard, self._rubrics, known, self._aids)
            scored = cpu_seconds()
            duration = sound.duration
        steps = dict(heard.timings)
        cpu = {"decode": decoded - started, **steps, "score": scored - listened}
        cpu["between"] = max(0.0, listened - decoded - sum(steps.values()))
        voices = tuple((t.start, t.end, t.voice) for t in self._diarizer.turns)
        if heard.transcript is None:
            reasons = "; ".join(f.detail for f in heard.health.blocking)
            return Result(case.name, (), voices, duration, cpu, blocked=reasons)
        said = tuple(Said(t.start, t.end, t.party.value, t.text) for t in heard.transcript.turns)
        shares = tuple(h.share for h in heard.transcript.hearing)
        return Result(case.name, said, voices, duration, cpu, shares, answers)


def _known(case: Case) -> CallMetadata:
    """Read what the recording system said of a case; nothing where it said nothing."""
    sidecar = case.path.with_name(f"{case.path.name}.json")
    return parse(sidecar.read_bytes()) if case.origin == "samples" and sidecar.is_file() else CallMetadata()


def _score(heard: Heard, rubrics: Sequence[Rubric], known: CallMetadata, aids: Aids) -> tuple[Answer, ...]:
    if heard.transcript is None:
        return ()
    call = Call(heard.transcript, heard.cues, known.facts())
    chosen = [r for r in rubrics if r.language.value == heard.transcript.language]
    cards = [score(r, call, aids) for r in chosen]
    return tuple(Answer(c.rubric, f.criterion, f.outcome.value, f.reason) for c in cards for f in c.findings)
