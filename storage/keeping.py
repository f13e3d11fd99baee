"""What keeping and forgetting goes by: the house's retention, its calendar, and who tells the time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qa.content import Layer
from qa.ingest.sources import Sources
from qa.recording import Recording
from qa.retention import Kept, Retention, kept
from storage.objects import Objects
from storage.uow import Store, Unit


@dataclass(frozen=True, slots=True)
class Keeping:
    """One house's keeping.

    Attributes:
        store: the database.
        objects: the object store.
        sources: say whose originals may be removed.
        retention: of the house.
        zone: its calendar's.
        now: tells the time.
        new_id: makes an id nobody has.
    """

    store: Store
    objects: Objects
    sources: Sources
    retention: Retention
    zone: ZoneInfo
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    @property
    def today(self) -> date:
        """The day it is on the house's calendar."""
        return self.now().astimezone(self.zone).date()

    def called(self, recording: Recording) -> date:
        """Give the day of a call; the day it was received where its own is not known, which is never earlier."""
        return (recording.metadata.started_at or recording.received_at).astimezone(self.zone).date()

    def kept(self, unit: Unit, recordings: Sequence[Recording]) -> Mapping[str, Mapping[Layer, Kept]]:
        """Say how long recordings are kept, by id."""
        days = unit.business_dates.of([recording.id for recording in recordings])
        return {
            recording.id: kept(
                self.retention,
                {**recording.metadata.facts(), "source": recording.source},
                days[recording.id],
                called=self.called(recording),
            )
            for recording in recordings
        }
