"""The database behind the tables: SQLite or PostgreSQL, opened alike, its errors translated here and only here."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.errors import (
    AddressInvalid,
    Conflict,
    SchemaBehind,
    StorageError,
    StorageFull,
    StorageUnavailable,
)

BUSY_SECONDS = 15
"""How long a writer waits for another one on SQLite."""

_FULL = {"53100"}  # PostgreSQL: disk_full
_CLASH = {"40001", "40P01"}  # serialization_failure, deadlock_detected
_DRIVER_TROUBLE = (OperationalError, InterfaceError, sqlite3.OperationalError, sqlite3.InterfaceError)
"""SQLAlchemy's own for either driver, and what SQLite raises where SQLAlchemy does not stand between."""

_AWAY = ("08", "57P", "53300", "55P03")  # connection, shutdown, too many connections, lock not available


def open_engine(address: str, folder: Path) -> Engine:
    """Open a database; nothing is asked of it yet.

    Args:
        address: SQLAlchemy's, `sqlite:///…` or `postgresql://…`; empty for a SQLite file in `folder`.
        folder: the data folder of the embedded default.

    Raises:
        AddressInvalid: the address cannot be read, or is of another kind of database.
        StorageUnavailable: the folder cannot be made.
    """
    url = _url(address, folder)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_timeout=BUSY_SECONDS,
        # Never a prepared statement: its plan is made for no value in particular, and a list that is filtered by something
        # rare is then read through from end to end.
        connect_args={"connect_timeout": 5, "tcp_user_timeout": 30_000, "prepare_threshold": None},
    )


def _url(address: str, folder: Path) -> URL:
    try:
        url = make_url(address or f"sqlite:///{folder / 'everycall.db'}")
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as error:
        # The address may hold a password: it is not repeated.
        raise AddressInvalid(
            "EVERYCALL_DATABASE_URL cannot be read; write sqlite:///path or postgresql://user:password@host/name."
        ) from error
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return url
    raise AddressInvalid(f"EVERYCALL_DATABASE_URL names {backend!r}; use sqlite:/// or postgresql://.")


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise AddressInvalid("SQLite in memory forgets everything and cannot be shared; give it a file.")
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(
            f"The data folder {Path(url.database).parent} cannot be made: {error.strerror}."
        ) from error
    if "timeout" not in url.query:
        url = url.update_query_dict({"timeout": str(BUSY_SECONDS)})
    engine = create_engine(url, pool_timeout=BUSY_SECONDS)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, see below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that writes takes the lock first: upgrading a read lock later can fail at once.
        writes = connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into ours.

    Raises:
        StorageUnavailable: the database is away or too busy.
        StorageFull: its disk is full.
        SchemaBehind: a table or column is missing.
        Conflict: two transactions got into each other's way.
        StorageError: anything else the database says no to.
    """
    try:
        yield
    except PoolTimeout as error:
        raise StorageUnavailable("Every connection to the database is in use; try again shortly.") from error
    except DBAPIError as error:
        raise _ours(error, error.orig or error) from error
    except sqlite3.Error as error:  # raised while a connection is prepared
        raise _ours(error, error) from error


def _ours(error: DBAPIError | sqlite3.Error, cause: BaseException) -> StorageError:
    """Translate an error, told by the words and codes of the driver's own beneath it."""
    said = str(cause).strip().split("\n")[0] or type(cause).__name__
    code: str = getattr(cause, "sqlstate", None) or ""
    sqlite: int = (getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF
    if code in _FULL or sqlite == sqlite3.SQLITE_FULL:
        return StorageFull(f"The database's disk is full ({said}); make room, the work goes on by itself.")
    if code in _CLASH:
        return Conflict(f"Two transactions got into each other's way ({said}); try again.")
    if code.startswith("42P") or code == "42703" or (sqlite == sqlite3.SQLITE_ERROR and "no such" in said):
        return SchemaBehind(
            f"The database's tables are not those of this version ({said}); bring them up to date."
        )
    if sqlite == sqlite3.SQLITE_READONLY:
        return StorageError(
            f"The database may not be written to ({said}); check its file's owner and rights."
        )
    away = code.startswith(_AWAY) or (not code and isinstance(error, _DRIVER_TROUBLE))
    if away or (isinstance(error, DBAPIError) and error.connection_invalidated):
        return StorageUnavailable(f"The database does not answer ({said}); it is tried again.")
    return StorageError(f"The database refused a request ({said}).")


def writing(engine: Engine) -> Any:
    """Open a connection whose transaction will write."""
    return engine.connect().execution_options(writes=True)


def reading(engine: Engine) -> Any:
    """Open a connection whose transaction sees one moment and only reads."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.connect().execution_options(writes=False)


def moment(connection: Connection) -> datetime:
    """Tell the time by the database's clock, to the millisecond or better."""
    if connection.dialect.name == "postgresql":
        told: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return told.astimezone(UTC)
    text = connection.execute(select(func.strftime("%Y-%m-%dT%H:%M:%f", "now"))).scalar_one()
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
