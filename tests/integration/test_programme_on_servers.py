"""The quality programme on a real PostgreSQL, where several people truly act at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from qa.evaluation import AuthorKind
from tests.house import TestHouse, open_house
from tests.reviewed import as_, form, judged, reviewed, staffed

pytestmark = pytest.mark.integration

AT_ONCE = 6


@pytest.fixture
def house(tmp_path: Path, postgres_url: str) -> Iterator[TestHouse]:
    with open_house(tmp_path, database_url=postgres_url) as opened:
        yield opened


def at_once(client: TestClient, ask: Callable[[TestClient], Response]) -> list[int]:
    gate = Barrier(AT_ONCE)

    def one(_: int) -> int:
        gate.wait()
        return ask(client).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def test_a_review_is_submitted_once(house: TestHouse) -> None:
    client = staffed(house)
    asked = client.post(
        "/v1/reviews", json={"evaluation": judged(house), "reason": "x", "blind": False}
    ).json()
    path = f"/v1/reviews/{asked['id']}"
    client.post(f"{path}/take-over", **as_("lin"))
    client.put(f"{path}/answers", json=form(thanks="met"), **as_("lin"))
    answers = at_once(client, lambda each: each.post(f"{path}/submit", **as_("lin")))
    assert answers == [200] + [409] * (AT_ONCE - 1)
    with house.store.read() as unit:
        authors = [each.author.kind for each in unit.evaluations.of("r")]
        assert sorted(authors) == [AuthorKind.MACHINE, AuthorKind.PERSON]
        assert len(unit.ratings.of("manners")) == 3


def test_a_finding_is_contested_once_and_decided_once(house: TestHouse) -> None:
    client = staffed(house)
    result = reviewed(client, judged(house))["result"]
    body = {"criterion": "discloses", "reason": "I said so."}
    path = f"/v1/evaluations/{result}/disputes"
    assert at_once(client, lambda each: each.post(path, json=body, **as_("ann"))) == [201] + [409] * (
        AT_ONCE - 1
    )
    (dispute,) = client.get("/v1/disputes").json()["items"]
    ruling = {"verdict": "overturned", "outcome": "met", "reason": "She did."}
    decide = f"/v1/disputes/{dispute['id']}/decide"
    assert at_once(client, lambda each: each.post(decide, json=ruling, **as_("eva"))) == [200] + [409] * (
        AT_ONCE - 1
    )
    with house.store.read() as unit:
        machine, person = sorted(unit.evaluations.of("r"), key=lambda each: each.author.kind)
        assert (machine.scorecard.score, person.scorecard.score) == (0.0, 87.5)
        assert len(unit.proposals.all()) == 2


def test_a_plan_is_made_once(house: TestHouse) -> None:
    client = staffed(house)
    for number in range(6):
        judged(house, f"r{number}")
    plan = {
        "rubric": "manners",
        "since": "2026-02-01T00:00:00Z",
        "before": "2026-04-01T00:00:00Z",
        "random": 3,
        "seed": "s",
    }
    answers = at_once(client, lambda each: each.post("/v1/review-plans", json=plan))
    assert answers == [201] + [409] * (AT_ONCE - 1)
