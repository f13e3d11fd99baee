"""Why a person should look at a call. A flag never changes a score; it only puts the call on someone's list."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from asr.cues.cue import CueKind, Cues
from asr.health.ailment import Health, HealthKind, Severity
from asr.transcript import CERTAIN, Party, Transcript, Turn
from qa.sentence import Said, read_all
from scoring.finding import Finding, Outcome, Scorecard
from scoring.fold import is_chinese


class FlagKind(StrEnum):
    """What makes a call worth a look."""

    AUTO_FAIL = "auto_fail"
    UNDER_PASS_MARK = "under_pass_mark"  # noqa: S105 no password
    UNDECIDED = "undecided"
    LOW_CONFIDENCE = "low_confidence"
    TENSION_PEAK = "tension_peak"
    SPEECH_WITHOUT_WORDS = "speech_without_words"
    UNCERTAIN_PARTIES = "uncertain_parties"
    SWAPPED_CHANNELS = "swapped_channels"
    HEALTH = "health"
    KEYWORD = "keyword"
    ASSIST = "assist"
    RANDOM = "random"


TELLING = frozenset({FlagKind.AUTO_FAIL, FlagKind.UNDER_PASS_MARK, FlagKind.UNDECIDED, FlagKind.ASSIST})
"""Those that tell what a scorecard says; who scores a call blind may not know of them."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason to look.

    Attributes:
        kind: what.
        why: a sentence or a few, as `qa.sentence` knows them; of a criterion, its id and the reason of its finding.
        start: seconds into the call where to look; None for the whole call.
        end: seconds, likewise.
        rubric: id of the rubric that raised it, if one did.
        criterion: id of the criterion, likewise.
    """

    kind: FlagKind
    why: str
    start: float | None = None
    end: float | None = None
    rubric: str | None = None
    criterion: str | None = None


@dataclass(frozen=True, slots=True)
class FlagOptions:
    """When a measure is worth a look.

    Attributes:
        confidence: mean word confidence of the call under which its words are doubted.
        tension: z; a customer's worst point at or above it is shown.
        keywords: words that the house wants to hear of, whoever says them.
    """

    confidence: float = 0.6
    tension: float = 3.0
    keywords: tuple[str, ...] = ()


DEFAULTS = FlagOptions()

_OWN_KIND = {
    HealthKind.SPEECH_WITHOUT_WORDS: FlagKind.SPEECH_WITHOUT_WORDS,
    HealthKind.SWAPPED_CHANNELS: FlagKind.SWAPPED_CHANNELS,
}


def flags_of_sound(
    health: Health, transcript: Transcript | None, cues: Cues | None, options: FlagOptions = DEFAULTS
) -> tuple[Flag, ...]:
    """Say what in the sound, the words and the cues is worth a look."""
    flags = [*_of_health(health)]
    if transcript is not None:
        flags += _of_words(transcript, options)
        flags += _of_keywords(transcript, options)
    if cues is not None:
        flags += _of_tension(cues, options)
    return tuple(flags)


def flags_of_scores(scorecards: Iterable[Scorecard]) -> tuple[Flag, ...]:
    """Say what in the scorecards is worth a look."""
    return tuple(flag for card in scorecards for flag in _of_scorecard(card))


def said_of(flags: Iterable[Flag]) -> Mapping[str, tuple[Said, ...]]:
    """Take apart why each was raised, by text; what a criterion says is left out, being in its rubric's language."""
    return read_all(flag.why for flag in flags if flag.criterion is None)


def _of_health(health: Health) -> Iterator[Flag]:
    for finding in health.findings:
        if finding.severity is Severity.NOTE:
            continue
        first = finding.spans[0] if finding.spans else None
        kind = _OWN_KIND.get(finding.kind, FlagKind.HEALTH)
        yield Flag(kind, finding.detail, first.start if first else None, first.end if first else None)


def _of_words(transcript: Transcript, options: FlagOptions) -> Iterator[Flag]:
    mean = _confidence(transcript.turns)
    if mean is not None and mean < options.confidence:
        yield Flag(
            FlagKind.LOW_CONFIDENCE,
            f"The recogniser's mean confidence in the words is {mean:.2f}, under {options.confidence:.2f}; check quotes by ear.",
        )
    attribution = transcript.attribution
    if attribution.confidence < CERTAIN:
        yield Flag(
            FlagKind.UNCERTAIN_PARTIES,
            f"Who is agent and who is customer rests on {attribution.basis} with confidence "
            f"{attribution.confidence:.2f}; criteria that depend on it are undecided.",
        )


def _of_keywords(transcript: Transcript, options: FlagOptions) -> Iterator[Flag]:
    """Flag each word where it is said first; a Latin one as a whole word, a Chinese one wherever it stands."""
    for keyword in options.keywords:
        plain = re.escape(keyword)
        sought = re.compile(
            plain if any(map(is_chinese, keyword)) else rf"(?<!\w){plain}(?!\w)", re.IGNORECASE
        )
        said = [turn for turn in transcript.turns if sought.search(turn.text)]
        if said:
            often = "." if len(said) == 1 else f", and in {len(said) - 1} more turns."
            why = f"“{keyword}” is said by {said[0].party}"
            yield Flag(FlagKind.KEYWORD, why + often, said[0].start, said[0].end)


def _confidence(turns: Sequence[Turn]) -> float | None:
    weight = sum(len(turn.text) for turn in turns)
    return sum(turn.confidence * len(turn.text) for turn in turns) / weight if weight else None


def _of_tension(cues: Cues, options: FlagOptions) -> Iterator[Flag]:
    peaks = cues.of(CueKind.TENSION_PEAK, Party.CUSTOMER)
    peak = max(peaks, key=lambda cue: cue.value, default=None)
    if peak is not None and peak.value >= options.tension:
        why = f"The customer's voice is tense ({peak.value:.1f} above the usual)"
        reasons = f": {'; '.join(peak.reasons)}." if peak.reasons else "."
        yield Flag(FlagKind.TENSION_PEAK, why + reasons, peak.start, peak.end)


def _of_scorecard(card: Scorecard) -> Iterator[Flag]:
    for finding in card.findings:
        if finding.criterion in card.auto_failed:
            yield _of_finding(FlagKind.AUTO_FAIL, card, finding)
        elif finding.proposed is not None:
            yield _of_finding(FlagKind.ASSIST, card, finding)
        elif finding.outcome is Outcome.UNDECIDED:
            yield _of_finding(FlagKind.UNDECIDED, card, finding)
    if card.passed is False and not card.auto_failed and card.score is not None:
        yield Flag(
            FlagKind.UNDER_PASS_MARK,
            f"{card.score:.0f} of 100 in {card.rubric}.",
            rubric=card.rubric,
        )


def drawn_flag(candidates: int, chance: float) -> Flag:
    """Say that a call was drawn by chance to be checked."""
    why = f"Drawn by chance from {candidates} calls, with a chance of {chance:.2%}; its review tells how often the machine errs."
    return Flag(FlagKind.RANDOM, why)


def _of_finding(kind: FlagKind, card: Scorecard, finding: Finding) -> Flag:
    first = finding.evidence[0] if finding.evidence else None
    said = f"the machine proposes {finding.proposed}: " if finding.proposed else ""
    return Flag(
        kind,
        f"{finding.criterion}: {said}{finding.reason}",
        first.start if first else None,
        first.end if first else None,
        card.rubric,
        finding.criterion,
    )
