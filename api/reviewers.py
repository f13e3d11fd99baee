"""Who takes on what of the reviews."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.deps import HouseDep
from qa.access import TABLE, Action, Reach, Role
from qa.account import Account
from qa.assignment import Skills
from qa.metadata import Name
from qa.programme_events import SkillsSet
from storage.uow import Unit

router = APIRouter(prefix="/v1/reviewers", tags=["Reviews"])

_ROLES = frozenset(role for role in Role if TABLE[Action.REVIEW].reaches[role] is not Reach.NOTHING)
"""Whose work reviews are."""


class NewSkills(BaseModel):
    """What a reviewer takes on; what is left empty does not narrow."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    agent: str | None = Field(None, description="As calls name them, where they take calls themselves.")
    languages: frozenset[Literal["zh", "en"]] = Field(frozenset(), description="That they judge calls in.")
    queues: frozenset[str] = Field(frozenset(), description="That they know.")
    at_most: int = Field(
        50, ge=0, le=1000, description="Reviews on their list at once; 0 for none at present."
    )


@dataclass(frozen=True, slots=True)
class ReviewPerson:
    """Somebody who may review, or whom reviews are handed out to.

    Attributes:
        id: theirs.
        name: as shown to people; the id where there is no such account.
        agent: as calls name them by their account; null where they take no calls.
        may_review: whether they may sign in and have a role that reviews.
    """

    id: str
    name: str
    agent: str | None
    may_review: bool


@dataclass(frozen=True, slots=True)
class ReviewerList:
    """Whom reviews are handed out to, and who else could be.

    Attributes:
        items: what each of those takes on, to whom reviews are handed out.
        load: person → open reviews on their list.
        people: everybody in `items` and everybody who may review, by name.
    """

    items: tuple[Skills, ...]
    load: dict[str, int]
    people: tuple[ReviewPerson, ...]


@router.get(
    "",
    operation_id="listReviewers",
    summary="List who reviews",
    dependencies=[allowed(Action.READ_QUEUE)],
)
def list_reviewers(house: HouseDep) -> ReviewerList:
    """List whom reviews are handed out to, what they take on, how much they have to do, and who else may review."""
    with house.store.read() as unit:
        skills = unit.skills.all()
        people = sorted(_people(unit, skills), key=lambda each: (each.name, each.id))
        return ReviewerList(skills, dict(unit.reviews.load()), tuple(people))


@router.put("/{person}", operation_id="setReviewer", summary="Say what a reviewer takes on")
def set_reviewer(
    person: Name, body: NewSkills, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> Skills:
    """Hand reviews out to a person from now on, or to an extent that is another than before."""
    skills = Skills(person, body.agent, frozenset(body.languages), body.queues, body.at_most)
    with house.store.begin() as unit:
        unit.skills.put(skills)
        unit.record(SkillsSet(at=house.now(), actor=permit.person.id, person=person))
    return skills


def _people(unit: Unit, skills: tuple[Skills, ...]) -> Iterator[ReviewPerson]:
    known = {each.id: each for each in unit.people.with_roles(_ROLES)}
    handed = [each.person for each in skills]
    for name in dict.fromkeys((*known, *handed)):
        account = known.get(name) or unit.people.look_up(name)
        if account is None:
            yield ReviewPerson(name, name, None, may_review=False)
        elif account.active or name in handed:
            yield _person(account)


def _person(account: Account) -> ReviewPerson:
    may = account.active and not account.roles.isdisjoint(_ROLES)
    return ReviewPerson(account.id, account.name, account.agent_id, may)
