"""A rubric's versions: each is kept as it was written, and has a life: draft, trial, active, retired.

A version on trial scores in the shadow: its scores are kept and count for nothing. At most one version of a
rubric and language is active, and one on trial.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from qa.errors import GateShut, TransitionRefused, VersionTaken
from qa.house_events import RubricAdded, RubricEvent, RubricPublished, RubricRetired, RubricTried
from scoring.form import Rubric, Status
from scoring.gate import Verdict
from scoring.source import Source

HOUSE = "everycall"
"""Who puts the rubrics of the house's folder on the shelf."""

IN_USE = (Status.ACTIVE, Status.TRIAL)
"""In these, calls are scored."""

Kind = tuple[str, str]
"""(id, language) of a rubric."""


@dataclass(frozen=True, slots=True)
class RubricVersion:
    """One version of a rubric.

    Attributes:
        digest: SHA-256 of its content; its id.
        rubric: what it says; never changed.
        source: as it was written; never changed.
        revision: counts the versions of this rubric and language, from 1.
        status: where it is in its life.
        author: who wrote it, or `everycall` for a file of the house's folder.
        reason: what for.
        created_at: when it came.
        changed_by: who moved it last.
        changed_at: when.
        changed_why: what for.
        forced: what stood against it when it was published all the same, one line each.
    """

    digest: str
    rubric: Rubric
    source: Source
    revision: int
    status: Status
    author: str
    reason: str
    created_at: datetime
    changed_by: str
    changed_at: datetime
    changed_why: str
    forced: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What it is a version of."""
        return self.rubric.id, self.rubric.language.value

    @property
    def in_use(self) -> bool:
        """Whether calls are scored by it."""
        return self.status in IN_USE

    @property
    def label(self) -> str:
        """How people call it: `compliance 1.1 (en)`."""
        return f"{self.rubric.id} {self.rubric.version} ({self.rubric.language.value})"


def draft(
    source: Source, *, former: Sequence[RubricVersion], author: str, reason: str, now: datetime
) -> RubricVersion:
    """Take in a new version; nothing is scored by it yet.

    Args:
        source: as it was written.
        former: the versions there are of this rubric and language.
        author: who wrote it.
        reason: what for.
        now: the time.

    Raises:
        RubricInvalid: it cannot be read.
        VersionTaken: the very same is there, or another one goes by its number.
    """
    rubric = source.rubric()
    for known in former:
        if known.digest == rubric.digest:
            raise VersionTaken(
                f"{known.label} says the very same already, as revision {known.revision} ({known.status}); "
                "change something, or publish that one.",
                known.digest,
            )
        if known.rubric.version == rubric.version:
            raise VersionTaken(
                f"{known.label} is there with other content, as revision {known.revision}; "
                "raise `version` in the file.",
                known.digest,
            )
    return _first(rubric, source, former, author=author, reason=_signed(author, reason), now=now)


def publish(
    version: RubricVersion,
    to: Status,
    *,
    verdict: Verdict,
    actor: str,
    reason: str,
    now: datetime,
    force: bool = False,
) -> RubricVersion:
    """Score calls by a version: on trial, or in earnest.

    Args:
        version: a draft, one on trial, or one that was retired and comes back.
        to: `trial` or `active`.
        verdict: how it stands at the gates.
        actor: who publishes it.
        reason: what for; kept.
        now: the time.
        force: publish it though a gate is shut; what stood against it is kept beside the reason.

    Raises:
        TransitionRefused: it is there already, or `to` is neither.
        GateShut: it does not pass the gates.
    """
    if to not in IN_USE:
        raise TransitionRefused(f"A version is published as trial or as active, not as {to}.")
    if version.status is to:
        raise TransitionRefused(f"{version.label} is {to} already.")
    if version.status is Status.ACTIVE:
        raise TransitionRefused(
            f"{version.label} is active; publish another version in its place, or retire it first."
        )
    if verdict.problems and not force:
        raise GateShut(version.label, verdict.problems)
    return replace(
        _moved(version, to, actor=actor, reason=_signed(actor, reason), now=now), forced=verdict.problems
    )


def retire(version: RubricVersion, *, actor: str, reason: str, now: datetime) -> RubricVersion:
    """Score no more calls by a version; what it scored stays.

    Raises:
        TransitionRefused: no calls are scored by it.
    """
    if not version.in_use:
        raise TransitionRefused(f"{version.label} is {version.status}; only what is in use can be retired.")
    return _moved(version, Status.RETIRED, actor=actor, reason=_signed(actor, reason), now=now)


def displaced(version: RubricVersion, others: Iterable[RubricVersion]) -> tuple[RubricVersion, ...]:
    """Retire what a version takes the place of, on its word."""
    why = f"{version.label} revision {version.revision} took its place"
    return tuple(
        _moved(other, Status.RETIRED, actor=version.changed_by, reason=why, now=version.changed_at)
        for other in others
        if other.kind == version.kind and other.status is version.status and other.digest != version.digest
    )


def shelved(
    known: Sequence[RubricVersion], found: Sequence[Source], *, now: datetime
) -> tuple[RubricVersion, ...]:
    """Bring the versions in line with the house's folder; gives those that are new or moved.

    A file's new content is a new version and takes the former one's place, with the status the file says. What
    is no longer in a file is retired. But once a person has published or retired a version of a rubric, the
    file of that rubric decides nothing any more: what is new in it becomes a draft.

    Args:
        known: every version there is.
        found: the rubrics of the folder, by language, id and version.
        now: the time.

    Raises:
        RubricInvalid: one of them cannot be read.
    """
    wanted = _wanted(found)
    by_kind: dict[Kind, list[RubricVersion]] = {kind: [] for kind in wanted}
    for version in known:
        by_kind.setdefault(version.kind, []).append(version)
    return tuple(
        change
        for kind, versions in by_kind.items()
        for change in _in_line(versions, wanted.get(kind, {}), now=now)
    )


def happened(version: RubricVersion) -> RubricEvent:
    """Say what the last change of a version was."""
    common: dict[str, Any] = {
        "at": version.changed_at,
        "actor": version.changed_by,
        "rubric": version.rubric.id,
        "language": version.rubric.language.value,
        "digest": version.digest,
        "reason": version.changed_why,
    }
    if version.status is Status.ACTIVE:
        return RubricPublished(**common, forced="; ".join(version.forced))
    if version.status is Status.TRIAL:
        return RubricTried(**common, forced="; ".join(version.forced))
    return RubricRetired(**common) if version.status is Status.RETIRED else RubricAdded(**common)


@dataclass(frozen=True, slots=True)
class _File:
    """What a file wants."""

    rubric: Rubric
    source: Source


def _wanted(found: Sequence[Source]) -> dict[Kind, dict[str, _File]]:
    """Sort files by what they are versions of; of several with one status the last counts."""
    last: dict[tuple[Kind, Status], _File] = {}
    for source in found:
        rubric = source.rubric()
        if rubric.status in IN_USE:
            last[(rubric.id, rubric.language.value), rubric.status] = _File(rubric, source)
    sorted_: dict[Kind, dict[str, _File]] = {}
    for (kind, _), file in last.items():
        sorted_.setdefault(kind, {})[file.rubric.digest] = file
    return sorted_


def _in_line(
    versions: Sequence[RubricVersion], files: dict[str, _File], *, now: datetime
) -> list[RubricVersion]:
    held = any(v.changed_by != HOUSE and v.status is not Status.DRAFT for v in versions)
    mine = {version.digest: version for version in versions}
    changes = []
    for version in versions:
        if version.in_use and version.digest not in files and not held:
            why = "its file is gone, or says something else now"
            changes.append(_moved(version, Status.RETIRED, actor=HOUSE, reason=why, now=now))
    for digest, file in files.items():
        status, name = file.rubric.status, file.source.name
        if digest not in mine:
            former = [*versions, *changes]
            new = _first(file.rubric, file.source, former, author=HOUSE, reason=name, now=now)
            changes.append(new if held else replace(new, status=status))
        elif not held and mine[digest].status is not status:
            changes.append(_moved(mine[digest], status, actor=HOUSE, reason=f"as {name} says", now=now))
    return changes


def _first(
    rubric: Rubric,
    source: Source,
    former: Sequence[RubricVersion],
    *,
    author: str,
    reason: str,
    now: datetime,
) -> RubricVersion:
    return RubricVersion(
        digest=rubric.digest,
        rubric=rubric,
        source=source,
        revision=max((known.revision for known in former), default=0) + 1,
        status=Status.DRAFT,
        author=author,
        reason=reason,
        created_at=now,
        changed_by=author,
        changed_at=now,
        changed_why=reason,
    )


def _moved(version: RubricVersion, to: Status, *, actor: str, reason: str, now: datetime) -> RubricVersion:
    return replace(version, status=to, changed_by=actor, changed_at=now, changed_why=reason)


def _signed(actor: str, reason: str) -> str:
    """Ask for a person and a reason; gives the reason.

    Raises:
        TransitionRefused: one of them is empty, or the person goes by the house's own name.
    """
    if not reason.strip():
        raise TransitionRefused("A version is added, published or retired for a reason; give one.")
    if actor.strip() in {"", HOUSE}:
        raise TransitionRefused(
            f"A version is added, published or retired by a person, not by {actor!r}; name one."
        )
    return reason.strip()
