"""Alembic's way in: the caller's connection and transaction, else the database the settings name."""

from alembic import context
from sqlalchemy import Connection, Index
from sqlalchemy.schema import SchemaItem

from config.settings import Settings
from storage import (  # noqa: F401 the tables enter the schema on import
    arrival_tables,
    band_tables,
    database,
    delivery_tables,
    keeping_tables,
    ledger_tables,
    people_tables,
    programme_tables,
    score_tables,
    tables,
)
from storage.columns import schema


def migrate(connection: Connection) -> None:
    dialect = connection.dialect.name

    def belongs(item: SchemaItem, *_named: object) -> bool:
        """Leave out what the other database alone has: `info` says which one that is."""
        return not isinstance(item, Index) or item.info.get("only", dialect) == dialect

    context.configure(
        connection=connection,
        target_metadata=schema,
        compare_type=True,
        compare_server_default=True,
        include_object=belongs,
        render_as_batch=dialect == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    settings = Settings()
    with (
        database.writing(database.open_engine(settings.database_url, settings.data_dir)) as opened,
        opened.begin(),
    ):
        migrate(opened)
