"""What is measured of a result: error rate, party accuracy, diarization error."""

from collections.abc import Sequence
from itertools import permutations

import jiwer
from pyannote.core import Annotation, Segment, Timeline
from pyannote.metrics.diarization import DiarizationErrorRate

from bench.cases import Case, Said
from bench.normalise import tokens


def _flat(turns: Sequence[Said], language: str) -> tuple[list[str], list[str | None]]:
    words: list[str] = []
    parties: list[str | None] = []
    for turn in sorted(turns, key=lambda t: t.start):
        found = tokens(turn.text or "", language)
        words += found
        parties += [turn.party] * len(found)
    return words, parties


def error_rate(case: Case, heard: Sequence[Said]) -> float | None:
    """Measure CER (zh) or WER (en) over all words in the order of time, whoever said them."""
    return _errors([(case.said, heard)], case.language) if case.has_words else None


def party_error_rate(case: Case, heard: Sequence[Said]) -> float | None:
    """Measure CER or WER party by party, summed: a word given to the wrong party is an error twice."""
    if not (case.has_words and case.has_parties):
        return None
    sides = [
        ([s for s in case.said if s.party == side], [h for h in heard if h.party == side])
        for side in sorted({s.party for s in case.said if s.party})
    ]
    return _errors(sides, case.language)


def _errors(sides: Sequence[tuple[Sequence[Said], Sequence[Said]]], language: str) -> float:
    errors = total = 0
    for truth, heard in sides:
        words = _flat(truth, language)[0]
        out = jiwer.process_words(" ".join(words), " ".join(_flat(heard, language)[0]))
        errors += out.substitutions + out.deletions + out.insertions
        total += len(words)
    return errors / total


def party_accuracy(case: Case, heard: Sequence[Said]) -> float | None:
    """Measure the share of aligned words that were given to the right party."""
    if not (case.has_words and case.has_parties):
        return None
    pairs = _aligned_parties(case, heard)
    return sum(right == given for right, given in pairs) / len(pairs) if pairs else 0.0


def named_at_best(case: Case, heard: Sequence[Said]) -> list[Said]:
    """Name a baseline's voices as the parties that suit them best, which no real system is told."""
    pairs = _aligned_parties(case, heard)
    voices = sorted({h.party for h in heard if h.party})
    parties: list[str | None] = [*sorted({s.party for s in case.said if s.party})]
    parties += [None] * max(0, len(voices) - len(parties))
    namings = [dict(zip(voices, names, strict=False)) for names in permutations(parties, len(voices))]
    best = max(namings, key=lambda naming: sum(right == naming.get(given or "") for right, given in pairs))
    return [Said(h.start, h.end, best.get(h.party or ""), h.text) for h in heard]


def _aligned_parties(case: Case, heard: Sequence[Said]) -> list[tuple[str | None, str | None]]:
    truth, right = _flat(case.said, case.language)
    said, given = _flat(heard, case.language)
    if not truth:
        return []
    return [
        (right[chunk.ref_start_idx + i], given[chunk.hyp_start_idx + i])
        for chunk in jiwer.process_words(" ".join(truth), " ".join(said)).alignments[0]
        if chunk.type in ("equal", "substitute")
        for i in range(chunk.ref_end_idx - chunk.ref_start_idx)
    ]


def diarization_error(
    case: Case, turns: Sequence[tuple[float, float, str]], duration: float
) -> tuple[float, float] | None:
    """Measure DER without collar and with ±0.25 s, over the whole recording."""
    if not (case.has_times and case.has_parties):
        return None
    truth, guess = Annotation(), Annotation()
    for i, said in enumerate(case.said):
        truth[Segment(said.start, said.end), i] = said.party
    for i, (start, end, voice) in enumerate(turns):
        guess[Segment(start, end), i] = voice
    everything = Timeline([Segment(0, duration)])
    strict, lenient = (DiarizationErrorRate(collar=c)(truth, guess, uem=everything) for c in (0.0, 0.5))
    return float(strict), float(lenient)
