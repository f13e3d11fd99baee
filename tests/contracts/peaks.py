"""How every database must keep the peaks of a recording's sound."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from asr.peaks import Peaks, measure
from qa.content import Layer
from storage.errors import ContentErased
from storage.sound_tables import peaks as table
from storage.uow import Store
from tests.contracts.sealing import another, rows_of
from tests.contracts.steps import add
from tests.contracts.values import at, recording

AUDIO = "ab" * 32


def drawn(seed: int = 1) -> Peaks:
    noise = np.random.default_rng(seed).integers(-9000, 9000, 16_000, dtype=np.int16)
    return measure((noise, noise // 3))


class PeaksContract:
    """Subclasses bring the fixtures `store` (empty, upgraded, sealing) and `tmp_path` (where its key lies)."""

    def test_peaks_come_back_and_give_way_to_those_of_other_sound(self, store: Store) -> None:
        add(store, recording(), replace(recording(), id="other", key="other"))
        with store.begin() as unit:
            assert unit.peaks.get("rec-0001") is None
            unit.peaks.put("rec-0001", AUDIO, drawn())
            assert unit.peaks.has("rec-0001", AUDIO)
        with store.begin() as unit:
            found = unit.peaks.get("rec-0001")
            assert found is not None
            assert found.packed() == drawn().packed()
            unit.peaks.put("rec-0001", "cd" * 32, drawn(2))
            assert not unit.peaks.has("rec-0001", AUDIO)
            assert not unit.peaks.has("other", AUDIO)
        assert len(rows_of(store, table)) == 1

    def test_peaks_are_sealed_with_the_key_of_the_sound_and_go_with_it(
        self, store: Store, tmp_path: Path
    ) -> None:
        add(store, recording())
        with store.begin() as unit:
            unit.peaks.put("rec-0001", AUDIO, drawn())
        (row,) = rows_of(store, table)
        assert row.body == b""
        assert drawn().values.tobytes()[:64] not in row.sealed
        with store.begin() as unit:
            unit.erasure.erase("rec-0001", (Layer.AUDIO,), purge="p-1", now=at(9))
        assert rows_of(store, table) == []
        with store.begin() as unit, pytest.raises(ContentErased):
            unit.peaks.get("rec-0001")
        with store.begin() as unit, pytest.raises(ContentErased):
            unit.peaks.put("rec-0001", AUDIO, drawn())

    def test_peaks_from_before_sealing_are_read(self, store: Store) -> None:
        plain = another(store, None)
        add(plain, recording())
        with plain.begin() as unit:
            unit.peaks.put("rec-0001", AUDIO, drawn())
        with store.read() as unit:
            found = unit.peaks.get("rec-0001")
        assert found is not None
        assert found.packed() == drawn().packed()
