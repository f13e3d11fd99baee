"""Words by Whisper, through faster-whisper and CTranslate2.

Whisper's makers show the encoder 30 seconds always; here it is shown no more silence than it needs, which on a CPU is
half the cost. So lengths differ from batch to batch. Batches are made of windows of like length before they come here
(`asr.words.recognise`), and on a GPU lengths are rounded up to a few (`WhisperOptions.shapes`), so that memory is asked
for in sizes that come again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asr.engines.shapes import rounded
from asr.errors import EngineFailed, ModelMissing, UnknownLanguage
from asr.ports import RATE_HZ, Window
from asr.transcript import Engine, Segment, Word

LANGUAGES = ("en", "zh")

_HESITATIONS = {"en": "Um, uh, hmm, mm-hmm", "zh": "嗯，呃，啊，哦"}

_FRAMES = 100
"""Spectrum frames in a second."""

_GLANCE = 10
"""Seconds that are enough to tell the language."""

_FEW_TOKENS = 20
"""Tokens that even the shortest window may have."""

_MOST_TOKENS = 400
"""Tokens that a window may have: Whisper's 448 less what its prompt takes."""

_SLOT = 30
"""Seconds: Whisper's encoder sees this much at a time, filled or not."""


@dataclass(frozen=True, slots=True)
class WhisperOptions:
    """How Whisper is run.

    Attributes:
        beam: hypotheses kept while decoding. Greedy decoding in batches loses Chinese text; five are no better than
            three on the calls of `bench/` and cost 6 % more.
        batch: windows decoded together. Eight take 350 MB more than four and are no faster on a CPU.
        words: time every word by cross-attention; joined windows can be mapped back to the call only with it.
        tail: seconds of silence the encoder is shown after the longest window of a batch, instead of filling up
            to 30 s; its cost grows faster than the length.
        least: seconds the encoder is shown at least; with less the decoder finds no end and repeats itself.
        fastest: tokens in a second of speech at most; bounds a circle that the decoder goes round in.
        threads: CPU threads. Two workers with one thread each do more than one worker with two.
        shapes: seconds to which what the encoder is shown is rounded up on a GPU, growing; a CPU is shown just what
            it needs.
    """

    beam: int = 3
    batch: int = 4
    words: bool = True
    tail: float = 3.0
    least: float = 10.0
    fastest: float = 20.0
    threads: int = 1
    shapes: tuple[float, ...] = (10.0, 15.0, 20.0, 25.0, 30.0)

    def frames(self, longest: float, most: int, device: str) -> int:
        """Say how many frames of spectrum the encoder is shown: even, as it halves them.

        Args:
            longest: seconds of the longest window in the batch.
            most: frames that there are.
            device: `cpu` or `cuda`.
        """
        wanted = max(longest + self.tail, self.least)
        if device != "cpu":
            wanted = rounded(wanted, self.shapes)
        frames = min(round(wanted * _FRAMES), most)
        return frames + frames % 2


