"""One line of a word list: how an author writes down what people say.

Two marks make a line stand for many wordings: `(this|the) call may be recorded` gives alternatives, an empty
one making words optional, and `...` stands for a few words in between. Full-width （｜） and … serve as well.
A line is never written out: it stays a small graph, so that a hundred ways to say a thing cost what one does.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.fold import fold, is_chinese
from scoring.sound import Sound, sounds

MOST_TOKENS = 200
"""The longest line, alternatives included."""

WORDS_BETWEEN = 10
"""Words or characters that `...` may stand for."""

_PLAIN = str.maketrans({"（": "(", "）": ")", "｜": "|", "…": "...", "⋯": "..."})


@dataclass(frozen=True, slots=True)
class Token:
    """One word or Chinese character, and how it sounds."""

    text: str
    sound: Sound


@dataclass(frozen=True, slots=True)
class Gap:
    """A few words of any kind."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to go on; an empty one skips it."""

    options: tuple["Steps", ...]


Steps = tuple[Token | Gap | Choice, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A line, taken apart.

    Attributes:
        text: as the author wrote it.
        steps: what follows on what.
        sounds: of every token in it, blurred: its vocabulary.
        mass: syllables of its shortest way, about.
        shortest: words or characters of its shortest way, gaps left empty.
        needed: the sounds that every way of saying it has, blurred.
    """

    text: str
    steps: Steps
    sounds: frozenset[str]
    mass: int
    shortest: int
    needed: frozenset[str]


@lru_cache(maxsize=16_384)
def wording(line: str) -> Wording:
    """Take a line apart.

    Raises:
        ValueError: a bracket is open or cuts a word, or the line says nothing, or too much.
    """
    plain = line.translate(_PLAIN)
    options, _ = _options(plain, 0, line, depth=0)
    steps = options[0] if len(options) == 1 else (Choice(tuple(options)),)
    tokens = [*_tokens(steps)]
    if not least(steps):
        raise ValueError(f"“{line}” may stand for no words at all; keep some of them out of the brackets")
    if len(tokens) > MOST_TOKENS:
        raise ValueError(f"“{line}” holds more than {MOST_TOKENS} words; split it into several lines")
    return Wording(
        text=line,
        steps=steps,
        sounds=frozenset(token.sound.blurred for token in tokens),
        mass=least(steps),
        shortest=_shortest(steps),
        needed=frozenset(step.sound.blurred for step in steps if isinstance(step, Token)),
    )


def least(steps: Steps) -> int:
    """Weigh the shortest way through some steps, in syllables."""
    return _weigh(steps, min)


def most(steps: Steps) -> int:
    """Weigh the longest way through some steps, in syllables."""
    return _weigh(steps, max)


def _weigh(steps: Steps, pick: Callable[[Iterable[int]], int]) -> int:
    weight = 0
    for step in steps:
        if isinstance(step, Token):
            weight += step.sound.mass
        elif isinstance(step, Choice):
            weight += pick(_weigh(option, pick) for option in step.options)
    return weight


def _shortest(steps: Steps) -> int:
    return sum(
        min(map(_shortest, step.options)) if isinstance(step, Choice) else isinstance(step, Token)
        for step in steps
    )


@dataclass(frozen=True, slots=True)
class Way:
    """One way of saying a line, and how much of it is heard somewhere, in whatever order.

    Attributes:
        steps: words and gaps.
        there: how many of its words are heard.
        missing: how many are not.
    """

    steps: tuple[Token | Gap, ...] = ()
    there: int = 0
    missing: int = 0

    @property
    def share(self) -> float:
        """Of its words that are heard, 0 to 1."""
        return self.there / (self.there + self.missing)

    def joined(self, other: "Way") -> "Way":
        """Go on with another way."""
        return Way(self.steps + other.steps, self.there + other.there, self.missing + other.missing)


@lru_cache(maxsize=65_536)
def way(line: str, heard: frozenset[str]) -> Way:
    """Pick the way of saying a line of which most is among the sounds heard, blurred, and least is not."""
    return _way(wording(line).steps, heard)


def _way(steps: Steps, heard: frozenset[str]) -> Way:
    found = Way()
    for step in steps:
        if isinstance(step, Choice):
            ways = [_way(option, heard) for option in step.options]
            found = found.joined(max(ways, key=lambda w: (w.there - w.missing, w.there)))
        elif isinstance(step, Token):
            known = step.sound.blurred in heard
            found = found.joined(Way((step,), known, not known))
        else:
            found = found.joined(Way((step,)))
    return found


def _tokens(steps: Steps) -> Iterator[Token]:
    for step in steps:
        if isinstance(step, Token):
            yield step
        elif isinstance(step, Choice):
            for option in step.options:
                yield from _tokens(option)


def _options(line: str, place: int, whole: str, *, depth: int) -> tuple[list[Steps], int]:
    """Read up to the bracket that closes this group, or to the end; say where that was."""
    options: list[Steps] = []
    steps: Steps = ()
    literal = ""
    while place < len(line):
        char, place = line[place], place + 1
        if char not in "(|)":
            literal += char
            continue
        steps, literal = (*steps, *_literal(literal)), ""
        if char == "(":
            _uncut(line, place - 1, whole)
            group, place = _options(line, place, whole, depth=depth + 1)
            _uncut(line, place - 1, whole)
            steps = (*steps, Choice(tuple(group)))
        elif char == "|":
            options, steps = [*options, steps], ()
        elif not depth:
            raise ValueError(f"“{whole}” closes a bracket it never opened")
        else:
            return [*options, steps], place
    if depth:
        raise ValueError(f"“{whole}” opens a bracket it never closes")
    return [*options, (*steps, *_literal(literal))], place


def _literal(text: str) -> Iterator[Token | Gap]:
    for number, piece in enumerate(text.split("...")):
        if number:
            yield Gap()
        yield from (Token(*pair) for pair in zip(fold(piece).tokens, sounds(piece), strict=True))


def _uncut(line: str, place: int, whole: str) -> None:
    """Refuse a bracket in the middle of a Latin word: words are looked for whole."""
    before, after = line[place - 1 : place], line[place + 1 : place + 2]
    if before and after and all((c.isalnum() and not is_chinese(c)) or c in "'’" for c in (before, after)):
        raise ValueError(f"“{whole}” cuts a word in two with a bracket; put whole words into the brackets")
