"""Beside a coaching plan: moments of calls, and what coach and agent say of it."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.coaching import Agent, Coach, ShownPlan, saved, shown, who
from api.deps import HouseDep
from qa import coaching
from qa.coaching import MOST_CLIPS, Clip, Remark
from qa.coaching_events import (
    CoachingClipped,
    CoachingRemarked,
    CoachingRevised,
    CoachingUnclipped,
)

router = APIRouter(prefix="/v1/coaching", tags=["Coaching"])

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class NewClip(BaseModel):
    """A moment of a call."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    recording: str = Field(description="Id of the recording; a call of the plan's agent.")
    start: float = Field(ge=0, allow_inf_nan=False, description="Seconds of the call.")
    end: float = Field(gt=0, allow_inf_nan=False, description="Seconds of the call.")
    note: Text = Field(description="What to listen for; sealed with the call.")
    criterion: str | None = Field(None, description="That it shows.")


class ClipOrder(BaseModel):
    """In which order moments are listened to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clips: tuple[str, ...] = Field(max_length=MOST_CLIPS, description="Ids of all clips of the plan.")


class NewRemark(BaseModel):
    """Something to say of a plan; what was said in a call belongs beside a clip."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Text


@router.post(
    "/{plan_id}/clips",
    operation_id="addCoachingClip",
    summary="Put a moment of a call beside a plan",
    status_code=HTTPStatus.CREATED,
)
def add_clip(plan_id: str, body: NewClip, house: HouseDep, permit: Coach) -> ShownPlan:
    """Add a clip of one of the agent's calls, and what to listen for."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        loaded = unit.coaching.get(plan_id, to_change=True)
        recording = unit.recordings.get(body.recording)
        added = Clip(house.new_id(), body.recording, body.start, body.end, body.note, body.criterion)
        agent = recording.metadata.agent_id
        changed = coaching.clip(loaded, added, agent=agent, duration=recording.duration)
        unit.coaching.save(changed)
        unit.record(
            CoachingClipped(
                recording=recording.id,
                plan=plan_id,
                agent=changed.agent,
                clip=added.id,
                at=now,
                actor=permit.person.id,
            )
        )
        return shown(changed, unit, house, permit.person)


@router.put("/{plan_id}/clips", operation_id="arrangeCoachingClips", summary="Arrange a draft's clips")
def arrange_clips(plan_id: str, body: ClipOrder, house: HouseDep, permit: Coach) -> ShownPlan:
    """Put the clips of a draft into another order."""
    with house.store.begin(permit.scope) as unit:
        loaded = unit.coaching.get(plan_id, to_change=True)
        return saved(unit, house, permit, coaching.arrange(loaded, body.clips), CoachingRevised)


@router.delete(
    "/{plan_id}/clips/{clip_id}", operation_id="removeCoachingClip", summary="Take a clip from a plan"
)
def remove_clip(plan_id: str, clip_id: str, house: HouseDep, permit: Coach) -> ShownPlan:
    """Take a clip away, with what was written beside it."""
    with house.store.begin(permit.scope) as unit:
        changed = coaching.unclip(unit.coaching.get(plan_id, to_change=True), clip_id)
        unit.coaching.save(changed)
        event = CoachingUnclipped(
            plan=plan_id, agent=changed.agent, clip=clip_id, at=house.now(), actor=permit.person.id
        )
        unit.record(event)
        return shown(changed, unit, house, permit.person)


@router.post("/{plan_id}/remarks", operation_id="remarkOnCoaching", summary="Say something of a plan")
def remark_on_coaching(plan_id: str, body: NewRemark, house: HouseDep, permit: Coach) -> ShownPlan:
    """Add a note for the agent, or for oneself while it is a draft."""
    said = Remark(permit.person.id, house.now(), body.text)
    with house.store.begin(permit.scope) as unit:
        changed = coaching.remark(unit.coaching.get(plan_id, to_change=True), said)
        return saved(unit, house, permit, changed, CoachingRemarked)


@router.post("/{plan_id}/replies", operation_id="replyToCoaching", summary="Reply to one's own plan")
def reply_to_coaching(plan_id: str, body: NewRemark, house: HouseDep, permit: Agent) -> ShownPlan:
    """Let the agent answer."""
    said = Remark(permit.person.id, house.now(), body.text)
    with house.store.begin(permit.scope) as unit:
        loaded = unit.coaching.get(plan_id, to_change=True)
        changed = coaching.reply(loaded, who(permit.person), said)
        return saved(unit, house, permit, changed, CoachingRemarked)
