"""A rubric as its author wrote it: its file, the shared files it uses, and its examples."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from scoring.corpus import GoodCall
from scoring.errors import RubricUnknown
from scoring.example import Example
from scoring.example import read as read_examples
from scoring.form import Rubric
from scoring.gate import DEFAULTS, GateOptions, Verdict, judge
from scoring.lint import lint_text
from scoring.ports import Aids
from scoring.rubric import PARTS, TESTS, files, library, read, text_of


@dataclass(frozen=True, slots=True)
class Source:
    """All the text there is of a rubric.

    Attributes:
        text: of the rubric's own file.
        parts: name under `uses:` → text of the shared file.
        examples: text of its examples; empty where there are none.
        name: what to call the file in a refusal.
    """

    text: str
    parts: Mapping[str, str] = field(default_factory=dict)
    examples: str = ""
    name: str = "rubric.yaml"

    def rubric(self) -> Rubric:
        """Read the rubric.

        Raises:
            RubricInvalid: with everything that is wrong, each with file, line, criterion and field.
        """
        return _read(self.text, self.name, tuple(sorted(self.parts.items())))

    def given(self, rubric: Rubric) -> tuple[Example, ...]:
        """Read the examples of the rubric.

        Raises:
            RubricInvalid: with everything that is wrong with them.
        """
        return read_examples(rubric, self.examples, self.beside) if self.examples.strip() else ()

    def judge(
        self, good: Sequence[GoodCall], options: GateOptions = DEFAULTS, aids: Aids | None = None
    ) -> Verdict:
        """Hold the rubric against the gates.

        Raises:
            RubricInvalid: the rubric or its examples cannot be read.
        """
        rubric = self.rubric()
        lints = lint_text(rubric, self.text, self.name)
        return judge(rubric, self.given(rubric), good=good, lints=lints, options=options, aids=aids)

    @property
    def beside(self) -> str:
        """What to call the file of examples in a refusal."""
        return f"{self.name.removesuffix('.yaml')}{TESTS}"


@lru_cache(maxsize=64)
def _read(text: str, name: str, parts: tuple[tuple[str, str], ...]) -> Rubric:
    return read(text, name, dict(parts).__getitem__)


def collect(
    text: str, part: Callable[[str], str], *, name: str = "rubric.yaml", examples: str = ""
) -> Source:
    """Gather a rubric with the shared files it uses.

    Args:
        text: of the rubric's own file.
        part: gives the text of a shared file by its name under `uses:`; `KeyError` where there is none.
        name: what to call the file in a refusal.
        examples: text of its examples.

    Raises:
        RubricInvalid: with everything that is wrong in the rubric.
    """
    taken: dict[str, str] = {}

    def taking(used: str) -> str:
        return taken.setdefault(used, part(used))

    read(text, name, taking)  # refuses what is wrong, and asks for the shared files
    return Source(text, taken, examples, name)


def gather(path: Path) -> Source:
    """Read a rubric's file with all that lies beside it and belongs to it.

    Raises:
        RubricUnknown: there is no such file.
        RubricInvalid: with everything that is wrong in the rubric.
    """
    try:
        text = text_of(path)
    except FileNotFoundError:
        raise RubricUnknown(
            f"{path}: there is no such rubric; `everycall rubric list` names those there are"
        ) from None
    name = path.name if path.parent.name == "" else f"{path.parent.name}/{path.name}"
    examples = path.with_name(f"{path.stem}{TESTS}")
    return collect(
        text,
        lambda used: shared(path.parent, used),
        name=name,
        examples=text_of(examples) if examples.is_file() else "",
    )


def shared(folder: Path, name: str) -> str:
    """Read a shared file of a folder.

    Raises:
        KeyError: there is none of that name.
    """
    path = folder / f"{name}{PARTS}"
    if not path.is_file():
        raise KeyError(name)
    return text_of(path)


def gather_all(folder: Path) -> tuple[Source, ...]:
    """Read every rubric of a folder and its folders with what belongs to it, by language, id and version.

    Raises:
        RubricInvalid: with everything that is wrong in any of them.
    """
    library(folder)  # refuses everything that is wrong in any of them at once
    found = [gather(path) for path in files(folder)]
    return tuple(sorted(found, key=_order))


def _order(source: Source) -> tuple[str, str, str]:
    rubric = source.rubric()
    return rubric.language.value, rubric.id, rubric.version
