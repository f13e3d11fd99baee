"""The versions in the store, kept in line with the rubrics of a folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.errors import RubricInvalid
from tests.forms import source
from tests.house import NOON, TestHouse, open_house
from workers.rubrics import Rubrics


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    (tmp_path / "rubrics" / "en").mkdir(parents=True)
    with open_house(tmp_path / "data", rubrics_dir=tmp_path / "rubrics") as made:
        yield made


@pytest.fixture
def rubrics(house: TestHouse) -> Rubrics:
    return Rubrics(house.store, house.settings.rubrics_dir, lambda: NOON)


def write(house: TestHouse, text: str, seconds: int) -> None:
    """Write the one rubric of the folder, `seconds` after the epoch."""
    path = house.settings.rubrics_dir / "en" / "form.yaml"
    path.write_text(text)
    os.utime(path, (seconds, seconds))


def in_use(rubrics: Rubrics) -> list[tuple[str, str]]:
    return [(rubric.version, rubric.status.value) for rubric in rubrics()]


def test_files_are_the_first_versions_and_a_changed_file_is_a_new_one(
    house: TestHouse, rubrics: Rubrics
) -> None:
    write(house, source(status="active").text, 1)
    assert in_use(rubrics) == [("1", "active")]
    write(house, source("good day", version="2", status="active").text, 2)
    assert in_use(rubrics) == [("2", "active")]
    assert [event.name for event in house.told] == ["rubric.published", "rubric.retired", "rubric.published"]
    assert {event.actor for event in house.told} == {"everycall"}


def test_files_that_did_not_change_change_nothing(house: TestHouse, rubrics: Rubrics) -> None:
    write(house, source(status="active").text, 1)
    assert (
        in_use(rubrics)
        == in_use(rubrics)
        == in_use(Rubrics(house.store, house.settings.rubrics_dir, lambda: NOON))
    )
    assert len(house.told) == 1


def test_what_others_published_is_in_use_at_once(house: TestHouse, rubrics: Rubrics) -> None:
    write(house, source(status="active").text, 1)
    rubrics()
    client = house.client()
    body = {"text": source("good day", version="2").text, "reason": "better"}
    digest = client.post("/v1/rubrics", json=body).json()["digest"]
    client.post(f"/v1/rubric-versions/{digest}/publish", json={"reason": "now", "force": True})
    assert in_use(rubrics) == [("2", "active")]


def test_files_that_cannot_be_read_leave_what_is_in_use(
    house: TestHouse, rubrics: Rubrics, caplog: pytest.LogCaptureFixture
) -> None:
    write(house, source(status="active").text, 1)
    rubrics()
    write(house, "id: [", 2)
    assert in_use(rubrics) == [("1", "active")]
    assert "scoring by those before" in caplog.text
    write(house, source("good day", version="2", status="active").text, 3)
    assert in_use(rubrics) == [("2", "active")]


def test_files_that_never_could_be_read_are_refused_each_time(house: TestHouse, rubrics: Rubrics) -> None:
    write(house, "id: [", 1)
    for _ in range(2):
        with pytest.raises(RubricInvalid, match=r"en/form\.yaml"):
            rubrics()
