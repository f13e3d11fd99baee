"""Bring a database's tables up to this version, with Alembic, from the first table on."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text

from storage import database
from storage.errors import SchemaBehind

if TYPE_CHECKING:
    from alembic.config import Config  # Alembic is slow to import, and a worker never needs it

_log = logging.getLogger(__name__)

FOLDER = Path(__file__).resolve().parent.parent / "migrations"

_LOCK = 0x45564552  # any number that no other program takes an advisory lock on


def configuration() -> "Config":
    """Tell Alembic where the revisions are."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


def upgrade(engine: Engine) -> None:
    """Bring the tables up to the newest revision, all or nothing; processes that do so at once take turns.

    Tables of a revision that this version does not know are those of a newer one, which is being brought in while
    this one still works. They are left alone: a newer version only adds (docs/deploy.md).

    Raises:
        StorageUnavailable: the database is away or too busy.
        StorageFull: its disk is full.
    """
    from alembic import command

    config = configuration()
    with database.translated(), database.writing(engine) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if (newer := _unknown(connection)) is not None:
            _log.warning(
                "The database stands at revision %s, of a newer version than this one; it is left as it is.",
                newer,
            )
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _unknown(connection: Connection) -> str | None:
    """Give the revision of the tables where this version does not know it."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    found = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    return None if found in known else found


def check(engine: Engine) -> None:
    """See that the tables are those of this version.

    Raises:
        SchemaBehind: they are not.
        StorageUnavailable: the database is away or too busy.
    """
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    wanted = ScriptDirectory.from_config(configuration()).get_current_head()
    with database.translated(), database.reading(engine) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != wanted:
        raise SchemaBehind(
            f"The database stands at revision {found}, this version needs {wanted}: bring it up to date."
        )
