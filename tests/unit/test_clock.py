"""The house's clock is the database's: whatever a machine's own says, all agree."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from config.settings import Settings
from storage.clock import EVERY, HouseClock
from storage.errors import StorageUnavailable
from storage.uow import Store
from tests.contracts.values import NOON
from workers.engines import make_desk, presences
from workers.presence import Presence


class World:
    """A database whose clock can be set or be away, and seconds that pass."""

    def __init__(self) -> None:
        self.passed = 1000.0
        self.set_by = timedelta()
        self.away = False
        self.asked = 0
        self.clock = HouseClock(self.ask, lambda: self.passed)

    def ask(self) -> datetime:
        self.asked += 1
        if self.away:
            raise StorageUnavailable("away")
        return NOON + timedelta(seconds=self.passed - 1000) + self.set_by


def test_between_two_questions_only_seconds_count() -> None:
    world = World()
    assert world.clock() == NOON
    world.passed += EVERY - 1
    assert (world.clock(), world.asked) == (NOON + timedelta(seconds=EVERY - 1), 1)


@pytest.mark.parametrize("hours", [-5, 5])
def test_it_goes_by_the_database_when_that_is_set(hours: int, caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    world.clock()
    world.set_by = timedelta(hours=hours)
    world.passed += EVERY
    assert world.clock() == NOON + timedelta(hours=hours, seconds=EVERY)
    assert f"was set by {hours * 3600:+} s" in caplog.text


def test_while_the_database_is_away_the_seconds_go_on() -> None:
    world = World()
    world.away = True
    with pytest.raises(StorageUnavailable):
        world.clock()
    world.away = False
    world.clock()
    world.away = True
    world.passed += 10 * EVERY
    assert world.clock() == NOON + timedelta(seconds=10 * EVERY)


def test_the_database_tells_the_time(store: Store) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=2)  # SQLite tells whole milliseconds
    assert before <= store.now() <= datetime.now(UTC) + timedelta(milliseconds=2)
    assert store.now().tzinfo is UTC


def test_workers_go_by_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = Settings(data_dir=tmp_path_factory.mktemp("house"))
    lay = partial(make_desk, settings)
    with Presence(presences(settings), "w1") as presence:
        desk = lay(presence, lambda: False)
        assert isinstance(desk.now, HouseClock)
        assert abs(desk.now() - datetime.now(UTC)) < timedelta(minutes=1)
        desk.store.close()
