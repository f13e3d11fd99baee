"""Settings and models of the installation, without its secrets."""

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.installation import shown
from config.settings import Settings
from tests.house import ENGINE, TestHouse


def test_every_setting_is_told_and_no_secret(house: TestHouse) -> None:
    changed = {
        "judge_key": SecretStr("very secret"),
        "time_zone": "Asia/Shanghai",
        "broker_url": "amqp://user:hidden@mq/1",
    }
    client = house.client(settings=house.settings.model_copy(update=changed))
    answer = client.get("/v1/settings")
    found = {each["name"]: each for each in answer.json()["items"]}
    assert set(found) == {f"EVERYCALL_{name.upper()}" for name in Settings.model_fields}
    assert all(each["description"] for each in found.values())
    key, zone = found["EVERYCALL_JUDGE_KEY"], found["EVERYCALL_TIME_ZONE"]
    assert (key["secret"], key["is_set"], key["value"], key["usual"]) == (True, True, None, None)
    assert (zone["value"], zone["usual"], zone["is_set"]) == ("Asia/Shanghai", "UTC", True)
    assert found["EVERYCALL_BROKER_URL"]["value"] == "amqp://…@mq/1"
    assert found["EVERYCALL_OFFLINE"]["is_set"] is False
    assert "very secret" not in answer.text
    assert "hidden" not in answer.text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3.5, "3.5"),
        ("s3://key:se@cret@host:1/bucket", "s3://…@host:1/bucket"),
        ("http://host/a@b", "http://host/a@b"),
        ("http://[x@y", "…"),
    ],
)
def test_addresses_are_shown_without_what_signs_in(value: object, text: str) -> None:
    assert shown(value) == text


def test_models_are_told_by_their_pins_and_by_what_ran(house: TestHouse, client: TestClient) -> None:
    house.scored("a")
    house.failed("b")
    told = client.get("/v1/models").json()
    chosen = {each["name"] for each in told["pinned"] if each["chosen"]}
    assert {"whisper-base", "segmentation-3.0", "e5-small"} <= chosen
    assert all(len(each["digest"]) == 64 for each in told["pinned"])
    (ran,) = told["ran"]
    assert (ran["name"], ran["digest"], ran["attempts"]) == (ENGINE.name, ENGINE.digest, 3)
    assert told["looked_at"] == 4
