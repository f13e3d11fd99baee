"""A line of a word list as an RE2 pattern over a stream of tokens.

In a stream every token stands between two blanks of its own, so that a pattern of tokens matches whole
tokens only: ` thank  you `. RE2 runs in time linear in the stream, whatever an author writes.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any

import re2

from scoring.sound import SMALL_WORDS, halves, sounds
from scoring.wording import WORDS_BETWEEN, Choice, Gap, Steps, Token, Wording, least, wording

BREAK = "|"
"""The token that stands for a break nothing may match across."""

Pairs = frozenset[tuple[str, str]]
"""Words with the word that follows."""

_ANY = f"(?: [^ {BREAK}]+ )"
_GAP = f"{_ANY}{{0,{WORDS_BETWEEN}}}?"
_LEAST_STEPS = 3
"""Steps a line must have for one of them to be misheard: of two, the other alone would say nothing."""

_LEAST_MASS = 7
"""Syllables a line must have for a whole Chinese character to be added or lost within the tolerance."""

_LEAST_SOUNDS = 3
"""Consonants a Latin word must have to be known again by its first two."""

_COMMONER = 8.0
"""How many times commoner one word is than two together, about."""

_MOST_BYTES = 8 << 20
"""Memory RE2 may take for one pattern."""


@lru_cache(maxsize=16_384)
def exact(lines: tuple[str, ...]) -> Any:
    """Compile lines, any of them, to be matched word for word."""
    return _compiled("|".join(_steps(wording(line).steps, by_sound=False) for line in lines))


@lru_cache(maxsize=16_384)
def pairs(line: str) -> Pairs:
    """List pairs of neighbouring words of which every way of saying a line has one; an empty second stands for any.

    None at all where there are ways that have no word of their own.
    """
    return _pairs(wording(line).steps)


def _pairs(steps: Steps) -> Pairs:
    ways: list[Pairs] = []
    for step, following in zip_longest(steps, steps[1:]):
        if isinstance(step, Token):
            second = following.text if isinstance(following, Token) else ""
            ways.append(frozenset({(step.text, second)}))
        elif isinstance(step, Choice):
            each = [_pairs(option) for option in step.options]
            ways += [frozenset().union(*each)] if all(each) else []
    return min(ways, key=_breadth, default=frozenset())


def _breadth(pairs: Pairs) -> tuple[float, list[tuple[str, str]]]:
    """Weigh how many calls have one of some pairs, about: two words together are much rarer than one."""
    return sum(1.0 if second else _COMMONER for _, second in pairs), sorted(pairs)


@lru_cache(maxsize=16_384)
def sounding(line: str) -> Any:
    """Compile a line to be matched by sound, one of its steps being misheard, lost or added to.

    What matches may be near enough; `lattice.align` weighs it.
    """
    read = wording(line)
    ways = [_steps(read.steps, by_sound=True)]
    if sum(least((step,)) > 0 for step in read.steps) >= _LEAST_STEPS:
        ways += [way for place in range(len(read.steps)) for way in _misheard(read, place)]
    return _compiled("|".join(ways))


def _misheard(read: Wording, place: int) -> Iterator[str]:
    """Write a line with one of its steps misheard: by a near sound, a word too many or one too few."""
    step = read.steps[place]
    if isinstance(step, Gap):
        return
    before, after = (_steps(part, by_sound=True) for part in (read.steps[:place], read.steps[place + 1 :]))
    as_is, roomy = _step(step, by_sound=True), read.mass >= _LEAST_MASS
    near = _near(step)
    if near:
        yield f"{before}(?:{near}){after}"
    if place + 1 < len(read.steps):
        yield f"{before}{as_is}{_ANY if roomy and _is_chinese(step) else _small_word()}{after}"
    if isinstance(step, Token) and (step.sound.small or (roomy and step.sound.chinese)):
        yield f"{before}{after}"


def _near(step: Token | Choice) -> str:
    """Match what sounds near a step; steps of several words are not misheard as a whole."""
    if isinstance(step, Choice):
        single = [option[0] for option in step.options if len(option) == 1 and isinstance(option[0], Token)]
        return "|".join(filter(None, map(_near, single)))
    sound = step.sound
    if sound.negates:
        return ""
    if sound.chinese:
        initial, final = halves(sound.blurred)
        return f" (?:{initial}[a-z]+|[a-z]*{final}) " if initial else f" [a-z]*{final} "
    return f" {re2.escape(sound.blurred[:2])}[^ ]* " if len(sound.blurred) >= _LEAST_SOUNDS else ""


def _is_chinese(step: Token | Gap | Choice) -> bool:
    if isinstance(step, Choice):
        return any(_is_chinese(inner) for option in step.options for inner in option)
    return isinstance(step, Token) and step.sound.chinese


def _steps(steps: Steps, *, by_sound: bool) -> str:
    return "".join(_step(step, by_sound=by_sound) for step in steps)


def _step(step: Token | Gap | Choice, *, by_sound: bool) -> str:
    if isinstance(step, Gap):
        return _GAP
    if isinstance(step, Choice):
        return f"(?:{'|'.join(_steps(option, by_sound=by_sound) for option in step.options)})"
    return f" {re2.escape(step.sound.blurred if by_sound else step.text)} "


@cache
def _small_word() -> str:
    """Match one small word; worked out at first use, since it takes the tables of pinyin."""
    heard = sorted({sound.blurred for word in SMALL_WORDS for sound in sounds(word)})
    return f"(?: (?:{'|'.join(map(re2.escape, heard))}) )"


def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MOST_BYTES
    return re2.compile(pattern.encode(), options)
