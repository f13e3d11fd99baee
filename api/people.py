"""People and the tree of their teams: made, changed and reset by administrators."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.deps import HouseDep
from api.pages import PagingDep
from api.secrets import TOKEN, digest_of, secret
from api.session import whence
from qa.access import Action, Role
from qa.account import Account, check_administrated, check_tree, reset
from qa.metadata import Name
from qa.people_events import PersonChanged, TeamChanged
from storage.errors import NotFound

router = APIRouter(prefix="/v1", tags=["People"])

_Managing = Annotated[Permit, allowed(Action.MANAGE_PEOPLE)]


class PersonFacts(BaseModel):
    """What an administrator says of a person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name = Field(description="As shown to people.", examples=["Emma Reed"])
    roles: frozenset[Role] = Field(description="What they are; docs/access.md says what each may do.")
    leads: frozenset[Name] = Field(
        frozenset(), max_length=500, description="Teams they answer for, without those below."
    )
    agent_id: Name | None = Field(None, description="As calls name them, where they take calls.")
    active: bool = Field(True, description="Whether they may sign in.")


class NewPerson(PersonFacts):
    """Somebody who is to have an account."""

    login: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[\w.@+-]+$")] = Field(
        description="What they type to sign in; letters of either case are the same.", examples=["emma"]
    )


class TeamPlace(BaseModel):
    """Where a team stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parent: Name | None = Field(None, description="The team above it; left out: none.")


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person, without anything secret.

    Attributes:
        id: what the audit trail names.
        login: what they type.
        name: as shown to people.
        roles: what they are.
        leads: teams they answer for, without those below.
        agent_id: as calls name them.
        active: whether they may sign in.
        second_factor: whether they have one.
    """

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]
    leads: tuple[str, ...]
    agent_id: str | None
    active: bool
    second_factor: bool

    @classmethod
    def of(cls, account: Account) -> Self:
        """Show an account."""
        return cls(
            account.id,
            account.login,
            account.name,
            tuple(sorted(account.roles)),
            tuple(sorted(account.leads)),
            account.agent_id,
            account.active,
            account.totp_on,
        )


@dataclass(frozen=True, slots=True)
class Invitation:
    """An account whose password is to be set.

    Attributes:
        person: whose.
        token: to set it with, by PUT /v1/session/password; good once, for three days, and shown this once.
    """

    person: PersonShown
    token: str