class WhisperRecogniser:
    """Writes down windows of speech with a Whisper model.

    A prompt is never given: a small model writes the prompt down instead of the speech.

    Args:
        model_dir: folder with a CTranslate2 Whisper model, already verified.
        digest: SHA-256 of its weights, as checked.
        device: `cpu` (8-bit), `cuda` (float16) or `auto`.
        options: how it is run.
        model: its name in `models.toml`.

    Raises:
        ModelMissing: the folder holds no model.
        EngineFailed: it cannot be loaded.
    """

    def __init__(
        self,
        model_dir: Path,
        digest: str,
        device: str = "auto",
        *,
        options: WhisperOptions | None = None,
        model: str = "whisper-base",
    ) -> None:
        self.options = options or WhisperOptions()
        self._device = _device(device)
        self._precision = "float16" if self._device == "cuda" else "int8"
        self._whisper = _load(model_dir, self._device, self._precision, self.options.threads)
        self._pipeline = _pipeline(self._whisper, self.options, self._device)
        self._engine = _engine(model, digest, self._device, self._precision, self.options)

    @property
    def engine(self) -> Engine:
        """faster-whisper with its version, the weights and the options."""
        return self._engine

    def identify(self, windows: Sequence[Window]) -> dict[str, float]:
        """Weigh `zh` and `en` among all languages, over the first ten seconds of each window.

        Raises:
            EngineFailed: the engine gave up.
        """
        weights = dict.fromkeys(LANGUAGES, 0.0 if len(windows) else 1 / len(LANGUAGES))
        for window in windows:
            with _translated(self._device):
                features = self._whisper.feature_extractor(self._glance(window))
                found = self._whisper.model.detect_language(self._whisper.encode(features))[0]
            heard = {token[2:-2]: float(probability) for token, probability in found}
            # Newer models tell Cantonese apart, and often take accented Mandarin for it.
            heard["zh"] = heard.get("zh", 0.0) + heard.get("yue", 0.0)
            for language in LANGUAGES:
                weights[language] += heard.get(language, 0.0) / len(windows)
        return weights

    def _glance(self, window: Window) -> Window:
        """Cut the beginning off a window; on a GPU it is always as long."""
        glance = window[: _GLANCE * RATE_HZ]
        return glance if self._device == "cpu" else np.pad(glance, (0, _GLANCE * RATE_HZ - len(glance)))

    def transcribe(
        self, windows: Sequence[Window], language: str, *, verbatim: bool = False
    ) -> tuple[tuple[Segment, ...], ...]:
        """Write down each window in `zh` or `en`; times are seconds from the window's own start.

        A word's text keeps the space it begins with, so that words join to the text as written.

        Args:
            windows: each of shape (samples,), 16 kHz, −1 to 1, at most 30 s.
            language: `zh` or `en`.
            verbatim: hint at hesitations, which Whisper was taught to leave out. For second looks only: over a
                whole call a hint makes a small model write the hint.

        Raises:
            UnknownLanguage: the language is neither.
            EngineFailed: the engine gave up.
        """
        if language not in LANGUAGES:
            raise UnknownLanguage(f"'{language}' cannot be written down: ask for {' or '.join(LANGUAGES)}.")
        found: list[list[Segment]] = [[] for _ in windows]
        hint = _HESITATIONS[language] if verbatim else None
        with _translated(self._device):
            for start in range(0, len(windows), self.options.batch):
                for place, segment in self._batch(
                    windows[start : start + self.options.batch], language, hint
                ):
                    found[start + place].append(segment)
        return tuple(tuple(segments) for segments in found)

    def _batch(
        self, windows: Sequence[Window], language: str, hint: str | None
    ) -> Iterator[tuple[int, Segment]]:
        """Decode windows side by side, each in a slot of its own, and say which slot a segment came from."""
        sound: NDArray[np.float32] = np.zeros(len(windows) * _SLOT * RATE_HZ, dtype=np.float32)
        clips = []
        for i, window in enumerate(windows):
            first = i * _SLOT * RATE_HZ
            sound[first : first + len(window)] = window
            clips.append({"start": i * _SLOT, "end": i * _SLOT + len(window) / RATE_HZ})
        segments, _ = self._pipeline.transcribe(
            sound,
            language=language,
            beam_size=self.options.beam,
            batch_size=len(windows),
            temperature=0.0,
            word_timestamps=self.options.words,
            without_timestamps=True,
            vad_filter=False,
            hotwords=hint,
            clip_timestamps=clips,
            max_new_tokens=self._most_tokens(windows),
        )
        for segment in segments:
            place = round(segment.seek / _FRAMES / _SLOT)
            yield place, _segment(segment, place * _SLOT, len(windows[place]) / RATE_HZ, language)

    def _most_tokens(self, windows: Sequence[Window]) -> int:
        longest = max((len(window) for window in windows), default=0) / RATE_HZ
        return min(round(longest * self.options.fastest) + _FEW_TOKENS, _MOST_TOKENS)


def _segment(segment: Any, offset: float, length: float, language: str) -> Segment:
    def within(seconds: float) -> float:
        return round(min(max(float(seconds) - offset, 0.0), length), 3)

    words = tuple(
        Word(within(w.start), within(w.end), w.word, round(float(w.probability), 4))
        for w in segment.words or ()
    )
    return Segment(
        start=within(segment.start),
        end=within(segment.end),
        text=segment.text.strip(),
        language=language,
        avg_logprob=round(float(segment.avg_logprob), 4),
        no_speech_prob=round(float(segment.no_speech_prob), 4),
        compression_ratio=round(float(segment.compression_ratio), 3),
        words=words,
    )


@contextmanager
def _translated(device: str) -> Iterator[None]:
    try:
        yield
    except (RuntimeError, ValueError, MemoryError) as error:
        raise EngineFailed(
            f"Whisper gave up on the {device}: {error}. Try again; where memory ran out, lower the batch or use the cpu."
        ) from error


def _device(wanted: str) -> str:
    if wanted != "auto":
        return wanted
    import ctranslate2

    return "cuda" if ctranslate2.get_cuda_device_count() else "cpu"


def _load(folder: Path, device: str, precision: str, threads: int) -> Any:
    if not (folder / "model.bin").is_file():
        raise ModelMissing(f"There is no Whisper model in {folder}. Run `everycall models fetch`.")
    from faster_whisper import WhisperModel

    try:
        return WhisperModel(
            str(folder), device=device, compute_type=precision, cpu_threads=threads, local_files_only=True
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineFailed(
            f"The Whisper model in {folder} could not be loaded on the {device}: {error}."
            f" Run `everycall models verify`, and check the device."
        ) from error


def _pipeline(whisper: Any, fit: WhisperOptions, device: str) -> Any:
    from faster_whisper import BatchedInferencePipeline

    class Fitted(BatchedInferencePipeline):  # type: ignore[misc]
        """Shows the encoder no more silence than it needs."""

        def forward(self, features: Any, tokenizer: Any, chunks_metadata: Any, options: Any) -> Any:
            longest = max(chunk["duration"] for chunk in chunks_metadata)
            frames = fit.frames(longest, features.shape[-1], device)
            fitted = np.ascontiguousarray(features[..., :frames])
            return super().forward(fitted, tokenizer, chunks_metadata, options)

    return Fitted(model=whisper)


def _engine(model: str, digest: str, device: str, precision: str, options: WhisperOptions) -> Engine:
    from importlib.metadata import version

    # Threads change the speed, not the result; the batch does, in the last digits.
    unused = {"threads", "shapes"} if device == "cpu" else {"threads"}
    settings = {k: str(v) for k, v in asdict(options).items() if k not in unused}
    settings |= {"device": device, "precision": precision}
    return Engine("faster-whisper", version("faster-whisper"), model, digest, tuple(sorted(settings.items())))
