"""The versions of rubrics: content is written once, only their life changes."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from qa.rubric_version import IN_USE, RubricVersion
from scoring.errors import RubricInvalid
from scoring.form import Rubric, Status
from scoring.source import Source
from storage.codec import Codec
from storage.errors import Conflict, NotFound
from storage.tables import rubric_versions as table

_source = Codec(Source)
_forced = Codec(tuple[str, ...])


class RubricVersions:
    """All versions of all rubrics, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, version: RubricVersion) -> None:
        """Keep a new version, or write down a change in the life of one; its content stays what it is.

        Raises:
            Conflict: somebody else added one of the same rubric at the same moment.
        """
        same = table.c.digest == version.digest
        if self._connection.execute(update(table).where(same).values(**_life(version))).rowcount:
            return
        row = {
            "digest": version.digest,
            "rubric": version.rubric.id,
            "language": version.rubric.language.value,
            "version": version.rubric.version,
            "revision": version.revision,
            "author": version.author,
            "reason": version.reason,
            "created_at": version.created_at,
            "content": json.dumps(version.rubric.content(), ensure_ascii=False, separators=(",", ":")),
            "source": _source.encode(version.source),
        }
        try:
            self._connection.execute(insert(table).values(**row, **_life(version)))
        except IntegrityError as error:
            raise Conflict(
                f"Somebody else added a version of {version.rubric.id} at the same moment; load the versions again."
            ) from error

    def get(self, digest: str) -> RubricVersion:
        """Load a version.

        Raises:
            NotFound: there is none of that digest.
        """
        row = self._connection.execute(select(table).where(table.c.digest == digest)).one_or_none()
        if row is None:
            raise NotFound(f"There is no version {digest!r} of any rubric.")
        return _version(row)

    def of(self, rubric: str | None = None, language: str | None = None) -> tuple[RubricVersion, ...]:
        """List versions by rubric, language and age; of one rubric or language, or all."""
        wanted = select(table)
        if rubric is not None:
            wanted = wanted.where(table.c.rubric == rubric)
        if language is not None:
            wanted = wanted.where(table.c.language == language)
        wanted = wanted.order_by(table.c.rubric, table.c.language, table.c.revision)
        return tuple(_version(row) for row in self._connection.execute(wanted))

    def in_use(self, statuses: Sequence[Status] = IN_USE) -> tuple[Rubric, ...]:
        """List the rubrics calls are scored by, by language, id and age; each carries its version's status."""
        wanted = select(table.c.content, table.c.status).where(table.c.status.in_(statuses))
        wanted = wanted.order_by(table.c.language, table.c.rubric, table.c.revision)
        return tuple(_rubric(row.content, row.status) for row in self._connection.execute(wanted))

    def active(self, like: Rubric) -> Rubric | None:
        """Find the version of a rubric and language that is active, if one is."""
        same = [r for r in self.in_use((Status.ACTIVE,)) if (r.id, r.language) == (like.id, like.language)]
        return same[-1] if same else None


@lru_cache(maxsize=256)
def _rubric(content: str, status: str) -> Rubric:
    """Read a rubric back; the content of a version never changes, so that it is read once.

    Raises:
        RubricInvalid: a former EveryCall wrote it in a way that this one does not read.
    """
    known = json.loads(content)
    try:
        rubric = Rubric.model_validate(known)
    except ValidationError as error:
        told = (
            f"version {known.get('version')} of {known.get('id')} was stored by a former EveryCall and cannot be "
            f"read by this one ({error.error_count()} fields); retire it and publish its file again"
        )
        raise RubricInvalid((told,)) from error
    return rubric.model_copy(update={"status": Status(status)})


def _life(version: RubricVersion) -> dict[str, Any]:
    return {
        "status": version.status,
        "changed_by": version.changed_by,
        "changed_at": version.changed_at,
        "changed_why": version.changed_why,
        "forced": _forced.encode(version.forced),
    }


def _version(row: Row[Any]) -> RubricVersion:
    return RubricVersion(
        digest=row.digest,
        rubric=_rubric(row.content, row.status),
        source=_source.decode(row.source),
        revision=row.revision,
        status=Status(row.status),
        author=row.author,
        reason=row.reason,
        created_at=row.created_at,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        changed_why=row.changed_why,
        forced=_forced.decode(row.forced),
    )
