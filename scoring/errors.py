"""Why a rubric could not be used.

ScoringError
├── DialogueInvalid    a call typed by hand cannot be read; `problems` lists everything wrong at once
└── RubricError        the rubric's file is at fault; `problems` lists everything wrong at once
    ├── RubricUnknown  no rubric of that id, language or version
    └── RubricInvalid  the file breaks the schema or a rule of the language
"""

from typing import ClassVar


class ScoringError(Exception):
    """Root of every refusal in `scoring`."""

    code: ClassVar[str] = "scoring.error"
    retryable: ClassVar[bool] = False


class DialogueInvalid(ScoringError):
    """A call typed by hand cannot be read.

    Attributes:
        problems: one line each: file, line, field, what is wrong, what to do.
    """

    code = "scoring.dialogue_invalid"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class RubricError(ScoringError):
    """A rubric is at fault."""

    code = "scoring.rubric"


class RubricUnknown(RubricError):
    """There is no such rubric."""

    code = "scoring.rubric_unknown"


class RubricInvalid(RubricError):
    """The rubric breaks the language's rules.

    Attributes:
        problems: one line each: file, criterion, field, what is wrong, what to do.
    """

    code = "scoring.rubric_invalid"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
