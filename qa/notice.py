"""What is told outside of the house, under which name and with which facts: one table.

Ids, names of teams and queues, states and figures are told; never the words of a call, reasons that people give, keys of
objects or what is known of a customer. What an event of the house is called within and without is kept apart, so that
receivers need not change where the house does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from qa import delivery_events, events, house_events, people_events, programme_events
from qa.events import Event
from qa.telling import Fact, Telling

PING = "webhook.ping"
"""Told when somebody tries a subscription; it is about nothing."""


PAGE = Fact(
    "page", "string", "address in the workbench where it is seen; only where EVERYCALL_PUBLIC_URL is set"
)
"""Told with everything, where the house has an address."""

_ON_CALL = frozenset({"call"})
_ON_SCORE = frozenset({"call", "score"})
_EVALUATION = Fact("evaluation", "string", "id of the evaluation")
_REVIEW = Fact("review", "string", "id of the review")
_CRITERION = Fact("criterion", "string", "id of the criterion")
_DISPUTE = (Fact("dispute", "string", "id of the dispute"), _EVALUATION, _CRITERION)
_DECISION = Fact("decision", "string", "`upheld`, or `overturned`: the finding fell")
_STOPPED = (
    Fact("stage", "string", "where: ingest, transcribe or score"),
    Fact("problem", "string", "code of what went wrong; GET /v1/problems lists them"),
)
_MODE = (
    Fact("rubric", "string", "id of the rubric"),
    Fact("version", "string", "its version"),
    Fact("language", "string", "of the calls"),
    Fact("queue", "string", "of the calls"),
    _CRITERION,
    Fact("machine", "number", "agreement of machine and people"),
    Fact("floor", "number", "agreement below which the machine does not answer"),
)
_SOURCE = Fact("source", "string", "name of the recording system")

TELLINGS: Mapping[type[Event], Telling] = {
    events.EvaluationPublished: Telling(
        "evaluation.published", "A call was scored.", (_EVALUATION,), _ON_SCORE, alike=("rubric", "passed")
    ),
    events.EvaluationDrifted: Telling(
        "evaluation.drifted",
        "An evaluation that was made again came out otherwise.",
        (_EVALUATION,),
        _ON_SCORE,
        alike=("rubric", "version"),
    ),
    delivery_events.FlagRaised: Telling(
        "flag.raised",
        "A call is worth a look.",
        (Fact("kinds", "string", "why, with commas between: kinds of flag"),),
        _ON_CALL,
        alike=("kinds",),
    ),
    programme_events.ReviewAssigned: Telling(
        "review.assigned",
        "A review was put on somebody's list.",
        (_REVIEW, Fact("to", "string", "id of that person")),
        _ON_CALL,
        alike=("to",),
    ),
    programme_events.ReviewReleased: Telling(
        "review.released",
        "The agent may see a review.",
        (_REVIEW, _EVALUATION),
        _ON_SCORE,
        alike=("agent",),
    ),
    programme_events.DisputeOpened: Telling(
        "dispute.opened", "An agent contests a finding.", _DISPUTE, _ON_SCORE, alike=("criterion",)
    ),
    programme_events.DisputeUpheld: Telling(
        "dispute.decided",
        "A dispute was decided.",
        (*_DISPUTE, _DECISION),
        _ON_SCORE,
        {"decision": "upheld"},
        alike=("criterion", "decision"),
    ),
    programme_events.DisputeOverturned: Telling(
        "dispute.decided",
        "A dispute was decided.",
        (*_DISPUTE, _DECISION),
        _ON_SCORE,
        {"decision": "overturned"},
        alike=("criterion", "decision"),
    ),
    programme_events.DisputeAppealed: Telling(
        "dispute.appealed", "An agent asks the QA lead.", _DISPUTE, _ON_SCORE, alike=("criterion",)
    ),
    programme_events.CriterionAssisted: Telling(
        "criterion.assisted",
        "The machine agrees too little with people on a criterion: people answer it.",
        _MODE,
        alike=("rubric", "criterion", "queue", "language"),
    ),
    programme_events.CriterionAutomated: Telling(
        "criterion.automated",
        "The machine answers a criterion by itself again.",
        _MODE,
        alike=("rubric", "criterion", "queue", "language"),
    ),
    delivery_events.CoverageGap: Telling(
        "coverage.gap",
        "Calls of a day were not inspected.",
        (
            Fact("day", "string", "on the house's calendar"),
            Fact("missing", "integer", "calls that were not inspected"),
            Fact("denominator", "integer", "calls of the day"),
        ),
        alike=("day",),
    ),
    events.RecordingFailed: Telling(
        "recording.failed", "A recording failed for good.", _STOPPED, _ON_CALL, alike=("stage", "problem")
    ),
    events.RecordingSetAside: Telling(
        "recording.set_aside",
        "A recording cannot be judged by its sound.",
        _STOPPED,
        _ON_CALL,
        alike=("stage", "problem"),
    ),
    events.DeliveryRefused: Telling(
        "delivery.refused",
        "An object in the bucket could not be taken in.",
        (_STOPPED[1],),
        alike=("problem",),
    ),
    events.PartiesCorrected: Telling(
        "parties.corrected",
        "A person said who speaks where in a call; it is scored anew.",
        (
            Fact("former", "string", "who spoke where until then, as `channel-0=agent channel-1=customer`"),
            Fact(
                "sides", "string", "who speaks where from now on; empty where the machine's word holds again"
            ),
        ),
        _ON_CALL,
        alike=("source", "sides"),
    ),
    house_events.SourcePaused: Telling(
        "source.paused", "A recording system was paused.", (_SOURCE,), alike=("source",)
    ),
    house_events.SourceResumed: Telling(
        "source.resumed", "A paused recording system goes on.", (_SOURCE,), alike=("source",)
    ),
    house_events.PurgePlanned: Telling(
        "purge.planned",
        "Calls are to be erased; a person has to approve it.",
        (
            Fact("purge", "string", "id of the purge"),
            Fact("recordings", "integer", "how many"),
        ),
    ),
    people_events.SignInPaused: Telling(
        "signin.paused",
        "Too many sign-ins failed in a row.",
        (Fact("what", "string", "`account` or `address`"), Fact("until", "string", "when one may try again")),
        alike=("what",),
    ),
    delivery_events.SubscriptionDisabled: Telling(
        "subscription.disabled",
        "A receiver was turned off.",
        (Fact("subscription", "string", "its id"), Fact("why", "string", "what went before")),
        alike=("subscription",),
    ),
}
"""By event of the house; what is not here is told to nobody."""

BY_NAME: Mapping[str, Telling] = {telling.name: telling for telling in TELLINGS.values()}
NAMES = frozenset(BY_NAME)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told.

    Attributes:
        name: public.
        at: when it happened.
        recording: that it is about; empty where it is about none.
        team: of that call; None where it has none.
        data: what is told.
        topic: alarms of one topic are the same.
    """

    name: str
    at: datetime
    recording: str
    team: str | None
    data: Mapping[str, Any]
    topic: str


