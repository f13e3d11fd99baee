"""What the quality programme does by itself: releases, ends disputes, seeks the same mistake, and changes modes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from qa.evaluation import AuthorKind, EvaluationState
from qa.flag import FlagKind
from qa.mode import Place, PlacedMode
from qa.programme_events import (
    CriterionAssisted,
    CriterionAutomated,
    FindingRescored,
    ModeChanged,
    ProposalMade,
)
from qa.recording import Stage
from qa.statistics.switch import Mode, Standing
from scoring.finding import Outcome
from tests.house import NOON, TestHouse
from tests.programme import rating, rubric
from tests.reviewed import as_, judged, reviewed, staffed
from workers.desk import Desk
from workers.programme import keep_programme, look_at_modes
from workers.replay import replay
from workers.tasks import run


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    return staffed(house)


def overturn(client: TestClient, evaluation: str) -> None:
    body = {"criterion": "discloses", "reason": "I said so."}
    dispute = client.post(f"/v1/evaluations/{evaluation}/disputes", json=body, **as_("ann")).json()["id"]
    ruling = {"verdict": "overturned", "outcome": "met", "reason": "She did."}
    assert client.post(f"/v1/disputes/{dispute}/decide", json=ruling, **as_("eva")).status_code == 200


def test_a_delayed_review_is_released_once_it_is_due(
    house: TestHouse, desk: Desk, moment: list[datetime]
) -> None:
    client = staffed(house, review_delay_hours=48)
    review = reviewed(client, judged(house), discloses="met")
    keep_programme(desk)
    result = str(review["result"])
    with house.store.read() as unit:
        assert unit.evaluations.get(result).state is EvaluationState.DRAFT
    moment.append(NOON + timedelta(days=3))
    keep_programme(desk)
    keep_programme(desk)
    with house.store.read() as unit:
        assert unit.evaluations.get(result).state is EvaluationState.PUBLISHED
        assert len(unit.receipts.listed(result)) == 1
    assert client.get(f"/v1/reviews/{review['id']}", **as_("ann")).json()["review"]["state"] == "released"


def test_what_was_upheld_and_not_appealed_is_final(
    house: TestHouse, staff: TestClient, desk: Desk, moment: list[datetime]
) -> None:
    body = {"criterion": "discloses", "reason": "I said so."}
    path = f"/v1/evaluations/{judged(house)}/disputes"
    dispute = staff.post(path, json=body, **as_("ann")).json()["id"]
    staff.post(f"/v1/disputes/{dispute}/decide", json={"verdict": "upheld", "reason": "No."}, **as_("eva"))
    keep_programme(desk)
    assert staff.get(f"/v1/disputes/{dispute}").json()["state"] == "upheld"
    moment.append(NOON + timedelta(days=8))
    keep_programme(desk)
    assert staff.get(f"/v1/disputes/{dispute}").json()["state"] == "final"
    with house.store.read() as unit:
        assert unit.evaluations.get("e-r").state is EvaluationState.FINAL
        assert [each.receipt for each in unit.receipts.listed("e-r")] == ["e-r", "e-r.2", "e-r.3"]


def test_calls_with_the_same_mistake_are_listed_and_corrected_only_once_accepted(
    house: TestHouse, staff: TestClient, desk: Desk
) -> None:
    for name in ("r", "same", "judged-by-a-person"):
        judged(house, name)
    reviewed(staff, "e-judged-by-a-person", by="lin")
    overturn(staff, "e-r")
    keep_programme(desk)
    proposed = staff.get("/v1/proposals?state=open").json()["items"]
    (rescore,) = (each for each in proposed if each["kind"] == "rescore")
    assert {each["recording"] for each in rescore["affected"]} == {"same", "judged-by-a-person"}
    assert all((each["score"], each["rescored"]) == (0.0, 87.5) for each in rescore["affected"])
    with house.store.read() as unit:
        assert [each.author.kind for each in unit.evaluations.of("same")] == [AuthorKind.MACHINE]
    assert (
        staff.post(f"/v1/proposals/{rescore['id']}/accept", json={"reason": "Same line."}).status_code == 200
    )
    keep_programme(desk)
    keep_programme(desk)
    with house.store.read() as unit:
        machine, person = unit.evaluations.of("same")
        assert (machine.scorecard.score, person.scorecard.score, person.author.name) == (0.0, 87.5, "bob")
        assert [each.author.name for each in unit.evaluations.of("judged-by-a-person")] == [
            "everycall",
            "lin",
        ]
    assert staff.get(f"/v1/proposals/{rescore['id']}").json()["state"] == "applied"
    kinds = [type(event) for event in house.told]
    assert (kinds.count(ProposalMade), kinds.count(FindingRescored)) == (2, 1)


def test_a_criterion_drops_to_assist_by_itself_and_comes_back(
    house: TestHouse, desk: Desk, moment: list[datetime]
) -> None:
    judged(house)
    said = [Outcome.MET if n % 2 else Outcome.NOT_MET for n in range(300)]
    mostly = [each if n % 20 else Outcome.MET for n, each in enumerate(said)]
    other = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}
    with house.store.begin() as unit:
        unit.ratings.add(
            rating(n, who, said[n], other[said[n]] if n % 3 else said[n], recording="r", at=NOON)
            for n in range(80)
            for who in ("lin", "eva")
        )
    (dropped,) = look_at_modes(desk)
    assert dropped.after is Mode.ASSIST
    assert look_at_modes(desk) == ()
    moment.append(NOON + timedelta(days=100))
    with house.store.begin() as unit:
        unit.ratings.add(
            rating(
                1000 + n, who, mostly[n] if who == "eva" else said[n], said[n], recording="r", at=moment[-1]
            )
            for n in range(300)
            for who in ("lin", "eva")
        )
    (back,) = look_at_modes(desk)
    assert back.after is Mode.AUTO
    changes = [event for event in house.told if isinstance(event, ModeChanged)]
    assert [type(event) for event in changes] == [CriterionAssisted, CriterionAutomated]
    assert (changes[0].criterion, changes[0].queue, changes[0].reason) == ("greets", "loans", "surely_under")


def test_what_is_left_to_people_is_not_published_as_automatic(house: TestHouse, desk: Desk) -> None:
    staffed(house)
    judged(house, queue="loans")
    place = Place("manners", "1", "en", "loans", "discloses")
    with house.store.begin() as unit:
        unit.modes.put(PlacedMode(place, Standing(Mode.ASSIST)))
        loaded = unit.recordings.get("r")
        unit.recordings.save(replace(loaded, stage=Stage.SCORE), loaded=loaded)
    run(replace(desk, rubrics=lambda: (rubric(),)), "r", Stage.SCORE)
    with house.store.read() as unit:
        (made,) = unit.evaluations.of("r")
        flags = unit.flags.of(["r"])["r"]
    finding = {each.criterion: each for each in made.scorecard.findings}["discloses"]
    assert (finding.outcome, finding.proposed) == (Outcome.UNDECIDED, Outcome.NOT_MET)
    assert made.scorecard.score == 75.0
    assert FlagKind.ASSIST in {flag.kind for flag in flags}
    assert replay(house.store, made.id, desk.aids).drift == ()
    assert rubric().digest == made.scorecard.digest
