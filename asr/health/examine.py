"""Can this recording be judged? Findings about the sound, before anyone is judged by it."""

from collections.abc import Sequence

from asr.audio import Sound
from asr.health.ailment import Health, HealthOptions
from asr.health.checkup import check
from asr.health.signal import likeness
from asr.ports import Speech


def identical_channels(sound: Sound, options: HealthOptions | None = None) -> bool:
    """Tell a mono mix saved as two channels, for which diarization must tell the parties apart.

    The channels may differ in gain, in sign and by what a codec does to them, but not in time: one that lags
    by more than a few samples counts as another. Silence on both says nothing, and is False.

    Args:
        sound: decoded; with one channel the answer is False.
        options: the `alike` thresholds.
    """
    options = options or HealthOptions()
    if len(sound.channels) < 2:  # noqa: PLR2004 - a pair
        return False
    found = likeness(sound.channels[0], sound.channels[1], alike=options.alike_second)
    return found.whole >= options.alike and found.share >= options.alike_share


def examine(sound: Sound, speech: Sequence[Speech], options: HealthOptions | None = None) -> Health:
    """Examine a decoded recording.

    Args:
        sound: decoded.
        speech: what the detector heard, one entry per channel listened to, in order; one entry for a sound of
            two channels means that they are identical and the first stands for both.
        options: thresholds.

    Raises:
        ValueError: `speech` fits neither one channel nor all.
    """
    return Health(check(sound, speech, options or HealthOptions()))
