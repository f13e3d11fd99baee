"""What was erased is written down where no backup of the house overwrites it."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qa.purge import Demand
from storage.planning import plan_demand
from tests.house import TestHouse, open_house
from tests.keeping import approved, keeping, kept_call
from workers.desk import Desk
from workers.keep import purge, write_erasures


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path / "var") as opened:
        yield opened


def demanded(house: TestHouse, tmp_path: Path) -> None:
    """A purge that a customer asked for, and that another person approved."""
    home = keeping(house.store, tmp_path / "var")
    kept_call(home)
    made = plan_demand(home, "Li", Demand("customer_ref", "c-1", "they asked"))
    approved(home, made.id)


def writing(desk: Desk, file: Path) -> Desk:
    return replace(desk, rules=replace(desk.rules, erasures=file))


def test_a_purge_is_written_down_at_once(house: TestHouse, desk: Desk, tmp_path: Path) -> None:
    demanded(house, tmp_path)
    file = tmp_path / "elsewhere" / "erasures.jsonl"
    assert purge(writing(desk, file)) == 1
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(line["recording"], line["layer"]) for line in lines] == [
        ("rec-0001", "audio"),
        ("rec-0001", "transcript"),
    ]
    assert [each.name for each in file.parent.iterdir()] == ["erasures.jsonl"]


def test_a_full_disk_is_told_and_stops_nothing(
    house: TestHouse, desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    demanded(house, tmp_path)
    in_the_way = tmp_path / "elsewhere"
    in_the_way.write_text("no folder")
    with caplog.at_level(logging.ERROR):
        assert purge(writing(desk, in_the_way / "erasures.jsonl")) == 1
    assert "everycall retention erasures" in caplog.text


def test_nothing_is_written_where_no_file_is_named(desk: Desk, tmp_path: Path) -> None:
    before = {*tmp_path.rglob("*.jsonl")}
    write_erasures(desk)
    assert {*tmp_path.rglob("*.jsonl")} == before
