"""Who may do what, to which calls: one table, and nothing decides besides it.

The table is a product of role and action. What it says, its reach, is not whether a call may be seen, but which calls
are: it becomes a `Scope`, which storage puts into the query. A call outside of it is not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a person, or a program, is in the house; one may be several."""

    AGENT = "agent"
    REVIEWER = "reviewer"
    QA_LEAD = "qa_lead"
    SUPERVISOR = "supervisor"
    COMPLIANCE = "compliance"
    UPLOADER = "uploader"
    ADMINISTRATOR = "administrator"


class Reach(IntEnum):
    """Which calls an action reaches, the narrowest first. An action on no call has all of it or nothing."""

    NOTHING = 0
    OWN = 1  # the agent's own calls, once an evaluation of them is published
    TEAMS = 2  # calls of the teams a person answers for, with the teams below them
    ALL = 3


class Action(StrEnum):
    """What can be done, one for each kind of thing a route does; a route declares exactly one."""

    READ_RECORDING = "read_recording"
    READ_AUDIO = "read_audio"
    READ_TRANSCRIPT = "read_transcript"
    READ_EVALUATION = "read_evaluation"
    READ_RECEIPT = "read_receipt"
    READ_TRENDS = "read_trends"
    READ_COVERAGE = "read_coverage"
    UPLOAD = "upload"
    REPORT_CALLS = "report_calls"
    RETRY = "retry"
    REDRIVE = "redrive"
    CORRECT_PARTIES = "correct_parties"
    READ_QUEUE = "read_queue"
    REVIEW = "review"
    ASSIGN = "assign"
    ACKNOWLEDGE = "acknowledge"
    READ_DISPUTE = "read_dispute"
    DISPUTE = "dispute"
    DECIDE_DISPUTE = "decide_dispute"
    DECIDE_APPEAL = "decide_appeal"
    CALIBRATE = "calibrate"
    READ_CALIBRATION = "read_calibration"
    COACH = "coach"
    READ_COACHING = "read_coaching"
    READ_RUBRIC = "read_rubric"
    TRY_RUBRIC = "try_rubric"
    BACKTEST_RUBRIC = "backtest_rubric"
    WRITE_RUBRIC = "write_rubric"
    PUBLISH_RUBRIC = "publish_rubric"
    EXPORT_RESULTS = "export_results"
    READ_AUDIT = "read_audit"
    READ_RETENTION = "read_retention"
    TELL_DATES = "tell_dates"
    PLAN_PURGE = "plan_purge"
    APPROVE_PURGE = "approve_purge"
    HOLD = "hold"
    READ_SOURCES = "read_sources"
    PAUSE_SOURCE = "pause_source"
    READ_REFUSED = "read_refused"
    RETAKE_REFUSED = "retake_refused"
    READ_METRICS = "read_metrics"
    READ_PEOPLE = "read_people"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_KEYS = "manage_keys"
    READ_WEBHOOKS = "read_webhooks"
    MANAGE_WEBHOOKS = "manage_webhooks"
    SET_SETTINGS = "set_settings"
    READ_SELF = "read_self"


@dataclass(frozen=True, slots=True)
class Rule:
    """One action's row: what it covers in words, and how far each role reaches."""

    covers: str
    reaches: Mapping[Role, Reach]


def _rule(covers: str, *reaches: Reach) -> Rule:
    return Rule(covers, dict(zip(Role, reaches, strict=True)))


_N, _O, _T, _A = Reach

