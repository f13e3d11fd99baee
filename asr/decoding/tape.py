"""Lay decoded frames onto the recording's clock at 16 kHz: resampled, gaps as silence, formats as they come."""

from dataclasses import dataclass

import av
import numpy as np
from av.audio.frame import AudioFrame

from asr.decoding.container import check_channels
from asr.decoding.spool import Spool
from asr.errors import CorruptAudio, TooLong
from asr.ports import RATE_HZ
from asr.transcript import Span

_BATCH_SECONDS = 1.0
"""Frames are resampled by the second: one by one, a codec with 20 ms frames costs twice the time."""

_JITTER_SECONDS = 0.1
"""Timestamps off by less are rounding or encoder delay, not lost sound."""

_LAYOUTS = {1: "mono", 2: "stereo"}


@dataclass(frozen=True, slots=True)
class DecodeOptions:
    """Limits of what is taken for a call.

    Attributes:
        max_seconds: longer sound is refused: a few kilobytes can claim days of silence.
        min_rate_hz: lower sample rates carry no speech.
        max_rate_hz: higher ones are no recorder's.
        longest_gap: seconds; a longer jump in the timestamps is a wrong timestamp, not lost sound.
    """

    max_seconds: float = 6 * 3600.0
    min_rate_hz: int = 4_000
    max_rate_hz: int = 384_000
    longest_gap: float = 600.0


class Tape:
    """Writes frames to a spool, each at its time.

    Attributes:
        gaps: where the timestamps left no sound; filled with silence.
        seconds: of sound and gaps so far.
        end: where the last frame ends by the file's own clock, which need not start at 0; never before
            `seconds`.
    """

    def __init__(self, spool: Spool, channels: int, options: DecodeOptions, *, clocked: bool = True) -> None:
        self.gaps: list[Span] = []
        self.seconds = 0.0
        self.end = 0.0
        self._spool = spool
        self._channels = channels
        self._options = options
        self._clocked = clocked
        self._origin: float | None = None
        self._stretch: _Stretch | None = None

    def lay(self, frame: AudioFrame) -> None:
        """Add a frame.

        Raises:
            CorruptAudio: a sample rate that no recorder writes.
            TooManyChannels: the frame has more than two.
            TooLong: the limit is passed.
        """
        self._check(frame)
        self._keep_time(frame)
        if self._stretch is None or not self._stretch.fits(frame):
            self.finish()
            self._stretch = _Stretch(self._spool, frame, self._channels)
        self.seconds += frame.samples / frame.sample_rate
        self.end = max(self.end, self.seconds, self.seconds + (self._origin or 0.0))
        if self.seconds > self._options.max_seconds:
            raise TooLong(
                f"The sound is longer than the limit of {self._options.max_seconds / 3600:g} hours; "
                "split it, or check that it is the recording of one call."
            )
        self._stretch.add(frame)

    def finish(self) -> None:
        """Write what is still on its way through the resampler."""
        if self._stretch is not None:
            self._stretch.finish()
            self._stretch = None

    def _check(self, frame: AudioFrame) -> None:
        check_channels(frame.layout.nb_channels, f"the sound at {self.seconds:.1f} s")
        if not self._options.min_rate_hz <= frame.sample_rate <= self._options.max_rate_hz:
            raise CorruptAudio(
                f"The sound at {self.seconds:.1f} s claims {frame.sample_rate} samples a second, which no "
                f"recorder writes ({self._options.min_rate_hz} to {self._options.max_rate_hz} are taken); "
                "fetch the file again or check the recorder's settings."
            )

    def _keep_time(self, frame: AudioFrame) -> None:
        """Fill a jump forward with silence; take any other jump for a restarted clock."""
        at = frame.time if self._clocked else None
        if at is None:
            return
        if self._origin is None:
            self._origin = at
        late = at - self._origin - self.seconds
        if abs(late) <= _JITTER_SECONDS:
            return
        if late < 0 or late > self._options.longest_gap:
            self._origin += late
            return
        self.finish()
        start, self.seconds = self.seconds, self.seconds + late
        self.gaps.append(Span(start, self.seconds))
        # By the samples written, not by `late`: the rounding of a thousand gaps must not add up.
        self._spool.hush(max(0, round(self.seconds * RATE_HZ) - self._spool.count))


class _Stretch:
    """A run of frames of one format, without a gap, on its way through one resampler."""

    def __init__(self, spool: Spool, first: AudioFrame, channels: int) -> None:
        self._spool = spool
        self._key = _key(first)
        # The frame's own layout for output, whatever its speakers are called: a change of layout would mix
        # the channels. Only where a file changes its channel count half-way is there nothing else to do.
        same = first.layout.nb_channels == channels
        self._resampler = av.AudioResampler("s16p", first.layout if same else _LAYOUTS[channels], RATE_HZ)
        self._fifo = av.AudioFifo()
        self._batch = int(_BATCH_SECONDS * first.sample_rate)

    def fits(self, frame: AudioFrame) -> bool:
        """Whether the frame has the format of this run."""
        return _key(frame) == self._key

    def add(self, frame: AudioFrame) -> None:
        frame.pts = None  # the tape keeps the time
        self._fifo.write(frame)
        if self._fifo.samples >= self._batch:
            self._write(self._fifo.read())

    def finish(self) -> None:
        if self._fifo.samples:
            self._write(self._fifo.read())
        self._write(None)

    def _write(self, batch: AudioFrame | None) -> None:
        for frame in self._resampler.resample(batch):
            if frame is not None:  # what flushing gives where there was nothing to convert
                self._spool.append(frame.to_ndarray().view(np.int16))


def _key(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate
