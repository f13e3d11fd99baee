"""What a new version of a rubric would have changed: stored calls scored by the old and the new one.

Calls are added one by one and forgotten; what is kept grows with criteria and agents, not with calls.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.finding import Finding, Outcome, Scorecard
from scoring.form import Rubric

MOST_FLIPS = 100
"""Enough to see why a criterion flips; a report stays readable."""

_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How often each outcome was found."""

    met: int
    not_met: int
    not_applicable: int
    undecided: int

    @property
    def rate(self) -> float | None:
        """The share met of what could be decided, 0 to 1; None where nothing could."""
        decided = self.met + self.not_met
        return self.met / decided if decided else None


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """One criterion before and after.

    Attributes:
        criterion: its id.
        before: by the old version; None where it has no such criterion.
        after: by the new version, likewise.
        flipped: calls with another outcome.
    """

    criterion: str
    before: Outcomes | None
    after: Outcomes | None
    flipped: int


@dataclass(frozen=True, slots=True)
class AgentChange:
    """One agent before and after.

    Attributes:
        agent: the agent's id.
        calls: how many of the agent's calls have a score by both versions.
        before: mean score by the old version.
        after: mean score by the new one.
        crosses: `up` or `down` where the mean crosses the pass mark, else None.
    """

    agent: str
    calls: int
    before: float
    after: float
    crosses: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """What one version says of a flipped criterion.

    Attributes:
        outcome: of the criterion.
        reason: in the rubric's language.
        quotes: verbatim, the first few.
    """

    outcome: Outcome
    reason: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """A call in which a criterion comes out otherwise; `recording` and `agent` are ids."""

    recording: str
    agent: str | None
    criterion: str
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class Backtest:
    """What would have changed.

    Attributes:
        old: digest of the old version.
        new: digest of the new one.
        calls: scored by both.
        passed_before: calls that passed by the old version.
        passed_after: by the new one.
        score_before: mean score by the old version; None without any.
        score_after: by the new one.
        criteria: in the order of the new form, then those it has no more.
        agents: those whose mean crosses the pass mark, then those whose mean moves most.
        flips: calls that come out otherwise, at most `MOST_FLIPS` of each criterion.
    """

    old: str
    new: str
    calls: int
    passed_before: int
    passed_after: int
    score_before: float | None
    score_after: float | None
    criteria: tuple[CriterionChange, ...]
    agents: tuple[AgentChange, ...]
    flips: tuple[Flip, ...]


class _Mean:
    """Sums of two scores."""

    __slots__ = ("after", "before", "count")

    def __init__(self) -> None:
        self.count, self.before, self.after = 0, 0.0, 0.0

    def add(self, before: float, after: float) -> None:
        self.count, self.before, self.after = self.count + 1, self.before + before, self.after + after


class Tally:
    """Adds up calls.

    Args:
        old: the version that is in use.
        new: the version that may take its place.
        most_flips: flipped calls kept with their quotes, of each criterion; the rest is counted.
    """

    def __init__(self, old: Rubric, new: Rubric, *, most_flips: int = MOST_FLIPS) -> None:
        self._most_flips = most_flips
        self._old, self._new = old, new
        self._before: dict[str, Counter[Outcome]] = {c.id: Counter() for c in old.criteria}
        self._after: dict[str, Counter[Outcome]] = {c.id: Counter() for c in new.criteria}
        self._flipped: Counter[str] = Counter()
        self._flips: list[Flip] = []
        self._agents: dict[str, _Mean] = {}
        self._all = _Mean()
        self._passed = [0, 0]
        self.calls = 0

    def add(self, recording: str, agent: str | None, before: Scorecard, after: Scorecard) -> None:
        """Add a call, scored by both versions."""
        self.calls += 1
        self._passed[0] += before.passed is True
        self._passed[1] += after.passed is True
        if before.score is not None and after.score is not None:
            self._all.add(before.score, after.score)
            if agent is not None:
                self._agents.setdefault(agent, _Mean()).add(before.score, after.score)
        found = {finding.criterion: finding for finding in before.findings}
        for finding in before.findings:
            self._before[finding.criterion][finding.outcome] += 1
        for finding in after.findings:
            self._after[finding.criterion][finding.outcome] += 1
            former = found.get(finding.criterion)
            if former is not None and former.outcome is not finding.outcome:
                self._flip(recording, agent, former, finding)

    def report(self) -> Backtest:
        """Sum up what was added so far."""
        return Backtest(
            old=self._old.digest,
            new=self._new.digest,
            calls=self.calls,
            passed_before=self._passed[0],
            passed_after=self._passed[1],
            score_before=_mean(self._all.before, self._all.count),
            score_after=_mean(self._all.after, self._all.count),
            criteria=tuple(self._criteria()),
            agents=tuple(sorted(self._each_agent(), key=_by_weight)),
            flips=tuple(self._flips),
        )

    def _flip(self, recording: str, agent: str | None, before: Finding, after: Finding) -> None:
        self._flipped[after.criterion] += 1
        if self._flipped[after.criterion] <= self._most_flips:
            self._flips.append(Flip(recording, agent, after.criterion, _side(before), _side(after)))

    def _criteria(self) -> Iterator[CriterionChange]:
        for name in dict.fromkeys((*self._after, *self._before)):
            yield CriterionChange(
                name, _outcomes(self._before, name), _outcomes(self._after, name), self._flipped[name]
            )

    def _each_agent(self) -> Iterator[AgentChange]:
        for agent, mean in self._agents.items():
            before, after = mean.before / mean.count, mean.after / mean.count
            was, is_ = before >= self._old.pass_mark, after >= self._new.pass_mark
            crosses = None if was is is_ else "up" if is_ else "down"
            yield AgentChange(agent, mean.count, round(before, 2), round(after, 2), crosses)


def _outcomes(counted: Mapping[str, Counter[Outcome]], name: str) -> Outcomes | None:
    if name not in counted:
        return None
    return Outcomes(*(counted[name][outcome] for outcome in _ORDER))


_ORDER = (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE, Outcome.UNDECIDED)


def _side(finding: Finding) -> Side:
    quotes = tuple(e.quote for e in finding.evidence if e.quote)[:_QUOTES]
    return Side(finding.outcome, finding.reason, quotes)


def _mean(total: float, count: int) -> float | None:
    return round(total / count, 2) if count else None


def _by_weight(change: AgentChange) -> tuple[bool, float, str]:
    return (change.crosses is None, -abs(change.after - change.before), change.agent)
