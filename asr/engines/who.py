"""From what each window sounds like to who speaks when. Pure numpy."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from asr.ports import Speech
from asr.transcript import Span, SpeakerTurn

GRID_HZ = 100
"""Decisions a second."""

MARGIN = 0.05
"""Seconds by which a window speaks for its surroundings, so that no edge of a stretch of speech goes without."""


def who_speaks(
    speech: Speech, windows: Sequence[Span], scores: NDArray[np.float32]
) -> tuple[SpeakerTurn, ...]:
    """Give each stretch of speech to the voice it sounds like, and overlapped speech to two.

    Every hundredth of a second takes the mean of the windows around it, each weighing the more the nearer its
    middle.

    Args:
        speech: when someone speaks, and when two do.
        windows: sorted by start; they cover the speech.
        scores: shape (windows, voices): how much each window sounds like each voice.

    Returns:
        Turns by start, voices named in order of appearance.
    """
    voices = scores.shape[1]
    grid = _grid(speech, windows, scores)
    ranks = np.argsort(-grid, axis=1, kind="stable")
    parts: list[list[Span]] = [[] for _ in range(voices)]
    for spans, rank in ((speech.spans, 0), (speech.overlaps, 1)):
        if rank < voices:
            for span in spans:
                for voice, part in _runs(ranks[:, rank], span):
                    parts[voice].append(part)
    turns = [(part, voice) for voice, spoken in enumerate(parts) for part in _union(spoken)]
    turns.sort(key=lambda turn: (turn[0].start, turn[0].end))
    names: dict[int, str] = {}
    for _, voice in turns:
        names.setdefault(voice, f"voice-{len(names) + 1}")
    return tuple(SpeakerTurn(part.start, part.end, names[voice]) for part, voice in turns)


def _grid(speech: Speech, windows: Sequence[Span], scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average the windows' scores over time: shape (grid, voices)."""
    end = max((span.end for span in (*speech.spans, *windows)), default=0.0) + MARGIN
    total = np.zeros((round(end * GRID_HZ) + 1, scores.shape[1]), dtype=np.float32)
    weights = np.full(len(total), 1e-9, dtype=np.float32)
    for window, score in zip(windows, scores, strict=True):
        first = max(0, round((window.start - MARGIN) * GRID_HZ))
        last = max(first + 1, round((window.end + MARGIN) * GRID_HZ))
        count = min(last, len(total)) - first
        weight = np.minimum(np.arange(1, count + 1), np.arange(count, 0, -1)).astype(np.float32) / count
        total[first : first + count] += weight[:, None] * score
        weights[first : first + count] += weight
    mean: NDArray[np.float32] = total / weights[:, None]
    return mean


def _runs(voice: NDArray[np.intp], span: Span) -> list[tuple[int, Span]]:
    """Cut a span where the voice changes."""
    first = round(span.start * GRID_HZ)
    labels = voice[first : max(first + 1, round(span.end * GRID_HZ))]
    changes = np.flatnonzero(labels[1:] != labels[:-1]) + 1
    edges = [span.start, *((first + int(change)) / GRID_HZ for change in changes), span.end]
    heads = [0, *changes]
    return [
        (int(labels[h]), Span(a, b)) for h, a, b in zip(heads, edges[:-1], edges[1:], strict=True) if a < b
    ]


def _union(spans: Sequence[Span]) -> list[Span]:
    """Join spans that touch or overlap."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
