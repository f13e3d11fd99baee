"""How every database must keep subscriptions, the outbox and the log of deliveries."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from qa.delivery import Attempt, Delivery, DeliveryState, Insistence, arrive, claim, fail
from qa.delivery_events import CoverageGap, FlagRaised
from qa.errors import AlreadyClaimed
from qa.events import EvaluationPublished, Event, RecordingFailed
from qa.recording import Stage
from qa.subscription import Channel, Hidden, Secret, Subscription
from storage.deliveries import EVERY, Chosen
from storage.errors import Conflict, NotFound
from storage.uow import Store
from tests.contracts.steps import add, heard
from tests.contracts.values import NOON, evaluation, recording

HIDDEN = Hidden("https://example.com/in", (Secret("whsec_" + "A" * 43 + "="),))


def subscription(name: str = "s-1", **facts: object) -> Subscription:
    made = Subscription(
        id=name,
        channel=Channel.WEBHOOK,
        address="https://example.com/in",
        events=frozenset({"flag.raised", "evaluation.published", "recording.failed", "coverage.gap"}),
        description="",
        made_by="p",
        made_at=NOON,
    )
    return replace(made, **facts)  # type: ignore[arg-type] # each test gives what it is about


def subscribe(store: Store, *made: Subscription) -> None:
    with store.begin() as unit:
        for each in made:
            unit.subscriptions.add(each, HIDDEN)


def happen(store: Store, *events: Event) -> None:
    with store.begin() as unit:
        for event in events:
            unit.record(event)


def queued(store: Store, chosen: Chosen = EVERY) -> tuple[Delivery, ...]:
    with store.read() as unit:
        return unit.deliveries.page(chosen, limit=100).deliveries


def failure(minutes: float = 0, problem: str = "asr.not_audio") -> RecordingFailed:
    at = NOON + timedelta(minutes=minutes)
    return RecordingFailed(recording="rec-0001", at=at, stage=Stage.INGEST, attempt=1, problem=problem)


def gap(at: datetime = NOON) -> CoverageGap:
    return CoverageGap(at=at, day="2026-02-28", missing=2, denominator=9)


class DeliveriesContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `told`."""

    def test_a_subscription_comes_back_and_what_it_hides_is_sealed(self, store: Store) -> None:
        made = subscription()
        subscribe(store, made)
        with store.read() as unit:
            assert unit.subscriptions.look_up("s-1") == made
            assert unit.subscriptions.hidden("s-1") == HIDDEN
            assert unit.subscriptions.all() == unit.subscriptions.active() == (made,)
        with store.begin() as unit:
            unit.subscriptions.save(replace(unit.subscriptions.get("s-1"), active=False))
            unit.subscriptions.hide("s-1", Hidden("https://other.example"))
        with store.begin() as unit:
            assert unit.subscriptions.active() == ()
            assert unit.subscriptions.hidden("s-1").address == "https://other.example"
            assert unit.subscriptions.rotate() == 0
            unit.subscriptions.remove("s-1")
            with pytest.raises(NotFound):
                unit.subscriptions.get("s-1")
            with pytest.raises(NotFound):
                unit.subscriptions.hidden("s-1")

    def test_what_happens_is_written_for_those_who_want_it(self, store: Store, told: list[Event]) -> None:
        of = recording(team="sales", agent_id="7")
        add(store, of)
        subscribe(
            store,
            subscription(),
            subscription("s-2", events=frozenset({"coverage.gap"})),
            subscription("s-3", active=False),
        )
        happen(store, failure(), gap())
        found = queued(store)
        assert sorted((each.subscription, each.event) for each in found) == [
            ("s-1", "coverage.gap"),
            ("s-1", "recording.failed"),
            ("s-2", "coverage.gap"),
        ]
        (of_call,) = (each for each in found if each.recording)
        assert of_call.data == {
            "recording": "rec-0001",
            "source": of.source,
            "team": "sales",
            "agent": "7",
            "queue": None,
            "stage": "ingest",
            "problem": "asr.not_audio",
        }
        assert of_call.next_attempt_at == of_call.at == NOON
        assert [event.name for event in told[-3:]] == [
            "recording.failed",
            "coverage.gap",
            "deliveries.queued",
        ]

    def test_a_score_is_told_with_its_figures(self, store: Store) -> None:
        add(store, recording())
        subscribe(store, subscription())
        made = evaluation()
        with store.begin() as unit:
            unit.record(EvaluationPublished(recording="rec-0001", at=NOON, evaluation=made.id))
            unit.transcripts.add(heard())
            unit.evaluations.add(made)  # looked up at the end, whatever came first
        (delivery,) = queued(store)
        card = made.scorecard
        assert [delivery.data[name] for name in ("evaluation", "rubric", "version", "score", "passed")] == [
            made.id,
            card.rubric,
            card.version,
            card.score,
            card.passed,
        ]

    def test_what_leaves_no_trace_is_not_told(self, store: Store) -> None:
        subscribe(store, subscription())
        with pytest.raises(ZeroDivisionError), store.begin() as unit:  # noqa: PT012 the transaction fails inside the block
            unit.record(gap())
            raise ZeroDivisionError
        assert queued(store) == ()

    def test_teams_below_are_told_of_and_others_are_not(self, store: Store) -> None:
        team = "below"
        add(store, recording(team=team))
        with store.begin() as unit:
            unit.people.put_team("top", None)
            unit.people.put_team(team, "top")
            unit.people.put_team("aside", None)
        subscribe(store, *(subscription(name, teams=frozenset({name})) for name in ("top", team, "aside")))
        happen(store, FlagRaised(recording="rec-0001", at=NOON, kinds="health"), gap())
        assert {(each.subscription, each.event) for each in queued(store)} == {
            ("top", "flag.raised"),
            (team, "flag.raised"),
        }

    def test_the_same_alarm_is_told_once_a_window_with_a_count(self, store: Store) -> None:
        add(store, recording())
        subscribe(store, subscription(window_seconds=600))
        happen(store, failure(0), failure(1), failure(2, "asr.bare"))
        first = {each.data["problem"]: each for each in queued(store)}
        assert {name: each.count for name, each in first.items()} == {"asr.not_audio": 2, "asr.bare": 1}
        taken = claim(first["asr.not_audio"], now=NOON, seconds=60)
        with store.begin() as unit:
            unit.deliveries.save(taken, loaded=unit.deliveries.get(taken.id))
        happen(store, failure(3), failure(4))
        later = {each.id: each for each in queued(store)}
        assert later[taken.id].count == 2
        (second,) = (each for name, each in later.items() if name not in {e.id for e in first.values()})
        assert (second.count, second.next_attempt_at) == (2, NOON + timedelta(minutes=10))
        happen(store, failure(25))  # its window is over, but it was not told yet: it is counted
        assert {each.id: each.count for each in queued(store)}[second.id] == 3

    def test_two_transactions_count_into_one_alarm(self, store: Store) -> None:
        add(store, recording())
        subscribe(store, subscription(window_seconds=600))
        threads = [threading.Thread(target=happen, args=(store, failure(), gap())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {each.event: each.count for each in queued(store)} == {
            "recording.failed": 4,
            "coverage.gap": 4,
        }

    def test_two_workers_take_a_delivery_once(self, store: Store) -> None:
        subscribe(store, subscription())
        happen(store, gap())
        (it,) = queued(store)
        taken: list[str] = []

        def take(name: str) -> None:
            try:
                with store.begin() as unit:
                    loaded = unit.deliveries.get(it.id)
                    unit.deliveries.save(claim(loaded, now=NOON, seconds=60), loaded=loaded)
            except (AlreadyClaimed, Conflict):
                return
            taken.append(name)

        threads = [threading.Thread(target=take, args=(name,)) for name in ("a", "b", "c")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(taken) == 1
        with store.begin() as unit, pytest.raises(Conflict):
            unit.deliveries.save(arrive(claim(it, now=NOON, seconds=1), 1, now=NOON), loaded=it)

    def test_those_that_take_what_they_are_sent_come_first(self, store: Store) -> None:
        subscribe(
            store,
            subscription("a-failing", failing_since=NOON),
            subscription("b-well"),
            subscription("c-off"),
        )
        happen(store, gap(), failure())
        with store.begin() as unit:
            unit.subscriptions.save(subscription("c-off", active=False))
        with store.read() as unit:
            assert unit.deliveries.receivers_due(NOON) == ("b-well", "a-failing")
            assert unit.deliveries.receivers_due(NOON - timedelta(seconds=1)) == ()
            assert len(unit.deliveries.due("b-well", NOON, limit=10)) == 2
            standing = unit.deliveries.standing(NOON)
        assert standing.counts == {DeliveryState.WAITING: 6}
        assert (standing.oldest, standing.active, standing.inactive) == (NOON, 2, 1)

    def test_the_log_is_kept_page_by_page_replayed_and_forgotten(self, store: Store) -> None:
        subscribe(store, subscription(), subscription("s-2"))
        happen(store, *(gap(NOON + timedelta(minutes=minute)) for minute in range(3)))
        hasty = Insistence(schedule=())
        for it in queued(store, Chosen("s-1")):
            with store.begin() as unit:
                taken = claim(it, now=NOON + timedelta(hours=1), seconds=60)
                unit.deliveries.save(taken, loaded=it)
                dead = fail(taken, 1, now=NOON, insistence=hasty, chance=0.0)
                unit.deliveries.save(dead, loaded=taken)
                unit.deliveries.log(Attempt(it.id, 1, NOON, 0.25, arrived=False, status=500, problem="no"))
        pages, cursor = [], None
        while True:
            with store.read() as unit:
                page = unit.deliveries.page(Chosen("s-1", DeliveryState.DEAD), limit=2, cursor_at=cursor)
            pages.append([each.at.minute for each in page.deliveries])
            cursor = page.next
            if cursor is None:
                break
        assert pages == [[2, 1], [0]]
        with store.begin() as unit:
            names = [each.id for each in queued(store, Chosen("s-1"))]
            assert [each.status for each in unit.deliveries.attempts_at(names[0])] == [500]
            since = NOON + timedelta(minutes=1)
            assert unit.deliveries.replay(Chosen("s-1", since=since), now=NOON) == 2
            assert unit.deliveries.forget(NOON) == 0
            assert unit.deliveries.forget(NOON + timedelta(seconds=1)) == 1
        left = queued(store, Chosen("s-1"))
        assert [(each.at.minute, each.state, each.tries) for each in left] == [
            (2, DeliveryState.WAITING, 0),
            (1, DeliveryState.WAITING, 0),
        ]
