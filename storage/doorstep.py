"""Where objects arrive, and what became of them there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qa.ingest.sources import Sources
from storage.objects import Objects
from storage.uow import Store


class Outcome(StrEnum):
    """What became of an object that was told of or found."""

    TAKEN = "taken"
    KNOWN = "known"
    DESCRIBED = "described"
    IGNORED = "ignored"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one object.

    Attributes:
        key: of the object.
        outcome: what became of it.
        recording: id of its recording, where there is one.
        code: of the refusal, where it was refused.
        detail: why it was refused or ignored.
    """

    key: str
    outcome: Outcome
    recording: str | None = None
    code: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Doorstep:
    """Where objects arrive.

    Attributes:
        store: the database.
        objects: the object store.
        sources: of the house.
        now: tells the time.
        new_id: makes an id nobody has.
    """

    store: Store
    objects: Objects
    sources: Sources
    now: Callable[[], datetime]
    new_id: Callable[[], str]
