"""Disputes through the API: contested, decided by somebody else, appealed once, and what follows."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.programme_events import (
    DisputeAppealed,
    DisputeOpened,
    DisputeOverturned,
    DisputeSettled,
    DisputeUpheld,
)
from qa.receipt import altered
from scoring.examples import run_text
from tests.house import TestHouse
from tests.programme import rubric
from tests.reviewed import FORM, as_, judged, outcomes, reviewed, staffed


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    return staffed(house)


def contest(
    client: TestClient, evaluation: str, criterion: str = "discloses", who: str = "ann", **more: Any
) -> Any:
    body = {"criterion": criterion, "reason": "I said so at the start.", **more}
    return client.post(f"/v1/evaluations/{evaluation}/disputes", json=body, **as_(who))


def decide(client: TestClient, dispute: str, outcome: str | None, who: str, way: str = "decide") -> Any:
    verdict = "upheld" if outcome is None else "overturned"
    body = {"verdict": verdict, "outcome": outcome, "reason": "Listened to it."}
    return client.post(f"/v1/disputes/{dispute}/{way}", json=body, **as_(who))


def test_what_falls_restores_what_was_earned(house: TestHouse, staff: TestClient) -> None:
    review = reviewed(staff, judged(house), thanks="met")
    contested = str(review["result"])
    opened = contest(staff, contested, at=5.0)
    assert opened.status_code == 201, opened.text
    dispute = opened.json()["id"]
    assert staff.get(f"/v1/evaluations/{contested}").json()["state"] == "disputed"
    own = decide(staff, dispute, "met", "lin")
    assert (own.status_code, own.json()["code"]) == (409, "qa.own_review")
    fallen = decide(staff, dispute, "met", "eva")
    assert fallen.status_code == 200, fallen.text
    assert fallen.json()["state"] == "overturned"
    result = staff.get(f"/v1/evaluations/{fallen.json()['rulings'][0]['result']}").json()
    assert (result["scorecard"]["score"], result["state"]) == (100.0, "published")
    assert result["author"] == {"kind": "person", "name": "eva"}
    former = staff.get(f"/v1/evaluations/{contested}").json()
    assert (former["scorecard"]["score"], former["state"]) == (0.0, "final")
    listed = staff.get("/v1/recordings/r/evaluations").json()
    assert [(each["author"]["kind"], each["id"]) for each in listed] == [
        ("machine", "e-r"),
        ("person", result["id"]),
    ]
    assert outcomes(listed[0]["scorecard"]) == FORM, "the machine's stays beside it"


def test_every_decision_has_a_receipt_that_names_the_one_before(house: TestHouse, staff: TestClient) -> None:
    review = reviewed(staff, judged(house))
    contested = str(review["result"])
    dispute = contest(staff, contested).json()["id"]
    decide(staff, dispute, None, "eva")
    listed = staff.get(f"/v1/evaluations/{contested}/receipts").json()["items"]
    assert [each["receipt"] for each in listed] == [contested, f"{contested}.2", f"{contested}.3"]
    for former, each in pairwise(listed):
        receipt = staff.get(f"/v1/evaluations/{each['receipt']}/receipt", **as_("ann")).json()
        assert altered(receipt) == ()
        assert receipt["parts"]["subject"]["former"] == {
            "receipt": former["receipt"],
            "digest": former["digest"],
        }
    names = [each["name"] for each in receipt["parts"]["decisions"]]
    assert names[-2:] == ["dispute.opened", "dispute.upheld"]
    assert staff.get(f"/v1/evaluations/{contested}/receipts", **as_("amy")).status_code == 404


def test_an_appeal_is_made_once_and_decided_by_the_lead(house: TestHouse, staff: TestClient) -> None:
    dispute = contest(staff, judged(house)).json()["id"]
    assert staff.post(f"/v1/disputes/{dispute}/appeal", json={"reason": "x"}, **as_("ann")).status_code == 409
    decide(staff, dispute, None, "lin")
    assert staff.post(f"/v1/disputes/{dispute}/appeal", json={"reason": "x"}, **as_("amy")).status_code == 404
    appealed = staff.post(f"/v1/disputes/{dispute}/appeal", json={"reason": "Listen again."}, **as_("ann"))
    assert appealed.json()["state"] == "appealed"
    assert decide(staff, dispute, None, "eva", "decide-appeal").status_code == 403
    assert decide(staff, dispute, None, "bob").status_code == 409, "an appeal has its own way"
    final = decide(staff, dispute, None, "bob", "decide-appeal").json()
    assert (final["state"], len(final["rulings"])) == ("final", 2)
    assert staff.get("/v1/evaluations/e-r").json()["state"] == "final"
    again = staff.post(f"/v1/disputes/{dispute}/appeal", json={"reason": "x"}, **as_("ann"))
    assert again.status_code == 409
    kinds = {type(event) for event in house.told}
    assert {DisputeOpened, DisputeUpheld, DisputeAppealed, DisputeSettled} <= kinds
    assert DisputeOverturned not in kinds


def test_what_cannot_be_contested(house: TestHouse, staff: TestClient) -> None:
    judged(house)
    assert contest(staff, "e-r", "greets").json()["code"] == "qa.not_asked"
    assert contest(staff, "e-r", who="amy").status_code == 404, "somebody else's call is not there"
    assert contest(staff, "e-r", who="lin").status_code == 403
    assert contest(staff, "e-r").status_code == 201
    assert contest(staff, "e-r").json()["code"] == "qa.contested"
    listed = {
        who: len(staff.get("/v1/disputes", **as_(who)).json()["items"]) for who in ("ann", "amy", "lin", "cy")
    }
    assert listed == {"ann": 1, "amy": 0, "lin": 1, "cy": 1}
    judged(house, "q")
    review = reviewed(staff, "e-q")
    instead = contest(staff, "e-q")
    assert instead.status_code == 409
    assert str(review["result"]) in instead.json()["detail"]
    late = staffed(house, dispute_days=0.0001)
    assert contest(late, str(review["result"])).json()["code"] == "qa.window_closed"


def test_an_overturned_finding_is_proposed_as_an_example(house: TestHouse, staff: TestClient) -> None:
    dispute = contest(staff, judged(house), at=6.0).json()["id"]
    decide(staff, dispute, "met", "eva")
    listed = staff.get("/v1/proposals").json()
    assert listed["call_ids"] == {"r": "call-r"}
    example, rescore = sorted(listed["items"], key=lambda each: str(each["kind"]))
    assert (example["kind"], example["state"], example["path"]) == ("example", "open", "en/manners.test.yaml")
    assert (rescore["kind"], rescore["state"]) == ("rescore", "seeking")
    report = run_text(rubric(), example["text"])
    assert report.failures == ()
    assert [gap.criterion for gap in report.gaps] == ["discloses"]
    assert "todo-discloses" in example["text"]
    assert staff.get("/v1/proposals", **as_("lin")).status_code == 403
    path = f"/v1/proposals/{example['id']}"
    wrong = staff.post(f"{path}/accept", json={"reason": "yes", "text": "examples: [{call: x}]"})
    assert wrong.status_code == 422, wrong.text
    accepted = staff.post(f"{path}/accept", json={"reason": "yes"}).json()
    assert (accepted["state"], accepted["decided_by"]) == ("accepted", "bob")
    drafted = staff.get(f"/v1/rubric-versions/{accepted['draft']}").json()
    assert (drafted["status"], drafted["rubric"]["version"]) == ("draft", "1-examples.1")
    assert "todo-discloses" in drafted["source"]["examples"]
    active = [
        each["digest"]
        for each in staff.get("/v1/rubrics/manners/versions").json()
        if each["status"] == "active"
    ]
    assert active == [rubric().digest]
    assert staff.post(f"{path}/reject", json={"reason": "no"}).status_code == 409
    early = staff.post(f"/v1/proposals/{rescore['id']}/accept", json={"reason": "yes"})
    assert early.status_code == 409, "nothing is corrected before the lead has seen what"


def test_people_do_not_decide_about_themselves(house: TestHouse, staff: TestClient) -> None:
    dispute = contest(staff, judged(house, agent="a2"), who="amy").json()["id"]
    assert decide(staff, dispute, "met", "max").json()["code"] == "qa.own_call"
    bad = {"verdict": "overturned", "reason": "x"}
    assert staff.post(f"/v1/disputes/{dispute}/decide", json=bad, **as_("eva")).status_code == 409
    with house.store.read() as unit:
        kept = unit.disputes.get(dispute)
    assert kept == replace(kept, rulings=())
