"""Puts a made-up year into a house, and takes it out again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from qa.access import Role
from qa.account import Account
from qa.rubric_version import draft
from qa.synthetic import SOURCE, SyntheticRemoved, SyntheticSeeded
from storage.filters import Filter
from storage.uow import Store, Unit
from synthetic.calls import Calls, switch_calls, team_name
from synthetic.errors import RealCalls, Seeded
from synthetic.form import RUBRIC, Form, forms, house
from synthetic.programme import LEAD, REVIEWERS, Programme, amounts
from synthetic.truth import told
from synthetic.year import DAYS, Year

BATCH = 3_000
"""Calls written in one transaction."""
DIVISIONS = ("Synthetic north", "Synthetic south")
"""Of the organisation tree: each has half of the teams below it."""
TOP = "Synthetic house"

Progress = Callable[[str, float], None]
"""Told what is being done, and the share of all that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made up.

    Attributes:
        calls: how many.
        until: the day after the last.
        seed: of all that is drawn.
        agents: how many.
        teams: how many.
    """

    calls: int
    until: date
    seed: int = 7
    agents: int = 40
    teams: int = 8


def year_of(order: Order) -> Year:
    """Draw up the year that is ordered."""
    own = house(order.agents, order.teams, order.seed)
    return Year(order.calls, own, order.until - timedelta(days=DAYS), order.seed)


def seed(
    store: Store, order: Order, *, zone: tzinfo, now: datetime, progress: Progress, among_real: bool = False
) -> dict[str, Any]:
    """Put a made-up year into a house; gives what is true of it.

    Args:
        store: the house's.
        order: what is to be made up.
        zone: the house's.
        now: the time.
        progress: told how far it is.
        among_real: whether it may stand beside calls that happened.

    Raises:
        Seeded: there is one already.
        RealCalls: there are calls that happened, and it may not stand beside them.
    """
    with store.read() as unit:
        check(unit, among_real=among_real)
    year, both = year_of(order), forms()
    with store.begin() as unit:
        _furnish(unit, year, both, now)
    calls, batches = Calls(both), list(year.batches(BATCH))
    work = Programme(store, year, batches, calls, zone, amounts(order.calls))
    steps = len(batches) + work.steps
    done = 0

    def stepped(what: str) -> None:
        nonlocal done
        done += 1
        progress(what, done / steps)

    for batch in batches:
        with store.begin() as unit:
            unit.bulk.add(list(calls.of(batch)), zone)
            unit.coverage.put(switch_calls(batch), now=now)
        stepped("calls")
    work.carry_out(lambda: stepped("programme"))
    with store.begin() as unit:
        unit.bulk.analyze()
        unit.record(SyntheticSeeded(at=now, actor="cli", seed=str(order.seed), count=order.calls))
    return told(year, batches, both)


def unseed(store: Store, *, now: datetime) -> int:
    """Take the made-up year out of a house again; the audit trail tells that it was there. Gives its calls."""
    with store.begin() as unit:
        gone = unit.bulk.remove(SOURCE, (RUBRIC,), _LOGINS)
        for name in (
            *(each for each in unit.people.tree() if each.startswith("Synthetic team")),
            *DIVISIONS,
            TOP,
        ):
            unit.people.drop_team(name)
        unit.record(SyntheticRemoved(at=now, actor="cli", count=gone))
    return gone


def check(unit: Unit, *, among_real: bool) -> None:
    """See that a made-up year may be put here.

    Raises:
        Seeded: there is one already.
        RealCalls: there are calls that happened.
    """
    if unit.recordings.page(Filter(source=SOURCE), limit=1).recordings or unit.rubrics.of(RUBRIC):
        raise Seeded("A made-up year is here already; remove it first: everycall demo unseed.")
    real = unit.recordings.page(limit=1).recordings
    if real and not among_real:
        raise RealCalls(
            f"There are calls here that happened, as {real[0].id} of {real[0].source}; use another data folder"
            " (EVERYCALL_DATA_DIR), or say --among-real if made-up calls may stand beside them."
        )


_LOGINS = (LEAD, *REVIEWERS)


def _furnish(unit: Unit, year: Year, both: tuple[Form, Form], now: datetime) -> None:
    """Make the rubric's versions, the teams and the people; nobody can sign in as one of these."""
    for form in both:
        former = unit.rubrics.of(RUBRIC, "en")
        reason = "made up by everycall demo seed"
        unit.rubrics.put(draft(form.source, former=former, author="synthetic", reason=reason, now=now))
    unit.people.put_team(TOP, None)
    for division in DIVISIONS:
        unit.people.put_team(division, TOP)
    for number in range(year.house.teams):
        unit.people.put_team(team_name(number), DIVISIONS[number * len(DIVISIONS) // year.house.teams])
    for login in _LOGINS:
        unit.people.add(_person(login, now))


def _person(login: str, now: datetime) -> Account:
    role = Role.QA_LEAD if login == LEAD else Role.REVIEWER
    return Account(
        id=login,
        login=login,
        name=f"{login.replace('-', ' ').capitalize()} (made up)",
        roles=frozenset({role}),
        leads=frozenset(),
        agent_id=None,
        active=False,
        created_at=now,
    )
