"""A leak is taken out; a quiet caller, an interruption and a silent party's line are not mistaken."""

import numpy as np
import pytest

from asr.crosstalk import CrosstalkOptions, without_crosstalk
from asr.ports import RATE_HZ, Samples, Speech
from asr.transcript import Span

OPTIONS = CrosstalkOptions()


def line(seconds: float, *said: tuple[float, float, float]) -> Samples:
    """Noise at the given levels (start, end, dB of full scale) on a quiet line."""
    rng = np.random.default_rng(7)
    sound = rng.normal(0, 3, round(seconds * RATE_HZ))
    for start, end, level_db in said:
        first, last = round(start * RATE_HZ), round(end * RATE_HZ)
        sound[first:last] += rng.normal(0, 32768 * 10 ** (level_db / 20), last - first)
    return np.clip(sound, -32768, 32767).astype(np.int16)


def spans(*pairs: tuple[float, float]) -> Speech:
    return Speech(tuple(Span(*p) for p in pairs))


def test_a_leaking_voice_is_taken_out() -> None:
    agent = line(20, (1, 8, -20))
    customer = line(20, (1, 8, -52), (10, 15, -22))
    agents, customers = without_crosstalk(
        (agent, customer), (spans((1, 8)), spans((1, 8), (10, 15))), OPTIONS
    )
    assert agents == spans((1, 8))
    assert sum(s.length for s in customers.spans) == pytest.approx(5, abs=0.3)
    assert customers.spans[-1] == Span(10, 15)


def test_a_party_that_never_speaks_is_left_without_speech() -> None:
    agent = line(20, (1, 8, -20))
    silent = line(20, (1, 8, -52))
    _, customers = without_crosstalk((agent, silent), (spans((1, 8)), spans((1, 8))), OPTIONS)
    assert sum(s.length for s in customers.spans) < 0.3


@pytest.mark.parametrize("level_db", [-20, -26, -32])
def test_whoever_speaks_while_the_other_does_is_heard(level_db: float) -> None:
    agent = line(20, (1, 8, -20))
    customer = line(20, (5, 9, level_db), (12, 15, level_db))
    given = (spans((1, 8)), spans((5, 9), (12, 15)))
    assert without_crosstalk((agent, customer), given, OPTIONS) == given


def test_one_channel_has_nothing_to_leak_from() -> None:
    given = (spans((1, 8)),)
    assert without_crosstalk((line(20, (1, 8, -50)),), given, OPTIONS) == given


def test_a_loud_word_inside_a_leak_stays() -> None:
    agent = line(20, (1, 9, -20))
    customer = line(20, (1, 9, -55), (5, 5.6, -24), (12, 15, -22))
    _, customers = without_crosstalk((agent, customer), (spans((1, 9)), spans((1, 9), (12, 15))), OPTIONS)
    assert any(s.start <= 5 and s.end >= 5.6 for s in customers.spans)
    assert sum(s.length for s in customers.spans) < 3 + 0.6 + 1.2
