"""Which models a rubric's checks ask, and what for."""

from dataclasses import dataclass

from asr.transcript import Engine
from scoring.checks.llm import Llm
from scoring.checks.semantic import Semantic
from scoring.form import Rubric
from scoring.ports import Aids
from scoring.rules import walk


@dataclass(frozen=True, slots=True)
class Needs:
    """What a rubric needs besides the call.

    Attributes:
        lines: the sentences whose meaning it compares with; empty where it needs no embedder.
        judge: whether it asks a judge.
    """

    lines: tuple[str, ...]
    judge: bool

    def of(self, aids: Aids) -> Aids:
        """Keep of the models at hand those that are needed."""
        return Aids(aids.embedder if self.lines else None, aids.judge if self.judge else None)


def needs_of(rubric: Rubric) -> Needs:
    """Look through all the checks of a rubric, named ones too."""
    roots = [check for criterion in rubric.criteria for _, check in criterion.checks()]
    parts = [part for root in (*roots, *rubric.checks.values()) for part in walk(root)]
    lines = [line for part in parts if isinstance(part, Semantic) for line in part.lines()]
    return Needs(tuple(dict.fromkeys(lines)), any(isinstance(part, Llm) for part in parts))


def engines_of(aids: Aids) -> tuple[Engine, ...]:
    """Name the models at hand."""
    return tuple(model.engine for model in (aids.embedder, aids.judge) if model is not None)