@dataclass(frozen=True, slots=True)
class PersonList:
    """A stretch of the list of people, by login.

    Attributes:
        items: in that order.
        next: cursor of the following page, for `?cursor=`; null on the last one.
    """

    items: tuple[PersonShown, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class TeamTree:
    """Each team's parent, by name; null at the top."""

    parents: Mapping[str, str | None]


@router.get(
    "/people",
    operation_id="listPeople",
    summary="List the people who have an account",
    dependencies=[allowed(Action.READ_PEOPLE)],
)
def list_people(house: HouseDep, paging: PagingDep) -> PersonList:
    """List everybody, those whose account is closed among them, page by page."""
    with house.store.read() as unit:
        page = unit.people.page(limit=paging.limit, cursor_at=paging.cursor)
    return PersonList(tuple(map(PersonShown.of, page.items)), paging.named(page.next))


@router.post("/people", operation_id="addPerson", summary="Make an account", status_code=HTTPStatus.CREATED)
def add_person(body: NewPerson, house: HouseDep, permit: _Managing, request: Request) -> Invitation:
    """Make an account, and a one-time token with which its person sets the password."""
    token, now = secret(TOKEN), house.now()
    facts = body.model_dump(exclude={"login"})
    account = Account(id=house.new_id(), login=body.login.casefold(), created_at=now, **facts)
    account = reset(account, digest_of(token), now)
    with house.store.begin() as unit:
        unit.people.add(account)
        made = PersonChanged(
            at=now, actor=permit.person.id, person=account.id, what=_said(account), **whence(request)
        )
        unit.record(made)
    return Invitation(PersonShown.of(account), token)


@router.put("/people/{person_id}", operation_id="changePerson", summary="Change an account")
def change_person(
    person_id: str, body: PersonFacts, house: HouseDep, permit: _Managing, request: Request
) -> PersonShown:
    """Say anew who a person is. Their sessions end where they may do less, or nothing, from now on."""
    with house.store.begin() as unit:
        former = unit.people.get(person_id)
        account = replace(former, **body.model_dump())
        others = tuple(each for each in unit.people.all() if each.id != person_id)
        check_administrated((*others, account))
        unit.people.save(account)
        if not account.active or not former.roles <= account.roles:
            unit.sessions.end_all(person_id)
        changed = PersonChanged(
            at=house.now(), actor=permit.person.id, person=person_id, what=_said(account), **whence(request)
        )
        unit.record(changed)
    return PersonShown.of(account)


@router.post("/people/{person_id}/reset", operation_id="resetPerson", summary="Take a password away")
def reset_person(person_id: str, house: HouseDep, permit: _Managing, request: Request) -> Invitation:
    """Take password and second factor away, end every session, and give a one-time token to set a new password with."""
    token, now = secret(TOKEN), house.now()
    with house.store.begin() as unit:
        account = reset(unit.people.get(person_id), digest_of(token), now)
        unit.people.save(replace(account, failures=0, failed_at=None))
        unit.sessions.end_all(person_id)
        unit.record(
            PersonChanged(at=now, actor=permit.person.id, person=person_id, what="reset", **whence(request))
        )
    return Invitation(PersonShown.of(account), token)


@router.get(
    "/teams",
    operation_id="getTeams",
    summary="Get the tree of teams",
    dependencies=[allowed(Action.READ_PEOPLE)],
)
def get_teams(house: HouseDep) -> TeamTree:
    """Show which team stands below which; a team that calls name and that is not here stands for itself."""
    with house.store.read() as unit:
        return TeamTree(unit.people.tree())


@router.put("/teams/{team:path}", operation_id="putTeam", summary="Put a team into the tree")
def put_team(team: str, body: TeamPlace, house: HouseDep, permit: _Managing, request: Request) -> TeamTree:
    """Put a team below another one, or at the top."""
    with house.store.begin() as unit:
        tree = unit.people.tree()
        if body.parent is not None and body.parent not in tree:
            raise NotFound(f"There is no team {body.parent!r} in the tree; put it there first.")
        check_tree(team, body.parent, tree)
        if unit.people.put_team(team, body.parent):
            unit.record(_moved(house.now(), permit, team, f"under {body.parent or 'none'}", request))
        return TeamTree(unit.people.tree())


@router.delete("/teams/{team:path}", operation_id="dropTeam", summary="Take a team out of the tree")
def drop_team(team: str, house: HouseDep, permit: _Managing, request: Request) -> TeamTree:
    """Take a team out; those below it stand where it stood. Calls of it keep its name."""
    with house.store.begin() as unit:
        tree = unit.people.tree()
        if team not in tree:
            raise NotFound(f"There is no team {team!r} in the tree; GET /v1/teams shows it.")
        for each, parent in tree.items():
            if parent == team:
                unit.people.put_team(each, tree[team])
        unit.people.drop_team(team)
        unit.record(_moved(house.now(), permit, team, "taken out", request))
        return TeamTree(unit.people.tree())


def _said(account: Account) -> str:
    roles, teams = ", ".join(sorted(account.roles)) or "none", ", ".join(sorted(account.leads)) or "none"
    standing = "active" if account.active else "closed"
    return f"{standing}; roles: {roles}; teams: {teams}; agent: {account.agent_id or 'none'}"


def _moved(now: datetime, permit: Permit, team: str, what: str, request: Request) -> TeamChanged:
    return TeamChanged(at=now, actor=permit.person.id, team=team, what=what, **whence(request))
