"""A script and its spoken turns laid out in time: the channels of the recording, and exactly who spoke when."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samples import kokoro
from samples.line import AGENT, CUSTOMER, RATE_HZ, mu_law, narrow, sway, transmit
from samples.manner import Sound
from samples.script import Layout, Line, Noise, Script
from samples.sounds import hold_music, ringback

_LEAD = 0.5
_TAIL = 0.9
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.25, 0.65

Speak = Callable[[Line], Sound]
"""Speaks one turn: shape (samples,) at `samples.kokoro.RATE_HZ`."""


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """One turn, exactly where it is in the recording."""

    party: str
    channel: int
    start: float
    end: float
    text: str
    manner: str


@dataclass(frozen=True, slots=True)
class HeardNoise:
    """One stretch without a speaker, exactly where it is."""

    kind: str
    channel: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Mix:
    """A finished recording, not yet written.

    Attributes:
        channels: shape (samples, channels), int16, at `samples.line.RATE_HZ`, every value a µ-law level.
        turns: in the order of the script.
        noises: likewise.
    """

    channels: npt.NDArray[np.int16]
    turns: tuple[SpokenTurn, ...]
    noises: tuple[HeardNoise, ...]

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.channels) / RATE_HZ


@dataclass(slots=True)
class _Timeline:
    """Where the next event may begin, and what was placed so far."""

    cursor: float = _LEAD
    last_start: float = 0.0
    paused: bool = True

    def place(self, line: Line, seconds: float, pause: float) -> float:
        """Return where a turn of `seconds` starts and move on."""
        if line.over is not None:
            start = self.last_start + line.over
        elif line.interrupts:
            start = self.cursor - line.interrupts
        else:
            # A silence that was written into the script is as long as it says: no pause on top.
            own = 0.0 if self.paused else pause
            start = self.cursor + (own if line.pause is None else line.pause)
        if line.over is None:
            self.last_start = start
        self.cursor = max(self.cursor, start + seconds)
        self.paused = False
        return start


def mix(script: Script, speak: Speak) -> Mix:
    """Lay out, transmit and quantise a call.

    Args:
        script: the call.
        speak: speaks a turn.
    """
    seed = zlib.crc32(script.id.encode())
    rng = np.random.default_rng(seed)
    channel_of = channels_of(script.layout)
    timeline = _Timeline()
    placed: list[tuple[str, float, Sound]] = []
    turns: list[SpokenTurn] = []
    noises: list[HeardNoise] = []
    for event in script.events:
        if isinstance(event, Noise):
            start, timeline.cursor, timeline.paused = timeline.cursor, timeline.cursor + event.seconds, True
            placed.append(("agent", start, _noise(event, script.language, seed)))
            noises.append(
                HeardNoise(event.kind, channel_of["agent"], round(start, 3), round(timeline.cursor, 3))
            )
            continue
        sound = narrow(speak(event), kokoro.RATE_HZ)
        if event.party != "ivr":  # an announcement was recorded in a studio
            sound = sway(sound, rng)
        seconds = len(sound) / RATE_HZ
        start = timeline.place(event, seconds, float(rng.uniform(_SHORTEST_PAUSE, _LONGEST_PAUSE)))
        placed.append((event.party, start, sound))
        channel = channel_of[event.party]
        turns.append(
            SpokenTurn(
                event.party, channel, round(start, 3), round(start + seconds, 3), event.text, event.manner
            )
        )
    sides = _sides(placed, round((timeline.cursor + _TAIL) * RATE_HZ))
    return Mix(_record(sides, script.layout, rng), tuple(turns), tuple(noises))


def channels_of(layout: Layout) -> Mapping[str, int]:
    """Return the channel of each party; what is played to the caller is on the agent's."""
    agent, customer = {Layout.AGENT_FIRST: (0, 1), Layout.CUSTOMER_FIRST: (1, 0), Layout.MONO: (0, 0)}[layout]
    return {"agent": agent, "customer": customer, "ivr": agent}


def _noise(noise: Noise, language: str, seed: int) -> Sound:
    if noise.kind == "hold":
        return hold_music(noise.seconds, seed)
    if noise.kind == "ringback":
        return ringback(noise.seconds, language)
    return np.zeros(round(noise.seconds * RATE_HZ), np.float32)


def _sides(placed: list[tuple[str, float, Sound]], samples: int) -> tuple[Sound, Sound]:
    """Sum what was placed into the agent's side and the customer's, each of shape (samples,)."""
    agent, customer = np.zeros(samples, np.float32), np.zeros(samples, np.float32)
    for party, start, sound in placed:
        begin = round(start * RATE_HZ)
        side = customer if party == "customer" else agent
        side[begin : begin + len(sound)] += sound
    return agent, customer


def _record(sides: tuple[Sound, Sound], layout: Layout, rng: np.random.Generator) -> npt.NDArray[np.int16]:
    agent = transmit(sides[0], sides[1], AGENT, rng)
    customer = transmit(sides[1], sides[0], CUSTOMER, rng)
    if layout is Layout.MONO:
        return mu_law(agent + customer)[:, None]
    pair = (agent, customer) if layout is Layout.AGENT_FIRST else (customer, agent)
    return np.stack([mu_law(side) for side in pair], axis=1)
