"""pyannote's own `SpeakerDiarization` around the packaged weights, where its own cannot be had.

The segmentation network is pyannote's; for the voices it gets CAM++ in place of WeSpeaker, and agglomerative
clustering with the settings of `pyannote/speaker-diarization-3.1`. It is what benchmarks compare with, and slower
than our windows: it runs the voice network once for each voice in each of ten windows per ten seconds.
"""

import warnings
from pathlib import Path
from typing import Any

from asr.engines.segmentation import import_pyannote
from asr.engines.voices import MEL_BANDS, load_network
from asr.ports import RATE_HZ

SETTINGS = {
    "segmentation": {"min_duration_off": 0.0},
    "clustering": {"method": "centroid", "min_cluster_size": 12, "threshold": 0.7045654963945799},
}
"""Hyper-parameters of `pyannote/speaker-diarization-3.1`; its threshold plays no part where speakers are given."""


def assemble(segmentation: Path, weights: Path, network: Path, *, device: str, threads: int) -> Any:
    """Build the pipeline.

    Args:
        segmentation: checkpoint of segmentation-3.0, its digest checked.
        weights: of CAM++, checked.
        network: the Python file that defines it, checked.
        device: `cpu` or `cuda`.
        threads: CPU threads of torch, for the whole process.

    Raises:
        ModelMissing: a file is not there.
        EngineFailed: the voice network cannot be built.
    """
    net = load_network(weights, network, device)
    pyannote = import_pyannote()
    import torch
    from pyannote.audio.core.plda import PLDA
    from pyannote.audio.pipelines import SpeakerDiarization

    torch.set_num_threads(threads)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the checkpoint was saved by an older version
        pipeline = SpeakerDiarization(
            segmentation=str(segmentation),
            embedding=_model(pyannote, net),
            embedding_exclude_overlap=True,
            plda=PLDA.__new__(PLDA),  # asked for always, used by another clustering only
            clustering="AgglomerativeClustering",
        )
    return pipeline.instantiate(SETTINGS).to(torch.device(device))


def _model(pyannote: Any, net: Any) -> Any:
    """Make CAM++ a pyannote model: sound and the frames that count in, one print for each out."""
    import torch
    from pyannote.audio.models.blocks.pooling import StatsPool

    class CampPlus(pyannote.Model):  # type: ignore[misc]
        dimension = net.xvector.dense.linear.out_channels

        def __init__(self) -> None:
            super().__init__(sample_rate=RATE_HZ, num_channels=1)
            self.net = net
            self.pool = StatsPool()

        def forward(self, waveforms: torch.Tensor, weights: torch.Tensor | None = None) -> torch.Tensor:
            from torchaudio.compliance import kaldi

            features = torch.stack(
                [
                    kaldi.fbank(w, num_mel_bins=MEL_BANDS, sample_frequency=RATE_HZ, dither=0.0)
                    for w in waveforms
                ]
            )
            frames = self.net.head((features - features.mean(dim=1, keepdim=True)).permute(0, 2, 1))
            for name, layer in self.net.xvector.named_children():
                if name not in {"stats", "dense"}:
                    frames = layer(frames)
            dense: torch.Tensor = self.net.xvector.dense(self.pool(frames, weights=weights))
            return dense

    return CampPlus()
