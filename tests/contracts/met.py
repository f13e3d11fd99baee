"""Which names every database must tell that calls had lately: those within reach, of the months asked for."""

from datetime import date

import pytest

from qa.access import EVERY_CALL, Scope
from storage import met
from storage.met import NamesMet
from storage.uow import Store
from tests.contracts.scores import card, publish
from tests.contracts.values import evaluation

SALES = Scope(teams=frozenset({"sales"}))
MARCH = date(2026, 3, 1)


class MetContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    @pytest.fixture
    def named(self, store: Store) -> Store:
        """Two calls of March, one of February that nobody knows much of, one of a year ago."""
        publish(store, 1, evaluation(1, card=card(80)), team="sales", agent_id="alex", queue="loans")
        publish(store, 2, evaluation(2, card=card(60)), team="care", agent_id="cy", queue="cards")
        publish(store, 3, evaluation(3, card=card(60)), agent_id="bo", started_at="2026-02-10T09:00:00+00:00")
        former = {"team": "north", "agent_id": "ada", "queue": "old"}
        publish(store, 4, evaluation(4, card=card(60)), started_at="2025-02-10T09:00:00+00:00", **former)
        return store

    @pytest.mark.parametrize(
        ("scope", "since", "names"),
        [
            (
                EVERY_CALL,
                MARCH,
                NamesMet(("alex", "cy"), ("care", "sales"), ("cards", "loans"), ("compliance",)),
            ),
            (
                EVERY_CALL,
                date(2026, 2, 1),
                NamesMet(("alex", "bo", "cy"), ("care", "sales"), ("cards", "loans"), ("compliance",)),
            ),
            (SALES, MARCH, NamesMet(("alex",), ("sales",), ("loans",), ("compliance",))),
            (Scope(agent="cy"), MARCH, NamesMet(("cy",), ("care",), ("cards",), ("compliance",))),
            (Scope(agent="ada"), MARCH, NamesMet()),
            (Scope(), MARCH, NamesMet()),
        ],
    )
    def test_names_of_calls_within_reach_are_told(
        self, named: Store, scope: Scope, since: date, names: NamesMet
    ) -> None:
        with named.read(scope) as unit:
            assert unit.met.since(since) == names

    def test_an_empty_house_has_none(self, store: Store) -> None:
        with store.read() as unit:
            assert unit.met.since(MARCH) == NamesMet()

    def test_what_is_taken_out_is_told_no_more(self, named: Store) -> None:
        with named.begin() as unit:
            unit.scores.drop("rec-0002")
        with named.read() as unit:
            assert unit.met.since(MARCH).agents == ("alex",)

    def test_of_too_many_names_those_met_most_are_told(
        self, named: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(named, 5, evaluation(5, card=card(50)), team="sales", agent_id="zoe", queue="loans")
        monkeypatch.setattr(met, "MOST", 1)
        with named.read() as unit:
            told = unit.met.since(MARCH)
        assert (told.teams, told.queues) == (("sales",), ("loans",))
