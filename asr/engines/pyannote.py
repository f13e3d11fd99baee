"""pyannote's engines behind the ports: speech detection and telling voices apart.

The segmentation network says when someone speaks and when two do; voice prints of short windows say who.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from asr.engines.activations import Activations, SegmentationOptions, read_speech
from asr.engines.clusters import ClusterOptions, tell_apart
from asr.engines.pipeline import PipelineDiarizer, PipelineOptions
from asr.engines.segmentation import SegmentationDetector
from asr.engines.voices import VoiceOptions, VoicePrinter
from asr.engines.who import who_speaks
from asr.ports import Samples
from asr.transcript import Engine, Span, SpeakerTurn

__all__ = [
    "PipelineDiarizer",
    "PipelineOptions",
    "SegmentationDetector",
    "SegmentationOptions",
    "VoiceOptions",
    "VoicePrinter",
    "WindowDiarizer",
    "WindowOptions",
]


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How voices are told apart.

    Attributes:
        clusters: when two groups of prints are one voice.
        pure: share of a window's speech that must be one voice's for the window to shape a voice; a window that
            straddles two turns sounds like neither.
        shortest: seconds; windows shorter than this say too little to shape a voice.
        side_by_side: share of the segmentation network's windows with two voices in them from which on two voices
            are expected.
    """

    clusters: ClusterOptions = field(default_factory=ClusterOptions)
    pure: float = 0.8
    shortest: float = 0.8
    side_by_side: float = 0.125


class WindowDiarizer:
    """Tells voices apart by prints of short windows, at a sixteenth of real time or less on one CPU thread.

    Args:
        detector: hears speech and overlap; its network runs once for both, where it was asked for the same channel.
        printer: takes the voice prints.
        digest: SHA-256 of the printer's weights, as checked.
        options: how voices are told apart.
        model: the printer's name in `models.toml`.
    """

    def __init__(
        self,
        detector: SegmentationDetector,
        printer: VoicePrinter,
        digest: str,
        *,
        options: WindowOptions | None = None,
        model: str = "campplus",
    ) -> None:
        self.options = options or WindowOptions()
        self._detector = detector
        self._printer = printer
        self._engine = _engine(detector.engine, printer.options, self.options, model, digest)

    @property
    def engine(self) -> Engine:
        """The voice prints' weights and all options; the detector's weights and options are among the settings."""
        return self._engine

    def diarize(self, samples: Samples, *, speakers: int = 2) -> tuple[SpeakerTurn, ...]:
        """Say who speaks when.

        Args:
            samples: shape (samples,), int16 at 16 kHz; may be memory-mapped.
            speakers: the most voices there may be. A call in which one voice speaks gets one.

        Returns:
            Turns by start; they overlap where two voices speak at once. Voices are named in order of appearance.

        Raises:
            EngineFailed: a network gave up.
        """
        activations = self._detector.activations(samples)
        speech = read_speech(activations, self._detector.options)
        windows, prints = self._printer.take(samples, speech.spans)
        if not windows:
            return ()
        shaping = self._shaping(activations, windows)
        centres = tell_apart(
            prints[shaping],
            speakers,
            self.options.clusters,
            side_by_side=activations.side_by_side >= self.options.side_by_side,
        )
        return who_speaks(speech, windows, prints @ centres.T)

    def _shaping(self, activations: Activations, windows: Sequence[Span]) -> NDArray[np.intp]:
        """Choose the windows that shape the voices: long enough, and one voice's; all where that leaves too few."""
        options = self.options
        good = [
            index
            for index, window in enumerate(windows)
            if window.length >= options.shortest and activations.purity(window) >= options.pure
        ]
        enough = len(good) >= 2 * options.clusters.smallest
        return np.array(good if enough else range(len(windows)), dtype=np.intp)


def _engine(
    detector: Engine, voices: VoiceOptions, options: WindowOptions, model: str, digest: str
) -> Engine:
    settings = {f"speech.{name}": value for name, value in detector.settings}
    settings |= {"speech.model": detector.model, "speech.digest": detector.digest}
    settings |= {f"voices.{name}": str(value) for name, value in asdict(voices).items() if name != "batch"}
    settings |= {f"clusters.{name}": str(value) for name, value in asdict(options.clusters).items()}
    settings |= {name: str(getattr(options, name)) for name in ("pure", "shortest", "side_by_side")}
    return Engine("everycall-windows", detector.version, model, digest, tuple(sorted(settings.items())))
