"""The store on a real PostgreSQL."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from alembic import command

from qa.events import Event
from qa.receipt import receipt
from qa.run import UNKNOWN
from storage import database, migration
from storage.errors import StorageError, StorageUnavailable
from storage.house_keys import HouseKeys, Sealing
from storage.patience import outlast
from storage.uow import Store, open_store
from tests.contracts.chain import ChainContract
from tests.contracts.coverage import CoverageContract
from tests.contracts.ledger import LedgerContract
from tests.contracts.listing import ListingContract
from tests.contracts.plans import DONE, down_and_up, reviewed
from tests.contracts.steps import add, get
from tests.contracts.store import StoreContract
from tests.contracts.values import at, evaluation, recording
from tests.integration.conftest import Postgres, new_database

pytestmark = pytest.mark.integration


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture(scope="module")
def url(postgres: Postgres, migrated_postgres: str) -> str:
    return new_database(postgres, migrated_postgres)


@pytest.fixture
def fresh(url: str, tmp_path: Path, told: list[Event]) -> Iterator[Callable[[], Store]]:
    store = open_store(url, tmp_path, told.append, Sealing(HouseKeys(tmp_path / "content.key")))

    def make() -> Store:
        with psycopg.connect(url) as connection:
            connection.execute("SET session_replication_role = replica")  # past what refuses to be emptied
            connection.execute(
                "TRUNCATE recordings, audit_events, rubric_versions, switch_calls, day_closings, receipts, "
                "chain_entries, seals, paused_sources, listened_days, refused_objects, bucket_walks, "
                "scores_by_day, makers_by_day, house_settings, coaching_plans, legal_holds, purges, review_plans, "
                "criterion_modes, reviewer_skills, people, teams, "
                "api_keys, sign_in_failures, subscriptions CASCADE"
            )
        return store

    yield make
    store.close()


@pytest.fixture
def store(fresh: Callable[[], Store]) -> Store:
    return fresh()


class TestPostgresql(StoreContract):
    """The whole contract."""


class TestPostgresqlCoverage(CoverageContract):
    """The ledger's contract."""


class TestPostgresqlLedger(LedgerContract):
    """The contract of how it is kept."""


class TestPostgresqlListing(ListingContract):
    """The contract of lists."""


class TestPostgresqlChain(ChainContract):
    """The chain's contract."""


def test_models_and_migrations_agree(postgres_url: str, tmp_path: Path) -> None:
    engine = database.open_engine(postgres_url, tmp_path)
    migration.check(engine)
    config = migration.configuration()
    with database.writing(engine) as connection:
        config.attributes["connection"] = connection
        command.check(config)
    engine.dispose()


def test_columns_of_reviews_are_filled_as_they_are_kept(store: Store, url: str, tmp_path: Path) -> None:
    reviewed(store)
    engine = database.open_engine(url, tmp_path)
    down_and_up(engine)
    engine.dispose()
    with store.read() as unit:
        assert unit.reviews.progress(["p-1"]) == {"p-1": DONE}


def test_processes_that_upgrade_at_once_take_turns(postgres: Postgres, tmp_path: Path) -> None:
    url = new_database(postgres, "template0")
    stores = [open_store(url, tmp_path) for _ in range(4)]
    failures: list[BaseException] = []

    def upgrade(store: Store) -> None:
        try:
            store.upgrade()
        except StorageError as error:
            failures.append(error)

    threads = [threading.Thread(target=upgrade, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    add(stores[0], recording())
    for store in stores:
        store.close()


def test_a_database_that_is_away_is_told_and_outlasted(postgres: Postgres, store: Store) -> None:
    add(store, recording(1))
    postgres.stop()
    try:
        with pytest.raises(StorageUnavailable):
            add(store, recording(2))
        with pytest.raises(StorageUnavailable):
            store.ping()
        back = threading.Timer(2.0, postgres.start)
        back.start()
        outlast(lambda: add(store, recording(2)), seconds=60)
        back.join()
    finally:
        if back_needed(store):
            postgres.start()
    assert get(store, "rec-0001") == recording(1)
    assert get(store, "rec-0002") == recording(2)


def back_needed(store: Store) -> bool:
    try:
        store.ping()
    except StorageUnavailable:
        return True
    return False


def test_a_session_that_the_server_ends_is_no_more_than_one_failure(postgres: Postgres, store: Store) -> None:
    add(store, recording(1))
    with pytest.raises(StorageUnavailable), store.begin() as unit:  # noqa: PT012 the session ends inside the block
        unit.recordings.get("rec-0001")
        # Each is waited for, at most so many milliseconds.
        postgres.run(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
        unit.recordings.get("rec-0001")
    assert get(store, "rec-0001") == recording(1)


def test_a_user_who_is_not_let_in_is_told(postgres: Postgres, tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable, match="nobody_by_that_name"):
        open_store(postgres.url("nobody_by_that_name"), tmp_path).ping()


@pytest.mark.parametrize("table", ["audit_events", "receipts", "chain_entries", "seals"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET {} = {}"])
def test_what_was_written_for_auditors_can_only_be_added_to(
    fresh: Callable[[], Store], url: str, table: str, change: str
) -> None:
    _issue(fresh())
    column = {"audit_events": "actor", "receipts": "body", "chain_entries": "digest", "seals": "body"}[table]
    with (
        psycopg.connect(url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match=f"{table} is append-only"),
    ):
        connection.execute(change.format(table, column, column))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE receipts SET body = replace(body, '\"subject\"', '\"object\"')",
        "UPDATE receipts SET digest = repeat('0', 64)",
        "UPDATE receipts SET at = now()",
        "UPDATE receipts SET sealed = '\\x00'",
        "UPDATE receipts SET body = jsonb_set(body::jsonb, '{parts,scores}', 'null')::text",
    ],
)
def test_of_a_receipt_nothing_but_its_words_may_be_forgotten(
    fresh: Callable[[], Store], url: str, change: str
) -> None:
    _issue(fresh())
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE receipts SET sealed = NULL")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="receipts is append-only"):
            connection.execute(change)  # type: ignore[arg-type]


def _issue(store: Store) -> None:
    """Leave a receipt there: its rows are guarded one by one."""
    made = evaluation()
    issued = receipt(
        made,
        recording(),
        transcript="{}",
        cues="{}",
        listening=UNKNOWN,
        scoring=UNKNOWN,
        decisions=(),
    )
    add(store, recording())
    with store.begin() as unit:
        unit.receipts.add(made.id, issued, at=at(1))
