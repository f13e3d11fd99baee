from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from asr.peaks import measure, read
from qa.content import Layer
from tests.house import NOON, TestHouse, open_house

DRAWN = measure((np.arange(-16_000, 16_000, dtype=np.int16),))
"""Two seconds."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path) as opened:
        opened.scored("a")
        with opened.store.begin() as unit:
            unit.peaks.put("a", "ab" * 32, DRAWN)
        yield opened


def test_the_overview_shows_the_whole_call(client: TestClient) -> None:
    answer = client.get("/v1/recordings/a/peaks")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["cache-control"] == "no-store"
    found = read(answer.content)
    assert (found.bucket_ms, found.loudest) == (500, (16_000,))
    assert (found.values == DRAWN.overview().values).all()


def test_a_stretch_is_shown_finely(client: TestClient) -> None:
    found = read(client.get("/v1/recordings/a/peaks?level=fine&start=0.5&end=1").content)
    assert (found.bucket_ms, found.first, found.values.shape) == (20, 25, (1, 25, 2))
    assert (found.values == DRAWN.values[:, 25:50]).all()


def test_a_call_heard_before_peaks_were_measured_has_none(house: TestHouse, client: TestClient) -> None:
    house.scored("b")
    answer = client.get("/v1/recordings/b/peaks")
    assert (answer.status_code, answer.json()["code"]) == (409, "api.result_absent")
    assert client.get("/v1/recordings/nobody/peaks").status_code == 404


@pytest.mark.parametrize("query", ["level=huge", "start=-1", "end=nan", "start=inf"])
def test_a_stretch_that_is_none_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/v1/recordings/a/peaks?{query}").status_code == 422


def test_peaks_of_erased_sound_are_gone(house: TestHouse, client: TestClient) -> None:
    with house.store.begin() as unit:
        unit.erasure.erase("a", (Layer.AUDIO,), purge="p-1", now=NOON)
    assert client.get("/v1/recordings/a/peaks").status_code == 410
