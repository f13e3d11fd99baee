"""Guards: words the recogniser may have invented are flagged on their turn, and kept for people to judge."""

import math
import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from asr.transcript import Doubt, Segment, Word

SIGN_OFFS = (
    "谢谢观看",
    "谢谢大家观看",
    "感谢观看",
    "谢谢收看",
    "感谢收看",
    "谢谢聆听",
    "感谢聆听",
    "请不吝点赞",
    "点赞订阅",
    "订阅转发打赏",
    "打赏支持明镜",
    "明镜与点点",
    "字幕由",
    "字幕志愿者",
    "字幕提供",
    "中文字幕",
    "下期再见",
    "下次再见我们下",
    "我们下期节目",
    "amara org",
    "thanks for watching",
    "thank you for watching",
    "thank you so much for watching",
    "please subscribe",
    "subscribe to my channel",
    "like and subscribe",
    "see you in the next video",
    "see you next video",
    "subtitles by",
    "captions by",
    "transcribed by",
)
"""What Whisper writes over noise: the ends of the videos that it learned from. Normalised as `plain` does."""

_FEW_CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class GuardOptions:
    """When words are doubted.

    Attributes:
        confidence: mean word probability under which a turn is doubted.
        logprob: mean log-probability of a window under which its words are doubted (Whisper's own threshold).
        no_speech: the recogniser's doubt that anyone spoke, over which, with a low log-probability, words are doubted.
        compression: zlib ratio over which a text repeats itself (Whisper's own threshold).
        repeats: how often in a row a phrase comes before it is a loop; people say "no no no", "对对对对".
        lone: probability under which a word that stands alone is doubted.
    """

    confidence: float = 0.4
    logprob: float = -1.0
    no_speech: float = 0.6
    compression: float = 2.4
    repeats: int = 6
    lone: float = 0.5


def confidence_of(words: Sequence[Word]) -> float:
    """Average the words' probabilities, each weighted by the length of its text."""
    weights = [max(len(w.text.strip()), 1) for w in words]
    total = sum(weights)
    return sum(w.confidence * n for w, n in zip(words, weights, strict=True)) / total if total else 0.0


def doubt(
    text: str, words: Sequence[Word], segments: Sequence[Segment], options: GuardOptions
) -> tuple[Doubt, ...]:
    """Say why a turn's words may be wrong.

    Args:
        text: the turn's.
        words: the turn's.
        segments: those that the words come from.
        options: thresholds.
    """
    bare = plain(text)
    confidence = confidence_of(words)
    faint = min((s.avg_logprob for s in segments), default=0.0) < options.logprob
    found = {
        Doubt.LOW_CONFIDENCE: faint or confidence < options.confidence,
        Doubt.REPETITION: loops(text, options),
        Doubt.SIGN_OFF: any(phrase in bare for phrase in SIGN_OFFS),
        Doubt.NO_SPEECH: faint and max((s.no_speech_prob for s in segments), default=0.0) > options.no_speech,
        Doubt.LONE_WORD: _lone(bare) and confidence < options.lone,
    }
    return tuple(d for d, holds in found.items() if holds)


def loops(text: str, options: GuardOptions) -> bool:
    """Say whether a text goes round in circles: a phrase over and over, or far too compressible."""
    bare = plain(text).replace(" ", "")
    raw = bare.encode()
    if raw and len(raw) / len(zlib.compress(raw)) > options.compression:
        return True
    return re.search(rf"(.{{1,24}}?)\1{{{options.repeats - 1},}}", re.sub(r"\d", "", bare)) is not None


def _lone(bare: str) -> bool:
    if re.search(r"[㐀-鿿]", bare):
        return len(bare.replace(" ", "")) <= _FEW_CHARACTERS
    return len(bare.split()) == 1


def plain(text: str) -> str:
    """Lower case, no marks, single spaces; none between Chinese characters."""
    kept = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFKC", text).lower())
    return re.sub(r"(?<=[㐀-鿿]) +(?=[㐀-鿿])", "", " ".join(kept.split()))


def probability(segment: Segment) -> float:
    """Give the confidence of a segment whose words were not asked for."""
    return round(min(math.exp(segment.avg_logprob), 1.0), 4)