def notice_of(event: Event, looked_up: Mapping[str, Any]) -> Notice | None:
    """Say how an event is told; None where it is not.

    Args:
        event: of the house.
        looked_up: facts of the call and the score, where its telling wants them.
    """
    telling = TELLINGS.get(type(event))
    if telling is None:
        return None
    known = {**looked_up, **telling.fixed}
    data = {fact.name: _plain(_fact(event, fact, known)) for fact in telling.whole}
    topic = " ".join((telling.name, *(str(data[name]) for name in telling.alike)))
    return Notice(telling.name, event.at, event.recording, known.get("team"), data, topic)


def payload(name: str, at: datetime, data: Mapping[str, Any], page: str = "") -> dict[str, Any]:
    """Write down what a webhook carries, as Standard Webhooks proposes.

    Args:
        name: of what is told.
        at: when it happened.
        data: its facts.
        page: address in the workbench where it is seen; empty where the house names none.
    """
    linked = {PAGE.name: page} if page else {}
    return {"type": name, "timestamp": at.isoformat(), "data": {**data, **linked}}


def schema_of(name: str) -> dict[str, Any]:
    """Give the JSON Schema of what is told under a name.

    Raises:
        KeyError: nothing is.
    """
    facts = () if name == PING else BY_NAME[name].whole
    properties = {
        fact.name: {
            "type": [fact.type, "null"] if fact.optional else fact.type,
            "description": fact.says,
        }
        for fact in (*facts, PAGE)
    }
    required = [fact.name for fact in facts]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "type": "object",
        "properties": {
            "type": {"const": name},
            "timestamp": {"type": "string", "format": "date-time"},
            "data": {"type": "object", "properties": properties, "required": required},
        },
        "required": ["type", "timestamp", "data"],
    }


def table_as_text() -> str:
    """Write the table in Markdown, as docs/webhooks.md shows it."""
    lines = ["| event | tells | `data` |", "|---|---|---|"]
    for telling in BY_NAME.values():
        facts = ", ".join(f"`{fact.name}`" for fact in telling.whole)
        lines.append(f"| `{telling.name}` | {telling.says} | {facts} |")
    return "\n".join(lines) + "\n"


def _fact(event: Event, fact: Fact, known: Mapping[str, Any]) -> Any:
    if fact.name == "recording":
        return event.recording
    # An event's own word goes before what was looked up: a mode's queue is not a call's.
    return getattr(event, fact.name) if hasattr(event, fact.name) else known.get(fact.name)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
