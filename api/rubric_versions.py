"""The versions of rubrics: written, held against the gates, published, retired."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import Permit, allowed
from api.deps import House, HouseDep
from api.rubrics import drafted
from qa import rubric_version
from qa.access import Action
from qa.fairness import fairness, held, typed
from qa.rubric_version import RubricVersion, displaced, happened
from qa.sentence import Said, read_all
from scoring.corpus import NAME, GoodCall, load
from scoring.errors import RubricUnknown
from scoring.form import Language, Status
from scoring.gate import Reason, Verdict

router = APIRouter(prefix="/v1", tags=["Rubrics"])

Why = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    Field(description="What for; it is kept."),
]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewVersion(_Body):
    """A rubric's new version, as it is written in a file."""

    text: str = Field(min_length=1, description="The rubric's YAML.")
    examples: str = Field("", description="YAML of its examples, as in its `.test.yaml`.")
    parts: dict[str, str] = Field(
        default_factory=dict,
        description="Name under `uses:` → YAML of the shared file; the house's own where it is left out.",
    )
    reason: Why


class Publication(_Body):
    """How a version is published."""

    reason: Why
    status: Literal["trial", "active"] = Field("active", description="On trial it counts for nothing.")
    force: bool = Field(
        False,
        description="Publish it though gates are shut; what stood against it is kept beside the reason.",
    )


class Retirement(_Body):
    """Why a version is retired."""

    reason: Why


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """A version of a rubric, without its content; see `RubricVersion` for the fields."""

    digest: str
    rubric: str
    language: Language
    version: str
    title: str
    revision: int
    status: Status
    author: str
    reason: str
    created_at: datetime
    changed_by: str
    changed_at: datetime
    changed_why: str
    forced: tuple[str, ...]

    @classmethod
    def of(cls, version: RubricVersion) -> Self:
        """Sum up a version."""
        return cls(
            digest=version.digest,
            rubric=version.rubric.id,
            language=version.rubric.language,
            version=version.rubric.version,
            title=version.rubric.title,
            revision=version.revision,
            status=version.status,
            author=version.author,
            reason=version.reason,
            created_at=version.created_at,
            changed_by=version.changed_by,
            changed_at=version.changed_at,
            changed_why=version.changed_why,
            forced=version.forced,
        )


@dataclass(frozen=True, slots=True)
class Gates:
    """How a version stands at the gates.

    Attributes:
        reasons: the gates that are shut, with what to mend; none where it may be published.
        examples: answers that its examples expect.
        changes: changes made on purpose, of which the examples should notice as many as they can.
        noticed: how many of them they noticed.
        said: what is to be mended, taken apart into codes and values, by text.
    """

    reasons: tuple[Reason, ...]
    examples: int
    changes: int
    noticed: int
    said: Mapping[str, tuple[Said, ...]]


@router.get(
    "/rubrics/{rubric_id}/versions",
    operation_id="listRubricVersions",
    summary="List a rubric's versions",
    dependencies=[allowed(Action.READ_RUBRIC)],
)
def list_versions(
    rubric_id: str,
    house: HouseDep,
    language: Annotated[Language | None, Query(description="Of the calls it is for.")] = None,
) -> tuple[VersionSummary, ...]:
    """List every version there ever was, by language and age, with who wrote and moved it and why."""
    with house.store.read() as unit:
        found = unit.rubrics.of(rubric_id, language.value if language else None)
    if not found:
        raise RubricUnknown(f"There is no version of any rubric {rubric_id!r}.")
    return tuple(map(VersionSummary.of, found))


@router.post(
    "/rubrics", operation_id="addRubricVersion", summary="Add a version of a rubric", status_code=201
)
def add_version(
    body: NewVersion, house: HouseDep, permit: Annotated[Permit, allowed(Action.WRITE_RUBRIC)]
) -> VersionSummary:
    """Keep a version as a draft, under the digest of its content; nothing is scored by it until it is published."""
    source = drafted(house, body.text, body.parts, body.examples)
    rubric = source.rubric()
    source.given(rubric)  # examples that cannot be read are refused now, not when it is published
    with house.store.begin() as unit:
        former = unit.rubrics.of(rubric.id, rubric.language.value)
        added = rubric_version.draft(
            source, former=former, author=permit.person.id, reason=body.reason, now=house.now()
        )
        unit.rubrics.put(added)
        unit.record(happened(added))
    return VersionSummary.of(added)


