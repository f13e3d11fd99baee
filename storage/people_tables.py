"""The tables of who may sign in. Seen by nobody outside `storage`."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from storage.columns import ID as _ID
from storage.columns import NAME as _NAME
from storage.columns import Instant, schema

_DIGEST = String(64)
"""SHA-256, hexadecimal, of a secret that is shown once."""

people = Table(
    "people",
    schema,
    Column("id", _ID, primary_key=True),
    Column("login", _NAME, nullable=False, unique=True),  # case-folded
    Column("body", Text, nullable=False),
    Column("subject", _NAME, unique=True),  # as the house's identity provider names them
    Column("sealed", LargeBinary),  # the secret of the second factor, with the house's key
    Column("sealed_by", String(64)),
)

teams = Table(
    "teams",
    schema,
    Column("name", _NAME, primary_key=True),
    Column("parent", _NAME, ForeignKey("teams.name")),
)

api_keys = Table(
    "api_keys",
    schema,
    Column("id", _ID, primary_key=True),
    Column("digest", _DIGEST, nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
)

sessions = Table(
    "sessions",
    schema,
    Column("digest", _DIGEST, primary_key=True),
    Column("person_id", _ID, ForeignKey("people.id", ondelete="CASCADE")),
    Column("key_id", _ID, ForeignKey("api_keys.id", ondelete="CASCADE")),
    Column("begun_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index(None, "person_id"),
    Index(None, "expires_at"),
)

saved_filters = Table(
    "saved_filters",
    schema,
    Column("id", _ID, primary_key=True),
    Column("person_id", _ID, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "person_id"),
)

sign_in_failures = Table(
    "sign_in_failures",
    schema,
    Column("address", _NAME, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("failed_at", Instant, nullable=False),
)
