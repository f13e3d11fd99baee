"""The form that made-up calls are judged by, in two versions, and the sentences that its criteria look for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scoring.finding import Outcome
from scoring.form import Criterion, Rubric
from scoring.points import points, shares
from scoring.source import Source
from synthetic.house import Asked, House

RUBRIC = "synthetic-service"
_HEAD = """\
# Made up by `everycall demo seed`: it is for made-up calls only, and no call of a real source is scored by it.
id: {id}
version: "{version}"
status: draft
language: en
title: Service (synthetic)
owner: nobody
pass_mark: 70
applies_to: {{source: synthetic}}
sections:
  - id: call
    title: The call
    criteria:
"""


@dataclass(frozen=True, slots=True)
class Line:
    """What a criterion of the form asks, and the sentence in which an agent does it.

    Attributes:
        asked: what is planted about it.
        title: the question.
        weight: in the form.
        says: what the agent says to meet it.
        sought: what the form looks for in it.
        topic: what the customer says where it applies; empty where it always does.
        stricter: what the second version looks for instead; empty for the same.
        auto_fail: whether a miss fails the call.
    """

    asked: Asked
    title: str
    weight: float
    says: str
    sought: str
    topic: str = ""
    stricter: str = ""
    auto_fail: bool = False


LINES = (
    Line(
        Asked("greets", 2.4, 40.0), "Greets", 2, "Good morning, you are through to service.", "good morning"
    ),
    Line(
        Asked("identifies", 1.8, 20.0),
        "Asks for the date of birth",
        3,
        "May I ask for your date of birth, please?",
        "date of birth",
    ),
    Line(
        Asked("discloses", 4.2, 60.0),
        "Says that the call is recorded",
        3,
        "This call is recorded.",
        "call is recorded",
        auto_fail=True,
    ),
    Line(
        Asked("explains", 1.4, 12.0, shift=-0.9),
        "Explains what happens next, and when",
        4,
        "I will explain what happens next: it takes two days.",
        "what happens next",
        stricter="it takes two days",
    ),
    Line(
        Asked("acknowledges", 1.0, 8.0, applies=0.6),
        "Acknowledges a complaint",
        3,
        "I understand how annoying that is.",
        "I understand",
        topic="I want to complain.",
    ),
    Line(
        Asked("closes", 1.6, 16.0),
        "Asks whether anything is left",
        2,
        "Is there anything else I can do?",
        "anything else",
    ),
)
"""Of the form, in order. `explains` breaks: the second version asks for more, and fewer calls meet it."""


def house(agents: int = 40, teams: int = 8, seed: int = 7) -> House:
    """Plant a house that this form is for."""
    return House(tuple(line.asked for line in LINES), agents=agents, teams=teams, seed=seed)


@dataclass(frozen=True)
class Form:
    """One version of the form, and what each outcome is worth in it."""

    source: Source
    rubric: Rubric = field(init=False)

    def __post_init__(self) -> None:
        """Read it."""
        object.__setattr__(self, "rubric", self.source.rubric())

    @cached_property
    def worth(self) -> Sequence[Mapping[Outcome, tuple[float | None, float | None]]]:
        """Points earned and possible, for each criterion by outcome."""
        each = shares(self.rubric)
        return tuple({o: _rounded(c, each[c.id], o) for o in Outcome} for c in self.rubric.criteria)


def forms() -> tuple[Form, Form]:
    """Give both versions."""
    return Form(_source("1.0", later=False)), Form(_source("2.0", later=True))


def _source(version: str, *, later: bool) -> Source:
    text = _HEAD.format(id=RUBRIC, version=version)
    for line in LINES:
        sought = line.stricter if later and line.stricter else line.sought
        text += f"      - id: {line.asked.id}\n        title: {line.title}\n        weight: {line.weight}\n"
        if line.auto_fail:
            text += "        auto_fail: true\n"
        if line.topic:
            text += f"        applies_if: {{phrase: [{line.topic.rstrip('.').lower()}], party: customer}}\n"
        text += f"        check: {{phrase: [{sought}], party: agent}}\n"
    return Source(text, name="en/synthetic-service.yaml")


def _rounded(criterion: Criterion, share: float, outcome: Outcome) -> tuple[float | None, float | None]:
    earned, possible = points(criterion, share, outcome)
    return (
        None if earned is None else round(earned, 6),
        None if possible is None else round(possible, 6),
    )
