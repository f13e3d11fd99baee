"""Speech and overlapped speech by pyannote's segmentation-3.0, in bounded memory.

The network sees ten seconds at a time and tells up to three voices apart in them, at most two at once, as
probabilities of a power set: nobody, one of three, two of three (Plaquet & Bredin, "Powerset multi-class cross
entropy loss for neural speaker diarization", Interspeech 2023).
"""

import hashlib
import os
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asr.engines.activations import Activations, SegmentationOptions, read_speech
from asr.engines.shapes import filled
from asr.engines.torchaudio_shim import import_torchaudio
from asr.errors import EngineFailed, ModelMissing
from asr.ports import RATE_HZ, Samples, Speech
from asr.transcript import Engine

SILENCE_PEAK = 4
"""Windows whose largest sample is no more than this, of 32768, are digital silence: not worth the network."""


class SegmentationDetector:
    """Finds speech in a channel of any length.

    Args:
        weights: the checkpoint file. It is unpickled, which runs what it says: check its digest first.
        digest: SHA-256 of the checkpoint, as checked.
        device: `cpu` or `cuda`.
        options: how speech is read off the network.
        model: its name in `models.toml`.

    Raises:
        ModelMissing: there is no such file.
        EngineFailed: it cannot be loaded, or is no segmentation network.
    """

    def __init__(
        self,
        weights: Path,
        digest: str,
        *,
        device: str = "cpu",
        options: SegmentationOptions | None = None,
        model: str = "segmentation-3.0",
    ) -> None:
        self.options = options or SegmentationOptions()
        self._device = device
        self._net = _load(weights, device, self.options.threads)
        self._sets, self._frame = _read_geometry(self._net, weights)
        self._engine = _engine(model, digest, device, self.options)
        self._last: tuple[bytes, Activations] | None = None

    @property
    def engine(self) -> Engine:
        """pyannote.audio with its version, the weights and the options."""
        return self._engine

    def detect(self, samples: Samples) -> Speech:
        """Find the speech in one channel.

        Args:
            samples: shape (samples,), int16 at 16 kHz; may be memory-mapped.

        Raises:
            EngineFailed: the network gave up.
        """
        return read_speech(self.activations(samples), self.options)

    def activations(self, samples: Samples) -> Activations:
        """Run the network over one channel; the last channel's result is kept, so that a diarizer need not again.

        Args:
            samples: shape (samples,), int16 at 16 kHz; may be memory-mapped.

        Raises:
            EngineFailed: the network gave up.
        """
        key = hashlib.blake2b(np.ascontiguousarray(samples).data).digest()
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        result = self._run(samples)
        self._last = (key, result)
        return result

    def _run(self, samples: Samples) -> Activations:
        frames, step, origin, window = self._frame
        hop = max(1, frames - round(self.options.overlap / step))
        stride = round(hop * step * RATE_HZ)
        count = max(1, -(-(len(samples) - window) // stride) + 1)
        result = np.zeros((count, frames, len(self._sets)), dtype=np.float16)
        result[:, :, 0] = 1.0  # the empty set: what a window that is skipped holds
        for indices, batch in _batches(samples, window, stride, self.options.batch):
            result[indices] = self._infer(batch)
        return Activations(result, self._sets, hop, step, origin, len(samples) / RATE_HZ)

    def _infer(self, batch: NDArray[np.float32]) -> NDArray[np.float16]:
        """Map windows of shape (batch, samples) to probabilities of shape (batch, frames, classes)."""
        import torch

        try:
            with torch.inference_mode():
                waveforms = torch.from_numpy(filled(batch, self._device))[:, None].to(self._device)
                probabilities: NDArray[np.float16] = (
                    self._net(waveforms)[: len(batch)].exp().cpu().numpy().astype(np.float16)
                )
        except RuntimeError as error:
            raise EngineFailed(
                f"Speech detection gave up on {self._device}: {error}. "
                "Try again; where memory ran out, use a smaller batch or the cpu."
            ) from error
        return probabilities


def import_pyannote() -> Any:
    """Import pyannote.audio with its telemetry off and without its advice on decoders, which are not used here."""
    # Both are read while they are imported, and would send figures to their makers; pyannote brings onnxruntime in.
    os.environ |= {"PYANNOTE_METRICS_ENABLED": "0", "ORT_DISABLE_TELEMETRY": "1"}
    import_torchaudio()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyannote.audio
    return pyannote.audio


def _batches(
    samples: Samples, window: int, stride: int, size: int
) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
    """Cut a channel into windows of shape (up to `size`, window), −1 to 1, leaving digital silence out."""
    indices: list[int] = []
    windows: list[NDArray[np.float32]] = []
    count = max(1, -(-(len(samples) - window) // stride) + 1)
    for index in range(count):
        part = np.asarray(samples[index * stride : index * stride + window]).astype(np.float32)
        if part.size and np.abs(part).max() > SILENCE_PEAK:
            indices.append(index)
            windows.append(np.pad(part / 32768, (0, window - len(part))))
        if windows and (len(windows) == size or index == count - 1):
            yield indices, np.stack(windows)
            indices, windows = [], []


def _load(weights: Path, device: str, threads: int) -> Any:
    if not weights.is_file():
        raise ModelMissing(
            f"There is no segmentation checkpoint at '{weights}'. Run 'everycall models fetch'."
        )
    try:
        pyannote = import_pyannote()
        import torch

        torch.set_num_threads(threads)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the checkpoint was saved by an older version: known, and pinned
            return (
                pyannote.Model.from_pretrained(weights, map_location=torch.device(device)).eval().to(device)
            )
    except Exception as error:
        # unpickling and building somebody's checkpoint can fail in any way there is
        raise EngineFailed(
            f"The segmentation checkpoint '{weights}' could not be loaded on {device}: {error!r}. "
            "Check that the installation is whole ('make install') and that the device is there."
        ) from error


def _read_geometry(net: Any, weights: Path) -> tuple[NDArray[np.float32], tuple[int, float, float, int]]:
    """Ask the network for its sets of voices and its frames.

    Returns:
        The sets, shape (classes, voices), and frames in a window, seconds from frame to frame, seconds at which
        frame 0 begins, samples in a window.
    """
    from pyannote.audio.utils.powerset import Powerset

    specifications = net.specifications
    if not getattr(specifications, "powerset", False):
        raise EngineFailed(
            f"'{weights}' is no power-set segmentation network. Use pyannote's segmentation-3.0."
        )
    sets = Powerset(len(specifications.classes), specifications.powerset_max_classes).build_mapping().numpy()
    window = round(specifications.duration * RATE_HZ)
    field = net.receptive_field
    origin = field.start + (field.duration - field.step) / 2
    return sets.astype(np.float32), (net.num_frames(window), field.step, origin, window)


def _engine(model: str, digest: str, device: str, options: SegmentationOptions) -> Engine:
    from importlib.metadata import version

    # how many windows and threads at a time changes the speed, not the result
    settings = {k: str(v) for k, v in asdict(options).items() if k not in {"batch", "threads"}} | {
        "device": device
    }
    return Engine("pyannote.audio", version("pyannote-audio"), model, digest, tuple(sorted(settings.items())))
