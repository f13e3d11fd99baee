"""A rubric as its author wrote it: its file, the shared files it uses, and its examples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.corpus import GoodCall
from scoring.errors import RubricUnknown
from scoring.example import Example
from scoring.example import read as read_examples
from scoring.form import Rubric
from scoring.gate import DEFAULTS, GateOptions, Verdict, judge
from scoring.lint import lint_text
from scoring.ports import Aids
from scoring.rubric import PARTS, TESTS, read, text_of


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
        return read(self.text, self.name, self._part)

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

    def _part(self, name: str) -> str:
        return self.parts[name]


def gather(path: Path) -> Source:
    """Read a rubric's file with all that lies beside it and belongs to it.

    Raises:
        RubricUnknown: there is no such file.
        RubricInvalid: with everything that is wrong in the rubric.
    """
    name = path.name if path.parent.name == "" else f"{path.parent.name}/{path.name}"
    taken: dict[str, str] = {}

    def part(used: str) -> str:
        beside = path.with_name(f"{used}{PARTS}")
        if not beside.is_file():
            raise KeyError(used)
        return taken.setdefault(used, text_of(beside))

    try:
        text = text_of(path)
    except FileNotFoundError:
        raise RubricUnknown(
            f"{path}: there is no such rubric; `everycall rubric list` names those there are"
        ) from None
    read(text, name, part)
    examples = path.with_name(f"{path.stem}{TESTS}")
    return Source(text, taken, text_of(examples) if examples.is_file() else "", name)
