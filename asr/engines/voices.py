"""Voice prints: what the voice in a short window sounds like, by CAM++.

CAM++ (Wang et al., "CAM++: A Fast and Efficient Network for Speaker Verification Using Context-Aware Masking",
Interspeech 2023) maps the log mel spectrum of a stretch of speech to a vector; the cosine between two vectors says
how alike the voices are.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from itertools import islice, pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asr.engines.clusters import Prints
from asr.engines.shapes import filled
from asr.engines.torchaudio_shim import import_torchaudio
from asr.errors import EngineFailed, ModelMissing
from asr.ports import RATE_HZ, Samples
from asr.transcript import Span

FRAME_RATE_HZ = 100
MEL_BANDS = 80
EDGE_FRAMES = 2
"""Frames that a stretch has fewer than its length says: a frame looks at 25 ms and moves on by 10 ms."""

PIECE = 30.0
"""Seconds of speech whose spectrum is held at a time."""

SHORTEST = 0.1
"""Seconds; a shorter stretch is widened, or it would have no frame to speak of."""


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """How voice prints are taken.

    Attributes:
        window: seconds that one print looks at. Longer windows know voices better and straddle turns more.
        step: seconds from one print to the next inside a stretch of speech.
        batch: windows given to the network at a time.
    """

    window: float = 1.5
    step: float = 0.75
    batch: int = 8


class VoicePrinter:
    """Takes voice prints of stretches of speech.

    Args:
        weights: the CAM++ weights, a state dictionary.
        network: the Python file that defines `CAMPPlus`, pinned beside the weights. It is run: check its digest.
        device: `cpu` or `cuda`.
        options: how prints are taken.

    Raises:
        ModelMissing: one of the files is not there.
        EngineFailed: they cannot be loaded, or do not fit each other.
    """

    def __init__(
        self, weights: Path, network: Path, *, device: str = "cpu", options: VoiceOptions | None = None
    ) -> None:
        self.options = options or VoiceOptions()
        self._device = device
        self._net = load_network(weights, network, device)

    def take(self, samples: Samples, spans: Sequence[Span]) -> tuple[tuple[Span, ...], Prints]:
        """Take the prints of all windows in some stretches of speech.

        Args:
            samples: shape (samples,), int16 at 16 kHz; may be memory-mapped.
            spans: the speech.

        Returns:
            The windows in order of time, and their prints, shape (windows, dimensions), unit rows. A stretch
            shorter than a window is its own window.

        Raises:
            EngineFailed: the network gave up.
        """
        windows: list[Span] = []
        prints: list[NDArray[np.float32]] = []
        cut = self._windows(samples, spans)
        while batch := list(islice(cut, self.options.batch)):
            windows += [span for span, _ in batch]
            prints.append(self._infer(np.stack([features for _, features in batch])))
        return tuple(windows), np.concatenate(prints) if prints else np.zeros((0, 1), dtype=np.float32)

    def _windows(self, samples: Samples, spans: Sequence[Span]) -> Iterator[tuple[Span, NDArray[np.float32]]]:
        """Cut speech into windows, with features of shape (frames, bands) and the same number of frames each."""
        length = round(self.options.window * FRAME_RATE_HZ) - EDGE_FRAMES
        step = round(self.options.step * FRAME_RATE_HZ)
        for piece in (piece for span in spans for piece in _pieces(span)):
            start, features = _spectrum(samples, piece)
            if len(features) <= length:
                repeated = np.resize(features, (length, MEL_BANDS))
                yield piece, repeated
                continue
            steps = math.ceil((len(features) - length) / step)
            for first in np.linspace(0, len(features) - length, steps + 1).astype(int):
                begin = start + int(first) / FRAME_RATE_HZ
                yield Span(begin, begin + self.options.window), features[first : first + length]

    def _infer(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        import torch

        try:
            with torch.inference_mode():
                batch = torch.from_numpy(filled(features, self._device)).to(self._device)
                raw = self._net(batch - batch.mean(dim=1, keepdim=True)).flatten(1)[: len(features)]
                prints: NDArray[np.float32] = torch.nn.functional.normalize(raw).cpu().numpy()
        except RuntimeError as error:
            raise EngineFailed(
                f"Taking voice prints gave up on {self._device}: {error}. "
                "Try again; where memory ran out, use a smaller batch or the cpu."
            ) from error
        return prints


def _pieces(span: Span) -> Iterator[Span]:
    """Cut a stretch into equal pieces of at most `PIECE` seconds."""
    count = max(1, math.ceil(span.length / PIECE))
    edges = np.linspace(span.start, span.end, count + 1)
    for start, end in pairwise(edges):
        yield Span(float(start), float(end))


def _spectrum(samples: Samples, span: Span) -> tuple[float, NDArray[np.float32]]:
    """Compute Kaldi's log mel spectrum of a span: where it starts, and shape (frames, bands)."""
    import torch

    first = max(0, min(round(span.start * RATE_HZ), len(samples) - round(SHORTEST * RATE_HZ)))
    last = max(round(span.end * RATE_HZ), first + round(SHORTEST * RATE_HZ))
    part = samples[first:last].astype(np.float32) / 32768
    sound = torch.from_numpy(np.pad(part, (0, last - first - len(part))))
    kaldi = import_torchaudio().compliance.kaldi
    features: NDArray[np.float32] = kaldi.fbank(
        sound[None], num_mel_bins=MEL_BANDS, sample_frequency=RATE_HZ, dither=0.0
    ).numpy()
    return first / RATE_HZ, features


def load_network(weights: Path, network: Path, device: str) -> Any:
    """Build CAM++ from its pinned files.

    Raises:
        ModelMissing: one of the files is not there.
        EngineFailed: they cannot be loaded, or do not fit each other.
    """
    for path in (weights, network):
        if not path.is_file():
            raise ModelMissing(f"There is no voice print model at '{path}'. Run 'everycall models fetch'.")
    try:
        import torch

        module = ModuleType("campplus")
        SourceFileLoader("campplus", str(network)).exec_module(module)
        state = torch.load(weights, map_location="cpu", weights_only=True)
        net = module.CAMPPlus(feat_dim=MEL_BANDS, embedding_size=len(state["xvector.dense.linear.weight"]))
        net.load_state_dict(state)
        return net.eval().to(device)
    except Exception as error:
        # somebody's file of weights and somebody's network can fail in any way there is
        raise EngineFailed(
            f"The voice print model '{weights}' could not be loaded on {device}: {error!r}. "
            "Check that weights and network belong together, and that the device is there."
        ) from error
