"""What a route needs from the house it runs in.

A route opens its transaction in its own body (`with house.store.begin() as unit`), not through a dependency:
a dependency's transaction would span several turns of the thread pool, and requests that wait for the
database could take every thread from the one that holds it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import BoundedSemaphore
from typing import Annotated
from zoneinfo import ZoneInfo

from anyio import CapacityLimiter
from fastapi import Depends, Request

from api.measures import Measures
from api.reads import Reads
from api.verdicts import Verdicts
from config.settings import Settings
from qa.ingest.sources import Sources
from qa.retention import Retention
from scoring.form import Rubric
from scoring.ports import Aids
from storage.doorstep import Doorstep
from storage.objects import Objects
from storage.uow import Store


@dataclass(frozen=True, slots=True)
class House:
    """The parts of one installation, as `create_app` was given them.

    Attributes:
        settings: what the house decided.
        store: the database.
        objects: the object store.
        aids: gives the models that some rubrics ask, for one call or one run of examples.
        now: tells the time, with its zone.
        new_id: makes an id nobody has.
        uploads: how many uploads are written at once; the rest wait, their bytes unread.
        workbooks: how many workbooks are written at once; more are refused.
        sources: the recording systems, and how their names and sidecars are read.
        retention: how long calls are kept.
        stall_seconds: how long an upload may send nothing before its place is given to the next.
        measures: what is measured of the house.
        reads: writes down who reads calls.
        verdicts: how rubrics' versions stood at the gates.
        broker_answers: tells whether the broker can be reached; None where there is none.
    """

    settings: Settings
    store: Store
    objects: Objects
    aids: Callable[[Sequence[Rubric]], Aids]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    uploads: CapacityLimiter
    workbooks: BoundedSemaphore
    stall_seconds: float
    sources: Sources
    retention: Retention
    measures: Measures
    reads: Reads
    verdicts: Verdicts
    broker_answers: Callable[[], bool] | None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the house's calendar."""
        return ZoneInfo(self.settings.time_zone)

    @property
    def today(self) -> date:
        """The day it is on the house's calendar."""
        return self.now().astimezone(ZoneInfo(self.settings.time_zone)).date()

    @property
    def step(self) -> Doorstep:
        """Where objects of the bucket arrive."""
        return Doorstep(self.store, self.objects, self.sources, self.now, self.new_id)


def _house(request: Request) -> House:
    house: House = request.app.state.house
    return house


HouseDep = Annotated[House, Depends(_house)]
"""The house a request came to."""
