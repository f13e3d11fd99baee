"""How every database must remember where the traces of recordings began."""

from storage.uow import Store
from tests.contracts.values import recording


class TracesContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    def test_where_a_trace_began_is_kept_with_its_recording(self, store: Store) -> None:
        with store.begin() as unit:
            unit.recordings.add(recording(1))
            unit.recordings.add(recording(2))
            unit.traces.keep("rec-0001", self.PARENT)
        with store.read() as unit:
            assert unit.traces.of("rec-0001") == self.PARENT
            assert unit.traces.of("rec-0002") is None
            assert unit.traces.of("never came") is None
