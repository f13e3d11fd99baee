"""What has just happened to calls, read off the audit trail: every process of the house sees the same."""

from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, select

from storage.tables import audit_events as table
from storage.tables import evaluations, recordings

MOST = 1000
"""News that are read at once."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to a call.

    Attributes:
        id: of the line in the trail; grows, though not strictly in the order of commits.
        name: of the event, as `review.submitted`.
        recording: the call's id.
        team: that the call is of; None where that is not known.
        agent: likewise.
        published: whether the agent may see how the call was judged.
    """

    id: int
    name: str
    recording: str
    team: str | None
    agent: str | None
    published: bool


class NewsOfCalls:
    """The news, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self) -> int:
        """Give the id of the last line in the trail; 0 where there is none."""
        return self._connection.execute(select(func.max(table.c.id))).scalar() or 0

    def after(self, place: int) -> tuple[News, ...]:
        """List what happened to calls after a line of the trail, at most `MOST` of it."""
        made = evaluations.c
        published = exists().where(made.recording_id == recordings.c.id, made.in_force)
        wanted = (
            select(
                table.c.id,
                table.c.name,
                table.c.recording_id,
                recordings.c.team,
                recordings.c.agent_id,
                published.label("published"),
            )
            .join(recordings, recordings.c.id == table.c.recording_id)
            .where(table.c.id > place)
            .order_by(table.c.id)
            .limit(MOST)
        )
        rows = self._connection.execute(wanted)
        return tuple(
            News(row.id, row.name, row.recording_id, row.team, row.agent_id, bool(row.published))
            for row in rows
        )
