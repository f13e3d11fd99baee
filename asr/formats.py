"""Write a transcript the ways people read it: SubRip, WebVTT and plain text.

SubRip has no standard; players agree on the layout written here. WebVTT is https://www.w3.org/TR/webvtt1/.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from asr.transcript import Party, Transcript, Turn, Word

CAPTION_SECONDS = 7.0
"""A caption stays no longer where the words' times let it be split: the usual limit of subtitling guides."""

CAPTION_COLUMNS = 84
"""Columns in a caption: two lines of 42. A Chinese character takes two."""

_SENTENCE_COLUMNS = 28
"""From here on a caption ends with its sentence; shorter sentences share one."""

_NAMES = {
    "en": {Party.AGENT: "Agent", Party.CUSTOMER: "Customer", Party.IVR: "IVR", Party.UNKNOWN: "Unknown"},
    "zh": {Party.AGENT: "坐席", Party.CUSTOMER: "客户", Party.IVR: "语音导航", Party.UNKNOWN: "未知"},
}
_UNCERTAIN = {"en": "[uncertain]", "zh": "[存疑]"}
_SENTENCE_ENDS = (".", "?", "!", "。", "?", "!", "…")
_WIDE_FROM = 0x2E80  # the CJK blocks begin here; what lies above takes two columns
_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands on the screen at one time.

    Attributes:
        start: seconds.
        end: seconds, after `start`.
        party: who speaks.
        text: one line.
        doubted: whether the turn it comes from carries a doubt.
    """

    start: float
    end: float
    party: Party
    text: str
    doubted: bool


def srt(transcript: Transcript) -> str:
    """Write SubRip: numbered captions, the party's name before the words."""
    return "\n".join(
        f"{number}\n{clock(c.start, ',')} --> {clock(c.end, ',')}\n{_spoken(transcript, c).replace('-->', '->')}\n"
        for number, c in enumerate(captions(transcript), start=1)
    )


def vtt(transcript: Transcript) -> str:
    """Write WebVTT: the party as the caption's voice, `<v Agent>`, and the text escaped."""
    return "WEBVTT\n" + "".join(
        f"\n{clock(c.start, '.')} --> {clock(c.end, '.')}\n"
        f"<v {_name(transcript, c.party)}>{_escaped(_marked(transcript, c))}</v>\n"
        for c in captions(transcript)
    )


def text(transcript: Transcript) -> str:
    """Write one line a turn: when, who, what."""
    whole = (_whole(turn) for turn in transcript.turns)
    return "".join(f"[{clock(c.start, '.')}] {_spoken(transcript, c)}\n" for c in whole)


def captions(transcript: Transcript) -> Iterator[Caption]:
    """Cut the turns that have words into captions, by start.

    A long turn is cut at sentence ends, or where it would stay too long or grow too wide. One whose words
    have no times, or do not spell its text, stays whole: no time is invented.
    """
    cut = (c for turn in transcript.turns if turn.text.strip() for c in _cut(turn))
    return iter(sorted(cut, key=lambda c: c.start))


def clock(seconds: float, point: str) -> str:
    """Write seconds as `HH:MM:SS` with milliseconds after `point`; hours may pass 99."""
    millis = max(0, round(seconds * 1000))
    minutes, millis = divmod(millis, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{millis // 1000:02}{point}{millis % 1000:03}"


def _cut(turn: Turn) -> Iterator[Caption]:
    pieces = _spelled(turn)
    if not pieces:
        yield _whole(turn)
        return
    held: list[tuple[Word, str]] = []
    for word, piece in pieces:
        if held and _is_full(held, word, piece):
            yield _caption(turn, held)
            held = []
        held.append((word, piece))
    yield _caption(turn, held)


def _is_full(held: list[tuple[Word, str]], word: Word, piece: str) -> bool:
    line = _joined(held)
    if line.rstrip().endswith(_SENTENCE_ENDS) and _columns(line) >= _SENTENCE_COLUMNS:
        return True
    return word.end - held[0][0].start > CAPTION_SECONDS or _columns(line + piece.rstrip()) > CAPTION_COLUMNS


def _spelled(turn: Turn) -> list[tuple[Word, str]]:
    """Find each word's stretch of the turn's text; empty where the words do not spell it out."""
    found: list[tuple[Word, str]] = []
    at = 0
    for word in turn.words:
        start = at
        for letter in "".join(word.text.split()):
            while at < len(turn.text) and turn.text[at].isspace():
                at += 1
            if not turn.text.startswith(letter, at):
                return []
            at += 1
        found.append((word, turn.text[start:at]))
    return [] if turn.text[at:].strip() else found


def _whole(turn: Turn) -> Caption:
    return Caption(
        turn.start, _after(turn.start, turn.end), turn.party, _one_line(turn.text), bool(turn.doubts)
    )


def _caption(turn: Turn, held: list[tuple[Word, str]]) -> Caption:
    start, end = held[0][0].start, held[-1][0].end
    return Caption(start, _after(start, end), turn.party, _one_line(_joined(held)), bool(turn.doubts))


def _after(start: float, end: float) -> float:
    """Keep a caption on the screen for at least a millisecond: WebVTT drops one that ends when it starts."""
    return max(end, start + 0.001)


def _joined(held: Iterable[tuple[Word, str]]) -> str:
    return "".join(piece for _, piece in held)


def _columns(line: str) -> int:
    return sum(2 if ord(letter) >= _WIDE_FROM else 1 for letter in line)


def _one_line(words: str) -> str:
    """Join lines: an empty line would end the caption."""
    return _BREAKS.sub(" ", words).strip()


def _name(transcript: Transcript, party: Party) -> str:
    return _NAMES.get(transcript.language, _NAMES["en"])[party]


def _marked(transcript: Transcript, caption: Caption) -> str:
    mark = _UNCERTAIN.get(transcript.language, _UNCERTAIN["en"])
    return f"{caption.text} {mark}" if caption.doubted else caption.text


def _spoken(transcript: Transcript, caption: Caption) -> str:
    return f"{_name(transcript, caption.party)}: {_marked(transcript, caption)}"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
