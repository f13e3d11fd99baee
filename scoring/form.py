"""A rubric as its author sees it: sections of criteria, each a check with its weight."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import Field, field_validator, model_validator

from scoring.checks import AnyCheck, Check
from scoring.checks.metadata import Scalar, Wanted, holds
from scoring.wording import wording
from scoring.written import Lines, Written

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""Lower case, digits and hyphens: `recording-disclosure`."""

Weight = Annotated[float, Field(ge=0, le=1000, strict=True, allow_inf_nan=False)]


class Status(StrEnum):
    """Where a rubric stands in its life."""

    DRAFT = "draft"
    TRIAL = "trial"
    ACTIVE = "active"
    RETIRED = "retired"


class Language(StrEnum):
    """The language of the calls, and of the reasons given."""

    ZH = "zh"
    EN = "en"


class Severity(StrEnum):
    """How much a miss matters to whoever looks through flags."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Criterion(Written):
    """One question of the form.

    Attributes:
        id: stable; scores over time hang on it.
        title: the question, for people.
        weight: its share within its section.
        deducts: points of 100 taken off the whole form when the check hits; then the check describes what is bad,
            and the criterion has no weight.
        critical: counts in the critical score of its own, too.
        auto_fail: a miss brings the whole form to 0.
        severity: of a miss.
        applies_if: where this does not hold, the criterion is not applicable.
        check: what must hold; with `deducts`, what must not.
        guidance: how a person would tell.
    """

    id: Id
    title: Annotated[str, Field(min_length=1)]
    weight: Weight | None = None
    deducts: Annotated[float, Field(gt=0, le=100, strict=True)] | None = None
    critical: Annotated[bool, Field(strict=True)] = False
    auto_fail: Annotated[bool, Field(strict=True)] = False
    severity: Severity = Severity.MEDIUM
    applies_if: AnyCheck | None = None
    check: AnyCheck
    guidance: str = ""

    @model_validator(mode="after")
    def _one_way_to_count(self) -> Self:
        if self.weight is not None and self.deducts is not None:
            raise ValueError(
                "has both `weight` and `deducts`; it either earns points or takes them off: keep one"
            )
        return self

    @property
    def share(self) -> float:
        """Its weight: 1 where the author gave none, 0 where it takes points off."""
        if self.deducts is not None:
            return 0.0
        return 1.0 if self.weight is None else self.weight

    def checks(self) -> Iterator[tuple[str, Check]]:
        """Yield its checks with the field each stands in."""
        if self.applies_if is not None:
            yield "applies_if", self.applies_if
        yield "check", self.check


class Section(Written):
    """Criteria that belong together.

    Attributes:
        id: stable.
        title: for people.
        weight: its share of the form.
        criteria: in the order of the form.
    """

    id: Id
    title: Annotated[str, Field(min_length=1)]
    weight: Weight = 1.0
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Fragments(Written):
    """Word lists and checks under names; a rubric has its own, and may use those of shared files.

    Attributes:
        uses: shared files beside the rubric: `common` is `common.parts.yaml`.
        phrases: name → wordings; `$name` stands for them.
        checks: name → check; `$name` stands for it.
    """

    uses: tuple[Id, ...] = ()
    phrases: Mapping[Id, Lines] = {}
    checks: Mapping[Id, AnyCheck] = {}

    @field_validator("phrases")
    @classmethod
    def _readable(cls, phrases: Mapping[str, Lines]) -> Mapping[str, Lines]:
        for name, listed in phrases.items():
            for line in listed:
                if line.startswith("$"):
                    raise ValueError(
                        f"the list {name} holds {line}; a list holds wordings: name both where you use them"
                    )
                wording(line)
        return phrases


class Rubric(Fragments):
    """An evaluation form.

    Attributes:
        id: the same in every language and version.
        version: of the content, as the author counts: "1.2".
        status: draft, trial (scores in the shadow), active or retired.
        language: of the calls it is for.
        title: for people.
        owner: who answers for it.
        pass_mark: score from which a call passes, 0 to 100.
        applies_to: fields of the call → what they must be for the rubric to apply.
        max_blind: share of a range's speech that may be unheard before a miss is undecided.
        sections: in the order of the form.
    """

    id: Id
    version: Annotated[str, Field(min_length=1, max_length=40)]
    status: Status = Status.DRAFT
    language: Language
    title: Annotated[str, Field(min_length=1)]
    owner: Annotated[str, Field(min_length=1)]
    pass_mark: Annotated[float, Field(ge=0, le=100, strict=True)] = 80.0
    applies_to: Mapping[str, Wanted] = {}
    max_blind: Annotated[float, Field(ge=0, le=1, strict=True)] = 0.25
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in the order of the form."""
        return tuple(c for section in self.sections for c in section.criteria)

    def applies(self, language: str, metadata: Mapping[str, Scalar]) -> bool:
        """Tell whether the form is for a call."""
        return self.language == language and holds(self.applies_to, metadata)

    def content(self) -> dict[str, Any]:
        """Write it down as JSON values, shared parts included; `Rubric.model_validate` reads them back."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content, shared parts included; layout, comments and status do not count."""
        content = self.content()
        content.pop("status", None)
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
