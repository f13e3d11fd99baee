"""Steps that the contracts of the store take time and again, and how often a property is tried."""

from collections.abc import Callable

from hypothesis import HealthCheck, settings

from asr.cues.cue import Cues
from qa.recording import Recording
from storage.filters import Filter
from storage.transcripts import StoredTranscript
from storage.uow import Store
from tests.contracts.values import at, transcript

properties = settings(
    max_examples=12,
    database=None,  # an example that fails on one database need not fail on the next
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.differing_executors,
        HealthCheck.too_slow,
    ],
)
"""For properties that every database has: the same test runs against each."""


def add(store: Store, *recordings: Recording) -> None:
    with store.begin() as unit:
        for each in recordings:
            unit.recordings.add(each)


def change(store: Store, recording_id: str, how: Callable[[Recording], Recording]) -> Recording:
    with store.begin() as unit:
        loaded = unit.recordings.get(recording_id)
        changed = how(loaded)
        unit.recordings.save(changed, loaded=loaded)
    return changed


def get(store: Store, recording_id: str = "rec-0001") -> Recording:
    with store.read() as unit:
        return unit.recordings.get(recording_id)


def ids(store: Store, chosen: Filter) -> list[str]:
    with store.read() as unit:
        return sorted(each.id for each in unit.recordings.page(chosen, limit=500).recordings)


def heard(number: int = 1, *, of: str = "rec-0001", digest: str = "aa") -> StoredTranscript:
    return StoredTranscript(f"tr-{number}", of, digest * 32, transcript(), Cues(()), at(number))
