"""News of calls: read off the trail, told to whom they concern, and no word of a call among them."""

import asyncio
import json
from collections.abc import Callable

import pytest

from api.live import LATEST, MOST_LISTENING, TOLD_TO_AGENTS, Listener, Live, Place, told_to, written
from qa.access import EVERY_CALL, Person, Role, Scope
from qa.programme_events import ReviewSubmitted
from storage.news import MOST, News
from tests.house import TestHouse

OWN, SALES = Scope(agent="ann"), Scope(teams=frozenset({"sales"}))


def news(number: int = 1, name: str = "review.released", **facts: object) -> News:
    given = {"recording": "r", "team": "sales", "agent": "ann", "published": True} | facts
    return News(number, name, **given)  # type: ignore[arg-type] # fields by name


@pytest.mark.parametrize(
    ("scope", "about", "told"),
    [
        (EVERY_CALL, news(name="review.submitted"), True),
        (EVERY_CALL, news(name="recording.read"), False),
        (EVERY_CALL, news(name="person.changed"), False),
        (SALES, news(name="review.submitted"), True),
        (SALES, news(team="care"), False),
        (SALES, news(team=None), False),
        (OWN, news(), True),
        (OWN, news(name="review.submitted"), False),
        (OWN, news(agent="bo"), False),
        (OWN, news(published=False), False),
        (Scope(), news(), False),
    ],
)
def test_each_is_told_of_what_they_reach_and_no_more(scope: Scope, about: News, told: bool) -> None:
    assert told_to(scope, about) is told


def test_what_agents_are_told_of_is_released_to_them() -> None:
    assert not [each for each in TOLD_TO_AGENTS if "submitted" in each or "assigned" in each]


def test_what_commits_late_is_still_told_and_nothing_twice() -> None:
    place = Place(10)
    assert [each.id for each in place.fresh([news(11), news(13)], 0.0)] == [11, 13]
    assert [each.id for each in place.fresh([news(11), news(12), news(13)], 2.0)] == [12]
    assert place.fresh([news(11), news(12), news(13)], LATEST) == []
    assert place.at == 13
    assert place.known == set()


def test_a_flood_is_told_and_left_behind() -> None:
    place = Place(0)
    assert len(place.fresh([news(each) for each in range(1, MOST + 1)], 0.0)) == MOST
    assert place.at == MOST


def test_who_reads_slowly_is_told_to_ask_for_everything() -> None:
    async def slow() -> list[object]:
        listener = Listener(EVERY_CALL)
        for number in range(300):
            listener.tell([news(number)])
        return [listener.waiting.get_nowait() for _ in range(listener.waiting.qsize())]

    waiting = asyncio.run(slow())
    assert waiting[0] == [{"kind": "everything", "recording": ""}]
    assert len(waiting) < 300


def streamed(house: TestHouse, scope: Scope, then: Callable[[Live], None], lasts: float = 30.0) -> list[str]:
    """Listen, do something once that has begun, and stop; gives the pieces of the stream."""

    async def listen() -> list[str]:
        live, pieces = Live(house.store, lasts), []
        async for piece in written(live, scope):
            pieces.append(piece)
            if "open" in piece:
                await asyncio.sleep(0.2)  # the trail was looked at
                await asyncio.to_thread(then, live)
            elif "changed" in piece:
                live.close()
        return pieces

    return asyncio.run(listen())


def test_a_change_is_told_by_whatever_process_it_was_made(house: TestHouse) -> None:
    house.scored("r", agent_id="ann", team="sales")

    def change(_: Live) -> None:
        with house.store.begin() as unit:
            unit.record(
                ReviewSubmitted(
                    recording="r", at=house.now(), review="v", evaluation="e", changed=1, actor="lin"
                )
            )

    pieces = streamed(house, SALES, change)
    told = json.loads(pieces[-1].split("data: ")[1])
    assert told == [{"kind": "review.submitted", "recording": "r"}]


def test_a_stream_ends_when_the_service_does(house: TestHouse) -> None:
    assert len(streamed(house, EVERY_CALL, lambda live: live.close())) == 1
    closed = Live(house.store, 30.0)
    closed.close()
    assert closed.full


def test_there_are_only_so_many_streams(house: TestHouse) -> None:
    async def crowd() -> list[str]:
        live = Live(house.store, 30.0)
        live._listeners.update(Listener(EVERY_CALL) for _ in range(MOST_LISTENING))
        return [piece async for piece in written(live, EVERY_CALL)]

    assert asyncio.run(crowd()) == ["retry: 30000\n\n"]


def test_the_route_lets_in_who_reaches_calls(house: TestHouse) -> None:
    answer = house.client().get("/v1/live")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text == "retry: 30000\n\n"
    keeper = Person("k", "K", frozenset({Role.ADMINISTRATOR}))
    assert house.client(authenticate=lambda _: keeper).get("/v1/live").status_code == 403


def test_names_are_told_of_ids_that_are_somebodys(house: TestHouse) -> None:
    answer = house.client().get("/v1/names", params={"person": ["nobody"]})
    assert answer.json() == {"items": {}}
    assert house.client().get("/v1/names").status_code == 422
