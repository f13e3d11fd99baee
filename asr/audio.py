"""Decode whatever a recording system writes into channels of 16 kHz samples, in bounded memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import av
from av.audio.frame import AudioFrame

from asr.decoding.container import READABLE, Opened, check_channels, opened
from asr.decoding.spool import mapped, spooled
from asr.decoding.tape import DecodeOptions, Tape
from asr.errors import AudioError, CorruptAudio, EmptyAudio, NotAudio
from asr.ports import RATE_HZ, Samples
from asr.transcript import Span

__all__ = ["DecodeOptions", "Sound", "SoundFormat", "decode"]

_PADDING_SECONDS = 0.5
"""A compressed file's header may count this much more than there is: encoder delay and padding."""

_PARTIAL_SECONDS = 0.05
"""A WAV header exact to the byte may still be off by a last packet."""


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
        packets: packets of coded sound in the file.
        skipped: packets left out because they could not be decoded.
        gaps: where the file's own timestamps leave no sound; silence stands there, so that times stay right.
        streams: sound streams in the file; only the first was decoded.
    """

    channels: tuple[Samples, ...]
    format: SoundFormat
    truncated: str | None = None
    packets: int = 0
    skipped: int = 0
    gaps: tuple[Span, ...] = ()
    streams: int = 1

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.channels[0]) / RATE_HZ


def decode(path: Path, *, scratch: Path, options: DecodeOptions | None = None) -> Sound:
    """Decode the first audio stream of a file to 16 kHz, each channel by itself.

    The content decides what the file is, not its name. Packets that cannot be decoded are left out and
    counted. On any failure nothing is left in `scratch`; on success the caller owns the files there.

    Args:
        path: the recording.
        scratch: a folder with room for 116 MB per channel and hour.
        options: limits.

    Raises:
        EmptyAudio: zero bytes, or not one sample.
        NotAudio: the content is no sound format.
        CorruptAudio: a sound format of which nothing can be decoded, or with an absurd sample rate.
        UnsupportedAudio: there is no decoder for its codec.
        TooManyChannels: more than two channels.
        TooLong: more sound than `options.max_seconds`.
        ScratchFull: no room in `scratch`.
        OSError: `path` or `scratch` cannot be read or written for another reason.
    """
    with path.open("rb") as file:
        if not file.peek(1):
            raise EmptyAudio("The file has zero bytes; fetch it again from the recording system.")
        with opened(file) as source:
            return _decode(source, scratch, options or DecodeOptions())


def _decode(source: Opened, scratch: Path, options: DecodeOptions) -> Sound:
    reel = _Reel(source)
    frames = reel.frames()
    first = next(frames, None)
    if first is None:
        raise _nothing(source, reel)
    channels = first.layout.nb_channels
    check_channels(channels, "the sound")
    form = SoundFormat(source.format, source.stream.codec_context.name, first.sample_rate, channels)
    with spooled(scratch, channels) as (spool, paths):
        tape = Tape(spool, channels, options, clocked=source.clocked)
        for frame in chain((first,), frames):
            tape.lay(frame)
        tape.finish()
        if reel.mostly_noise or not spool.count:
            raise _nothing(source, reel)
    return Sound(
        channels=tuple(mapped(path) for path in paths),
        format=form,
        truncated=_shortfall(source, reel, tape),
        packets=reel.packets,
        skipped=reel.skipped,
        gaps=tuple(tape.gaps),
        streams=len(source.container.streams.audio),
    )


class _Reel:
    """Reads a source to its end, past what cannot be decoded.

    Attributes:
        packets: read so far.
        skipped: packets that could not be decoded.
        broke_off: the last thing read could not be decoded.
    """

    def __init__(self, source: Opened) -> None:
        self._source = source
        self.packets = 0
        self.skipped = 0
        self.broke_off = False

    @property
    def mostly_noise(self) -> bool:
        """Whether a format without a signature decodes so badly that it was never sound."""
        return not self._source.signed and self.skipped > self.packets / 2

    def frames(self) -> Iterator[AudioFrame]:
        """Yield the frames that can be decoded."""
        try:
            for packet in self._source.container.demux(self._source.stream):
                self.packets += packet.size > 0
                try:
                    decoded = packet.decode()
                except av.error.FFmpegError:
                    self.skipped += 1
                    self.broke_off = True
                else:
                    self.broke_off = self.broke_off and not decoded
                    yield from decoded
        except av.error.FFmpegError:  # the demuxer is lost: there is no way to what follows
            self.broke_off = True


def _nothing(source: Opened, reel: _Reel) -> AudioError:
    """Say why there is nothing to hear."""
    if not reel.packets or not reel.skipped:
        return EmptyAudio(
            f"The {source.format} file has a header and no sound behind it; nothing was recorded, or it was "
            "fetched before the recorder wrote it. Fetch it again."
        )
    if not source.signed:
        return NotAudio(
            f"The content only looks like {source.format}: {reel.skipped} of {reel.packets} packets cannot be "
            f"decoded; send the recording as {READABLE}."
        )
    return CorruptAudio(
        f"Nothing in the {reel.packets} packets of this {source.format} file can be decoded; it was damaged on "
        "its way or is encrypted. Fetch it again from the recording system."
    )


def _shortfall(source: Opened, reel: _Reel, tape: Tape) -> str | None:
    """Say what is missing at the end, if anything."""
    seconds = tape.seconds
    missing = source.missing * seconds
    if source.announced is not None:
        missing = source.announced - tape.end
    if missing > (_PARTIAL_SECONDS if source.announced is None else _PADDING_SECONDS):
        return (
            f"The header announces {seconds + missing:.1f} s, the file ends after {seconds:.1f} s: "
            f"the last {missing:.1f} s are missing."
        )
    if reel.broke_off and source.announced is None:
        return (
            f"The file breaks off in the middle of a packet after {seconds:.1f} s; what followed is missing."
        )
    if not source.ended:
        return f"The stream stops after {seconds:.1f} s without its end mark; what followed may be missing."
    return None
