"""Two versions of a rubric on the same calls: scored together, added up, read from the store page by page."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from asr.cues.cue import Cues
from asr.transcript import Party, Turn
from qa.backtest import Tally
from scoring.dialogue import Dialogue
from scoring.finding import Scorecard
from scoring.form import Rubric, Status
from scoring.ports import Aids
from scoring.rescore import Rescorer
from scoring.rubric import library, read
from scoring.score import score
from scoring.source import Source
from storage.calls import Stretch
from storage.transcripts import StoredTranscript
from tests.forms import HEAD, source
from tests.house import HEARD, NOON, TestHouse
from workers.backtest import Backtester

RUBRICS = library(Path(__file__).resolve().parents[2] / "rubrics")
BODY = """
phrases: {greeting: [good morning]}
sections:
  - id: one
    title: One
    criteria:
      - {id: greets, title: Greets, check: {phrase: $greeting, party: agent}}
      - {id: thanks, title: Thanks, weight: 3, check: {phrase: [thank you], party: agent}}
      - {id: swears, title: Swears, deducts: 10, check: {phrase: [damn], party: agent}}
"""
CALL = Dialogue.model_validate(
    {"language": "en", "turns": "agent: Good evening.\ncustomer: Hi.\nagent: Thank you, damn."}
).call()


def made(body: str = BODY, version: str = "1") -> Rubric:
    return read(HEAD.format(language="en").replace('"1"', f'"{version}"') + body)


CHANGES = {
    "a wording": BODY.replace("[good morning]", "[good morning, good evening]"),
    "a weight": BODY.replace("weight: 3", "weight: 1"),
    "a party": BODY.replace("[thank you], party: agent", "[thank you], party: customer"),
    "a criterion less": BODY[: BODY.index("      - {id: swears")],
    "a criterion more": BODY + "      - {id: asks, title: Asks, check: {phrase: [may I], party: agent}}\n",
    "points off": BODY.replace("deducts: 10", "deducts: 30"),
    "a miss where points were taken": BODY.replace("deducts: 10", "weight: 1"),
    "blindness": BODY + "max_blind: 0\n",
    "nothing": BODY,
}


@pytest.mark.parametrize("body", CHANGES.values(), ids=CHANGES)
def test_both_cards_are_what_each_version_alone_gives(body: str) -> None:
    old, new = made(), made(body, "2")
    assert Rescorer(old, new).score(CALL) == (score(old, CALL), score(new, CALL))


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda r: f"{r.language}/{r.id}")
def test_a_version_beside_itself_asks_nothing_twice(rubric: Rubric) -> None:
    rescorer = Rescorer(rubric, rubric.model_copy(update={"pass_mark": 50.0}))
    assert rescorer.changed == frozenset()
    old, new = rescorer.score(CALL)
    assert [f.outcome for f in old.findings] == [f.outcome for f in new.findings]


def test_only_what_may_answer_otherwise_is_asked_again() -> None:
    assert Rescorer(made(), made(CHANGES["a wording"])).changed == {"greets"}
    assert Rescorer(made(), made(CHANGES["a criterion more"])).changed == {"asks"}
    assert Rescorer(made(), made(CHANGES["a weight"])).changed == frozenset()
    assert Rescorer(made(), made(CHANGES["blindness"])).changed == {"greets", "thanks", "swears"}


def cards(new: Rubric, text: str) -> tuple[Scorecard, Scorecard]:
    typed = Dialogue.model_validate({"language": "en", "turns": text})
    return Rescorer(made(), new).score(typed.call())


def test_pass_rates_agents_and_flips_are_told() -> None:
    new = made(CHANGES["a wording"], "2")
    tally = Tally(made(), new)
    tally.add("r1", "lin", *cards(new, "agent: Good evening.\nagent: Thank you."))
    tally.add("r2", "lin", *cards(new, "agent: Good morning.\nagent: Thank you."))
    tally.add("r3", None, *cards(new, "agent: Hello.\nagent: Damn."))
    report = tally.report()
    assert (report.calls, report.passed_before, report.passed_after) == (3, 1, 2)
    greets = report.criteria[0]
    assert greets.before is not None
    assert greets.after is not None
    assert (greets.criterion, greets.before.rate, greets.after.rate, greets.flipped) == (
        "greets",
        1 / 3,
        2 / 3,
        1,
    )
    (flip,) = report.flips
    assert (flip.recording, flip.agent, flip.criterion) == ("r1", "lin", "greets")
    assert (flip.before.outcome, flip.after.outcome) == ("not_met", "met")
    assert flip.after.quotes == ("Good evening",)
    assert "Not said by the agent" in flip.before.reason


def test_agents_who_cross_the_pass_mark_come_first() -> None:
    new = made(BODY.replace("weight: 3", "weight: 1"), "2")
    tally = Tally(made(), new)
    for number in range(3):
        tally.add(f"a{number}", "ann", *cards(new, "agent: Thank you."))
        tally.add(f"b{number}", "bob", *cards(new, "agent: Good morning, thank you."))
    report = tally.report()
    assert [(a.agent, a.calls, a.before, a.after, a.crosses) for a in report.agents] == [
        ("ann", 3, 75.0, 50.0, None),
        ("bob", 3, 100.0, 100.0, None),
    ]
    strict = made(BODY + "pass_mark: 70\n"), made(BODY.replace("weight: 3", "weight: 1") + "pass_mark: 70\n")
    tally = Tally(*strict)
    tally.add(
        "a",
        "ann",
        *Rescorer(*strict).score(
            Dialogue.model_validate({"language": "en", "turns": "agent: Thank you."}).call()
        ),
    )
    assert [(a.agent, a.crosses) for a in tally.report().agents] == [("ann", "down")]


def test_criteria_that_came_or_went_are_told() -> None:
    new = made(
        CHANGES["a criterion less"]
        + "      - {id: asks, title: Asks, check: {phrase: [may I], party: agent}}\n"
    )
    tally = Tally(made(), new)
    tally.add("r", None, *cards(new, "agent: May I?"))
    told = {c.criterion: (c.before is None, c.after is None) for c in tally.report().criteria}
    assert told == {
        "greets": (False, False),
        "thanks": (False, False),
        "asks": (True, False),
        "swears": (False, True),
    }


def test_only_so_many_flips_keep_their_quotes() -> None:
    new = made(CHANGES["a wording"], "2")
    tally = Tally(made(), new, most_flips=2)
    for number in range(5):
        tally.add(f"r{number}", None, *cards(new, "agent: Good evening."))
    report = tally.report()
    assert len(report.flips) == 2
    assert report.criteria[0].flipped == 5


def test_nothing_added_up_is_nothing() -> None:
    report = Tally(made(), made()).report()
    assert (report.calls, report.score_before, report.agents, report.flips) == (0, None, (), ())
    assert report.criteria[0].before is not None
    assert report.criteria[0].before.rate is None


def hear(house: TestHouse, name: str, text: str, **facts: Any) -> None:
    """Take in a call that went all the way, in which the agent says this."""
    recording = house.scored(name, **facts)
    turn = Turn(0, 0.0, 2.0, Party.AGENT, 0, text, "en", 0.9)
    with house.store.begin() as unit:
        heard = replace(HEARD, turns=(turn,))
        unit.transcripts.add(StoredTranscript(f"x-{name}", name, "e", heard, Cues(()), NOON))
        unit.recordings.save(replace(recording, transcript=f"x-{name}"), loaded=recording)


def run(house: TestHouse, old: Rubric, new: Rubric, page_size: int = 50) -> tuple[list[int], Tally]:
    tester = Backtester(house.store, old, new, Aids)
    return [*tester.run(Stretch("en"), page_size=page_size)], tester.tally


def test_stored_calls_are_scored_page_by_page(house: TestHouse) -> None:
    for number in range(5):
        hear(house, f"r{number}", "Good day." if number % 2 else "Good morning.", agent_id="lin")
    house.failed("broken")
    steps, tally = run(house, source().rubric(), source("good day", version="2").rubric(), 2)
    assert steps == [2, 4, 5]
    report = tally.report()
    assert (report.calls, report.passed_before, report.passed_after) == (5, 3, 2)
    assert [flip.recording for flip in report.flips] == ["r0", "r1", "r2", "r3", "r4"]
    assert [agent.calls for agent in report.agents] == [5]


def test_a_stretch_of_time_and_a_language_narrow_it(house: TestHouse) -> None:
    for number in range(4):
        hear(house, f"r{number}", "Good morning.")
    with house.store.read() as unit:
        moments = [unit.recordings.get(f"r{number}").received_at for number in range(4)]
        stretch = Stretch("en", moments[1], moments[3])
        assert unit.calls.count(stretch) == 2
        assert [c.recording for c in unit.calls.page(stretch)[0]] == ["r1", "r2"]
        assert unit.calls.count(Stretch("zh")) == 0
        assert unit.calls.page(Stretch("en", NOON + timedelta(days=9))) == ((), None)


def test_calls_that_a_version_is_not_for_are_left_out(house: TestHouse) -> None:
    hear(house, "r1", "Good morning.", queue="cards")
    hear(house, "r2", "Good morning.", queue="loans")
    narrow = read(source(version="2").text + "applies_to: {queue: cards}\n")
    _, tally = run(house, source().rubric(), narrow)
    assert tally.calls == 1


def test_a_version_is_tried_on_stored_calls_over_http(house: TestHouse) -> None:
    for number in range(3):
        hear(house, f"r{number}", "Good day.")
    house.shelve(source(status="active"))
    client = house.client()
    body = {"text": source("good day", version="2").text, "reason": "better"}
    digest = client.post("/v1/rubrics", json=body).json()["digest"]
    answer = client.post(f"/v1/rubric-versions/{digest}/backtest", json={})
    *steps, last = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert steps == [{"calls": 3, "of": 3}]
    assert (last["report"]["passed_before"], last["report"]["passed_after"]) == (0, 3)
    assert last["report"]["flips"][0]["after"]["quotes"] == ["Good day"]
    assert last["call_ids"] == {f"r{number}": f"call-r{number}" for number in range(3)}
    later = client.post(
        f"/v1/rubric-versions/{digest}/backtest",
        json={"received_from": "2030-01-01T00:00:00Z", "against": digest},
    )
    assert json.loads(later.text.splitlines()[-1])["report"]["calls"] == 0


def test_without_a_version_to_compare_with_it_is_refused(house: TestHouse) -> None:
    house.shelve(source(status="trial"))
    with house.store.read() as unit:
        (version,) = unit.rubrics.of()
    answer = house.client().post(f"/v1/rubric-versions/{version.digest}/backtest", json={})
    assert (answer.status_code, answer.json()["code"]) == (404, "scoring.rubric_unknown")
    assert version.status is Status.TRIAL
    assert isinstance(version.source, Source)
