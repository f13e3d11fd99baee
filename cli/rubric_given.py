"""The rubric files that a command was given, and what lies beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config import Settings
from scoring.corpus import NAME, GoodCall, load
from scoring.errors import RubricInvalid, RubricUnknown
from scoring.rubric import files as rubric_files
from scoring.source import Source, gather


@dataclass(frozen=True, slots=True)
class Given:
    """A rubric's file, read.

    Attributes:
        path: where it lies.
        source: what it says.
    """

    path: Path
    source: Source

    @property
    def name(self) -> str:
        """What to call it: `en/compliance`."""
        return self.source.name.removesuffix(".yaml")


def good_calls(given: Given) -> tuple[GoodCall, ...]:
    """Find the good calls beside a rubric, else the house's of its language."""
    language = given.source.rubric().language.value
    for path in (given.path.with_name(NAME), Settings().rubrics_dir / language / NAME):
        if path.is_file():
            return load(path)
    return ()


def read_given(files: Sequence[Path] | None) -> list[Given]:
    """Read rubric files, and those of folders.

    Raises:
        RubricInvalid: with everything that is wrong in any of them.
    """
    found: list[Path] = []
    for each in files or [Settings().rubrics_dir]:
        found += rubric_files(each) if each.is_dir() else [each]
    given, wrong = [], list[str]()
    for path in found:
        try:
            given.append(Given(path, gather(path)))
        except RubricInvalid as invalid:
            wrong += invalid.problems
    if wrong:
        raise RubricInvalid(tuple(wrong))
    if not given:
        raise RubricUnknown(
            f"There is no rubric in {', '.join(map(str, files or [Settings().rubrics_dir]))}."
        )
    return given
