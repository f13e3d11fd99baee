"""One way of saying something, as an author writes it.

Two marks make one wording stand for many: `(this|the) call may be recorded` gives alternatives, an empty one
making a word optional, and `...` stands for a few words in between. Full-width （｜） and … serve as well.
"""

from dataclasses import dataclass
from functools import lru_cache

from scoring.fold import fold
from scoring.sound import Sound, sounds

MOST = 400
"""The most wordings one line may stand for."""

_PLAIN = str.maketrans({"（": "(", "）": ")", "｜": "|", "…": "...", "⋯": "..."})


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens that follow one another, between gaps.

    Attributes:
        tokens: folded.
        sounds: of each token.
        mass: syllables, about.
    """

    tokens: tuple[str, ...]
    sounds: tuple[Sound, ...]
    mass: int


@dataclass(frozen=True, slots=True)
class Wording:
    """One concrete wording: its parts in order, a few words apart, and its text to be shown."""

    text: str
    parts: tuple[Part, ...]

    @property
    def heaviest(self) -> Part:
        """The part that says most, by which a near miss is judged."""
        return max(self.parts, key=lambda part: part.mass)


@lru_cache(maxsize=8192)
def wordings(line: str) -> tuple[Wording, ...]:
    """Write out every wording a line stands for.

    Raises:
        ValueError: a bracket is open, the line says nothing, or it stands for more than `MOST` wordings.
    """
    texts = _alternatives(line.translate(_PLAIN))
    made = []
    for text in dict.fromkeys(" ".join(text.split()) for text in texts):
        parts = tuple(_part(piece) for piece in text.split("...") if fold(piece).tokens)
        if not parts:
            raise ValueError(f"“{line}” has no words in it; write what is said")
        made.append(Wording(text, parts))
    return tuple(made)


def _part(text: str) -> Part:
    heard = sounds(text)
    return Part(fold(text).tokens, heard, sum(sound.mass for sound in heard))


def _alternatives(line: str) -> list[str]:
    """Expand the brackets of a line."""
    texts, _ = _expand(line, 0, depth=0)
    return texts


def _expand(line: str, place: int, *, depth: int) -> tuple[list[str], int]:
    """Expand from `place` to the bracket that closes this group, or to the end; say where that was."""
    choices: list[str] = []
    texts = [""]
    while place < len(line):
        char, place = line[place], place + 1
        if char == "(":
            group, place = _expand(line, place, depth=depth + 1)
            texts = [text + choice for text in texts for choice in group]
        elif char == "|":
            choices, texts = choices + texts, [""]
        elif char == ")":
            if not depth:
                raise ValueError(f"“{line}” closes a bracket it never opened")
            return choices + texts, place
        else:
            texts = [text + char for text in texts]
        if len(texts) + len(choices) > MOST:
            raise ValueError(f"“{line}” stands for more than {MOST} wordings; split it into several lines")
    if depth:
        raise ValueError(f"“{line}” opens a bracket it never closes")
    return choices + texts, place
