"""Everyday speech as a yardstick: what any two sentences of a call have in common says nothing.

Sentence embeddings crowd together: of any two Chinese sentences the cosine is about 0.9, and some sentences
("I don't use the internet") lie near to all. So a sentence is first seen from the centre of a set of everyday
sentences of its language, then its nearness to another is measured against how near everyday sentences come
to each of them, anyway: cross-domain similarity local scaling (Conneau et al., "Word translation without
parallel data", ICLR 2018), with the everyday set in the place of the other domain.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.ports import Vectors

LANGUAGES = ("en", "zh")

NEIGHBOURS = 3
"""Everyday sentences a sentence's own crowd is measured by."""

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Everyday:
    """The everyday sentences of one language, embedded.

    Attributes:
        centre: their mean, shape (dimensions,).
        around: each of them from there, length 1; shape (sentences, dimensions).
    """

    centre: NDArray[np.float32]
    around: Vectors

    def place(self, vectors: Vectors) -> Vectors:
        """See sentences from the centre; the last number of each is how near everyday speech comes to it.

        Args:
            vectors: as the model gives them, shape (sentences, dimensions).

        Returns:
            Shape (sentences, dimensions + 1).
        """
        placed = _unit(vectors - self.centre)
        nearest = np.sort(_products(placed, self.around), axis=1)[:, -NEIGHBOURS:]
        return np.hstack([placed, nearest.mean(axis=1, keepdims=True)])


def settle(vectors: Vectors) -> Everyday:
    """Make the yardstick from the vectors of everyday sentences, shape (sentences, dimensions)."""
    centre = vectors.mean(axis=0)
    return Everyday(centre, _unit(vectors - centre))


def nearness(said: Vectors, meant: Vectors) -> NDArray[np.float32]:
    """Measure how much nearer to one another than to everyday speech placed sentences are; (said, meant)."""
    crowd = (said[:, -1:] + meant[:, -1]) / 2
    return (_products(said[:, :-1], meant[:, :-1]) - crowd).astype(np.float32)


@cache
def sentences(language: str) -> tuple[str, ...]:
    """Read the everyday sentences of a language."""
    return tuple((_HERE / f"everyday.{language}.txt").read_text("utf-8").split("\n")[:-1])


def digest_of(model_digest: str) -> str:
    """Name the everyday sentences together with the model that embeds them."""
    texts = "\n\n".join("\n".join(sentences(language)) for language in LANGUAGES)
    return hashlib.sha256(f"{model_digest}\n\n{texts}".encode()).hexdigest()


def _products(one: Vectors, other: Vectors) -> NDArray[np.float32]:
    """Multiply rows with rows; unlike a matrix product, each is the same whatever stands in the other rows."""
    products: NDArray[np.float32] = np.einsum("ik,jk->ij", one, other)
    return products


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit
