"""How every database must keep the lines of manifests."""

from qa.metadata import check
from storage.uow import Store
from tests.contracts.values import at

KEY = "rec/通话 1+2%20.wav"


class ManifestsContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_of_several_lines_about_one_recording_the_last_stays(self, store: Store) -> None:
        with store.begin() as unit:
            unit.manifests.forget(at(10**6))
            assert unit.manifests.of(KEY) is None
            for number, queue in enumerate(("卡", "cards")):
                unit.manifests.put(KEY, check({"queue": queue, "business": {"x": 1.5}}), now=at(number))
        with store.read() as unit:
            assert unit.manifests.of(KEY) == check({"queue": "cards", "business": {"x": 1.5}})
            assert unit.manifests.of("rec/other.wav") is None

    def test_lines_that_are_old_are_forgotten(self, store: Store) -> None:
        with store.begin() as unit:
            unit.manifests.forget(at(10**6))
            unit.manifests.put(KEY, check({}), now=at(10))
            assert unit.manifests.forget(at(10)) == 0
            assert unit.manifests.forget(at(11)) == 1
            assert unit.manifests.of(KEY) is None