# A table is read by its columns: they are kept in line by hand.
# fmt: off
TABLE: Mapping[Action, Rule] = {
    #                                                                           agent review lead superv compl upload admin
    Action.READ_RECORDING: _rule("a call, where it stands, what is known of it",   _O, _A, _A, _T, _A, _N, _N),
    Action.READ_AUDIO: _rule("its sound",                                          _O, _A, _A, _T, _A, _N, _N),
    Action.READ_TRANSCRIPT: _rule("what was said, and the cues of the sound",      _O, _A, _A, _T, _A, _N, _N),
    Action.READ_EVALUATION: _rule("its scorecards, with their evidence",           _O, _A, _A, _T, _A, _N, _N),
    Action.READ_RECEIPT: _rule("what an evaluation was made of, with its proof",   _O, _A, _A, _T, _A, _N, _N),
    Action.READ_TRENDS: _rule("how scores went",                                   _O, _N, _A, _T, _A, _N, _N),
    Action.READ_COVERAGE: _rule("how many calls were inspected, and which not",    _N, _N, _A, _T, _A, _N, _N),
    Action.UPLOAD: _rule("put recordings in, and follow one's upload",             _N, _N, _A, _N, _N, _A, _N),
    Action.REPORT_CALLS: _rule("tell which calls happened",                        _N, _N, _A, _N, _N, _A, _N),
    Action.RETRY: _rule("send one call on its way again",                          _N, _N, _A, _N, _N, _N, _N),
    Action.REDRIVE: _rule("send failed calls on their way again, in bulk",         _N, _N, _A, _N, _N, _N, _A),
    Action.CORRECT_PARTIES: _rule("say who speaks where in a call",                _N, _A, _A, _N, _N, _N, _N),
    Action.READ_QUEUE: _rule("the reviews to be done, and their flags",            _N, _A, _A, _T, _A, _N, _N),
    Action.REVIEW: _rule("review a call that is not one's own",                    _N, _A, _A, _N, _N, _N, _N),
    Action.ASSIGN: _rule("plan reviews and hand them out",                         _N, _N, _A, _N, _N, _N, _N),
    Action.ACKNOWLEDGE: _rule("say that a result was seen",                        _O, _N, _N, _N, _N, _N, _N),
    Action.READ_DISPUTE: _rule("a dispute and its course",                         _O, _A, _A, _T, _A, _N, _N),
    Action.DISPUTE: _rule("contest a finding, and appeal",                         _O, _N, _N, _N, _N, _N, _N),
    Action.DECIDE_DISPUTE: _rule("uphold or overturn it",                          _N, _A, _A, _N, _N, _N, _N),
    Action.DECIDE_APPEAL: _rule("decide an appeal, and what follows from it",      _N, _N, _A, _N, _N, _N, _N),
    Action.CALIBRATE: _rule("score the same call blind, with others",              _N, _A, _A, _N, _N, _N, _N),
    Action.READ_CALIBRATION: _rule("agreement and error rates",                    _N, _A, _A, _N, _A, _N, _N),
    Action.COACH: _rule("plan an agent's coaching",                                _N, _N, _A, _T, _N, _N, _N),
    Action.READ_COACHING: _rule("coaching plans and what they did",                _O, _N, _A, _T, _A, _N, _N),
    Action.READ_RUBRIC: _rule("what calls are judged by",                          _A, _A, _A, _A, _A, _N, _A),
    Action.TRY_RUBRIC: _rule("try a rubric on a typed call, or at its gates",      _N, _A, _A, _N, _N, _N, _N),
    Action.BACKTEST_RUBRIC: _rule("score stored calls by another version",         _N, _N, _A, _N, _N, _N, _N),
    Action.WRITE_RUBRIC: _rule("add a rubric's version as a draft",                _N, _N, _A, _N, _N, _N, _N),
    Action.PUBLISH_RUBRIC: _rule("publish a version, or retire it",                _N, _N, _A, _N, _N, _N, _N),
    Action.EXPORT_RESULTS: _rule("take scores and evidence out in bulk",           _N, _N, _A, _T, _A, _N, _N),
    Action.READ_AUDIT: _rule("the audit trail, searched or day by day",            _N, _N, _N, _N, _A, _N, _N),
    Action.READ_RETENTION: _rule("how long calls are kept, purges, legal holds",   _N, _N, _A, _N, _A, _N, _A),
    Action.TELL_DATES: _rule("tell days that retention counts from",               _N, _N, _A, _N, _N, _N, _A),
    Action.PLAN_PURGE: _rule("plan a purge, or cancel one",                        _N, _N, _A, _N, _N, _N, _A),
    Action.APPROVE_PURGE: _rule("approve a purge that another person planned",     _N, _N, _A, _N, _N, _N, _A),
    Action.HOLD: _rule("put a legal hold, or release it",                          _N, _N, _A, _N, _N, _N, _A),
    Action.READ_SOURCES: _rule("how recording systems and workers stand",          _N, _N, _A, _N, _A, _N, _A),
    Action.PAUSE_SOURCE: _rule("pause a recording system, let it go on",           _N, _N, _N, _N, _N, _N, _A),
    Action.READ_REFUSED: _rule("objects that could not be taken in",               _N, _N, _A, _N, _A, _N, _A),
    Action.RETAKE_REFUSED: _rule("take them in again",                             _N, _N, _A, _N, _N, _N, _A),
    Action.READ_METRICS: _rule("figures of the service, its models and settings",  _N, _N, _N, _N, _A, _N, _A),
    Action.READ_PEOPLE: _rule("people, their roles, and the tree of teams",        _N, _N, _A, _N, _A, _N, _A),
    Action.MANAGE_PEOPLE: _rule("add people and teams, change and lock them",      _N, _N, _N, _N, _N, _N, _A),
    Action.MANAGE_KEYS: _rule("make keys for programs, and revoke them",           _N, _N, _N, _N, _N, _N, _A),
    Action.READ_WEBHOOKS: _rule("who is told what outside, and how that went",     _N, _N, _N, _N, _A, _N, _A),
    Action.MANAGE_WEBHOOKS: _rule("webhooks and alarms: made, tried, sent again",  _N, _N, _N, _N, _N, _N, _A),
    Action.SET_SETTINGS: _rule("change how the house works",                       _N, _N, _N, _N, _N, _N, _A),
    Action.READ_SELF: _rule("who one is; one's own password and sessions",         _A, _A, _A, _A, _A, _A, _A),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever is signed in: a person of the house, or a program with a key of its own.

    Attributes:
        id: ours, unique; what the audit trail names.
        name: as shown to people.
        roles: what they are in the house.
        teams: names of all teams they answer for, the ones below included (`below`).
        agent_id: as calls name them, where they take calls themselves.
        only: the actions that their key is good for; None for all that their roles allow.
    """

    id: str
    name: str
    roles: frozenset[Role] = frozenset()
    teams: frozenset[str] = frozenset()
    agent_id: str | None = None
    only: frozenset[Action] | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which calls somebody reaches; where `everything` is false, those of the teams, and the agent's published ones.

    Attributes:
        everything: all there are, whatever is known of them.
        teams: calls of these.
        agent: published calls of this agent.
    """

    everything: bool = False
    teams: frozenset[str] = frozenset()
    agent: str | None = None

    def holds(self, *, team: str | None, agent: str | None, published: bool) -> bool:
        """Tell whether a call lies within, from what is known of it."""
        if self.everything:
            return True
        of_team = team is not None and team in self.teams
        return of_team or (published and agent is not None and agent == self.agent)


EVERY_CALL = Scope(everything=True)
"""What the house itself reaches: its workers, its command line."""


def reach(person: Person, action: Action) -> Reach:
    """Say how far a person reaches with an action: as far as the role that lets them furthest."""
    if person.only is not None and action not in person.only:
        return Reach.NOTHING
    return max((TABLE[action].reaches[role] for role in person.roles), default=Reach.NOTHING)


def scope(person: Person, action: Action) -> Scope:
    """Say which calls a person reaches with an action: those of every role together.

    A supervisor who takes calls, too, reaches the own ones beside those of the teams.
    """
    if reach(person, action) is Reach.NOTHING:
        return Scope()
    granted = {TABLE[action].reaches[role] for role in person.roles}
    return Scope(
        everything=Reach.ALL in granted,
        teams=person.teams if Reach.TEAMS in granted else frozenset(),
        agent=person.agent_id if Reach.OWN in granted else None,
    )


def below(teams: frozenset[str], parents: Mapping[str, str | None]) -> frozenset[str]:
    """Add the teams below some teams, at any depth.

    Args:
        teams: names; one that is not in the tree stands for itself.
        parents: each team's parent, None at the top. A circle, which nobody should have made, ends where it closes.
    """
    children: dict[str, list[str]] = {}
    for team, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(team)
    found: set[str] = set()
    left = list(teams)
    while left:
        team = left.pop()
        if team not in found:
            found.add(team)
            left += children.get(team, ())
    return frozenset(found)


def table_as_text() -> str:
    """Write the table in Markdown, as docs/access.md shows it."""
    head = ("action", "covers", *(role.value for role in Role))
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for action, rule in TABLE.items():
        words = ("–" if each is Reach.NOTHING else each.name.lower() for each in rule.reaches.values())
        lines.append(f"| `{action}` | {rule.covers} | {' | '.join(words)} |")
    return "\n".join(lines) + "\n"
