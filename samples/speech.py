"""A turn as sound: spoken once by the engine, kept, and coloured by its manner."""

import hashlib
from pathlib import Path
from typing import Protocol

import numpy as np

from samples.kokoro import MODEL_DIGEST, RATE_HZ, VOICES_DIGEST
from samples.manner import MANNERS, Manner, Sound, colour

_LEVEL = 0.05
"""Root mean square of every voice's speech before its manner: voices differ, callers start alike."""
_PACE = {"zh": 0.86, "en": 0.94}
"""The engine reads a book at 330 characters or 200 words a minute; people on the phone are slower."""


class Engine(Protocol):
    """Speaks a text."""

    def say(self, text: str, *, voice: str, language: str, speed: float) -> Sound:
        """Return shape (samples,) at `RATE_HZ`."""
        ...


class Speech:
    """Spoken turns, each made once.

    Args:
        engine: speaks what is not kept yet.
        folder: keeps what was spoken, by the hash of all that shaped it.
    """

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder

    def turn(self, text: str, *, voice: str, language: str, manner: str) -> Sound:
        """Speak one turn in a manner of `samples.manner.MANNERS`.

        Returns:
            Shape (samples,), at `samples.kokoro.RATE_HZ`.
        """
        how = MANNERS[manner]
        plain = self._plain(text, voice, language, how)
        loudness = float(np.sqrt(np.mean(np.square(plain))))
        return colour(plain * np.float32(_LEVEL / max(loudness, 1e-6)), how, RATE_HZ)

    def _plain(self, text: str, voice: str, language: str, how: Manner) -> Sound:
        speed = round(_PACE[language] * how.speed / how.pitch, 4)
        shaped_by = "\n".join((MODEL_DIGEST, VOICES_DIGEST, voice, language, str(speed), text))
        kept = self._folder / f"{hashlib.sha256(shaped_by.encode()).hexdigest()[:24]}.npy"
        if kept.exists():
            sound: Sound = np.load(kept).astype(np.float32)
            return sound
        sound = self._engine.say(text, voice=voice, language=language, speed=speed)
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".part")
        with partial.open("wb") as out:
            np.save(out, sound.astype(np.float16))
        partial.replace(kept)
        # Read back, so that a second run hears the same rounding as the first.
        return np.load(kept).astype(np.float32)  # type: ignore[no-any-return]