@router.get(
    "/rubric-versions",
    operation_id="listEveryRubricVersion",
    summary="List every version of every rubric",
    dependencies=[allowed(Action.READ_RUBRIC)],
)
def list_every_version(house: HouseDep) -> tuple[VersionSummary, ...]:
    """List the whole shelf, by rubric, language and age: drafts and retired versions, too."""
    with house.store.read() as unit:
        return tuple(map(VersionSummary.of, unit.rubrics.of()))


@router.get(
    "/rubric-versions/{digest}",
    operation_id="getRubricVersion",
    summary="Get a version of a rubric",
    dependencies=[allowed(Action.READ_RUBRIC)],
)
def get_version(digest: str, house: HouseDep) -> RubricVersion:
    """Show a version: what it says, how it was written, and its life so far."""
    with house.store.read() as unit:
        return unit.rubrics.get(digest)


@router.get(
    "/rubric-versions/{digest}/gates",
    operation_id="getRubricGates",
    summary="Hold a version against the gates",
    dependencies=[allowed(Action.TRY_RUBRIC)],
)
def get_gates(digest: str, house: HouseDep) -> Gates:
    """Run its examples, change it on purpose, try it on good calls; takes seconds."""
    with house.store.read() as unit:
        version = unit.rubrics.get(digest)
    verdict = _verdict(house, version)
    made = verdict.mutation.made
    return Gates(
        verdict.reasons,
        len(verdict.report.answers),
        made,
        made - len(verdict.mutation.survivors),
        read_all(problem for reason in verdict.reasons for problem in reason.problems),
    )


@router.post(
    "/rubric-versions/{digest}/publish",
    operation_id="publishRubricVersion",
    summary="Score calls by a version",
)
def publish_version(
    digest: str, body: Publication, house: HouseDep, permit: Annotated[Permit, allowed(Action.PUBLISH_RUBRIC)]
) -> VersionSummary:
    """Put a version on trial, or make it the active one; the version in its place is retired.

    Refused where a gate is shut, unless it is forced.
    """
    with house.store.read() as unit:
        verdict = _verdict(house, unit.rubrics.get(digest))
    with house.store.begin() as unit:
        version = unit.rubrics.get(digest)
        moved = rubric_version.publish(
            version,
            Status(body.status),
            verdict=verdict,
            actor=permit.person.id,
            reason=body.reason,
            now=house.now(),
            force=body.force,
        )
        for each in (*displaced(moved, unit.rubrics.of(*version.kind)), moved):
            unit.rubrics.put(each)
            unit.record(happened(each))
    return VersionSummary.of(moved)


@router.post(
    "/rubric-versions/{digest}/retire", operation_id="retireRubricVersion", summary="Retire a version"
)
def retire_version(
    digest: str, body: Retirement, house: HouseDep, permit: Annotated[Permit, allowed(Action.PUBLISH_RUBRIC)]
) -> VersionSummary:
    """Score no more calls by a version; what it scored stays."""
    with house.store.begin() as unit:
        moved = rubric_version.retire(
            unit.rubrics.get(digest), actor=permit.person.id, reason=body.reason, now=house.now()
        )
        unit.rubrics.put(moved)
        unit.record(happened(moved))
    return VersionSummary.of(moved)


def _verdict(house: House, version: RubricVersion) -> Verdict:
    """Hold a version against the gates; one that was held against the same good calls before is remembered."""
    rubric = version.rubric
    good = good_calls(house, rubric.language)

    def judge() -> Verdict:
        aids = house.aids([rubric])
        judged = version.source.judge(good, aids=aids)
        return held(judged, fairness(rubric, typed(version.source.given(rubric), good), aids))

    return house.verdicts.of(sha256(repr((version.source, good)).encode()).digest(), judge)


def good_calls(house: House, language: Language) -> tuple[GoodCall, ...]:
    """Load the house's good calls of a language."""
    path = house.settings.rubrics_dir / language.value / NAME
    return load(path) if path.is_file() else ()
