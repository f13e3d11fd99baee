"""From the probability of each set of voices to speech and overlapped speech. Pure numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.ports import Speech
from asr.transcript import Span

ALONE = 0.8
"""Seconds for which a voice speaks alone in a window to count as one of its voices."""


@dataclass(frozen=True, slots=True)
class SegmentationOptions:
    """How speech is read off the network.

    Attributes:
        overlap: seconds by which neighbouring windows overlap; the network is least sure at a window's edges.
            One second costs a tenth of the speed.
        onset: speech starts where its probability reaches this.
        offset: and lasts until it falls under this.
        min_speech: seconds; shorter bursts are clicks.
        min_silence: seconds; shorter gaps are breath within a sentence.
        overlap_onset: two voices at once start where their probability reaches this.
        overlap_offset: and last until it falls under this.
        min_overlap: seconds; shorter overlaps are two turns that touch.
        batch: windows given to the network at a time; bounds the memory.
        threads: CPU threads of torch, for the whole process; one is as efficient as two.
    """

    overlap: float = 1.0
    onset: float = 0.5
    offset: float = 0.35
    min_speech: float = 0.1
    min_silence: float = 0.15
    overlap_onset: float = 0.6
    overlap_offset: float = 0.5
    min_overlap: float = 0.1
    batch: int = 8
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Activations:
    """What the network says about one channel, frame by frame.

    Attributes:
        windows: shape (windows, frames, classes), float16: probability of each set of voices in each window.
            Voice numbers mean the same person only inside one window.
        sets: shape (classes, voices), 0 or 1: which voices each class stands for.
        hop: frames from the start of one window to the start of the next; window w, frame f is call frame
            w · hop + f.
        step: seconds from one frame to the next.
        origin: seconds; where frame 0 begins.
        duration: seconds of the channel.
    """

    windows: NDArray[np.float16]
    sets: NDArray[np.float32]
    hop: int
    step: float
    origin: float
    duration: float

    @property
    def speech(self) -> NDArray[np.float32]:
        """Probability that anyone speaks, shape (call frames,)."""
        return self._join(self.sets.sum(axis=1) >= 1)

    @property
    def overlap(self) -> NDArray[np.float32]:
        """Probability that two voices speak at once, shape (call frames,)."""
        return self._join(self.sets.sum(axis=1) >= 2)  # noqa: PLR2004 - two voices at once is what overlap means

    def _join(self, classes: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Average the windows over call frames, weighing a window's middle more than its edges."""
        count, frames, _ = self.windows.shape
        weight = np.minimum(np.arange(1, frames + 1), np.arange(frames, 0, -1)).astype(np.float32)
        total = np.zeros((count - 1) * self.hop + frames, dtype=np.float32)
        weights = np.zeros_like(total)
        for index, window in enumerate(self.windows):
            at = slice(index * self.hop, index * self.hop + frames)
            total[at] += weight * window[:, classes].sum(axis=1, dtype=np.float32)
            weights[at] += weight
        return (total / weights).astype(np.float32)

    @property
    def side_by_side(self) -> float:
        """Share of the windows with speech in which two voices each speak alone for `ALONE` seconds or more."""
        alone = self.windows[:, :, self.sets.sum(axis=1) == 1] > np.float16(0.5)
        seconds = np.sort(alone.sum(axis=1) * self.step, axis=1)
        spoken = seconds.sum(axis=1) >= 2 * ALONE
        return float((seconds[spoken, -2] >= ALONE).mean()) if spoken.any() else 0.0

    def purity(self, span: Span) -> float:
        """Share of the speech in a span that the network gives to one voice alone.

        The span is looked at in the one window whose middle is nearest, since only inside a window a voice number
        means one person. Where nobody speaks, 0.
        """
        middle = ((span.start + span.end) / 2 - self.origin) / self.step
        frames = self.windows.shape[1]
        index = min(max(0, round((middle - frames / 2) / self.hop)), len(self.windows) - 1)
        first, last = (
            round((t - self.origin) / self.step) - index * self.hop for t in (span.start, span.end)
        )
        part = self.windows[index, max(0, first) : max(0, last)].sum(axis=0, dtype=np.float32)
        voices = self.sets.sum(axis=1)
        spoken = float(part[voices >= 1].sum())
        return float(part[voices == 1].max()) / spoken if spoken > 0 else 0.0

    def spans(self, probability: NDArray[np.float32], onset: float, offset: float) -> list[Span]:
        """Cut a probability per call frame into spans with hysteresis, inside the channel's duration."""
        spans = []
        for first, last in hysteresis(probability, onset, offset):
            start = max(0.0, self.origin + first * self.step)
            end = min(self.duration, self.origin + last * self.step)
            if start < end:
                spans.append(Span(start, end))
        return spans


def read_speech(activations: Activations, options: SegmentationOptions) -> Speech:
    """Read speech and overlaps off what the network says."""
    heard = activations.spans(activations.speech, options.onset, options.offset)
    spans = _tidy(heard, options.min_silence, options.min_speech)
    both = activations.spans(activations.overlap, options.overlap_onset, options.overlap_offset)
    overlaps = [part for span in _tidy(both, 0.0, options.min_overlap) for part in _clip(span, spans)]
    return Speech(tuple(spans), tuple(overlaps))


def hysteresis(probability: NDArray[np.float32], onset: float, offset: float) -> list[tuple[int, int]]:
    """Find the runs that start where `probability` reaches `onset` and last until it falls under `offset`.

    Args:
        probability: shape (frames,), 0 to 1.
        onset: at least `offset`.
        offset: at most `onset`.

    Returns:
        First frame and the frame after the last, of each run.
    """
    held = np.concatenate(([False], probability >= min(onset, offset), [False]))
    edges = np.flatnonzero(held[1:] != held[:-1])
    loud = np.flatnonzero(probability >= onset)
    runs = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        at = np.searchsorted(loud, first)
        if at < len(loud) and loud[at] < last:
            runs.append((int(loud[at]), int(last)))
    return runs


def _tidy(spans: Sequence[Span], gap: float, shortest: float) -> list[Span]:
    """Close gaps shorter than `gap`, then drop spans shorter than `shortest`."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end < gap:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return [span for span in joined if span.length >= shortest]


def _clip(span: Span, within: Sequence[Span]) -> list[Span]:
    """Cut a span to the parts that lie inside some sorted, disjoint spans."""
    parts = (Span(max(span.start, w.start), min(span.end, w.end)) for w in within)
    return [part for part in parts if part.start < part.end]
