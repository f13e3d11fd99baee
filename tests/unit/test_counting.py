"""Publishing counts; what was published before is counted after the event."""

from collections.abc import Callable
from datetime import date

import pytest

from qa.trend import Question
from storage.uow import Store
from tests import sounds
from tests.contracts.steps import heard
from tests.contracts.values import evaluation, recording
from tests.desks import Plan, deliver
from workers import counting
from workers.counting import count_uncounted
from workers.desk import Desk
from workers.shift import step


def counted(store: Store, rubric: str) -> int:
    question = Question(rubric=rubric, since=date(2026, 1, 1), before=date(2028, 12, 31))
    with store.read() as unit:
        return sum(point.n for point in unit.trends.points(question))


def test_a_call_that_is_published_is_counted_with_it(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay()
    deliver(plan, sounds.wav(sounds.babble(0.5, 8000), 8000), "one")
    while step(desk):
        pass
    assert counted(desk.store, "manners") == 1
    assert count_uncounted(desk) == 0


def test_what_was_published_before_is_counted_once(
    lay: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "BATCH", 2)
    desk = lay()
    for number in range(1, 6):
        name = f"rec-{number:04}"
        with desk.store.begin() as unit:
            unit.recordings.add(recording(number))
            unit.transcripts.add(heard(number, of=name))
            unit.evaluations.add(evaluation(number, recording=name, transcript=f"tr-{number}"))
    assert (count_uncounted(desk), count_uncounted(desk)) == (5, 0)
    assert counted(desk.store, "compliance") == 5
