"""The tables of what is kept of a recording's sound. Seen by nobody outside `storage`."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table

from storage.columns import ID as _ID
from storage.columns import schema

peaks = Table(
    "peaks",
    schema,
    Column("recording_id", _ID, ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True),
    Column("audio_sha256", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("sealed", LargeBinary),
)
