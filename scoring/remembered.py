"""An embedder with a memory: a sentence that was embedded once needs no model again."""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from asr.transcript import Engine
from scoring.ports import Embedder, Vectors

Memory = Mapping[bytes, NDArray[np.float16]]
"""Sentence, by `key` → its vector in half precision, shape (dimensions,)."""


def key(text: str, language: str) -> bytes:
    """Name a sentence of a language in 16 bytes."""
    return hashlib.blake2b(f"{language}\n{text}".encode("utf-8", "replace"), digest_size=16).digest()


class Remembered:
    """Asks another embedder only for what is not known, and keeps what it learns.

    Vectors are rounded to half precision even when new, so that a call is scored the same the second time.

    Args:
        embedder: the one that is asked.
        known: vectors of the same engine.

    Attributes:
        learnt: what was not known before.
    """

    def __init__(self, embedder: Embedder, known: Memory | None = None) -> None:
        self._embedder = embedder
        self._rows: dict[bytes, NDArray[np.float16]] = dict(known or {})
        self._keys: dict[tuple[str, str], bytes] = {}
        self.learnt: dict[bytes, NDArray[np.float16]] = {}

    @property
    def engine(self) -> Engine:
        """The other embedder's."""
        return self._embedder.engine

    def embed(self, texts: Sequence[str], language: str) -> Vectors:
        """Give the vectors of sentences, embedding those that are new."""
        names = [self._key(text, language) for text in texts]
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in self._rows}
        if new:
            made = self._embedder.embed([*new.values()], language).astype(np.float16)
            fresh = dict(zip(new, made, strict=True))
            self.learnt.update(fresh)
            self._rows.update(fresh)
        return np.array([self._rows[name] for name in names], dtype=np.float32)

    def _key(self, text: str, language: str) -> bytes:
        """Name a sentence, once however often it is compared."""
        known = self._keys.get((text, language))
        if known is None:
            known = self._keys[text, language] = key(text, language)
        return known

    def likeness(self, said: Vectors, meant: Vectors) -> NDArray[np.float32]:
        """Compare as the other embedder does."""
        return self._embedder.likeness(said, meant)
