"""A whole pyannote pipeline behind the diarizer's port: the accuracy option, for machines with time or a GPU."""

import hashlib
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from asr.engines.segmentation import import_pyannote
from asr.engines.stock import assemble
from asr.errors import EngineFailed, ModelAltered, ModelMissing
from asr.ports import RATE_HZ, Samples
from asr.transcript import Engine, SpeakerTurn
from asr.weights import Shelf, find, locate

CONFIG = "config.yaml"
"""The file that makes a folder a pipeline."""


@dataclass(frozen=True, slots=True)
class PipelineOptions:
    """How a pipeline is loaded and asked.

    Attributes:
        device: `cpu` or `cuda`.
        threads: CPU threads of torch, for the whole process.
        offline: never ask the hub.
        revision: commit of the hub's repository; required there, so that the same weights are loaded every time.
        token: for the hub, where a repository is gated. It is not kept among the engine's settings.
        exactly: exactly so many speakers as asked for; else at most so many.
    """

    device: str = "cpu"
    threads: int = 1
    offline: bool = True
    revision: str | None = None
    token: str | None = None
    exactly: bool = False


class PipelineDiarizer:
    """Tells voices apart by a pipeline of pyannote.audio, as `pyannote/speaker-diarization-community-1`.

    The whole channel is handed over at once as 32-bit samples: 230 MB for an hour, besides what the pipeline uses.

    Args:
        source: a folder with a `config.yaml`, or a repository on the hub.
        digest: a folder's `fingerprint`, as pinned; None trusts the folder. Its checkpoints are unpickled, which
            runs what they say: pin them, or know where they come from.
        options: how it is loaded and asked.

    Raises:
        ModelMissing: the folder is not there, or the hub cannot be asked.
        ModelAltered: the folder is not the pinned one.
        EngineFailed: the pipeline cannot be built.
    """

    def __init__(
        self, source: str | Path, *, digest: str | None = None, options: PipelineOptions | None = None
    ) -> None:
        self.options = options or PipelineOptions()
        found = _locate(source, digest, self.options)
        self._pipeline = _load(source, self.options)
        self._engine = _engine(str(source), found, self.options)

    @classmethod
    def stock(cls, shelf: Shelf, options: PipelineOptions | None = None) -> "PipelineDiarizer":
        """Build pyannote's own `SpeakerDiarization` around the weights that are at hand (see `stock.py`).

        Args:
            shelf: where the weights of `segmentation-3.0` and `campplus` are kept.
            options: how it is asked; by default for exactly as many speakers as are asked for, since the stock
                threshold belongs to another voice network.

        Raises:
            ModelMissing: the weights are not on this machine.
            ModelAltered: a file is not the pinned one.
            EngineFailed: the pipeline cannot be built.
        """
        self = cls.__new__(cls)
        self.options = options or PipelineOptions(exactly=True)
        segmentation, voice = find("segmentation-3.0", shelf), find("campplus", shelf)
        checkpoint = locate(segmentation, shelf) / segmentation.files[0].name
        weights, network = (locate(voice, shelf) / file.name for file in voice.files)
        self._pipeline = assemble(
            checkpoint, weights, network, device=self.options.device, threads=self.options.threads
        )
        self._engine = _engine("SpeakerDiarization", voice.digest, self.options)
        return self

    @property
    def engine(self) -> Engine:
        """pyannote.audio with its version, and the pipeline with its fingerprint or revision."""
        return self._engine

    def diarize(self, samples: Samples, *, speakers: int = 2) -> tuple[SpeakerTurn, ...]:
        """Say who speaks when.

        Args:
            samples: shape (samples,), int16 at 16 kHz; may be memory-mapped.
            speakers: the most voices there may be; with `exactly`, how many there are.

        Returns:
            Turns by start; they overlap where two voices speak at once. Voices are named in order of appearance.

        Raises:
            EngineFailed: the pipeline gave up.
        """
        import torch

        waveform = torch.from_numpy(samples.astype(np.float32) / 32768)[None]
        bounds = {"num_speakers" if self.options.exactly else "max_speakers": speakers}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # advice on training and numerics, to nobody here
                output = self._pipeline({"waveform": waveform, "sample_rate": RATE_HZ}, **bounds)
        except Exception as error:
            # a pipeline is a program of its own and can fail in any way there is
            raise EngineFailed(
                f"The pipeline '{self._engine.model}' gave up on {self.options.device}: {error!r}. "
                "Try again; where memory ran out, use the window diarizer."
            ) from error
        return read_turns(output, len(samples) / RATE_HZ)


