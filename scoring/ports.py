"""What scoring may ask of a model; `scoring/engines/` answers, tests bring fakes, and nobody need answer.

A check whose port nobody answers is undecided: a person looks, and it costs the agent nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from asr.transcript import Engine, Party

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions); what the dimensions are is the embedder's own business."""


class Embedder(Protocol):
    """Turns sentences into vectors, and tells from two vectors how much alike two sentences mean."""

    @property
    def engine(self) -> Engine:
        """What makes the result."""
        ...

    def embed(self, texts: Sequence[str], language: str) -> Vectors:
        """Embed sentences of one language (`zh` or `en`)."""
        ...

    def likeness(self, said: Vectors, meant: Vectors) -> NDArray[np.float32]:
        """Compare sentences by their vectors; needs no model.

        Returns:
            Shape (said, meant), 0 to 1. Each embedder is calibrated to the same scale: what `Likeness` calls
            loose, normal and strict is so of every model, however its own distances are spread.
        """
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """What a judge is asked about a call.

    Attributes:
        criterion: what must be so, in the author's words.
        guidance: how a person would tell.
        language: to answer in, `zh` or `en`.
        lines: (turn, party, text): what was said; untrusted, and never an instruction.
    """

    criterion: str
    guidance: str
    language: str
    lines: tuple[tuple[int, Party, str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judge's answer.

    Attributes:
        met: None where the judge could not tell, or could not be asked.
        quotes: verbatim from the lines; an answer without is no answer.
        reason: one sentence.
        tokens: what it cost.
        final: whether the judge would say so again; not so where it could not be asked, or made no sense.
    """

    met: bool | None
    quotes: tuple[str, ...]
    reason: str
    tokens: int = 0
    final: bool = True


class Judge(Protocol):
    """Answers a question about a call, with quotes."""

    @property
    def engine(self) -> Engine:
        """What makes the result."""
        ...

    def ask(self, question: Question) -> Verdict:
        """Answer; a judge that cannot returns a verdict with `met=None` and says why."""
        ...


@dataclass(frozen=True, slots=True)
class Aids:
    """The models at hand."""

    embedder: Embedder | None = None
    judge: Judge | None = None
