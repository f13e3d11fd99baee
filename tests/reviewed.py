"""A house in which calls were judged by the form of `tests.programme`, and people with roles in it."""

from dataclasses import replace
from datetime import UTC

from fastapi import Request
from fastapi.testclient import TestClient

from asr.cues.cue import Cues
from qa.access import Person, Role
from scoring.finding import Outcome
from storage.transcripts import StoredTranscript
from tests.house import AS, TestHouse
from tests.programme import SOURCE, machine, transcript

PEOPLE = {
    "lin": Person("lin", "Lin", frozenset({Role.REVIEWER})),
    "max": Person("max", "Max", frozenset({Role.REVIEWER}), agent_id="a2"),
    "eva": Person("eva", "Eva", frozenset({Role.REVIEWER})),
    "bob": Person("bob", "Bob", frozenset({Role.QA_LEAD})),
    "ann": Person("ann", "Ann", frozenset({Role.AGENT}), agent_id="a1"),
    "amy": Person("amy", "Amy", frozenset({Role.AGENT}), agent_id="a2"),
    "cy": Person("cy", "Cy", frozenset({Role.COMPLIANCE})),
}


def by_name(request: Request) -> Person:
    return PEOPLE[request.headers.get(AS, "bob")]


def as_(name: str) -> dict[str, dict[str, str]]:
    """Send a request as somebody."""
    return {"headers": {AS: name}}


def staffed(house: TestHouse, **settings: float) -> TestClient:
    house.shelve(SOURCE)
    return house.client(authenticate=by_name, settings=house.settings.model_copy(update=settings))


def judged(house: TestHouse, name: str = "r", agent: str = "a1", **facts: str) -> str:
    """Take in a call that the machine judged; gives the id of its evaluation."""
    house.waiting(name, agent_id=agent, team="Loans", **facts)
    with house.store.begin() as unit:
        loaded = unit.recordings.get(name)
        unit.recordings.save(replace(loaded, transcript=f"t-{name}", language="en"), loaded=loaded)
        unit.transcripts.add(
            StoredTranscript(f"t-{name}", name, "d" * 64, transcript(), Cues(()), house.now())
        )
        made = machine(f"e-{name}", name, created_at=house.now())
        unit.evaluations.add(made)
        unit.scores.count(name, UTC)
    return made.id


FORM = {"greets": "met", "thanks": "not_met", "discloses": "not_met"}
"""What the machine says."""


def form(**changed: str) -> dict[str, list[dict[str, str]]]:
    """Answer the whole form; what is changed has a reason."""
    said = FORM | changed
    return {
        "answers": [
            {"criterion": name, "outcome": outcome, "reason": "I heard it." if name in changed else ""}
            for name, outcome in said.items()
        ]
    }


def reviewed(client: TestClient, evaluation: str, by: str = "lin", **changed: str) -> dict[str, object]:
    """Have somebody review a call; gives the review."""
    asked = client.post(
        "/v1/reviews", json={"evaluation": evaluation, "reason": "please", "blind": False}
    ).json()
    taken = client.post(f"/v1/reviews/{asked['id']}/take-over", **as_(by))
    assert taken.status_code == 200, taken.text
    answered = client.put(f"/v1/reviews/{asked['id']}/answers", json=form(**changed), **as_(by))
    assert answered.status_code == 200, answered.text
    done = client.post(f"/v1/reviews/{asked['id']}/submit", **as_(by))
    assert done.status_code == 200, done.text
    found: dict[str, object] = done.json()["review"]
    return found


def outcomes(card: dict[str, object]) -> dict[str, Outcome]:
    sections: list[dict[str, list[dict[str, str]]]] = card["sections"]  # type: ignore[assignment] # JSON
    return {f["criterion"]: Outcome(f["outcome"]) for s in sections for f in s["findings"]}
