"""The coverage ledger, lists by what was found, and the chain on SQLite."""

import json
import sqlite3
from pathlib import Path

from alembic import command

from storage import database, migration
from tests.contracts.chain import ChainContract
from tests.contracts.coverage import SILENT, CoverageContract
from tests.contracts.ledger import LedgerContract
from tests.contracts.listing import ListingContract
from tests.contracts.values import NOON


class TestSqlite(CoverageContract):
    """The whole contract."""


class TestSqliteLedger(LedgerContract):
    """The contract of how it is kept."""


class TestSqliteListing(ListingContract):
    """The contract of lists."""


class TestSqliteChain(ChainContract):
    """The chain's contract."""


def test_recordings_set_aside_before_say_why(tmp_path: Path) -> None:
    engine = database.open_engine("", tmp_path)
    config = migration.configuration()
    kind = SILENT.blocking[0].kind.value
    healths = {
        "a": json.dumps(
            {"findings": [{"kind": "hum", "severity": "note"}, {"kind": kind, "severity": "blocking"}]}
        ),
        "b": json.dumps({"findings": [{"kind": "hum", "severity": "note", "detail": 'no "blocking"'}]}),
        "c": None,
    }
    with database.writing(engine) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for name, health in healths.items():
            connection.exec_driver_sql(
                "INSERT INTO recordings (id, source, object_key, received_at, stage, state, attempt, tries, losses,"
                " next_attempt_at, progress, metadata, health) VALUES (?, 's', ?, ?, 'ingest', 'done', 0, 0, 0, ?, 0, '{}', ?)",
                (name, name, str(NOON), str(NOON), health),
            )
        command.upgrade(config, "0004")
    with sqlite3.connect(tmp_path / "everycall.db") as raw:
        told = dict(raw.execute("SELECT id, unfit FROM recordings").fetchall())
    assert told == {"a": kind, "b": None, "c": None}