def read_turns(output: Any, duration: float) -> tuple[SpeakerTurn, ...]:
    """Read the turns off what a pipeline gives back, inside the recording.

    Args:
        output: pyannote 4's result object, whose annotation keeps overlapped speech; or an annotation itself, as
            pyannote 3 and pipelines with `legacy` give it, alone or with the voices' embeddings beside it.
        duration: seconds of the recording.
    """
    annotation = output[0] if isinstance(output, tuple) else getattr(output, "speaker_diarization", output)
    names: dict[object, str] = {}
    turns = []
    tracks = sorted(
        (part.start, part.end, str(label)) for part, _, label in annotation.itertracks(yield_label=True)
    )
    for start, end, label in tracks:
        inside = max(0.0, float(start)), min(duration, float(end))
        if inside[0] < inside[1]:
            turns.append(SpeakerTurn(*inside, names.setdefault(label, f"voice-{len(names) + 1}")))
    return tuple(turns)


def fingerprint(folder: Path) -> str:
    """Sum up a pipeline's folder: SHA-256 over the names and SHA-256 of all its files, to be pinned."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            total.update(
                f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.relative_to(folder)}\n".encode()
            )
    return total.hexdigest()


def _locate(source: str | Path, digest: str | None, options: PipelineOptions) -> str:
    """Check that the pipeline can be had as pinned, and give what identifies it."""
    folder = Path(source)
    if folder.is_dir():
        if not (folder / CONFIG).is_file():
            raise ModelMissing(
                f"The folder '{folder}' has no {CONFIG}, so it is no pipeline. Download it whole."
            )
        found = fingerprint(folder)
        if digest is not None and found != digest:
            raise ModelAltered(
                f"The pipeline in '{folder}' has the fingerprint {found}, not the pinned {digest}. "
                "Download it again, or pin the new one if you changed it."
            )
        return found
    if options.offline or isinstance(source, Path):
        raise ModelMissing(
            f"There is no pipeline folder '{source}', and the hub is not asked while offline. "
            "Put the downloaded pipeline into a folder and name it, or set EVERYCALL_OFFLINE=false."
        )
    if options.revision is None:
        raise ModelMissing(
            f"The hub's pipeline '{source}' is named without a revision, so it could change from day to day. "
            "Name the commit to load."
        )
    return options.revision


def _load(source: str | Path, options: PipelineOptions) -> Any:
    try:
        pyannote = import_pyannote()
        import torch

        torch.set_num_threads(options.threads)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # checkpoints were saved by older versions
            pipeline = pyannote.Pipeline.from_pretrained(
                source, revision=options.revision, token=options.token
            )
            return pipeline.to(torch.device(options.device))
    except OSError as error:
        raise ModelMissing(
            f"The pipeline '{source}' or a model it names could not be fetched: {error}. Check the connection to the "
            "hub and, for a gated repository, that its conditions are accepted and the token is set; or download it "
            "elsewhere and name its folder."
        ) from error
    except Exception as error:
        # a configuration may name any class, and its checkpoint can fail in any way there is
        raise EngineFailed(
            f"The pipeline '{source}' could not be built on {options.device}: {error!r}. "
            f"Check its {CONFIG} and that it is made for the installed pyannote.audio."
        ) from error


def _engine(source: str, digest: str, options: PipelineOptions) -> Engine:
    from importlib.metadata import version

    settings = (("device", options.device), ("exactly", str(options.exactly)))
    return Engine("pyannote.audio", version("pyannote-audio"), Path(source).name, digest, settings)
