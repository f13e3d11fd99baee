"""Which calls people review: by rule, by risk, and by chance, each call's chance of being drawn kept.

Everything is drawn, rules too, and every call has a chance over 0: so whatever was reviewed, an error rate over all
calls can be estimated (`qa.rating`). A plan with the same seed and calls draws the same again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np

from qa.flag import FlagKind
from qa.statistics.errors import OptionsInvalid
from qa.statistics.interval import Floats
from qa.statistics.sampling import Candidate, DrawOptions, Why, draw, fill, ranked, systematic, uniform

RISKS = {
    FlagKind.AUTO_FAIL: 4.0,
    FlagKind.UNDECIDED: 2.0,
    FlagKind.LOW_CONFIDENCE: 2.0,
    FlagKind.ASSIST: 2.0,
    FlagKind.UNDER_PASS_MARK: 1.0,
    FlagKind.UNCERTAIN_PARTIES: 1.0,
    FlagKind.SPEECH_WITHOUT_WORDS: 1.0,
    FlagKind.KEYWORD: 1.0,
    FlagKind.TENSION_PEAK: 0.5,
}
"""How likely the machine is wrong about a call with such a flag, as against one without any; by judgement, which
bends no estimate: the chances are kept."""


class Each(StrEnum):
    """For whom a rule's number or share is meant."""

    AGENT = "agent"
    TEAM = "team"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class PlanRule:
    """Calls that the house wants reviewed; a filter left empty does not narrow.

    Attributes:
        name: as reviewers read it.
        flags: with one of these flags.
        teams: of these teams.
        queues: of these queues.
        agents: of these agents.
        score_to: with a score of at most this, 0 to 100; None for any.
        each: for whom `number` or `share` is meant.
        number: of calls for each, over 0; None where a share is meant.
        share: of the calls of each, over 0 to 1; None where a number is meant.
    """

    name: str
    flags: frozenset[FlagKind] = frozenset()
    teams: frozenset[str] = frozenset()
    queues: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    score_to: float | None = None
    each: Each = Each.AGENT
    number: float | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            OptionsInvalid: neither a number nor a share is given, or both, or one out of its range.
        """
        if (self.number is None) == (self.share is None):
            raise OptionsInvalid(f"Rule {self.name!r} has to have a number or a share, one of the two.")
        if not 0 < (self.number or 1) < float("inf") or not 0 < (self.share or 1) <= 1:
            raise OptionsInvalid(f"Rule {self.name!r}: give a number over 0, or a share over 0 and up to 1.")

    def wants(self, call: "PlannedCall") -> bool:
        """Tell whether a call is meant."""
        return (
            (not self.flags or bool(self.flags & call.flags))
            and (not self.teams or call.team in self.teams)
            and (not self.queues or call.queue in self.queues)
            and (not self.agents or call.agent in self.agents)
            and (self.score_to is None or (call.score is not None and call.score <= self.score_to))
        )


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A call that may be reviewed.

    Attributes:
        evaluation: id of the machine's.
        recording: its id.
        at: when the call was.
        agent: whose it is; None where that is not known, and so on.
        team: likewise.
        queue: likewise.
        language: of the rubric.
        score: 0 to 100; None where nothing could be decided.
        flags: that are raised on it.
    """

    evaluation: str
    recording: str
    at: datetime
    agent: str | None
    team: str | None
    queue: str | None
    language: str
    score: float | None
    flags: frozenset[FlagKind] = frozenset()

    @property
    def risk(self) -> float:
        """How likely the machine is wrong about it; any unit."""
        return sum(RISKS.get(flag, 0.0) for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Picked:
    """A call to be reviewed.

    Attributes:
        call: which.
        chance: with which it was drawn, by any of the draws; over 0 to 1.
        why: which draws it came by: `random`, `risk`, or a rule's name.
    """

    call: PlannedCall
    chance: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """A plan as it was carried out; with its seed and the calls there were, the same are drawn again.

    Attributes:
        id: unique.
        rubric: id of the rubric whose evaluations are reviewed.
        since: first moment of the calls.
        before: the moment after the last. Plans for one rubric never overlap, so that a call has one chance.
        rules: what the house wanted reviewed.
        seed: of the draws.
        random: expected number of calls drawn by chance.
        by_risk: likewise by risk.
        blind: whether the machine's answers are hidden until a person's are given.
        candidates: how many calls there were.
        count: how many were drawn.
        made_by: who planned.
        made_at: when.
        drawn: how many each draw brought: `random`, `risk`, each rule by its name; a call that several drew counts for
            each. Empty for plans of before this was kept.
    """

    id: str
    rubric: str
    since: datetime
    before: datetime
    rules: tuple[PlanRule, ...]
    seed: str
    random: float
    by_risk: float
    blind: bool
    candidates: int
    count: int
    made_by: str
    made_at: datetime
    drawn: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reviews of a plan are; together they are those it drew.

    Attributes:
        waiting: on nobody's list.
        skipped: of those that wait, how many somebody would not do.
        assigned: on somebody's list.
        done: submitted, and whatever came after that.
    """

    waiting: int = 0
    skipped: int = 0
    assigned: int = 0
    done: int = 0


def plan(calls: Sequence[PlannedCall], rules: Sequence[PlanRule], options: DrawOptions) -> tuple[Picked, ...]:
    """Draw the calls to be reviewed.

    The draws are independent, so that a call's chance of any is 1 − Π (1 − chance of each). Within each rule, calls are
    shared out evenly over agents and drawn evenly over the period.

    Args:
        calls: all there are, each once.
        rules: what the house wants reviewed.
        options: the seed, and how many are drawn by chance and by risk.

    Returns:
        By time, then id.

    Raises:
        FiguresInvalid: a call is there twice.
        OptionsInvalid: two rules have one name, or the name of a draw.
    """
    _check_names(rules)
    known = {call.evaluation: call for call in calls}
    candidates = [_candidate(call, by_risk=True) for call in calls]
    drawn = draw(candidates, options)
    why: dict[str, list[str]] = {choice.call: [choice.why.value] for choice in drawn.choices}
    missed = {name: 1 - chance for name, chance in drawn.chances.items()}
    for rule in rules:
        for name, (chance, is_drawn) in _by_rule(
            [c for c in calls if rule.wants(c)], rule, options.seed
        ).items():
            missed[name] *= 1 - chance
            if is_drawn:
                why.setdefault(name, []).append(rule.name)
    picked = (Picked(known[name], min(1 - missed[name], 1.0), tuple(names)) for name, names in why.items())
    return tuple(sorted(picked, key=lambda each: (each.call.at, each.call.evaluation)))


def _by_rule(calls: Sequence[PlannedCall], rule: PlanRule, seed: str) -> dict[str, tuple[float, bool]]:
    """Give, by evaluation, the chance that a rule draws it with, and whether it did."""
    groups: dict[str, list[PlannedCall]] = {}
    for call in calls:
        groups.setdefault(_group(call, rule.each), []).append(call)
    found: dict[str, tuple[float, bool]] = {}
    for group, theirs in sorted(groups.items()):
        own = f"{seed}\n{rule.name}\n{group}"
        wanted = rule.number if rule.number is not None else (rule.share or 0.0) * len(theirs)
        rows = ranked([_candidate(call) for call in theirs], own)
        chances = _evenly([row.agent for row in rows], wanted)
        drawn = systematic(chances, uniform(own, "rule"))
        found |= {
            row.call: (float(chance), bool(hit))
            for row, chance, hit in zip(rows, chances, drawn, strict=True)
        }
    return found


def _evenly(agents: Sequence[str], wanted: float) -> Floats:
    """Share a number out over agents, and each one's over their calls; gives the chance of each call."""
    size = Counter(agents)
    names = sorted(size)
    rooms = np.array([size[name] for name in names], dtype=float)
    shares = dict(zip(names, fill(np.ones(len(names)), rooms, wanted) / rooms, strict=True))
    return np.array([shares[agent] for agent in agents], dtype=float)


def _group(call: PlannedCall, each: Each) -> str:
    return {Each.AGENT: call.agent, Each.TEAM: call.team, Each.HOUSE: ""}[each] or ""


def _candidate(call: PlannedCall, *, by_risk: bool = False) -> Candidate:
    return Candidate(call.evaluation, call.agent or "", call.at.timestamp(), call.risk if by_risk else 0.0)


def _check_names(rules: Sequence[PlanRule]) -> None:
    names = [rule.name for rule in rules]
    twice = {name for name in names if names.count(name) > 1} | {name for name in names if name in {*Why}}
    if twice:
        raise OptionsInvalid(
            f"Rules are called {', '.join(sorted(twice))}, which does not tell them apart; name each otherwise."
        )
