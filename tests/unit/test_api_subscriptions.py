"""Subscriptions and deliveries by the API: secrets are shown once and sealed, nothing points inward, all is on record."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from qa.delivery import Attempt, DeliveryState, Insistence, claim, fail
from qa.delivery_events import CoverageGap
from qa.notice import NAMES
from qa.signature import key_of, secret_of
from qa.subscription import disabled
from tests.house import NOON, TestHouse, open_house

HOOK = {"address": "https://hooks.example.com/in", "events": ["coverage.gap"]}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path / "var", webhook_networks="10.1.0.0/16") as made:
        yield made


@pytest.fixture
def client(house: TestHouse) -> TestClient:
    return house.client()


def made(client: TestClient, **facts: Any) -> dict[str, Any]:
    answer = client.post("/v1/subscriptions", json=HOOK | facts)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def happen(house: TestHouse) -> None:
    with house.store.begin() as unit:
        unit.record(CoverageGap(at=NOON, day="2026-02-28", missing=2, denominator=9))


def give_up(house: TestHouse, delivery: str) -> None:
    with house.store.begin() as unit:
        loaded = unit.deliveries.get(delivery)
        taken = claim(loaded, now=loaded.next_attempt_at, seconds=60)
        unit.deliveries.save(taken, loaded=loaded)
        dead = fail(taken, taken.attempt, now=NOON, insistence=Insistence(schedule=()), chance=0)
        unit.deliveries.save(dead, loaded=taken)
        unit.deliveries.log(
            Attempt(delivery, taken.attempt, NOON, 0.2, arrived=False, status=500, response="oh")
        )


def test_a_secret_is_shown_once_and_kept_sealed(house: TestHouse, client: TestClient) -> None:
    first = made(client)
    secret, name = first["secret"], first["subscription"]["id"]
    assert len(key_of(secret)) == 32
    shown = client.get(f"/v1/subscriptions/{name}")
    assert shown.json() == first["subscription"]
    assert client.get("/v1/subscriptions").json()["items"] == [first["subscription"]]
    assert secret not in shown.text
    kept = (house.settings.data_dir / "everycall.db").read_bytes()
    wal = house.settings.data_dir / "everycall.db-wal"
    assert secret.encode() not in kept + (wal.read_bytes() if wal.exists() else b"")
    with house.store.read() as unit:
        assert unit.subscriptions.hidden(name).in_force(NOON) == (secret,)


def test_a_secret_of_ones_own_is_taken_and_not_said_again(house: TestHouse, client: TestClient) -> None:
    own = secret_of(b"x" * 24)
    found = made(client, secret=own)
    assert found["secret"] is None
    with house.store.read() as unit:
        assert unit.subscriptions.hidden(found["subscription"]["id"]).in_force(NOON) == (own,)


def test_two_secrets_sign_while_one_takes_over(house: TestHouse, client: TestClient) -> None:
    first = made(client)
    name = first["subscription"]["id"]
    second = client.post(f"/v1/subscriptions/{name}/secret", json={"overlap_hours": 2}).json()["secret"]
    with house.store.read() as unit:
        hidden = unit.subscriptions.hidden(name)
    assert hidden.in_force(house.now()) == (second, first["secret"])
    third = client.post(f"/v1/subscriptions/{name}/secret", json={"overlap_hours": 0}).json()["secret"]
    with house.store.read() as unit:
        assert unit.subscriptions.hidden(name).in_force(house.now()) == (third,)


def test_the_address_of_a_chat_is_a_secret(house: TestHouse, client: TestClient) -> None:
    address = "https://oapi.dingtalk.com/robot/send?access_token=tell-nobody"
    answer = client.post(
        "/v1/subscriptions",
        json={"channel": "dingtalk", "address": address, "events": ["coverage.gap"], "language": "zh"},
    )
    assert answer.status_code == 201
    assert "tell-nobody" not in answer.text
    assert answer.json()["subscription"]["address"] == "https://oapi.dingtalk.com/…"
    assert answer.json()["subscription"]["window_seconds"] == 900
    assert [event.name for event in house.told] == ["subscription.changed"]
    assert "tell-nobody" not in str(house.told[0].details())


@pytest.mark.parametrize(
    ("facts", "code", "says"),
    [
        ({"address": "http://127.0.0.1/"}, "qa.destination_refused", "EVERYCALL_WEBHOOK_NETWORKS"),
        ({"address": "http://[::1]:8080/"}, "qa.destination_refused", "EVERYCALL_WEBHOOK_NETWORKS"),
        ({"address": "http://169.254.169.254/latest"}, "qa.destination_refused", "metadata"),
        ({"address": "ftp://example.com/"}, "qa.destination_refused", "http"),
        ({"address": "https://u:p@example.com/"}, "qa.destination_refused", "user or password"),
        ({"events": ["nothing.such"]}, "qa.subscription_invalid", "nothing.such"),
        ({"window_seconds": 60}, "qa.subscription_invalid", "at once"),
        ({"secret": "whsec_c2hvcnQ="}, "qa.secret_invalid", "24 to 64"),
        ({"channel": "slack", "secret": "x"}, "qa.subscription_invalid", "takes none"),
        ({"channel": "email", "address": "Bo <b@example.com>"}, "qa.subscription_invalid", "mailbox"),
        (
            {"channel": "email", "address": "a@example.com\r\nBcc: b@c.de"},
            "qa.subscription_invalid",
            "mailbox",
        ),
        (
            {"channel": "slack", "quiet": {"start": "22:00", "end": "07:00", "zone": "Mars"}},
            "qa.subscription_invalid",
            "time zone",
        ),
        (
            {"channel": "slack", "quiet": {"start": "22:00", "end": "22:00", "zone": "UTC"}},
            "qa.subscription_invalid",
            "the same",
        ),
        ({"events": []}, "api.request_invalid", "events"),
        (
            {"channel": "slack", "quiet": {"start": "22:00Z", "end": "07:00", "zone": "UTC"}},
            "api.request_invalid",
            "on the wall",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    client: TestClient, facts: dict[str, Any], code: str, says: str
) -> None:
    answer = client.post("/v1/subscriptions", json=HOOK | facts)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert says in answer.text
    assert client.get("/v1/subscriptions").json()["items"] == []


def test_a_network_that_was_opened_may_be_named(client: TestClient) -> None:
    assert made(client, address="http://10.1.2.3/in")["subscription"]["active"]


def test_a_change_keeps_what_it_does_not_name_and_forgets_failures(
    house: TestHouse, client: TestClient
) -> None:
    first = made(client)
    name = first["subscription"]["id"]
    body = {"events": ["flag.raised"], "teams": ["sales"], "active": False, "description": "off for now"}
    off = client.put(f"/v1/subscriptions/{name}", json=body).json()
    assert (off["active"], off["events"], off["teams"]) == (False, ["flag.raised"], ["sales"])
    assert off["address"] == HOOK["address"]
    with house.store.read() as unit:
        assert unit.subscriptions.hidden(name).in_force(NOON) == (first["secret"],)
    happen(house)
    on = client.put(f"/v1/subscriptions/{name}", json=HOOK | {"address": "https://new.example.com/"}).json()
    assert (on["active"], on["address"], on["disabled_why"]) == (True, "https://new.example.com/", "")
    assert client.delete(f"/v1/subscriptions/{name}").status_code == 204
    assert client.get(f"/v1/subscriptions/{name}").status_code == 404
    said = [
        event.details()["what"].split(":")[0] for event in house.told if event.name == "subscription.changed"
    ]
    assert said == ["made", "changed", "changed", "removed"]


def test_why_the_house_turned_one_off_is_told_as_a_code_too(house: TestHouse, client: TestClient) -> None:
    name = made(client)["subscription"]["id"]
    with house.store.begin() as unit:
        off = disabled(unit.subscriptions.get(name), "nothing arrived for 5 days")
        unit.subscriptions.save(off)
    answer = client.get("/v1/subscriptions").json()
    assert answer["items"][0]["disabled_why"] == "nothing arrived for 5 days"
    (said,) = answer["said"]["nothing arrived for 5 days"]
    assert (said["code"], said["values"]) == ("off.nothing_arrived", {"days": "5"})


def test_deliveries_are_listed_looked_at_and_sent_again(house: TestHouse, client: TestClient) -> None:
    name = made(client)["subscription"]["id"]
    happen(house)
    ping = client.post(f"/v1/subscriptions/{name}/ping")
    assert (ping.status_code, ping.json()["event"]) == (202, "webhook.ping")
    page = client.get("/v1/deliveries", params={"subscription": name, "limit": 1})
    following = client.get(page.links["next"]["url"])
    assert [each["event"] for each in page.json()["items"] + following.json()["items"]] == [
        "webhook.ping",
        "coverage.gap",
    ]
    (gap,) = following.json()["items"]
    early = client.post(f"/v1/deliveries/{gap['id']}/replay")
    assert (early.status_code, early.json()["code"]) == (409, "qa.not_settled")
    give_up(house, gap["id"])
    logged = client.get(f"/v1/deliveries/{gap['id']}").json()
    assert logged["delivery"]["state"] == "dead"
    assert [(each["status"], each["response"]) for each in logged["attempts"]] == [(500, "oh")]
    assert client.post(f"/v1/deliveries/{gap['id']}/replay").json()["state"] == "waiting"
    give_up(house, gap["id"])
    again = client.post(f"/v1/subscriptions/{name}/replay", json={})
    assert (again.status_code, again.json()) == (202, {"count": 1})
    assert client.post(f"/v1/subscriptions/{name}/replay", json={}).json() == {"count": 0}
    give_up(house, gap["id"])
    late = {"since": "2026-03-02T00:00:00Z"}
    assert client.post(f"/v1/subscriptions/{name}/replay", json=late).json() == {"count": 0}
    since = {"since": "2026-03-01T00:00:00Z"}
    assert client.post(f"/v1/subscriptions/{name}/replay", json=since).json() == {"count": 1}
    assert client.get("/v1/deliveries", params={"state": "dead"}).json()["items"] == []
    replayed = [event.details()["chosen"] for event in house.told if event.name == "deliveries.replayed"]
    assert replayed == [gap["id"], "dead", "since=2026-03-01T00:00:00+00:00"]


def test_a_moment_off_the_calendar_is_refused(client: TestClient) -> None:
    name = made(client)["subscription"]["id"]
    early = "0001-01-01T00:00:00+14:00"
    listed = client.get("/v1/deliveries", params={"since": early})
    again = client.post(f"/v1/subscriptions/{name}/replay", json={"since": early})
    assert [each.status_code for each in (listed, again)] == [422, 422]


def test_events_are_listed_with_schemas(client: TestClient) -> None:
    found = client.get("/v1/webhook-events").json()
    assert {each["name"] for each in found} == NAMES
    for each in found:
        jsonschema.Draft202012Validator.check_schema(each["json_schema"])


def test_how_the_outbox_stands_is_measured(house: TestHouse, client: TestClient) -> None:
    name = made(client)["subscription"]["id"]
    happen(house)
    text = client.get("/metrics").text
    assert 'everycall_deliveries{state="waiting"} 1.0' in text
    assert 'everycall_deliveries{state="dead"} 0.0' in text
    assert 'everycall_subscriptions{state="active"} 1.0' in text
    (age,) = (
        float(line.split()[1])
        for line in text.splitlines()
        if line.startswith("everycall_outbox_age_seconds ")
    )
    assert age > 0
    assert name not in text
    with house.store.read() as unit:
        assert unit.deliveries.standing(NOON).counts == {DeliveryState.WAITING: 1}
