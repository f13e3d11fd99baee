"""An hour-long call: sample calls laid end to end, kept as the workers would keep it. Nothing is recognised."""

import hashlib
import io
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np

from asr import peaks
from asr.audio import decode
from asr.cues.cue import Cue, CueKind, Cues
from asr.peaks import Peaks
from asr.ports import RATE_HZ, Samples
from asr.transcript import Attribution, Basis, Hearing, Party, Transcript, Turn, Word
from qa.evaluation import MACHINE, Evaluation, EvaluationState
from qa.flag import Flag, FlagKind
from qa.recording import Stage, State
from scoring.call import Call
from scoring.score import score
from scoring.source import Source
from storage.transcripts import StoredTranscript
from tests.house import ENGINE, TestHouse

NAME = "hour"
SECONDS = 3600.0
_PIECES = ("zh-telecom-angry-recovers", "zh-insurance-supervisor", "zh-fund-promise")
"""Sample calls on two channels, coded alike: their packets follow each other without being coded again."""
_SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_TENSION = {"angry": 2.4, "irritated": 1.6, "relieved": -0.8}
_SILENCE = 2.0
_SENTENCE = re.compile(r"[^。？！]+[。？！]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sample call.

    Attributes:
        path: of its sound.
        turns: as its script was spoken: party, channel, start, end, text, manner.
        channels: its sound, each of shape (samples,), int16 at `RATE_HZ`.
    """

    path: Path
    turns: Sequence[dict[str, str]]
    channels: Sequence[Samples]


def keep_hour(house: TestHouse, rubrics: Sequence[Source], **facts: object) -> str:
    """Take in the call, heard and scored by the rubrics for its language; gives its id."""
    pieces = list(_pieces())
    audio, begins = _laid(pieces)
    lines = _peaks(pieces, begins)
    turns, cues = _heard(pieces, begins)
    waiting = house.waiting(NAME, audio, **facts)
    transcript = Transcript(
        language="zh",
        duration=SECONDS,
        attribution=Attribution(
            Basis.CHANNELS, (("channel-0", Party.AGENT), ("channel-1", Party.CUSTOMER)), 1.0
        ),
        turns=turns,
        hearing=tuple(Hearing(channel, SECONDS / 2, SECONDS / 2, 1.0) for channel in (0, 1)),
        engines=(ENGINE,),
    )
    digest = hashlib.sha256(audio).hexdigest()
    recording = replace(
        waiting,
        stage=Stage.SCORE,
        state=State.DONE,
        duration=SECONDS,
        language="zh",
        audio_sha256=digest,
        transcript=f"t-{NAME}",
    )
    with house.store.begin() as unit:
        unit.recordings.save(recording, loaded=waiting)
        unit.transcripts.add(StoredTranscript(f"t-{NAME}", NAME, "d" * 64, transcript, cues, house.now()))
        unit.peaks.put(NAME, digest, lines)
        for rubric in (each.rubric() for each in rubrics):
            if rubric.language == "zh":
                card = score(rubric, Call(transcript, cues, {"direction": "inbound"}))
                unit.evaluations.add(
                    Evaluation(
                        f"e-{NAME}-{rubric.id}",
                        NAME,
                        f"t-{NAME}",
                        rubric.digest,
                        card,
                        MACHINE,
                        EvaluationState.PUBLISHED,
                        house.now(),
                    )
                )
        unit.flags.replace(NAME, [Flag(FlagKind.TENSION_PEAK, "2.4 above their usual.", 60.0, 64.0)])
    return NAME


def _pieces() -> Iterator[Piece]:
    for name in _PIECES:
        path = _SAMPLES / "calls" / f"{name}.opus"
        told = json.loads((_SAMPLES / "reference" / f"{name}.json").read_text("utf-8"))
        with TemporaryDirectory() as scratch:
            sound = decode(path, scratch=Path(scratch))
            yield Piece(path, told["turns"], [np.array(each) for each in sound.channels])


def _laid(pieces: Sequence[Piece]) -> tuple[bytes, list[float]]:
    """Lay the packets of the pieces end to end until the hour is full; gives the file, and where each begins."""
    made = io.BytesIO()
    begins: list[float] = []
    at = 0
    with av.open(made, "w", format="ogg") as out:
        stream = None
        for piece in itertools.cycle(pieces):
            with av.open(str(piece.path)) as source:
                if stream is None:
                    stream = out.add_stream_from_template(source.streams.audio[0])
                begins.append(float(at * source.streams.audio[0].time_base))
                for packet in source.demux(audio=0):
                    if packet.size == 0:
                        continue
                    if float(at * packet.time_base) >= SECONDS:
                        return _closed(out, made), begins
                    packet.stream = stream
                    packet.pts = packet.dts = at
                    at += packet.duration
                    out.mux(packet)
    raise AssertionError("the pieces never end")


def _closed(out: av.container.OutputContainer, made: io.BytesIO) -> bytes:
    out.close()
    return made.getvalue()


def _peaks(pieces: Sequence[Piece], begins: Sequence[float]) -> Peaks:
    """Measure the whole hour as the worker does."""
    whole = np.zeros((2, int(SECONDS * RATE_HZ)), np.int16)
    for piece, begin in zip(itertools.cycle(pieces), begins, strict=False):
        first = round(begin * RATE_HZ)
        room = whole[:, first : first + len(piece.channels[0])]
        for channel, samples in enumerate(piece.channels):
            room[channel] = samples[: room.shape[1]]
    return peaks.measure(list(whole))


def _heard(pieces: Sequence[Piece], begins: Sequence[float]) -> tuple[tuple[Turn, ...], Cues]:
    """Write down what is said, sentence by sentence, and what script and timing tell beside it."""
    turns: list[Turn] = []
    cues: list[Cue] = []
    for piece, begin in zip(itertools.cycle(pieces), begins, strict=False):
        for told in piece.turns:
            party, start, end = Party(told["party"]), float(told["start"]), float(told["end"])
            if begin + end > SECONDS:
                continue
            loud = _decibels(piece.channels[int(told["channel"])], start, end)
            for said in _sentences(told["text"], begin + start, begin + end):
                turn = replace(said, index=len(turns), party=party, channel=int(told["channel"]))
                turns.append(turn)
                cues.append(Cue(CueKind.LOUDNESS, loud, turn.start, turn.end, party, turn.index))
                if party is Party.CUSTOMER:
                    tension = _TENSION.get(told["manner"], 0.2)
                    why = (f"spoken as {told['manner']}",)
                    cues.append(
                        Cue(
                            CueKind.TENSION_RELATIVE,
                            tension,
                            turn.start,
                            turn.end,
                            party,
                            turn.index,
                            reasons=why,
                        )
                    )
    cues += [
        Cue(CueKind.SILENCE, after.start - before.end, before.end, after.start, after.party)
        for before, after in itertools.pairwise(turns)
        if after.start - before.end >= _SILENCE
    ]
    return tuple(turns), Cues(tuple(cues))


def _decibels(samples: Samples, start: float, end: float) -> float:
    """Measure the level of a stretch against that of its channel."""
    part = samples[int(start * RATE_HZ) : int(end * RATE_HZ)].astype(float)
    whole = samples.astype(float)
    return float(10 * np.log10((part**2).mean() / (whole**2).mean()))


def _sentences(text: str, start: float, end: float) -> Iterator[Turn]:
    """Share a turn's time out among its sentences, and a sentence's among its characters."""
    each = (end - start) / len(text)
    for found in _SENTENCE.finditer(text):
        begin = start + found.start() * each
        words = tuple(
            Word(begin + at * each, begin + (at + 1) * each, sign, 0.4 if at % 23 == 7 else 0.95)
            for at, sign in enumerate(found.group())
            if sign.isalnum()
        )
        stop = start + found.end() * each
        yield Turn(0, begin, stop, Party.UNKNOWN, 0, found.group(), "zh", 0.93, words=words)
