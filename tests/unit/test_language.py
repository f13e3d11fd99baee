from collections.abc import Sequence

import numpy as np
import pytest

from asr.errors import UnknownLanguage
from asr.ports import RATE_HZ, Window
from asr.transcript import Span
from asr.words.language import LanguageOptions, check, other, tell
from asr.words.tracks import Track
from tests.ears import Recogniser


class Listener(Recogniser):
    """Takes loud samples for Chinese."""

    def identify(self, windows: Sequence[Window]) -> dict[str, float]:
        self.asked += [("", False, len(w) / RATE_HZ) for w in windows]
        zh = float(np.mean([np.abs(w).max() > 0.5 for w in windows]))
        return {"en": 1 - zh, "zh": zh}


def _channel(seconds: int, *loud: tuple[int, int]) -> np.ndarray:
    samples = np.full(seconds * RATE_HZ, 3000, np.int16)
    for a, b in loud:
        samples[a * RATE_HZ : b * RATE_HZ] = 30_000
    return samples


def _track(channel: int, *spans: tuple[float, float]) -> Track:
    return Track(channel, tuple(Span(a, b) for a, b in spans))


def test_the_call_speaks_what_most_of_it_speaks() -> None:
    channels = (_channel(100), _channel(100, (0, 100)))
    told = tell((_track(0, (0, 80)), _track(1, (80, 90))), channels, Listener(), LanguageOptions())
    assert (told.language, told.known) == ("en", 1.0)
    assert [t.language for t in told.tracks] == ["en", "zh"]


def test_a_track_that_is_not_clearly_other_stays_with_the_call() -> None:
    channels = (_channel(100), _channel(100, (0, 20)))
    told = tell((_track(0, (0, 80)), _track(1, (0, 45))), channels, Listener(), LanguageOptions())
    assert [t.language for t in told.tracks] == ["en", "en"]


def test_samples_are_few_and_spread_over_the_speech() -> None:
    listener = Listener()
    channels = (_channel(400, (300, 400)),)
    told = tell((_track(0, (0, 50), (60, 400)),), channels, listener, LanguageOptions())
    assert len(listener.asked) == 3
    assert all(5 < seconds <= 11 for _, _, seconds in listener.asked)
    assert told.language == "en"


def test_little_speech_is_one_sample_and_scraps_are_not_lost() -> None:
    listener = Listener()
    told = tell((_track(0, (1, 1.5), (3, 3.4)),), (_channel(9, (0, 9)),), listener, LanguageOptions())
    assert told.language == "zh"
    assert len(listener.asked) == 1


def test_names() -> None:
    assert (other("zh"), other("en")) == ("en", "zh")
    assert [check(name) for name in ("zh", "en", "auto")] == ["zh", "en", "auto"]
    with pytest.raises(UnknownLanguage, match="zh and en"):
        check("fr")
