"""The flip test over HTTP, and the gate it is."""

import pytest

from scoring.source import Source
from tests.house import TestHouse
from tests.reviewed import as_, staffed
from tests.unit.test_fairness import RUBRIC

EXAMPLES = "examples:\n" + "".join(
    f"  - call: number {each}\n    turns: |\n      agent: Good morning, Dan.\n    expect: {{knows-dan: met}}\n"
    for each in range(5)
)


@pytest.fixture
def digest(house: TestHouse) -> str:
    source = Source(RUBRIC.replace("id: manners", "id: names"), examples=EXAMPLES, name="en/names.yaml")
    added = staffed(house).post(
        "/v1/rubrics", json={"text": source.text, "examples": EXAMPLES, "reason": "a start"}, **as_("bob")
    )
    assert added.status_code == 201, added.text
    found: str = added.json()["digest"]
    return found


def test_flips_are_told_and_shut_the_gate(house: TestHouse, digest: str) -> None:
    client = staffed(house)
    house.scored("stored")
    told = client.post(f"/v1/rubric-versions/{digest}/fairness", json={"stored": 5})
    assert told.status_code == 200, told.text
    found = told.json()
    (cell,) = (each for each in found["flips"] if (each["criterion"], each["kind"]) == ("knows-dan", "names"))
    assert (cell["flipped"], cell["harsher"], cell["verdict"]) == (5, 5, "over")
    assert found["provenance"].startswith("Written for EveryCall")
    assert all(flip["before"] == [] for flip in found["shown"] if flip["call"] == "stored")
    plain = client.post(f"/v1/rubric-versions/{digest}/fairness", json={}).json()
    assert plain["calls"] == found["calls"] - 1
    assert client.post(f"/v1/rubric-versions/{digest}/fairness", json={"limit": 1}).status_code == 422
    assert client.post(f"/v1/rubric-versions/{digest}/fairness", json={}, **as_("lin")).status_code == 403
    gates = client.get(f"/v1/rubric-versions/{digest}/gates").json()
    assert "fairness" in {reason["gate"] for reason in gates["reasons"]}
    refused = client.post(f"/v1/rubric-versions/{digest}/publish", json={"reason": "now"})
    assert refused.status_code == 409
    assert any(problem.startswith("fairness: knows-dan") for problem in refused.json()["problems"])
    forced = client.post(f"/v1/rubric-versions/{digest}/publish", json={"reason": "known", "force": True})
    assert any(problem.startswith("fairness:") for problem in forced.json()["forced"])
