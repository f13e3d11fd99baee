"""Where the trace of a recording began, for the spans of the stages that follow (`docs/decisions/0006`)."""

from sqlalchemy import Connection, insert, select

from storage.arrival_tables import arrival_traces as table


class Traces:
    """The W3C `traceparent` of each arrival that was traced, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, recording: str, traceparent: str) -> None:
        """Keep where the trace of a recording that just came began."""
        self._connection.execute(insert(table).values(recording_id=recording, traceparent=traceparent))

    def of(self, recording: str) -> str | None:
        """Say where the trace of a recording began; None where its arrival was not traced."""
        wanted = select(table.c.traceparent).where(table.c.recording_id == recording)
        return self._connection.execute(wanted).scalar_one_or_none()
