"""How a worker is put together from the settings; no model is loaded here."""

from pathlib import Path

import pytest

from asr.errors import ModelMissing
from config.settings import Settings
from qa.metadata import check
from workers.engines import HouseListener, listen_options, load_ears, make_desk, presences, shelf
from workers.local import crew_size
from workers.presence import Presence


def settings(folder: Path, **changes: object) -> Settings:
    return Settings(data_dir=folder, **changes)  # type: ignore[arg-type]


def test_the_call_says_how_it_is_listened_to_else_the_house_does(tmp_path: Path) -> None:
    house = settings(tmp_path, default_language="en", agent_channel=1, emotion_of_agents=True)
    plain = listen_options(house, check({}))
    assert (plain.language, plain.attribution.agent_channel, plain.cues.tension_of_agents) == ("en", 1, True)
    told = listen_options(house, check({"language": "zh", "agent_channel": 0, "direction": "outbound"}))
    assert (told.language, told.attribution.agent_channel, told.attribution.direction) == (
        "zh",
        0,
        "outbound",
    )


def test_a_recogniser_nobody_pinned_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="whisper-of-dreams"):
        load_ears(settings(tmp_path, recogniser="whisper-of-dreams"))


def test_a_desk_is_laid_without_any_model(tmp_path: Path) -> None:
    house = settings(tmp_path)
    with Presence(presences(house), "w1") as presence:
        desk = make_desk(house, presence, lambda: False)
        desk.store.upgrade()
        desk.objects.prepare()
        desk.store.ping()
        assert isinstance(desk.listener, HouseListener)
        assert desk.owner == "w1"
        assert {rubric.id for rubric in desk.rubrics()} >= {"compliance", "empathy"}
        desk.store.close()
    assert not (shelf(house).folder).exists()


def test_a_host_gets_a_worker_per_core_and_at_most_four_unless_told() -> None:
    assert 1 <= crew_size(0) <= 4
    assert crew_size(7) == 7
