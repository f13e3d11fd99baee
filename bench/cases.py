"""The recordings to measure on, with what is known to be true of them."""

import json
import re
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from asr.audio import decode
from asr.ports import RATE_HZ

HOUSE = Path(__file__).resolve().parent.parent
SAMPLES = HOUSE / "samples"
REAL = HOUSE.parent / "shared" / "data"
HOUR = "hour"
"""Name of the stitched hour-long call."""

_WARM_UP = 12
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Said:
    """One reference turn; `text` is None where only the times are known, `party` where nobody noted it."""

    start: float
    end: float
    party: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A recording with its reference.

    Attributes:
        name: shown in the table.
        path: the audio.
        language: `zh` or `en`.
        channels: of the file.
        origin: `samples` (synthetic, made by this project) or `real`.
        said: reference turns by start; empty times (0, 0) where only the text is known.
        agent_channel: as the sidecar says, 0 where it is silent.
    """

    name: str
    path: Path
    language: str
    channels: int
    origin: str
    said: tuple[Said, ...] = field(repr=False)
    agent_channel: int = 0

    @property
    def has_words(self) -> bool:
        """Whether the reference has words."""
        return any(s.text for s in self.said)

    @property
    def has_parties(self) -> bool:
        """Whether the reference says who spoke."""
        return len({s.party for s in self.said} - {None}) > 1

    @property
    def has_times(self) -> bool:
        """Whether the reference says when."""
        return any(s.end > 0 for s in self.said)


def all_cases(scratch: Path) -> list[Case]:
    """List the sample calls, and the real recordings where they are at hand.

    Args:
        scratch: folder for the mono mixes made here.
    """
    return [*_samples(), *(_real(scratch) if REAL.is_dir() else [])]


def named(names: Sequence[str], scratch: Path) -> list[Case]:
    """Give the cases of these names, in this order.

    Raises:
        SystemExit: there is none of such a name.
    """
    cases = {case.name: case for case in all_cases(scratch)}
    if unknown := [name for name in names if name not in cases]:
        raise SystemExit(f"No case is named {', '.join(unknown)}; there are {', '.join(cases)}.")
    return [cases[name] for name in names]


def excerpt(case: Case, scratch: Path) -> Case:
    """Cut the beginning of a call out, to warm a system up with."""
    sound = decode(case.path, scratch=scratch)
    path = scratch / f"warm-up.{len(sound.channels)}.wav"
    with _recorder(path, len(sound.channels)) as out:
        out.writeframes(np.stack([c[: _WARM_UP * RATE_HZ] for c in sound.channels], axis=1).tobytes())
    return Case("warm-up", path, case.language, case.channels, "made", ())


def hour(scratch: Path, seconds: int = 3600) -> Case:
    """Stitch a call of an hour on two channels from the English sample calls, over and over, the agent first."""
    parts = [c for c in _samples() if c.channels == 2 and c.language == "en"]
    path = scratch / "hour.wav"
    written = 0
    with _recorder(path, 2) as out:
        while written < seconds * RATE_HZ:
            part = parts[0]
            parts = [*parts[1:], part]
            sound = decode(part.path, scratch=scratch)
            agent = sound.channels[part.agent_channel], sound.channels[1 - part.agent_channel]
            frames = np.stack(agent, axis=1)[: seconds * RATE_HZ - written]
            out.writeframes(frames.tobytes())
            written += len(frames)
    return Case(HOUR, path, "en", 2, "made", ())


def _recorder(path: Path, channels: int) -> wave.Wave_write:
    out = wave.open(str(path), "wb")  # noqa: SIM115 the caller closes it
    out.setnchannels(channels)
    out.setsampwidth(2)
    out.setframerate(RATE_HZ)
    return out


def _samples() -> list[Case]:
    cases = []
    for reference in sorted((SAMPLES / "reference").glob("*.json")):
        told = json.loads(reference.read_text("utf-8"))
        if not told["turns"]:
            continue  # a call nobody speaks in has no words to be right about
        path = SAMPLES / "calls" / told["sound"]
        if not path.is_file():
            raise SystemExit(
                f"The sample call {told['sound']} has a reference and no sound: run `make samples`."
            )
        sidecar = json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))
        said = tuple(Said(t["start"], t["end"], t["party"], t["text"]) for t in told["turns"])
        agent = int(sidecar.get("agent_channel") or 0)
        cases.append(Case(reference.stem, path, told["language"], told["channels"], "samples", said, agent))
    return cases


def _real(scratch: Path) -> list[Case]:
    stereo = REAL / "calls" / "auto_repairs_40.stereo.wav"
    times = _rttm(REAL / "calls" / "auto_repairs_40.rttm")
    mono = mixed(stereo, scratch / "auto_repairs_40.mono.wav")
    return [
        Case("auto_repairs_40", stereo, "en", 2, "real", times),
        Case("auto_repairs_40 mono mix", mono, "en", 1, "real", times),
        Case(
            "notification_delay",
            REAL / "calls" / "notification_delay.wav",
            "en",
            1,
            "real",
            _srt(REAL / "calls" / "notification_delay.srt"),
        ),
        Case(
            "aishell_s0150",
            REAL / "asr_zh" / "aishell_s0150.wav",
            "zh",
            1,
            "real",
            _turns(REAL / "asr_zh" / "aishell_s0150.json"),
        ),
        Case(
            "autumn",
            REAL / "asr_zh" / "autumn.wav",
            "zh",
            1,
            "real",
            (Said(0, 0, None, (REAL / "asr_zh" / "autumn.txt").read_text("utf-8")),),
        ),
        Case("lj_a", REAL / "asr_en" / "lj_a.wav", "en", 1, "real", _turns(REAL / "asr_en" / "lj_a.json")),
    ]


def mixed(stereo: Path, target: Path) -> Path:
    """Add the two channels of a µ-law or PCM file into one PCM channel, as a mono recorder would."""
    import av

    with av.open(str(stereo)) as container:
        frames = [f.to_ndarray() for f in container.decode(audio=0)]
        rate_hz = container.streams.audio[0].rate
    sound = np.concatenate([f.reshape(-1, 2) if f.shape[0] == 1 else f.T for f in frames]).astype(np.int32)
    with wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate_hz)
        out.writeframes(np.clip(sound.sum(axis=1), -32768, 32767).astype("<i2").tobytes())
    return target


def _turns(path: Path) -> tuple[Said, ...]:
    return tuple(
        Said(t["start"], t["end"], None, t["text"]) for t in json.loads(path.read_text("utf-8"))["turns"]
    )


def _rttm(path: Path) -> tuple[Said, ...]:
    rows = (line.split() for line in path.read_text("utf-8").splitlines() if line.startswith("SPEAKER"))
    parties = {"agent": "agent", "caller": "customer"}
    said = [Said(float(r[3]), float(r[3]) + float(r[4]), parties[r[7]], None) for r in rows]
    return tuple(sorted(said, key=lambda s: s.start))


def _srt(path: Path) -> tuple[Said, ...]:
    said = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8-sig").replace("\r", "").strip()):
        _, times, *text = block.split("\n")
        start, end = (_seconds(t) for t in times.split(" --> "))
        who, words = re.fullmatch(r"\[(CSR|Customer)\]\s*(.*)", " ".join(text)).groups()  # type: ignore[union-attr]  # the file's own form
        said.append(Said(start, end, {"CSR": "agent", "Customer": "customer"}[who], words))
    return tuple(said)


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.strip().replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
