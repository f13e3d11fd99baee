"""A leak is taken out; a quiet caller, an interruption and a silent party's line are not mistaken."""

import numpy as np
import pytest

from asr.crosstalk import CrosstalkOptions, own_speech
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
    agents, customers = own_speech((agent, customer), (spans((1, 8)), spans((1, 8), (10, 15))), OPTIONS)
    assert agents == spans((1, 8))
    assert sum(s.length for s in customers.spans) == pytest.approx(5, abs=0.3)
    assert customers.spans[-1] == Span(10, 15)


def test_a_party_that_never_speaks_is_left_without_speech() -> None:
    agent = line(20, (1, 8, -20))
    silent = line(20, (1, 8, -52))
    _, customers = own_speech((agent, silent), (spans((1, 8)), spans((1, 8))), OPTIONS)
    assert sum(s.length for s in customers.spans) < 0.3


@pytest.mark.parametrize("level_db", [-20, -26, -32])
def test_whoever_speaks_while_the_other_does_is_heard(level_db: float) -> None:
    agent = line(20, (1, 8, -20))
    customer = line(20, (5, 9, level_db), (12, 15, level_db))
    given = (spans((1, 8)), spans((5, 9), (12, 15)))
    assert own_speech((agent, customer), given, OPTIONS) == given


def test_one_channel_has_nothing_to_leak_from() -> None:
    given = (spans((1, 8)),)
    assert own_speech((line(20, (1, 8, -50)),), given, OPTIONS) == given


def test_a_loud_word_inside_a_leak_stays() -> None:
    agent = line(20, (1, 9, -20))
    customer = line(20, (1, 9, -55), (5, 5.6, -24), (12, 15, -22))
    _, customers = own_speech((agent, customer), (spans((1, 9)), spans((1, 9), (12, 15))), OPTIONS)
    assert any(s.start <= 5 and s.end >= 5.6 for s in customers.spans)
    assert sum(s.length for s in customers.spans) < 3 + 0.6 + 1.2


def test_music_on_hold_that_leaks_is_taken_out() -> None:
    agent = line(30, (1, 8, -20), (10, 20, -25))
    customer = line(30, (10, 20, -55), (22, 27, -22))
    _, customers = own_speech((agent, customer), (spans((1, 8)), spans((10.4, 19.5), (22, 27))), OPTIONS)
    assert customers.spans == (Span(22, 27),)
    assert customers.foreign == (Span(10.4, 19.5),)


@pytest.mark.parametrize("channels", [1, 2])
def test_an_edge_drawn_into_the_silence_of_the_line_is_taken_back(channels: int) -> None:
    sound = [line(20, (5, 9, -24), (12, 15, -24)), line(20)][:channels]
    given = [spans((3.6, 9.1), (12, 15), (17, 17.6)), spans()][:channels]
    heard = own_speech(sound, given, OPTIONS)[0]
    assert heard.spans == (Span(4.76, 9.1), Span(12, 15))


def test_a_faint_voice_on_a_loud_line_is_heard() -> None:
    rng = np.random.default_rng(3)
    sound = (line(20, (5, 9, -40)) + rng.normal(0, 32768 * 10 ** (-46 / 20), 20 * RATE_HZ)).astype(np.int16)
    given = (spans((4, 9), (12, 13)),)
    assert own_speech((sound,), given, OPTIONS) == given
