"""How fast trends and queues of a made-up year are read: `python -m bench.programme`; told in docs/statistics.md."""

import argparse
import json
import os
import platform
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from bench.cases import HOUSE
from bench.pages import UNTIL, agent, criterion, measure_pages, queue, team
from bench.scale import servers
from bench.speed import Speed, timed
from qa.flag import FlagKind
from qa.rating import error_rates
from qa.review import ReviewState
from qa.statistics.figure import Precision
from qa.trend import Grouping, Period, Question
from scoring.finding import Outcome
from storage.filters import Filter
from storage.review_lists import ReviewFilter
from storage.uow import Store, Unit, open_store
from synthetic.form import LINES, RUBRIC
from synthetic.programme import REVIEWERS
from synthetic.seed import Order, seed

RESULTS = HOUSE / "bench" / "results"
PROMISE = 100.0
"""Milliseconds within which 95 of 100 questions are to be answered."""
PAGE = 50
_FLAGS = (FlagKind.UNDER_PASS_MARK, FlagKind.AUTO_FAIL, FlagKind.LOW_CONFIDENCE, FlagKind.TENSION_PEAK)

Ask = Callable[[Unit], object]
Draw = Callable[[random.Random], Ask]


def _trend(weeks: int, period: Period = Period.WEEK, **chosen: Any) -> Draw:
    """Ask for a trend that ends anywhere in the year; what is callable is drawn anew each time."""

    def draw(chance: random.Random) -> Ask:
        before = UNTIL - timedelta(days=chance.randrange(max(1, 365 - 7 * weeks)))
        narrowed = {name: each(chance) if callable(each) else each for name, each in chosen.items()}
        question = Question(
            rubric=RUBRIC, since=before - timedelta(weeks=weeks), before=before, period=period, **narrowed
        )
        return lambda unit: unit.trends.points(question)

    return draw


def _reviews(**chosen: Any) -> Draw:
    """Ask for a page of a list of reviews, with what it shows of each call."""

    def draw(chance: random.Random) -> Ask:
        narrowed = {name: each(chance) if callable(each) else each for name, each in chosen.items()}

        def ask(unit: Unit) -> object:
            page = unit.reviews.page(ReviewFilter(**narrowed), limit=PAGE)
            calls = [review.recording for review in page.reviews]
            return unit.recordings.several(calls), unit.flags.of(calls)

        return ask

    return draw


def _calls(**chosen: Any) -> Draw:
    """Ask for a page of calls, with what the list shows of each."""

    def draw(chance: random.Random) -> Ask:
        narrowed = {name: each(chance) if callable(each) else each for name, each in chosen.items()}

        def ask(unit: Unit) -> object:
            page = unit.recordings.page(Filter(**narrowed), limit=PAGE)
            calls = [each.id for each in page.recordings]
            return unit.evaluations.standings(calls), unit.flags.of(calls)

        return ask

    return draw


KINDS: dict[str, Draw] = {
    "trend of the house, a year by month": _trend(52, Period.MONTH),
    "trend of the house, a year by day": _trend(52, Period.DAY),
    "trend of an agent, a year by week": _trend(52, agent=agent),
    "trend of a criterion of an agent, a year by week": _trend(52, agent=agent, criterion=criterion),
    "trends of a team's agents, 13 weeks": _trend(13, team=team, by=Grouping.AGENT),
    "trends of all criteria of a queue, 13 weeks": _trend(13, queue=queue, by=Grouping.CRITERION),
    "trends of all teams, 13 weeks": _trend(13, by=Grouping.TEAM),
    "trends of the versions, a year": _trend(52, by=Grouping.VERSION),
    "worklist of a reviewer": _reviews(
        states=(ReviewState.ASSIGNED,), reviewer=lambda chance: chance.choice(REVIEWERS)
    ),
    "queue of open reviews": _reviews(),
    "queue of open reviews of a team": _reviews(team=team),
    "queue of open reviews with a flag": _reviews(flag=lambda chance: chance.choice(_FLAGS)),
    "reviews of an agent's calls": _reviews(states=(ReviewState.RELEASED,), agent=agent),
    "calls with a flag": _calls(flag=lambda chance: chance.choice(_FLAGS)),
    "calls with a flag, of an agent": _calls(flag=lambda chance: chance.choice(_FLAGS), agent=agent),
    "calls in which a criterion is not met": _calls(
        rubric=RUBRIC, criterion=criterion, outcome=Outcome.NOT_MET
    ),
    "disputes": lambda _: lambda unit: unit.disputes.all(),
    "calibrations": lambda _: lambda unit: unit.calibrations.all(),
    "error rates over a year": lambda _: lambda unit: error_rates(unit.ratings.checked(RUBRIC), Precision()),
    "error rates of a criterion, 13 weeks": lambda chance: (
        lambda unit: error_rates(
            unit.ratings.checked(
                RUBRIC, datetime(2025, 10, 1, tzinfo=UTC), criterion=chance.choice(LINES).asked.id
            ),
            Precision(),
        )
    ),
}


