"""Turns: what was written down of each track, put in the order in which the parties said it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from asr.spans import clip, length, union
from asr.transcript import Party, Segment, Span, Turn, Word
from asr.words import chinese, guards
from asr.words.chinese import PauseOptions
from asr.words.guards import GuardOptions
from asr.words.tracks import Track

_ENDS = (".", "?", "!", "。", "？", "！", "…")


@dataclass(frozen=True, slots=True)
class TurnOptions:
    """Where a turn ends.

    Attributes:
        breath: seconds; a shorter gap never ends a turn.
        sentence: seconds of gap that end a turn after the end of a sentence.
        gap: seconds of gap that end a turn anywhere.
        longest: seconds; a longer turn ends at its next breath.
    """

    breath: float = 0.3
    sentence: float = 0.8
    gap: float = 1.5
    longest: float = 30.0


@dataclass(frozen=True, slots=True)
class Line:
    """A segment in call time and whose it is."""

    track: Track
    segment: Segment


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words of one track without a breath between them."""

    track: Track
    words: tuple[Word, ...]
    segments: tuple[Segment, ...]

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return max(w.end for w in self.words)

    def joined(self, later: "_Phrase") -> "_Phrase":
        return _Phrase(self.track, self.words + later.words, self.segments + later.segments)


def make_turns(
    lines: Iterable[Line],
    options: TurnOptions,
    guard: GuardOptions,
    pauses: PauseOptions,
) -> tuple[Turn, ...]:
    """Group what was written down into turns, ordered by start, then channel.

    A new turn begins at a long gap, at the end of a sentence with a shorter gap, and where another voice began in
    between. The parties are yet unknown.
    """
    phrases = sorted(_phrases(lines, options), key=lambda p: (p.start, p.track.key))
    tracks = {p.track.key: p.track for p in phrases}
    turns = [_turn(p, tracks.values(), guard, pauses) for p in _grouped(phrases, options)]
    turns = sorted((t for t in turns if t.text), key=lambda t: (t.start, t.channel, t.voice or ""))
    return tuple(replace(t, index=i) for i, t in enumerate(turns))


def words_of(segment: Segment) -> tuple[Word, ...]:
    """Give a segment's words; the whole of it as one word where they were not asked for."""
    if segment.words or not segment.text:
        return segment.words
    return (Word(segment.start, segment.end, segment.text, guards.probability(segment)),)


def _phrases(lines: Iterable[Line], options: TurnOptions) -> Iterator[_Phrase]:
    by_track: dict[tuple[int, str], list[Line]] = {}
    for line in lines:
        by_track.setdefault(line.track.key, []).append(line)
    for own in by_track.values():
        said = [(w, x.segment) for x in own for w in words_of(x.segment) if w.text.strip()]
        said.sort(key=lambda pair: pair[0].start)
        cuts = [i + 1 for i, (a, b) in enumerate(pairwise(said)) if b[0].start - a[0].end >= options.breath]
        for first, last in pairwise([0, *cuts, len(said)]):
            part = said[first:last]
            if part:
                segments = tuple(dict.fromkeys(segment for _, segment in part))
                yield _Phrase(own[0].track, tuple(w for w, _ in part), segments)


def _grouped(phrases: Sequence[_Phrase], options: TurnOptions) -> list[_Phrase]:
    turns: list[_Phrase] = []
    for phrase in phrases:
        last = turns[-1] if turns else None
        if last is not None and last.track.key == phrase.track.key and _goes_on(last, phrase, options):
            turns[-1] = last.joined(phrase)
        else:
            turns.append(phrase)
    return turns


def _goes_on(turn: _Phrase, phrase: _Phrase, options: TurnOptions) -> bool:
    gap = phrase.start - turn.end
    ended = turn.words[-1].text.strip().endswith(_ENDS)
    too_long = phrase.end - turn.start > options.longest
    return not too_long and gap < (options.sentence if ended else options.gap)


def _turn(phrase: _Phrase, tracks: Iterable[Track], guard: GuardOptions, pauses: PauseOptions) -> Turn:
    weight: Counter[str] = Counter()
    for segment in phrase.segments:
        weight[segment.language] += len(segment.text)
    language = max(sorted(weight), key=lambda name: weight[name])
    words = chinese.write(phrase.words, pauses) if language == "zh" else phrase.words
    text = " ".join("".join(w.text for w in words).split())
    confidence = guards.confidence_of(words)
    return Turn(
        index=0,
        start=phrase.start,
        end=phrase.end,
        party=Party.UNKNOWN,
        channel=phrase.track.channel,
        text=text,
        language=language,
        confidence=round(confidence, 4),
        overlap=_overlap(phrase, tracks),
        voice=phrase.track.voice,
        doubts=guards.doubt(text, words, phrase.segments, guard),
        words=tuple(replace(w, text=w.text.strip()) for w in words),
    )


def _overlap(phrase: _Phrase, tracks: Iterable[Track]) -> float:
    """Give the share of a turn in which another track's speech is heard too."""
    others: list[Span] = []
    for track in tracks:
        if track.key != phrase.track.key:
            others += clip(track.speech, phrase.start, phrase.end)
    lasting = phrase.end - phrase.start
    return round(min(length(union(others)) / lasting, 1.0), 4) if lasting else 0.0
