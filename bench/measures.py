"""What is measured of a result: errors, party accuracy, diarization error."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import jiwer

from bench.cases import Case, Said
from bench.normalise import tokens


@dataclass(frozen=True, slots=True)
class Tally:
    """Some of many: errors among tokens, right words among words.

    Attributes:
        count: of what is counted.
        total: of what it is counted among; insertions may push the rate over 1.
    """

    count: float
    total: float

    @property
    def rate(self) -> float:
        """The share; 0 of nothing."""
        return self.count / self.total if self.total else 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, self.total + other.total)


def errors(case: Case, heard: Sequence[Said]) -> Tally | None:
    """Count character (zh) or word (en) errors over all words in the order of time, whoever said them."""
    return _errors(case.said, heard, case.language) if case.has_words else None


def party_errors(case: Case, heard: Sequence[Said]) -> Tally | None:
    """Count errors party by party: a word given to the wrong party is wrong twice, overlap costs nothing."""
    if not (case.has_words and case.has_parties):
        return None
    total = Tally(0, 0)
    for side in sorted({s.party for s in case.said if s.party}):
        truth, guess = ([s for s in turns if s.party == side] for turns in (case.said, heard))
        total += _errors(truth, guess, case.language)
    strays = [h for h in heard if h.party not in {s.party for s in case.said}]
    return total + Tally(len(_flat(strays, case.language)[0]), 0)


def party_accuracy(case: Case, heard: Sequence[Said]) -> Tally | None:
    """Count the aligned words that were given to the right party."""
    if not (case.has_words and case.has_parties):
        return None
    pairs = _aligned_parties(case, heard)
    return Tally(sum(right == given for right, given in pairs), len(pairs))


def named_at_best(case: Case, heard: Sequence[Said]) -> list[Said]:
    """Name a baseline's voices as the parties that suit them best, which no real system is told."""
    pairs = _aligned_parties(case, heard)
    voices = sorted({h.party for h in heard if h.party})
    parties: list[str | None] = [*sorted({s.party for s in case.said if s.party})]
    parties += [None] * max(0, len(voices) - len(parties))
    namings = [dict(zip(voices, names, strict=True)) for names in permutations(parties, len(voices))]
    best = max(namings, key=lambda naming: sum(right == naming.get(given or "") for right, given in pairs))
    return [Said(h.start, h.end, best.get(h.party or ""), h.text) for h in heard]


def diarization_errors(
    case: Case, turns: Sequence[tuple[float, float, str]], duration: float
) -> tuple[Tally, Tally] | None:
    """Count seconds of diarization error without a collar and with ±0.25 s, over the whole recording.

    NIST's DER as pyannote.metrics has it (whose `collar` is the whole width): missed speech, false alarm and
    confusion over the speech of the reference, overlap counted.
    """
    if not (case.has_times and case.has_parties):
        return None
    strict, lenient = (_der(case.said, turns, duration, collar) for collar in (0.0, 0.5))
    return strict, lenient


def _der(
    said: Sequence[Said], turns: Sequence[tuple[float, float, str]], duration: float, collar: float
) -> Tally:
    from pyannote.core import Annotation, Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    truth, guess = Annotation(), Annotation()
    for i, spoken in enumerate(said):
        truth[Segment(spoken.start, spoken.end), i] = spoken.party
    for i, (start, end, voice) in enumerate(turns):
        guess[Segment(start, end), i] = voice
    parts = DiarizationErrorRate(collar=collar)(
        truth, guess, uem=Timeline([Segment(0, duration)]), detailed=True
    )
    wrong = parts["missed detection"] + parts["false alarm"] + parts["confusion"]
    return Tally(float(wrong), float(parts["total"]))


def _errors(truth: Sequence[Said], heard: Sequence[Said], language: str) -> Tally:
    words, guess = _flat(truth, language)[0], _flat(heard, language)[0]
    if not words:
        return Tally(len(guess), 0)
    out = jiwer.process_words(" ".join(words), " ".join(guess))
    return Tally(out.substitutions + out.deletions + out.insertions, len(words))


def _flat(turns: Sequence[Said], language: str) -> tuple[list[str], list[str | None]]:
    """Line up the tokens of turns by start, each with its party.

    Neighbouring words of one party are read together, so that a number in several words is one number.
    """
    words: list[str] = []
    parties: list[str | None] = []
    ordered = sorted(turns, key=lambda t: t.start)
    for at, turn in enumerate(ordered):
        if at and ordered[at - 1].party == turn.party:
            continue
        run = [turn]
        for later in ordered[at + 1 :]:
            if later.party != turn.party:
                break
            run.append(later)
        joint = "" if language == "zh" else " "
        found = tokens(joint.join(t.text or "" for t in run), language)
        words += found
        parties += [turn.party] * len(found)
    return words, parties


def _aligned_parties(case: Case, heard: Sequence[Said]) -> list[tuple[str | None, str | None]]:
    truth, right = _flat(case.said, case.language)
    said, given = _flat(heard, case.language)
    if not truth or not said:
        return []
    return [
        (right[chunk.ref_start_idx + i], given[chunk.hyp_start_idx + i])
        for chunk in jiwer.process_words(" ".join(truth), " ".join(said)).alignments[0]
        if chunk.type in ("equal", "substitute")
        for i in range(chunk.ref_end_idx - chunk.ref_start_idx)
    ]
