"""From tracks of speech to lines of text: packed windows in batches, then a second look at what stayed empty."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from asr.ports import RATE_HZ, Recogniser, Samples
from asr.spans import clip, difference, union
from asr.transcript import Segment, Span, Word
from asr.words import guards
from asr.words.guards import GuardOptions
from asr.words.hearing import HearingOptions, measure
from asr.words.language import LanguageOptions, other
from asr.words.pack import Packed, PackOptions, Piece, pack, spoken_at, unpack
from asr.words.tracks import Track
from asr.words.turns import Line, words_of

Told = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1."""

_SIMILAR = 0.6
"""Windows shorter than this share of a batch's longest are decoded apart: a batch costs what its longest does."""

_PART = 0.6
"""Share of a window that is written down at a time, where the whole went wrong."""

_INSTANT = 1e-3


@dataclass(frozen=True, slots=True)
class SecondLook:
    """How speech without words is listened to again.

    Attributes:
        context: seconds of the channel before and after the hole that the recogniser hears with it; a syllable
            by itself is a riddle.
        least: seconds; a shorter hole is not worth it.
        long: seconds; a longer hole is no hesitation but speech that was passed over: it is listened to without the
            hint at hesitations first.
        confidence: mean word probability under which what is found is a guess, and the hole stays a hole.
        most: holes of a track looked at again, the longest first; bounds the work on a channel of noise.
    """

    context: float = 3.0
    least: float = 0.3
    long: float = 1.0
    confidence: float = 0.1
    most: int = 60


@dataclass(frozen=True, slots=True)
class RecogniseOptions:
    """How speech becomes text.

    Attributes:
        batch: windows decoded together; bounds the memory.
        mixed: whether a window that is clearly in the other language is written down in that.
        pack: how windows are filled.
        second: how holes are listened to again.
        hearing: what a hole is.
        guard: what is a loop.
        language: what is clear.
    """

    batch: int = 4
    mixed: bool = True
    pack: PackOptions = field(default_factory=PackOptions)
    second: SecondLook = field(default_factory=SecondLook)
    hearing: HearingOptions = field(default_factory=HearingOptions)
    guard: GuardOptions = field(default_factory=GuardOptions)
    language: LanguageOptions = field(default_factory=LanguageOptions)


def recognise(
    tracks: Sequence[Track],
    channels: Sequence[Samples],
    recogniser: Recogniser,
    options: RecogniseOptions,
    told: Told,
) -> tuple[Line, ...]:
    """Write down every track, and look again at speech that stayed without words.

    Args:
        tracks: whose speech, with its language.
        channels: each of shape (samples,), int16 at 16 kHz.
        recogniser: writes.
        options: how.
        told: told the share done, after each batch.

    Returns:
        What was written, in call time, by start.
    """
    windows = [p for t in tracks for p in pack(t, channels[t.channel], options.pack)]
    lines: list[Line] = []
    batches = list(_batches(windows, options.batch))
    for number, batch in enumerate(batches, start=1):
        lines += _write(batch, channels, recogniser, options)
        told(0.9 * number / len(batches))
    lines += _look_again(tracks, lines, channels, recogniser, options)
    told(1.0)
    return tuple(sorted(lines, key=lambda x: (x.segment.start, x.track.key)))


def _batches(windows: Sequence[Packed], size: int) -> Iterator[list[Packed]]:
    """Put windows of one language and of like length together."""
    batch: list[Packed] = []
    for window in sorted(
        windows, key=lambda p: (p.track.language, -p.length, p.pieces[0].start, p.track.key)
    ):
        same = batch and batch[0].track.language == window.track.language
        if batch and not (same and len(batch) < size and window.length >= _SIMILAR * batch[0].length):
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _write(
    batch: Sequence[Packed], channels: Sequence[Samples], recogniser: Recogniser, options: RecogniseOptions
) -> Iterator[Line]:
    """Write down one batch; what went wrong is tried once more, in the other language or in halves."""
    windows = [p.window(channels[p.track.channel]) for p in batch]
    for packed, window, found in zip(
        batch, windows, recogniser.transcribe(windows, batch[0].track.language), strict=True
    ):
        segments = found
        if options.mixed and _strange(found, options):
            language = other(packed.track.language)
            if recogniser.identify([window])[language] >= options.language.clear:
                segments = recogniser.transcribe([window], language)[0]
        if _loops(segments, options):
            yield from _in_parts(packed, segments[0].language, channels, recogniser, options)
        else:
            yield from _lines(packed, segments)


