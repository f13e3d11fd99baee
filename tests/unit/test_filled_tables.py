"""Tables that a migration fills from what is stored hold what the house itself would have written into them."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from alembic import command

from qa.cdr import SwitchCall
from scoring.finding import Outcome
from storage import database, migration
from storage.uow import Store
from tests.contracts.listing import KINDS, Call, arrange
from tests.contracts.plans import DONE, down_and_up, reviewed
from tests.contracts.values import NOON, at

TABLES = ("ledger", "bands", "flags", "shortfalls", "scores_by_day")


def dump(folder: Path) -> dict[str, list[dict[str, object]]]:
    with sqlite3.connect(folder / "everycall.db") as raw:
        raw.row_factory = sqlite3.Row
        found = {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}  # noqa: S608 ours
    return {table: sorted((dict(row) for row in rows), key=repr) for table, rows in found.items()}


def test_ledger_and_lists_are_filled_as_they_are_kept(fresh: Callable[[], Store], tmp_path: Path) -> None:
    store = fresh()
    world = [
        Call(number % 3, agent, "t", KINDS[: number % 3], score, 97.0, outcome, "compliance")
        for number, (agent, score, outcome) in enumerate(
            (agent, score, outcome)
            for agent in (None, "a")
            for score in (None, 0.0, 5.0, 99.9, 100.0)
            for outcome in (Outcome.NOT_MET, Outcome.UNDECIDED)
        )
    ]
    arrange(store, world)
    with store.begin() as unit:
        told = (("c-1", None), ("c-2", True), ("lost", None), ("silent", False))
        unit.coverage.put(
            [
                SwitchCall(source="pbx", call_id=name, started_at=at(-9), team="u", recorded=recorded)
                for name, recorded in told
            ],
            now=NOON,
        )
    store.close()
    folder = tmp_path / "store-0"
    kept = dump(folder)
    engine = database.open_engine("", folder)
    config = migration.configuration()
    with database.writing(engine) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "0023")
        command.upgrade(config, "head")
    engine.dispose()
    assert dump(folder) == kept
    assert all(kept.values())


def test_columns_of_reviews_are_filled_as_they_are_kept(fresh: Callable[[], Store], tmp_path: Path) -> None:
    store = fresh()
    reviewed(store)
    engine = database.open_engine("", tmp_path / "store-0")
    down_and_up(engine)
    engine.dispose()
    with store.read() as unit:
        assert unit.reviews.progress(["p-1"]) == {"p-1": DONE}