def measure(store: Store, *, times: int, number: int = 3) -> Iterator[Speed]:
    """Ask every kind of question so many times, each time of something else."""
    chance = random.Random(number)
    for name, draw in KINDS.items():
        yield timed(name, (partial(_ask, store, draw(chance)) for _ in range(times)))


def _ask(store: Store, ask: Ask) -> None:
    with store.read() as unit:
        ask(unit)


def fill(store: Store, calls: int) -> tuple[float, float]:
    """Put a made-up year into a new house; gives the seconds that it took, and those of the processor."""
    store.upgrade()
    begun, spent = time.monotonic(), time.process_time()
    seed(store, Order(calls, UNTIL), zone=UTC, now=datetime.now(UTC), progress=lambda *_: None)
    return time.monotonic() - begun, time.process_time() - spent


def main(words: Sequence[str] | None = None, results: Path = RESULTS) -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.programme")
    parser.add_argument("--calls", type=int, default=60_000)
    parser.add_argument("--times", type=int, default=100, help="each question is asked")
    parser.add_argument("--on", choices=("sqlite", "postgresql"), nargs="*", default=("sqlite", "postgresql"))
    parser.add_argument(
        "--house", type=Path, help="folder of a house on SQLite that is kept, its year written once"
    )
    asked = parser.parse_args(words)
    told: dict[str, object] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count()},
        "asked": {"calls": asked.calls, "times": asked.times, "on": asked.on},
    }
    with tempfile.TemporaryDirectory(prefix="everycall-programme-") as name:
        if "sqlite" in asked.on:
            told["sqlite"] = _measured("SQLite", "", asked.house or Path(name), asked)
        if "postgresql" in asked.on:
            with servers.postgres() as url:
                told["postgresql"] = _measured("PostgreSQL", url, Path(name), asked)
    results.mkdir(parents=True, exist_ok=True)
    path = results / f"programme-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(f"\nKept in {path.relative_to(HOUSE) if path.is_relative_to(HOUSE) else path}")


def _measured(what: str, url: str, folder: Path, asked: argparse.Namespace) -> dict[str, object]:
    told: dict[str, object] = {}
    with closing(open_store(url, folder)) as store:
        if not _is_there(store):
            took, spent = fill(store, asked.calls)
            told |= {"seconds_to_write": took, "processor_seconds": spent}
            print(
                f"\n{what}, {asked.calls:,} made-up calls written in {took:.0f} s, {spent:.0f} s of this process"
            )
        told["load"] = load = os.getloadavg()[0]
        print(f"\n{what}, at a load of {load:.1f}; milliseconds; `own` is the work of this process")
        print(f"{'question':66} {'p50':>8} {'p95':>8} {'worst':>8} {'own':>8}")
        speeds = []
        for speed in chain(
            measure(store, times=asked.times), measure_pages(store, folder, times=asked.times)
        ):
            late = "" if speed.p95 < PROMISE else "  over the promise"
            print(
                f"{speed.name:66} {speed.p50:8.1f} {speed.p95:8.1f} {speed.worst:8.1f} {speed.processor:8.1f}{late}",
                flush=True,
            )
            speeds.append(asdict(speed))
    return told | {"speeds": speeds}


def _is_there(store: Store) -> bool:
    """Tell whether a year was written before."""
    store.upgrade()
    with store.read() as unit:
        return bool(unit.rubrics.of(RUBRIC))


if __name__ == "__main__":
    main()
