"""The committed sample calls: complete, small, and exactly what their scripts say."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from qa.metadata import parse
from samples.line import RATE_HZ, mu_law
from samples.mix import channels_of
from samples.recording import reference_path, sidecar_path, sound_path
from samples.script import Format, Layout, Noise, Script, read_all

SAMPLES = Path(__file__).parents[2] / "samples"
SCRIPTS = read_all(SAMPLES / "scripts")
CALLS = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
MOST_BYTES = 8_000_000

IN_EACH_LANGUAGE = {
    "clean",
    "missing-disclosure",
    "forbidden-promise",
    "card-number",
    "one-time-code",
    "hold-with-etiquette",
    "hold-without-etiquette",
    "dead-air",
    "hurried",
    "interruption",
    "backchannel",
    "raised-voice",
    "dismissive",
    "angry-recovers",
    "angry-does-not-recover",
    "complaint-supervisor",
    "complaint-handled",
    "outbound-sale-with-disclosure",
    "outbound-sale-without-disclosure",
    "swapped-channels",
    "mono",
    "ivr",
}


def reference_of(script: Script) -> Mapping[str, Any]:
    reference: Mapping[str, Any] = json.loads(reference_path(SAMPLES, script).read_text(encoding="utf-8"))
    return reference


@cache
def heard_at(path: Path) -> tuple[npt.NDArray[np.float32], int]:
    sound, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    return sound, rate_hz


def heard(script: Script) -> tuple[npt.NDArray[np.float32], int]:
    """Samples of shape (samples, channels), and their rate."""
    return heard_at(sound_path(SAMPLES, script))


def level_db(sound: npt.NDArray[np.float32]) -> float:
    return float(10 * np.log10(np.mean(np.square(sound)) + 1e-12))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_language_shows_every_situation(language: str) -> None:
    shown = {show for script in SCRIPTS if script.language == language for show in script.shows}
    assert shown >= IN_EACH_LANGUAGE
    assert sum(script.language == language and script.scorable for script in SCRIPTS) >= 7


def test_every_criterion_is_met_once_and_broken_once_in_each_language() -> None:
    for language in ("zh", "en"):
        seen: dict[str, set[str]] = {}
        for script in SCRIPTS:
            for criteria in script.expects.values() if script.language == language else ():
                for criterion, outcome in criteria.items():
                    seen.setdefault(criterion, set()).add(outcome)
        gaps = {name for name, outcomes in seen.items() if not {"met", "not_met"} <= outcomes}
        assert gaps == {"no-abusive-language"}, "nobody swears in a demo that people will listen to"


def test_one_recording_cannot_be_judged() -> None:
    assert [script.shows for script in SCRIPTS if not script.scorable] == [("not-scorable",)]


def test_all_of_it_is_small_enough_to_clone() -> None:
    assert (
        sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".pyc")
        < MOST_BYTES
    )


def test_nothing_is_left_over_from_a_script_that_is_gone() -> None:
    wanted = {
        path for script in SCRIPTS for path in (sound_path(SAMPLES, script), sidecar_path(SAMPLES, script))
    }
    assert set((SAMPLES / "calls").iterdir()) == wanted
    assert set((SAMPLES / "reference").iterdir()) == {reference_path(SAMPLES, script) for script in SCRIPTS}


@CALLS
def test_what_is_not_met_is_told_and_nothing_else(script: Script) -> None:
    broken = {
        criterion
        for criteria in script.expects.values()
        for criterion, outcome in criteria.items()
        if outcome == "not_met"
    }
    assert {violation.criterion for violation in script.violations} == broken


@CALLS
def test_sidecar_is_what_the_script_says_and_a_recording_system_may_send(script: Script) -> None:
    sidecar = sidecar_path(SAMPLES, script).read_bytes()
    assert json.loads(sidecar) == script.metadata
    metadata = parse(sidecar)
    assert metadata.source_call_id
    assert metadata.facts()["business.synthetic"] is True
    assert metadata.agent_channel == (
        None if script.layout is Layout.MONO else channels_of(script.layout)["agent"]
    )


def test_readme_names_every_call() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [script.id for script in SCRIPTS if f"`{script.id}`" not in readme] == []


def test_call_ids_are_different() -> None:
    assert len({script.metadata["source_call_id"] for script in SCRIPTS}) == len(SCRIPTS)


@CALLS
def test_reference_is_what_the_script_says(script: Script) -> None:
    reference = reference_of(script)
    assert [(turn["party"], turn["text"]) for turn in reference["turns"]] == [
        (turn.party, turn.text) for turn in script.turns
    ]
    noises = [event for event in script.events if isinstance(event, Noise)]
    assert [noise.kind for noise in noises] == [sound["kind"] for sound in reference["sounds"]]
    lengths = [sound["end"] - sound["start"] for sound in reference["sounds"]]
    assert lengths == pytest.approx([noise.seconds for noise in noises], abs=0.002)
    assert reference["sound"] == sound_path(SAMPLES, script).name
    assert reference["synthetic"] is True


@CALLS
def test_turns_are_in_order_inside_the_call_and_on_their_channel(script: Script) -> None:
    reference = reference_of(script)
    starts = [turn["start"] for turn in reference["turns"]]
    assert starts == sorted(starts)
    for turn in reference["turns"]:
        assert 0 < turn["start"] < turn["end"] < reference["duration"]
        assert turn["channel"] == channels_of(script.layout)[turn["party"]]


@CALLS
def test_interruptions_overlap_as_long_as_the_script_says(script: Script) -> None:
    turns = reference_of(script)["turns"]
    for at, line in enumerate(script.turns):
        if line.interrupts:
            assert turns[at - 1]["end"] - turns[at]["start"] == pytest.approx(line.interrupts, abs=0.01)
        if line.over is not None:
            assert turns[at - 1]["start"] < turns[at]["start"] < turns[at]["end"] < turns[at - 1]["end"]


@CALLS
def test_sound_is_as_long_as_its_reference(script: Script) -> None:
    sound, rate_hz = heard(script)
    reference = reference_of(script)
    assert sound.shape[1] == reference["channels"] == (1 if script.layout is Layout.MONO else 2)
    assert 35 < reference["duration"] < 125
    padding = {Format.MP3: 0.3, Format.GSM: 0.1}.get(script.format, 0.01)
    assert len(sound) / rate_hz == pytest.approx(reference["duration"], abs=padding)


@CALLS
def test_each_turn_is_heard_on_its_channel_and_hardly_on_the_other(script: Script) -> None:
    sound, rate_hz = heard(script)
    turns = reference_of(script)["turns"]
    for at, turn in enumerate(turns):
        if any(
            other["start"] < turn["end"] and turn["start"] < other["end"]
            for other in turns[:at] + turns[at + 1 :]
        ):
            continue
        stretch = sound[round(turn["start"] * rate_hz) : round(turn["end"] * rate_hz)]
        own = level_db(stretch[:, turn["channel"]])
        assert -40 < own < -8, turn["text"]
        if sound.shape[1] == 2:
            assert level_db(stretch[:, 1 - turn["channel"]]) < own - 15, turn["text"]


@CALLS
def test_silence_and_hold_are_without_speech(script: Script) -> None:
    sound, rate_hz = heard(script)
    for noise in reference_of(script)["sounds"]:
        inside = sound[round((noise["start"] + 0.3) * rate_hz) : round((noise["end"] - 0.3) * rate_hz)]
        levels = sorted(level_db(inside[:, channel]) for channel in range(inside.shape[1]))
        assert levels[0] < (-45 if inside.shape[1] == 2 or noise["kind"] == "silence" else 0)
        assert (levels[-1] < -45) == (noise["kind"] == "silence")


@CALLS
def test_sound_is_a_telephone_band(script: Script) -> None:
    sound, rate_hz = heard(script)
    stretch = sound[: 2**18, 0]
    power = np.square(np.abs(np.fft.rfft(stretch)))
    hertz = np.fft.rfftfreq(len(stretch), 1 / rate_hz)
    inside = power[(hertz > 250) & (hertz < 3500)].sum()
    assert inside / power[hertz > 20].sum() > 0.97


@CALLS
def test_lossless_sound_has_only_mu_law_levels(script: Script) -> None:
    if script.format not in {Format.MULAW, Format.FLAC}:
        return
    sound, rate_hz = soundfile.read(sound_path(SAMPLES, script), dtype="int16", always_2d=True)
    assert rate_hz == RATE_HZ
    assert np.array_equal(mu_law(sound.astype(np.float32) / 32_768.0), sound)
