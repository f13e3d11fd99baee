"""The plain way: faster-whisper in sequence with its own voice detection, and the stock pyannote pipeline.

The recording is mixed down, transcribed with beam 5 and `vad_filter`, diarized with two speakers given, and each
word goes to the voice that speaks longest around it. Weights and threads are the same as ours.
"""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from asr.engines.pyannote import PipelineDiarizer
from asr.weights import find, locate
from bench.cases import Case, Said
from bench.clock import cpu_seconds
from bench.result import Result
from config import Settings
from workers.engines import shelf


class Baseline:
    """Whisper and pyannote, each as its makers ship it.

    Args:
        settings: where the weights are.
    """

    def __init__(self, settings: Settings) -> None:
        from faster_whisper import WhisperModel

        where = shelf(settings)
        folder = locate(find("whisper-base", where), where)
        self._whisper = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
        )
        self._diarizer = PipelineDiarizer.stock(where)

    @property
    def engines(self) -> dict[str, str]:
        """What runs, by part."""
        return {
            "recogniser": f"faster-whisper {version('faster-whisper')} whisper-base int8, sequential, beam 5, vad_filter",
            "diarizer": f"pyannote.audio {version('pyannote-audio')} SpeakerDiarization, segmentation-3.0, CAM++, step 0.1",
        }

    def hear(self, case: Case) -> Result:
        """Measure one recording."""
        from faster_whisper import decode_audio

        started = cpu_seconds()
        sound: Any = decode_audio(str(case.path), sampling_rate=16_000)
        decoded = cpu_seconds()
        segments, _ = self._whisper.transcribe(sound, beam_size=5, vad_filter=True, word_timestamps=True)
        words = [w for s in segments for w in s.words or ()]
        recognised = cpu_seconds()
        turns = self._diarizer.diarize((sound * 32767).astype("int16"), speakers=2)
        diarized = cpu_seconds()
        voices = tuple((t.start, t.end, t.voice) for t in turns)
        heard = tuple(Said(w.start, w.end, voice_at(w.start, w.end, voices), w.word) for w in words)
        cpu = {
            "decode": decoded - started,
            "transcribe": recognised - decoded,
            "diarize": diarized - recognised,
        }
        return Result(case.name, heard, voices, len(sound) / 16_000, cpu)


def voice_at(start: float, end: float, turns: Sequence[tuple[float, float, str]]) -> str | None:
    """Give a word to the voice that speaks longest in it, else to the nearest; None where nobody speaks at all."""
    held: dict[str, float] = {}
    for begin, stop, voice in turns:
        held[voice] = held.get(voice, 0.0) + max(0.0, min(end, stop) - max(start, begin))
    best = max(held, key=lambda v: held[v], default=None)
    if best is not None and held[best] > 0:
        return best
    middle = (start + end) / 2
    nearest = min(turns, key=lambda t: max(t[0] - middle, middle - t[1]), default=None)
    return nearest[2] if nearest else None
