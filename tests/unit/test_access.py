"""Who may do what: the table is whole, several roles add up, and the document shows it as it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.access import TABLE, Action, Person, Reach, Role, Scope, below, reach, scope, table_as_text

HOUSE = Path(__file__).resolve().parents[2]
CHANGES = {
    action for action in Action if not action.startswith("read_") and action is not Action.EXPORT_RESULTS
}
CONTENT = (Action.READ_AUDIO, Action.READ_TRANSCRIPT, Action.READ_EVALUATION, Action.READ_RECORDING)
PARENTS = {"sales": None, "sales/east": "sales", "sales/east/a": "sales/east", "care": None}

roles = st.frozensets(st.sampled_from(Role))
actions = st.sampled_from(Action)


def person(*held: Role, **known: object) -> Person:
    return Person("p", "P", frozenset(held), **known)  # type: ignore[arg-type] # each test gives what it is about


def test_every_action_has_its_row_and_every_row_says_what_it_covers() -> None:
    assert list(TABLE) == list(Action)
    assert all(set(rule.reaches) == set(Role) and rule.covers for rule in TABLE.values())


def test_the_compliance_auditor_reads_everything_and_changes_nothing() -> None:
    auditor = person(Role.COMPLIANCE)
    assert {a for a in Action if reach(auditor, a) is not Reach.NOTHING} == set(Action) - CHANGES
    assert {reach(auditor, a) for a in set(Action) - CHANGES} == {Reach.ALL}


def test_an_uploader_reads_no_call_and_an_administrator_no_content() -> None:
    for role in (Role.UPLOADER, Role.ADMINISTRATOR):
        assert {reach(person(role), action) for action in CONTENT} == {Reach.NOTHING}
    assert reach(person(Role.UPLOADER), Action.UPLOAD) is Reach.ALL
    assert reach(person(Role.ADMINISTRATOR), Action.MANAGE_PEOPLE) is Reach.ALL


@pytest.mark.parametrize("action", CONTENT)
def test_agents_reach_their_own_and_supervisors_their_teams(action: Action) -> None:
    assert reach(person(Role.AGENT), action) is Reach.OWN
    assert reach(person(Role.SUPERVISOR), action) is Reach.TEAMS


@given(roles, roles, actions)
def test_another_role_never_takes_anything_away(
    held: frozenset[Role], more: frozenset[Role], a: Action
) -> None:
    assert reach(person(*held | more), a) == max(reach(person(*held), a), reach(person(*more), a))


@given(roles, actions, st.frozensets(actions))
def test_a_key_is_good_for_no_more_than_it_names(
    held: frozenset[Role], action: Action, only: frozenset[Action]
) -> None:
    narrowed = reach(person(*held, only=only), action)
    assert narrowed is (reach(person(*held), action) if action in only else Reach.NOTHING)
    assert (scope(person(*held, only=only, agent_id="7"), action) == Scope()) or action in only


def test_a_supervisor_who_takes_calls_reaches_both() -> None:
    both = person(Role.SUPERVISOR, Role.AGENT, teams=frozenset({"sales"}), agent_id="7")
    reached = scope(both, Action.READ_RECORDING)
    assert reached == Scope(teams=frozenset({"sales"}), agent="7")
    assert reached.holds(team="sales", agent="8", published=False)
    assert reached.holds(team="care", agent="7", published=True)
    assert not reached.holds(team="care", agent="7", published=False)
    assert not reached.holds(team=None, agent=None, published=True)


def test_whoever_has_no_agent_id_owns_no_calls_of_nobody() -> None:
    nobody = scope(person(Role.AGENT), Action.READ_RECORDING)
    assert not nobody.holds(team=None, agent=None, published=True)


def test_a_team_stands_for_those_below_it() -> None:
    assert below(frozenset({"sales"}), PARENTS) == {"sales", "sales/east", "sales/east/a"}
    assert below(frozenset({"sales/east/a", "unknown"}), PARENTS) == {"sales/east/a", "unknown"}
    assert below(frozenset({"a"}), {"a": "b", "b": "a"}) == {"a", "b"}


def test_the_document_shows_the_table_as_it_is() -> None:
    assert table_as_text() in (HOUSE / "docs" / "access.md").read_text("utf-8")
