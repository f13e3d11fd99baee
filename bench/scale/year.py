"""A made-up year of evaluated calls, written straight into the tables: 400 agents, 60 teams, 24 criteria.

The rows are those the workers would have written, but for words: transcripts, scorecards and receipts are left out,
since no list and no trend reads them. The same seed gives the same year.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.flag import Flag, FlagKind
from qa.metadata import CallMetadata
from scoring.finding import Outcome
from storage.codec import Codec
from storage.evaluations import OPEN, WHOLE

DAYS = 365
FIRST = date(2025, 1, 1)
RUBRIC = "compliance"
SOURCE = "pbx"
CRITERIA = tuple(f"criterion-{number:02}" for number in range(24))
QUEUES = 20
BATCH = 50_000
FLAGS = {
    FlagKind.UNDER_PASS_MARK: 0.1,
    FlagKind.UNDECIDED: 0.15,
    FlagKind.LOW_CONFIDENCE: 0.05,
    FlagKind.TENSION_PEAK: 0.03,
    FlagKind.AUTO_FAIL: 0.01,
    FlagKind.SWAPPED_CHANNELS: 0.001,
}
"""Share of the calls with each flag."""

_MISSES = np.linspace(0.005, 0.15, len(CRITERIA))
"""Share of the calls in which each criterion is not met: from one in 200 to one in seven."""
_UNDECIDED = 0.015
_NINE, _TWELVE_HOURS = 9 * 3600, 12 * 3600

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Year:
    """So many evaluated calls of one year, spread evenly over its days from nine to nine.

    Attributes:
        calls: how many; each has one evaluation.
        agents: busy ones have up to five times as many calls as others.
        teams: each with three of twenty queues.
        seed: of all that is drawn.
    """

    calls: int
    agents: int = 400
    teams: int = 60
    seed: int = 7

    def team(self, agent: int) -> str:
        """Name an agent's team."""
        return f"team-{agent * self.teams // self.agents:02}"

    def batches(self) -> Iterator["Batch"]:
        """Draw the year in order of time, so many calls at once."""
        for begin in range(0, self.calls, BATCH):
            yield Batch(self, begin, min(BATCH, self.calls - begin))

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """Share of the calls that each agent takes, (agents,)."""
        drawn = np.random.default_rng(self.seed).uniform(1, 5, self.agents)
        return np.asarray(drawn / drawn.sum())


