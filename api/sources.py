"""The recording systems: how they stand, paused and resumed."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import Permit, allowed
from api.deps import House, HouseDep
from api.uploads import UPLOAD
from qa.access import Action
from qa.backlog import pace
from qa.hold import Pause
from qa.house_events import SourcePaused, SourceResumed
from qa.standing import SourceStanding, standings
from storage.errors import NotFound
from storage.uow import Unit

router = APIRouter(prefix="/v1/sources", tags=["Sources"])


class Word(BaseModel):
    """What something is done for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)] = Field(
        description="What for; it is kept."
    )


@dataclass(frozen=True, slots=True)
class SourceList:
    """All recording systems, by name."""

    items: tuple[SourceStanding, ...]


@dataclass(frozen=True, slots=True)
class SourcePause:
    """A source, and why it is paused.

    Attributes:
        source: its name.
        pause: who paused it, when and why; null where it goes on.
        changed: whether this request paused or resumed it; false where it was so before.
    """

    source: str
    pause: Pause | None
    changed: bool


@router.get(
    "",
    operation_id="listSources",
    summary="List the recording systems",
    dependencies=[allowed(Action.READ_SOURCES)],
)
def list_sources(house: HouseDep) -> SourceList:
    """List the sources that the house names, that are paused, or of which something waits or is worked on."""
    with house.store.read() as unit:
        found = standings(
            house.sources,
            unit.holds.pauses(),
            unit.holds.held(house.sources, house.today),
            unit.backlog.piles(house.now()),
            pace(unit.backlog.listened()),
        )
    return SourceList(tuple(found))


@router.post("/{source}/pause", operation_id="pauseSource", summary="Pause a source")
def pause_source(
    source: str, body: Word, house: HouseDep, permit: Annotated[Permit, allowed(Action.PAUSE_SOURCE)]
) -> SourcePause:
    """Begin nothing more of a source: its recordings are received and wait, what is in hand ends its stage.

    A source that is paused stays so, with the reason it has.
    """
    pause = Pause(source, house.now(), permit.person.id, body.reason)
    with house.store.begin() as unit:
        _check_known(house, unit, source)
        changed = unit.holds.pause(pause)
        if changed:
            unit.record(SourcePaused(at=pause.at, actor=permit.person.id, source=source, reason=body.reason))
        now = next(each for each in unit.holds.pauses() if each.source == source)
    return SourcePause(source, now, changed)


@router.post("/{source}/resume", operation_id="resumeSource", summary="Let a paused source go on")
def resume_source(
    source: str, body: Word, house: HouseDep, permit: Annotated[Permit, allowed(Action.PAUSE_SOURCE)]
) -> SourcePause:
    """Let the recordings of a source go on where they stand; one that is not paused stays as it is."""
    with house.store.begin() as unit:
        _check_known(house, unit, source)
        changed = unit.holds.resume(source)
        if changed:
            event = SourceResumed(at=house.now(), actor=permit.person.id, source=source, reason=body.reason)
            unit.record(event)
    return SourcePause(source, None, changed)


def _check_known(house: House, unit: Unit, source: str) -> None:
    """See that a name is a source's: a mistyped one would pause nothing, and nobody would be told.

    Raises:
        NotFound: nobody has heard of it.
    """
    known = source == UPLOAD or house.sources.named(source) is not None or unit.holds.is_known(source)
    if not known:
        raise NotFound(f"There is no source {source!r}; GET /v1/sources lists those there are.")
