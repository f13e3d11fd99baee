"""Write a mixed call the way a recording system would: the sound, its sidecar, and our exact reference."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from samples.line import RATE_HZ
from samples.mix import Mix, channels_of
from samples.script import Format, Script

_CODING: dict[Format, tuple[str, str, dict[str, Any]]] = {
    Format.MULAW: ("WAV", "ULAW", {}),
    Format.ALAW: ("WAV", "ALAW", {}),
    Format.GSM: ("WAV", "GSM610", {}),
    Format.FLAC: ("FLAC", "PCM_16", {"compression_level": 1.0}),
    Format.OPUS: ("OGG", "OPUS", {"compression_level": 0.97}),
    Format.MP3: ("MP3", "MPEG_LAYER_III", {"compression_level": 0.55, "bitrate_mode": "CONSTANT"}),
}
"""Container, codec and options of libsndfile."""
_LOSSY = {Format.OPUS, Format.MP3}


def sound_path(folder: Path, script: Script) -> Path:
    """Return where the call's sound belongs under the samples folder."""
    return folder / "calls" / f"{script.id}.{script.format.extension}"


def sidecar_path(folder: Path, script: Script) -> Path:
    """Return where its sidecar belongs: the sound's whole name and `.json`."""
    sound = sound_path(folder, script)
    return sound.with_name(f"{sound.name}.json")


def reference_path(folder: Path, script: Script) -> Path:
    """Return where its reference belongs."""
    return folder / "reference" / f"{script.id}.json"


def write(folder: Path, script: Script, mix: Mix) -> None:
    """Write sound, sidecar and reference under `folder`."""
    import soundfile

    container, codec, options = _CODING[script.format]
    path = sound_path(folder, script)
    for parent in ("calls", "reference"):
        (folder / parent).mkdir(exist_ok=True)
    # libsndfile 1.2 garbles MP3 with two channels written from int16; floats of the same values come out right.
    sound = mix.channels.astype(np.float32) / 32_768 if script.format in _LOSSY else mix.channels
    soundfile.write(path, sound, RATE_HZ, format=container, subtype=codec, **options)
    _write_json(sidecar_path(folder, script), script.metadata)
    _write_json(reference_path(folder, script), _reference(script, mix))


def _reference(script: Script, mix: Mix) -> dict[str, Any]:
    return {
        "id": script.id,
        "synthetic": True,
        "language": script.language,
        "sound": sound_path(Path(), script).name,
        "duration": round(mix.duration, 3),
        "channels": mix.channels.shape[1],
        "channel_of": dict(channels_of(script.layout)),
        "turns": [asdict(turn) for turn in mix.turns],
        "sounds": [asdict(noise) for noise in mix.noises],
    }


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
