"""What judged calls beside the rubric: recogniser, cues, models; and the days on which one of them changed.

A trend is not compared across such a day, so that nobody is coached for a change of the machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from itertools import groupby, pairwise

from asr.transcript import Engine


class Part(StrEnum):
    """What makes a result beside the rubric."""

    ASR = "asr"
    CUES = "cues"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Makers:
    """What made an evaluation; empty where that is not known, or where nothing of the kind was asked.

    Attributes:
        asr: detector, recogniser and diarizer, with their versions.
        cues: the cue model, and a digest of the thresholds.
        model: the models that checks asked.
    """

    asr: str = ""
    cues: str = ""
    model: str = ""

    def parts(self) -> dict[Part, str]:
        """List those that are known."""
        return {Part(name): maker for name, maker in asdict(self).items() if maker}


def named(engines: Iterable[Engine]) -> str:
    """Name engines in a line, as people read it: `faster-whisper 1.2.1 base`."""
    return " + ".join(f"{each.name} {each.version} {each.model}" for each in engines)


@dataclass(frozen=True, slots=True)
class MakerDay:
    """So many evaluations of a language, on calls of a day, were made by this."""

    language: str
    day: date
    part: Part
    maker: str
    n: int


@dataclass(frozen=True, slots=True)
class Break:
    """A day from which on calls were judged by something else.

    Attributes:
        day: the first of them.
        part: what changed.
        language: of the calls.
        former: what it was.
        present: what it is since.
    """

    day: date
    part: Part
    language: str
    former: str
    present: str


@dataclass(frozen=True, slots=True)
class Era:
    """Days, from `start` to the next era, on which the same judged; `makers` is of every language at once."""

    start: date
    makers: Makers


def breaks(days: Iterable[MakerDay]) -> tuple[Break, ...]:
    """Find the days on which something changed, in order of time.

    Where several judged on one day, as while workers are upgraded one by one, that day is whose made more than half;
    where none did, it is as the day before.
    """

    def line(each: MakerDay) -> tuple[str, str]:
        return each.language, each.part

    found = []
    for _, theirs in groupby(sorted(days, key=line), key=line):
        settled = [each for _, day in _by_day(theirs) if (each := _most(day)) is not None]
        found += [
            Break(new.day, new.part, new.language, old.maker, new.maker)
            for old, new in pairwise(settled)
            if old.maker != new.maker
        ]
    return tuple(sorted(found, key=lambda each: (each.day, each.part, each.language)))


def eras(since: date, found: Sequence[Break]) -> tuple[Era, ...]:
    """Cut the days from `since` on wherever something changed."""
    present: dict[tuple[Part, str], str] = {}
    made = [Era(since, Makers())]
    for day, changes in groupby(found, key=lambda each: each.day):
        for each in changes:
            present[each.part, each.language] = each.present
        if day > since:
            made.append(Era(day, _makers(present)))
        else:
            made[0] = Era(since, _makers(present))
    return tuple(made)


def _makers(present: dict[tuple[Part, str], str]) -> Makers:
    def told(part: str) -> str:
        return "; ".join(
            f"{language}: {maker}" for (of, language), maker in sorted(present.items()) if of == part
        )

    return Makers(**{field.name: told(field.name) for field in fields(Makers)})


def _by_day(days: Iterable[MakerDay]) -> Iterable[tuple[date, tuple[MakerDay, ...]]]:
    ordered = sorted(days, key=lambda each: each.day)
    return ((day, tuple(theirs)) for day, theirs in groupby(ordered, key=lambda each: each.day))


def _most(day: Sequence[MakerDay]) -> MakerDay | None:
    most = max(day, key=lambda each: each.n)
    return most if 2 * most.n > sum(each.n for each in day) else None
