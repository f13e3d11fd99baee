"""Calibration sessions: opened, scored blind, closed, compared."""

from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.deps import HouseDep
from api.pages import PagingDep
from qa import calibration
from qa.access import Action
from qa.answered import ratings_of_session
from qa.calibration import Calibration, CalibrationState, SessionResult, Vote, close, vote
from qa.evaluation import machines
from qa.metadata import Name
from qa.programme_events import CalibrationClosed, CalibrationOpened, CalibrationVoted
from qa.review import Reviewer
from scoring.finding import Outcome
from scoring.form import Rubric

router = APIRouter(prefix="/v1/calibrations", tags=["Calibration"])


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewCalibration(_Body):
    """A call that several people are to score blind."""

    title: Name = Field(description="As people call it.")
    evaluation: str = Field(description="Id of the machine's evaluation of the call.")
    participants: tuple[Name, ...] = Field(min_length=2, max_length=50, description="Ids of who scores.")
    expert: Name | None = Field(None, description="The participant whom the others are measured by.")
    due_days: float = Field(7.0, gt=0, le=365, description="Days until people should have scored.")


class NewVote(_Body):
    """An answer to one criterion."""

    criterion: str = Field(description="Its id.")
    outcome: Outcome = Field(description="How it stands.")
    reason: str = Field("", max_length=2000, description="For the talk afterwards.")


class NewVotes(_Body):
    """A whole form."""

    votes: tuple[NewVote, ...] = Field(max_length=200)


@dataclass(frozen=True, slots=True)
class CalibrationList:
    """Sessions, oldest first.

    Attributes:
        items: in that order.
        next: cursor of the following page, for `?cursor=`; null on the last one.
    """

    items: tuple[Calibration, ...]
    next: str | None


@router.post("", operation_id="openCalibration", summary="Open a session", status_code=HTTPStatus.CREATED)
def open_calibration(
    body: NewCalibration, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> Calibration:
    """Ask people to score a call, each without sight of the others' answers and the machine's."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        evaluation = unit.evaluations.get(body.evaluation)
        machines(evaluation)
        facts = unit.recordings.get(evaluation.recording).metadata
        session = Calibration(
            id=house.new_id(),
            title=body.title,
            evaluation=evaluation.id,
            recording=evaluation.recording,
            rubric=evaluation.scorecard.rubric,
            agent=facts.agent_id,
            queue=facts.queue,
            participants=body.participants,
            expert=body.expert,
            by=permit.person.id,
            opened_at=now,
            due_at=now + timedelta(days=body.due_days),
        )
        unit.calibrations.add(session)
        event = CalibrationOpened(
            recording=session.recording,
            at=now,
            actor=permit.person.id,
            calibration=session.id,
            participants=len(session.participants),
        )
        unit.record(event)
    return session


@router.get("", operation_id="listCalibrations", summary="List sessions")
def list_calibrations(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_CALIBRATION)],
    paging: PagingDep,
    state: Annotated[
        tuple[CalibrationState, ...], Query(description="In these states; all if left out.")
    ] = (),
) -> CalibrationList:
    """List sessions, oldest first; of one that is open, only one's own answers are shown."""
    with house.store.read() as unit:
        page = unit.calibrations.page(state, limit=paging.limit, cursor_at=paging.cursor)
    shown = tuple(_for(session, permit.person.id) for session in page.items)
    return CalibrationList(shown, paging.named(page.next))


@router.get("/{session_id}", operation_id="getCalibration", summary="Get a session")
def get_calibration(
    session_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_CALIBRATION)]
) -> Calibration:
    """Show a session; while it is open, only one's own answers."""
    with house.store.read() as unit:
        return _for(unit.calibrations.get(session_id), permit.person.id)


@router.get(
    "/{session_id}/form",
    operation_id="getCalibrationForm",
    summary="Get what is asked",
    dependencies=[allowed(Action.CALIBRATE)],
)
def get_form(session_id: str, house: HouseDep) -> Rubric:
    """Show the form that the call is scored by, in the very version; of the machine's answers it tells nothing."""
    with house.store.read() as unit:
        session = unit.calibrations.get(session_id)
        return unit.rubrics.get(unit.evaluations.get(session.evaluation).scorecard.digest).rubric


@router.put("/{session_id}/votes", operation_id="voteInCalibration", summary="Score the call")
def vote_in_calibration(
    session_id: str, body: NewVotes, house: HouseDep, permit: Annotated[Permit, allowed(Action.CALIBRATE)]
) -> Calibration:
    """Answer the whole form; it may be answered again until the session is closed."""
    given = [Vote(each.criterion, each.outcome, each.reason) for each in body.votes]
    with house.store.begin() as unit:
        session = unit.calibrations.get(session_id, to_change=True)
        card = unit.evaluations.get(session.evaluation).scorecard
        voted = vote(session, Reviewer(permit.person.id, permit.person.agent_id), card, given)
        unit.calibrations.save(voted)
        event = CalibrationVoted(
            recording=session.recording, at=house.now(), actor=permit.person.id, calibration=session.id
        )
        unit.record(event)
    return _for(voted, permit.person.id)


@router.post("/{session_id}/close", operation_id="closeCalibration", summary="Close a session")
def close_calibration(
    session_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> SessionResult:
    """End a session and compare; what people answered tells of agreement from now on."""
    now = house.now()
    with house.store.begin() as unit:
        closed = close(unit.calibrations.get(session_id, to_change=True), now=now)
        card = unit.evaluations.get(closed.evaluation).scorecard
        unit.calibrations.save(closed)
        unit.ratings.add(ratings_of_session(closed, card))
        event = CalibrationClosed(
            recording=closed.recording,
            at=now,
            actor=permit.person.id,
            calibration=closed.id,
            voters=len(closed.votes),
        )
        unit.record(event)
        return calibration.result(closed, unit.rubrics.get(card.digest).rubric, card)


@router.get(
    "/{session_id}/result",
    operation_id="getCalibrationResult",
    summary="Compare how people scored",
    dependencies=[allowed(Action.READ_CALIBRATION)],
)
def get_result(session_id: str, house: HouseDep) -> SessionResult:
    """Show each rater's deviation from the expert and from each other, the machine as rater zero."""
    with house.store.read() as unit:
        session = unit.calibrations.get(session_id)
        card = unit.evaluations.get(session.evaluation).scorecard
        return calibration.result(session, unit.rubrics.get(card.digest).rubric, card)


def _for(session: Calibration, person: str) -> Calibration:
    return replace(session, votes=session.seen_by(person))
