"""What the measures of all cases come to: one row per case, totals per kind, and whether the targets are met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.cases import Case
from bench.measures import (
    Tally,
    diarization_errors,
    errors,
    named_at_best,
    party_accuracy,
    party_errors,
)
from bench.result import Result

SPEED_TARGETS = {"two-channel": 5.0, "mono": 2.5}
"""Baseline's CPU-seconds for one of ours, at least."""

HEARING_TARGET = 0.99
"""Share of heard speech with words, on every channel."""

MEMORY_TARGET = 2_000_000_000
"""Bytes, for an hour-long call."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One system on one case.

    Attributes:
        cpu: CPU-seconds per stage.
        duration: seconds of audio.
        errors: CER (zh) or WER (en), words in the order of time; None where the reference has no words.
        party_errors: the same party by party; None where the reference has no parties either.
        party: words given to the right party; the baseline's voices are named as suits it best.
        der: without a collar and with ±0.25 s; mono only.
        hearing: share of heard speech with words, per channel.
        blocked: why the call was not written down.
    """

    cpu: dict[str, float]
    duration: float
    errors: Tally | None
    party_errors: Tally | None
    party: Tally | None
    der: tuple[Tally, Tally] | None
    hearing: tuple[float, ...]
    blocked: str

    @property
    def seconds(self) -> float:
        """CPU-seconds, all stages."""
        return sum(self.cpu.values())


@dataclass(frozen=True, slots=True)
class Row:
    """One case; a system that was not asked is None."""

    case: str
    kind: str
    language: str
    origin: str
    duration: float
    ours: Marks | None
    baseline: Marks | None

    @property
    def speed(self) -> float | None:
        """How many times faster we are than the baseline, in CPU-seconds."""
        if self.ours is None or self.baseline is None:
            return None
        return self.baseline.seconds / self.ours.seconds


@dataclass(frozen=True, slots=True)
class Total:
    """All cases of one kind and, unless `all`, one language, that both systems heard.

    Attributes:
        kind: `two-channel` or `mono`.
        language: `zh`, `en`, or `all`, for which error rates of characters and words are added up.
        cases: how many.
        speed: baseline's CPU-seconds for one of ours.
        ours: errors; None without any reference.
        baseline: likewise.
        stages: our CPU-seconds per second of audio, by stage.
    """

    kind: str
    language: str
    cases: int
    speed: float
    ours: Tally | None
    baseline: Tally | None
    ours_by_party: Tally | None
    baseline_by_party: Tally | None
    stages: dict[str, float]

    @property
    def fast_enough(self) -> bool:
        """Whether the speed target is met."""
        return self.speed >= SPEED_TARGETS[self.kind]

    @property
    def no_worse(self) -> bool:
        """Whether our error is no worse than the baseline's."""
        return self.ours is None or self.baseline is None or self.ours.rate <= self.baseline.rate


def mark(case: Case, result: Result, *, ours: bool) -> Marks:
    """Measure one result."""
    parties = result.heard if ours else named_at_best(case, result.heard)
    return Marks(
        cpu=result.cpu,
        duration=result.duration,
        errors=errors(case, result.heard),
        party_errors=party_errors(case, parties),
        party=party_accuracy(case, parties),
        der=diarization_errors(case, result.voices, result.duration) if case.channels == 1 else None,
        hearing=result.hearing,
        blocked=result.blocked,
    )


def row(case: Case, ours: Result | None, baseline: Result | None) -> Row:
    """Put what both systems made of a case side by side."""
    heard = ours or baseline
    return Row(
        case.name,
        "mono" if case.channels == 1 else "two-channel",
        case.language,
        case.origin,
        heard.duration if heard else 0.0,
        mark(case, ours, ours=True) if ours else None,
        mark(case, baseline, ours=False) if baseline else None,
    )


def totals(rows: Sequence[Row]) -> tuple[Total, ...]:
    """Add up by kind and language, then by kind; only cases that both systems heard."""
    both = [r for r in rows if r.ours and r.baseline]
    found = []
    for kind in SPEED_TARGETS:
        for language in ("zh", "en", "all"):
            some = [r for r in both if r.kind == kind and language in (r.language, "all")]
            if some:
                found.append(_total(kind, language, some))
    return tuple(found)


def _total(kind: str, language: str, rows: Sequence[Row]) -> Total:
    ours = [r.ours for r in rows if r.ours]
    baseline = [r.baseline for r in rows if r.baseline]
    seconds = sum(r.duration for r in rows)
    stages: dict[str, float] = {}
    for marks in ours:
        for stage, cpu in marks.cpu.items():
            stages[stage] = stages.get(stage, 0.0) + cpu / seconds
    return Total(
        kind,
        language,
        len(rows),
        sum(m.seconds for m in baseline) / sum(m.seconds for m in ours),
        _added(m.errors for m in ours),
        _added(m.errors for m in baseline),
        _added(m.party_errors for m in ours),
        _added(m.party_errors for m in baseline),
        stages,
    )


def _added(tallies: Iterable[Tally | None]) -> Tally | None:
    known = [t for t in tallies if t is not None]
    return sum(known[1:], known[0]) if known else None
