"""docs/deploy.md says what is there, and its table follows from the figures it names."""

import math
import re

import pytest

from tests.compose import HOUSE, compose, variables

GUIDE = (HOUSE / "docs/deploy.md").read_text("utf-8")

CALL_SECONDS = 240
CPU_SECONDS = 0.19
STORED_BYTES = 16_000
BUSY = 0.7

ROWS = [
    [float(re.sub(r"[^\d.]", "", cell)) for cell in row]
    for row in re.findall(
        r"^\| ([\d,]+) \| ([\d,]+) h \| ([\d,]+) core-hours \| (\d+) \| (\d+) \| ([\d.]+) GB \|$",
        GUIDE,
        re.MULTILINE,
    )
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]:.0f}")
def test_the_sizing_table_follows_from_the_measured_figures(row: list[float]) -> None:
    calls, audio, core_hours, whole_day, ten_hours, stored = row
    seconds = calls * CALL_SECONDS
    assert audio == round(seconds / 3600)
    assert core_hours == round(seconds * CPU_SECONDS / 3600)
    assert whole_day == math.ceil(seconds * CPU_SECONDS / (24 * 3600 * BUSY))
    assert ten_hours == math.ceil(seconds * CPU_SECONDS / (10 * 3600 * BUSY))
    assert stored == pytest.approx(seconds * STORED_BYTES / 1e9, rel=0.02)


def test_the_sizing_table_has_rows() -> None:
    assert len(ROWS) == 4
    assert f"{CPU_SECONDS} CPU-seconds" in GUIDE


def test_every_variable_of_the_compose_file_is_told_of() -> None:
    assert [name for name in variables() if f"`{name}`" not in GUIDE] == []


def test_every_secret_is_told_of() -> None:
    assert [name for name in compose()["secrets"] if f"`{name}`" not in GUIDE] == []


def test_every_image_is_carried_over() -> None:
    services = {name: each["image"] for name, each in compose()["services"].items() if name != "worker-gpu"}
    (line,) = (line for line in GUIDE.splitlines() if "docker save" in line)
    assert set(services.values()) <= set(line.split())


def test_what_the_guide_calls_is_there() -> None:
    for path in re.findall(
        r"(?:deploy|requirements|docs|tests|config)/[\w./-]+\w\.(?:sh|md|py|env|txt)", GUIDE
    ):
        assert (HOUSE / path).exists() or path == "deploy/everycall.env", path
