"""Ears for tests: sound in which every word can be read off the samples, and models that read it.

A word is less than half a second of one sample value, its number in `WORDS` times a hundred; silence is zero. What a fake
recogniser loses, doubles or misplaces is therefore what the stage under test lost, doubled or misplaced.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from asr.audio import Sound, SoundFormat
from asr.listen import Ears
from asr.ports import RATE_HZ, Samples, Speech, Window
from asr.transcript import Engine, Segment, Span, SpeakerTurn, Word

WORDS = tuple(
    a + b
    for a in ("al", "bra", "char", "del", "ech", "fox", "gol", "hot", "in", "jul")
    for b in ("pha", "vo", "lie", "ta")
)
LENGTH = 0.42
ENGINE = Engine("fake", "1", "fake", "0" * 64)


def spoken(duration: float, *said: tuple[float, str]) -> Samples:
    """Speak words at their starts, in seconds."""
    samples = np.zeros(round(duration * RATE_HZ), np.int16)
    for start, text in said:
        at = round(start * RATE_HZ)
        samples[at : at + round(LENGTH * RATE_HZ)] = 100 * (WORDS.index(text) + 1)
    return samples


def sentence(start: float, count: int, step: float = 0.55) -> tuple[tuple[float, str], ...]:
    """Say so many words in a row."""
    return tuple((round(start + i * step, 3), WORDS[i % len(WORDS)]) for i in range(count))


def sound(*channels: Samples) -> Sound:
    """Take channels for a decoded recording."""
    return Sound(channels, SoundFormat("wav", "pcm_s16le", RATE_HZ, len(channels)))


def runs(values: Sequence[int]) -> list[tuple[int, int, int]]:
    """Find runs of one value that is not zero: first, last + 1, value."""
    array = np.asarray(values)
    edges = [0, *(np.flatnonzero(np.diff(array)) + 1), len(array)]
    return [(int(a), int(b), int(array[a])) for a, b in pairwise(edges) if b > a and array[a]]


class Detector:
    """Hears speech where samples are not zero."""

    engine = ENGINE

    def detect(self, samples: Samples) -> Speech:
        """Find the runs, joined over breaths."""
        spans: list[Span] = []
        for first, last, _ in runs(samples):
            start, end = first / RATE_HZ, last / RATE_HZ
            if spans and start - spans[-1].end < 0.15:
                spans[-1] = Span(spans[-1].start, end)
            else:
                spans.append(Span(start, end))
        return Speech(tuple(spans))


@dataclass
class Recogniser:
    """Reads words off the samples.

    Attributes:
        misses: words that it leaves out unless it is asked to write verbatim.
        deaf_to: words that it never hears.
        chinese: numbers of the words that are Chinese; `identify` counts them.
        foreign: whether the voices speak another language.
        invents: gives segments instead of reading, by the window's number of calls so far.
        asked: (language, verbatim, seconds) of every window it was given.
    """

    misses: frozenset[str] = frozenset()
    deaf_to: frozenset[str] = frozenset()
    chinese: frozenset[str] = frozenset()
    foreign: bool = False
    invents: Callable[[int, str], Segment | None] = lambda _number, _language: None
    asked: list[tuple[str, bool, float]] = field(default_factory=list)
    engine = ENGINE

    def identify(self, windows: Sequence[Window]) -> dict[str, float]:
        """Weigh by the words heard."""
        texts = [t for w in windows for _, _, t in self._read(w)]
        zh = sum(t in self.chinese for t in texts) / len(texts) if texts else 0.5
        known = 0.02 if self.foreign else 1.0
        return {"en": known * (1 - zh), "zh": known * zh}

    def transcribe(
        self, windows: Sequence[Window], language: str, *, verbatim: bool = False
    ) -> tuple[tuple[Segment, ...], ...]:
        """Write down every window by itself; words of the other language come out badly."""
        return tuple(self._segments(w, language, verbatim) for w in windows)

    def _segments(self, window: Window, language: str, verbatim: bool) -> tuple[Segment, ...]:
        self.asked.append((language, verbatim, round(len(window) / RATE_HZ, 2)))
        if invented := self.invents(len(self.asked), language):
            return (invented,)
        left_out = self.deaf_to | (frozenset() if verbatim else self.misses)
        read = [(a, b, t) for a, b, t in self._read(window) if t not in left_out]
        if not read:
            return ()
        strange = any((t in self.chinese) != (language == "zh") for _, _, t in read)
        words = tuple(Word(a, b, f" {t}", 0.3 if strange else 0.9) for a, b, t in read)
        text = " ".join(t for _, _, t in read)
        return (
            Segment(
                words[0].start, words[-1].end, text, language, -0.9 if strange else -0.2, 0.1, 1.0, words
            ),
        )

    def _read(self, window: Window) -> list[tuple[float, float, str]]:
        numbers = np.rint(np.asarray(window) * 32768 / 100).astype(int)
        return [(a / RATE_HZ, b / RATE_HZ, WORDS[v - 1]) for a, b, v in runs(numbers.tolist())]


@dataclass
class Diarizer:
    """Says what it was told to."""

    turns: tuple[SpeakerTurn, ...] = ()
    asked: int = 0
    engine = ENGINE

    def diarize(self, samples: Samples, *, speakers: int = 2) -> tuple[SpeakerTurn, ...]:
        """Give the turns."""
        self.asked += 1
        return self.turns


def ears(recogniser: Recogniser | None = None, diarizer: Diarizer | None = None) -> Ears:
    """Put fakes together."""
    return Ears(Detector(), recogniser or Recogniser(), diarizer or Diarizer())