class Batch:
    """Some calls of the year, as rows of each table.

    Args:
        year: which year.
        begin: number of the first call.
        count: of calls.
    """

    def __init__(self, year: Year, begin: int, count: int) -> None:
        chance = np.random.default_rng((year.seed, begin))
        numbers = np.arange(begin, begin + count)
        self.day = numbers * DAYS // year.calls
        share = numbers * DAYS / year.calls - self.day
        start = np.datetime64(FIRST, "s") + self.day * 86_400 + _NINE
        self.at = [str(at).replace("T", " ") for at in start + (share * _TWELVE_HOURS).astype(int)]
        agent = chance.choice(year.agents, count, p=year.weights)
        free = (agent + self.day) % 7 >= 5  # five days a week; who is free, passes the call on
        agent = np.where(free, (agent + 2) % year.agents, agent)
        team = agent * year.teams // year.agents
        queue = (team * 7 + chance.choice(3, count, p=(0.6, 0.3, 0.1))) % QUEUES
        self.agent = [f"agent-{each:03}" for each in agent]
        self.team = [f"team-{each:02}" for each in team]
        self.queue = [f"queue-{each:02}" for each in queue]
        # The higher half of a hash first: ids are spread, as random ones are.
        self.ids = [
            f"{number * 2654435761 % 2**32:08x}{number:024x}" for number in range(begin, begin + count)
        ]
        self.call_ids = [f"call-{number}" for number in range(begin, begin + count)]
        self.score = np.clip(chance.normal(80 + (agent % 9 - 4) * 1.5, 13), 0, 100).round(2)
        drawn = chance.random((count, len(CRITERIA)))
        self.missed, self.unsure = drawn < _MISSES, drawn > 1 - _UNDECIDED
        self.flagged = chance.random((count, len(FLAGS))) < np.array(list(FLAGS.values()))
        self.seconds = chance.gamma(2.0, 120.0, count).round(1)

    def recordings(self) -> Iterator[Row]:
        """Give the rows of `RECORDINGS`."""
        before, between, after, end = _metadata()
        known = zip(self.ids, self.call_ids, self.at, self.agent, self.queue, self.team, strict=True)
        for row, (name, call, at, agent, queue, team) in enumerate(known):
            seconds = float(self.seconds[row])
            facts = f"{before}{agent}{between}{queue}{after}{team}{end}"
            yield (
                *(name, SOURCE, f"calls/{name}.wav", call, at, at, "inbound", agent, queue, team),
                *("score", "done", 3, 0, 0, at, 1.0, int(seconds * 16_000), seconds, "en", f"t{name[1:]}"),
                *(facts, 5, at, call, True, OPEN if self.unsure[row].any() else WHOLE),
            )

    def evaluations(self) -> Iterator[Row]:
        """Give the rows of `EVALUATIONS`."""
        ordinal = FIRST.toordinal()
        unsure = self.unsure.sum(axis=1)
        for row, name in enumerate(self.ids):
            score = float(self.score[row])
            version = "2.0" if self.day[row] > DAYS / 2 else "1.0"
            yield (
                *(f"e{name[1:]}", name, f"t{name[1:]}", RUBRIC, version, name + name, "machine", "everycall"),
                *("published", True, score, score >= 60, bool(self.flagged[row, 4]), int(unsure[row])),
                *(self.at[row], "{}", self.agent[row], self.team[row], self.queue[row]),
                ordinal + int(self.day[row]),
            )

    def shortfalls(self) -> Iterator[Row]:
        """Give the rows of `SHORTFALLS`."""
        for found, outcome in ((self.missed, Outcome.NOT_MET), (self.unsure, Outcome.UNDECIDED)):
            for row, criterion in zip(*(each.tolist() for each in found.nonzero()), strict=True):
                yield (
                    *(self.ids[row], RUBRIC, CRITERIA[criterion], outcome.value, self.at[row]),
                    *(self.agent[row], self.team[row]),
                )

    def flags(self) -> Iterator[Row]:
        """Give the rows of `FLAG_ROWS`."""
        bodies = [_flag.encode(Flag(kind, "Made up.", rubric=RUBRIC)) for kind in FLAGS]
        for place, kind in enumerate(FLAGS):
            for row in self.flagged[:, place].nonzero()[0].tolist():
                yield (
                    *(self.ids[row], place, kind.value, bodies[place], self.at[row]),
                    *(self.agent[row], self.team[row]),
                )

    def switch_calls(self) -> Iterator[Row]:
        """Give the rows of `SWITCH_CALLS`: one in a hundred calls of the switch has no recording here."""
        for row, (name, call) in enumerate(zip(self.ids, self.call_ids, strict=True)):
            told = f"lost-{name}" if row % 100 == 99 else call
            at = self.at[row]
            yield (
                *(name + name, SOURCE, told, at, float(self.seconds[row]), self.agent[row], self.team[row]),
                *("inbound", True, at),
            )


_flag = Codec(Flag)
RECORDINGS = (
    *("id", "source", "object_key", "source_call_id", "received_at", "started_at", "direction", "agent_id"),
    *("queue", "team", "stage", "state", "attempt", "tries", "losses", "next_attempt_at", "progress", "size"),
    *(
        "duration",
        "language",
        "transcript_id",
        "metadata",
        "priority",
        "turn_at",
        "call_id",
        "in_force",
        "judged",
    ),
)
EVALUATIONS = (
    *("id", "recording_id", "transcript_id", "rubric", "version", "digest", "author_kind", "author_name"),
    *("state", "in_force", "score", "passed", "auto_failed", "undecided", "created_at", "body", "agent_id"),
    *("team", "queue", "counted_on"),
)
SHORTFALLS = ("recording_id", "rubric", "criterion", "outcome", "received_at", "agent_id", "team")
FLAG_ROWS = ("recording_id", "place", "kind", "body", "received_at", "agent_id", "team")
SWITCH_CALLS = (
    *("id", "source", "call_id", "started_at", "duration", "agent", "team", "direction", "recorded"),
    "imported_at",
)


def _metadata() -> Sequence[str]:
    """Write a call's metadata down, and cut it where agent, queue and team go."""
    marks = ("@agent@", "@queue@", "@team@")
    text = Codec(CallMetadata).encode(CallMetadata(agent_id=marks[0], queue=marks[1], team=marks[2]))
    pieces = []
    for mark in marks:
        piece, _, text = text.partition(mark)
        pieces.append(piece)
    return (*pieces, text)


def moment(day: int, seconds: float) -> datetime:
    """Give a moment of the year: so many seconds after nine on a day, 0 to 364."""
    at = np.datetime64(FIRST, "s") + day * 86_400 + _NINE + int(seconds)
    return datetime.fromisoformat(str(at)).replace(tzinfo=UTC)