def _in_parts(
    packed: Packed,
    language: str,
    channels: Sequence[Samples],
    recogniser: Recogniser,
    options: RecogniseOptions,
) -> Iterator[Line]:
    """Write down a window on which the recogniser went round in circles part by part: that breaks most circles."""
    samples = channels[packed.track.channel]
    within = clip(packed.track.speech, packed.pieces[0].heard.start, packed.pieces[-1].heard.end)
    shorter = replace(options.pack, longest=max(_PART * packed.length / RATE_HZ, 1.0))
    for part in pack(replace(packed.track, speech=within), samples, shorter):
        (segments,) = recogniser.transcribe([part.window(samples)], language)
        yield from _lines(replace(part, track=packed.track), segments)


def _lines(packed: Packed, segments: Iterable[Segment]) -> Iterator[Line]:
    for segment in segments:
        yield from (Line(packed.track, part) for part in unpack(segment, packed))


def _strange(segments: Sequence[Segment], options: RecogniseOptions) -> bool:
    return any(s.avg_logprob < options.language.strange for s in segments)


def _loops(segments: Sequence[Segment], options: RecogniseOptions) -> bool:
    return any(guards.loops(s.text, options.guard) for s in segments)


def _look_again(
    tracks: Sequence[Track],
    lines: Sequence[Line],
    channels: Sequence[Samples],
    recogniser: Recogniser,
    options: RecogniseOptions,
) -> list[Line]:
    """Listen to holes again, with what was said around them and by themselves; keep the words that lie in them."""
    found: list[Line] = []
    least, long = options.second.least, options.second.long
    looks = (
        (_with_context, long, False),
        (_alone, long, False),
        (_with_context, least, True),
        (_alone, least, True),
    )
    for cut, shortest, verbatim in looks:
        words: dict[tuple[int, str], list[Word]] = {t.key: [] for t in tracks}
        for line in (*lines, *found):
            words[line.track.key] += words_of(line.segment)
        clips = {
            packed: hole
            for t in tracks
            for hole in _holes(t, words[t.key], shortest, options)
            for packed in cut(hole, t, channels[t.channel], options)
        }
        for batch in _batches(tuple(clips), options.batch):
            windows = [p.window(channels[p.track.channel]) for p in batch]
            heard = recogniser.transcribe(windows, batch[0].track.language, verbatim=verbatim)
            for packed, segments in zip(batch, heard, strict=True):
                if not _loops(segments, options):
                    for line in _lines(packed, segments):
                        found += _new(line, clips[packed], words[packed.track.key], options)
    return found


def _holes(track: Track, words: Sequence[Word], least: float, options: RecogniseOptions) -> list[Span]:
    holes = measure(track.channel, track.speech, words, options.hearing).holes
    longest = sorted((h for h in holes if h.length >= least), key=lambda h: -h.length)
    return sorted(longest[: options.second.most], key=lambda h: h.start)


def _with_context(
    hole: Span, track: Track, samples: Samples, options: RecogniseOptions
) -> tuple[Packed, ...]:
    """Cut a hole out with its surroundings, where that fits a window."""
    context, duration = options.second.context, len(samples) / RATE_HZ
    around = Span(max(0.0, hole.start - context), min(duration, hole.end + context))
    if around.length > options.pack.longest:
        return ()
    return (Packed(track, (Piece(round(around.start * RATE_HZ), round(around.end * RATE_HZ), 0, around),)),)


def _alone(hole: Span, track: Track, samples: Samples, options: RecogniseOptions) -> tuple[Packed, ...]:
    """Cut a hole out as a clip of its own, packed like any speech where it is long."""
    within = replace(track, speech=clip(track.speech, hole.start, hole.end))
    wide = replace(options.pack, pad=options.hearing.reach)
    return tuple(replace(p, track=track) for p in pack(within, samples, wide))


def _new(line: Line, hole: Span, words: Sequence[Word], options: RecogniseOptions) -> Iterator[Line]:
    """Give the part of a line that lies in the hole and was not written down before."""
    segment = line.segment
    reach = options.hearing.reach
    room = difference(
        (Span(hole.start - reach, hole.end + reach),),
        union(Span(w.start, min(w.end, w.start + options.hearing.longest)) for w in words),
    )
    around = [w for w in words if segment.start - reach < _middle(w) < segment.end + reach]
    again = words_of(segment)
    fresh = set(range(len(again))) - _known(again, around)
    found = tuple(
        w for i, w in enumerate(again) if i in fresh and clip(room, spoken_at(w), spoken_at(w) + _INSTANT)
    )
    if not found or guards.confidence_of(found) < options.second.confidence:
        return
    text = "".join(w.text for w in found).strip()
    yield replace(
        line, segment=replace(segment, start=found[0].start, end=found[-1].end, text=text, words=found)
    )


def _known(again: Sequence[Word], before: Sequence[Word]) -> set[int]:
    """Find the words that were written down before, in the same order, whatever their times."""
    left, right = [guards.plain(w.text) for w in again], [guards.plain(w.text) for w in before]
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return {i for block in blocks for i in range(block.a, block.a + block.size)}


def _middle(word: Word) -> float:
    return (word.start + word.end) / 2
