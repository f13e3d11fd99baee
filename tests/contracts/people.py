"""How every database must keep people, their teams, keys and sessions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qa.access import Action, Role
from qa.account import Account, Key
from storage.errors import Conflict, NotFound
from storage.sessions import Session
from storage.uow import Store
from tests.contracts.values import NOON


def account(login: str = "emma", **facts: object) -> Account:
    made = Account(
        id=f"p-{login}",
        login=login,
        name="Émma 王",
        roles=frozenset({Role.AGENT, Role.SUPERVISOR}),
        leads=frozenset({"sales", "care"}),
        agent_id="7",
        active=True,
        created_at=NOON,
        password="$argon2id$…",
        recovery=frozenset({"a", "b"}),
        failed_at=NOON,
    )
    return replace(made, **facts)  # type: ignore[arg-type] # each test gives what it is about


KEY = Key(
    *("k-1", "recorder", frozenset({Role.UPLOADER}), frozenset(), frozenset({Action.UPLOAD}), "p-emma"),
    made_at=NOON,
    expires_at=NOON + timedelta(days=1),
)


class PeopleContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_a_person_comes_back_and_changes(self, store: Store) -> None:
        with store.begin() as unit:
            unit.people.add(account())
            unit.people.add(account("bo", subject="https://id|1"))
        with store.begin() as unit:
            assert unit.people.get("p-emma") == account()
            unit.people.save(account(failures=3, roles=frozenset()))
        with store.read() as unit:
            assert unit.people.look_up("p-emma") == account(failures=3, roles=frozenset())
            assert unit.people.by_login("bo", to_change=False) == unit.people.by_subject("https://id|1")
            assert [each.login for each in unit.people.all()] == ["bo", "emma"]
            assert unit.people.look_up("nobody") is None
            assert unit.people.by_subject("https://id|2") is None

    def test_agents_are_called_as_their_accounts_are(self, store: Store) -> None:
        with store.begin() as unit:
            assert unit.people.agents() == {}
            unit.people.add(account(totp="JBSWY3DPEHPK3PXP", totp_on=True))
            unit.people.add(account("bo", agent_id=None))
            assert unit.people.agents() == {"7": "Émma 王"}

    def test_a_second_factor_comes_back_and_goes(self, store: Store) -> None:
        known = account(totp="JBSWY3DPEHPK3PXP", totp_on=True)
        with store.begin() as unit:
            unit.people.add(known)
        with store.begin() as unit:
            assert unit.people.get("p-emma") == known
            assert unit.people.all() == (known,)
            unit.people.save(account(totp_step=7))
        with store.read() as unit:
            assert unit.people.look_up("p-emma") == account(totp_step=7)

    def test_a_login_and_a_subject_are_one_persons(self, store: Store) -> None:
        with store.begin() as unit:
            unit.people.add(account())
            unit.people.add(account("bo", subject="https://id|1"))
            with pytest.raises(Conflict):
                unit.people.add(account(id="p-other"))
            with pytest.raises(Conflict):
                unit.people.add(account("cy", subject="https://id|1"))
            with pytest.raises(NotFound):
                unit.people.get("p-other")

    def test_teams_stand_in_a_tree(self, store: Store) -> None:
        with store.begin() as unit:
            assert unit.people.put_team("sales", None)
            assert unit.people.put_team("east", "sales")
            assert not unit.people.put_team("east", "sales")
            assert unit.people.put_team("east", None)
        with store.begin() as unit:
            unit.people.drop_team("east")
            assert unit.people.tree() == {"sales": None}

    def test_a_key_is_found_by_its_digest_and_ends_with_its_sessions(self, store: Store) -> None:
        with store.begin() as unit:
            unit.people.add(account())
            unit.people.add_key(KEY, "d" * 64)
            for digest, who, key in (("1", "p-emma", None), ("2", "p-emma", None), ("3", None, "k-1")):
                unit.sessions.begin(Session(digest, who, key, NOON, NOON, NOON + timedelta(hours=1)))
        with store.begin() as unit:
            assert unit.people.key_by_digest("d" * 64) == KEY
            assert unit.people.key_by_digest("e" * 64) is None
            unit.people.save_key(replace(KEY, revoked_at=NOON))
            unit.sessions.end_all("k-1")
            unit.sessions.end_all("p-emma", but="2")
            unit.sessions.seen("2", NOON + timedelta(minutes=5))
        with store.read() as unit:
            assert [each.revoked_at for each in unit.people.all_keys()] == [NOON]
            assert [unit.sessions.find(digest) for digest in "13"] == [None, None]
            found = unit.sessions.find("2")
            assert found is not None
            assert (found.person, found.seen_at) == ("p-emma", NOON + timedelta(minutes=5))

    def test_sessions_that_are_over_are_forgotten(self, store: Store) -> None:
        with store.begin() as unit:
            unit.people.add(account())
            unit.sessions.begin(Session("1", "p-emma", None, NOON, NOON, NOON + timedelta(hours=1)))
            later = NOON + timedelta(hours=2)
            unit.sessions.begin(Session("2", "p-emma", None, later, later, later + timedelta(hours=1)))
            assert unit.sessions.find("1") is None

    def test_failures_are_counted_by_address_until_somebody_signs_in(self, store: Store) -> None:
        with store.begin() as unit:
            assert unit.sessions.failures("10.0.0.1") == (0, None)
            for count in (1, 2):
                unit.sessions.put_failures("10.0.0.1", count, NOON)
            assert unit.sessions.failures("10.0.0.1") == (2, NOON)
            unit.sessions.forget_failures("10.0.0.1")
            assert unit.sessions.failures("10.0.0.1") == (0, None)
