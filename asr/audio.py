"""Decode whatever a recording system writes into channels of 16 kHz samples, in bounded memory."""

from dataclasses import dataclass

from asr.ports import RATE_HZ, Samples


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """What the file was.

    Attributes:
        container: as the demuxer names it, `wav`, `ogg`, `mp3`.
        codec: as the decoder names it, `pcm_mulaw`, `opus`.
        rate_hz: the file's own sample rate.
        channels: the file's own channel count.
    """

    container: str
    codec: str
    rate_hz: int
    channels: int


@dataclass(frozen=True, slots=True)
class Sound:
    """A decoded recording.

    Attributes:
        channels: each of shape (samples,), int16 at `RATE_HZ`; memory-mapped, so hours cost no memory.
        format: what the file was.
        truncated: what is missing, where the file ends before its header says; else None.
    """

    channels: tuple[Samples, ...]
    format: SoundFormat
    truncated: str | None = None

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.channels[0]) / RATE_HZ
