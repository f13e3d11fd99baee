"""What the coverage ledger must tell after any history: what one finds who counts the calls and recordings one by one."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from qa.cdr import SwitchCall
from qa.content import Erased, Layer
from qa.coverage import Closing, Count, Step, Totals, Trace, close, place, total
from qa.evaluation import Author, AuthorKind
from qa.metadata import check
from qa.problem import Fault, Problem
from qa.recording import Recording, Stage, State, describe, redrive
from qa.version import Same, settle
from storage.filters import Filter
from storage.ledger_tables import ledger
from storage.uow import Store, Unit
from tests.contracts.coverage import DAY, SILENT, every_gap
from tests.contracts.steps import heard, properties
from tests.contracts.values import NOON, at, evaluation, recording, scorecard

IDS = (None, "c-1", "c-2")
TEAMS = (None, "a", "b")
AS_IT_IS = (Phase.explicit, Phase.generate)
"""A history is short enough to be read; to shorten one takes minutes."""


@dataclass
class History:
    """What was done, as somebody remembers it who knows of no database."""

    store: Store
    calls: dict[str, SwitchCall] = field(default_factory=dict)
    undecided: dict[str, bool] = field(default_factory=dict)
    made: int = 0
    closings: list[Closing] = field(default_factory=list)

    def number(self) -> int:
        self.made += 1
        return self.made

    def begun(self) -> int:
        """How many recordings there are."""
        with self.store.read() as unit:
            return len(_every(unit))


def _every(unit: Unit) -> tuple[Recording, ...]:
    return unit.recordings.page(Filter(versions=True), limit=500).recordings


def listed(past: History, which: int, team: str | None) -> None:
    """The switch lists a call, or tells something else of it."""
    name = IDS[1 + which % 2]
    assert name is not None
    told = SwitchCall(
        source="pbx", call_id=name, team=team, recorded=(None, True, False)[which % 3], started_at=at(which)
    )
    past.calls[name] = told
    with past.store.begin() as unit:
        unit.coverage.put([told], now=NOON)


def came(past: History, which: int, team: str | None) -> None:
    """A recording comes: a first one, or another one of its call."""
    facts: dict[str, Any] = {"team": team, "started_at": at(which)} if which % 2 else {"team": team}
    fresh = recording(past.number(), source_call_id=IDS[which % 3], **facts)
    with past.store.begin() as unit:
        verdict = settle(fresh, unit.versions.others(fresh), sound=False)
        assert not isinstance(verdict, Same)
        unit.recordings.add(verdict.recording)


def changed(past: History, which: int, how: Callable[[Unit, Recording], Recording]) -> None:
    """Change one recording, if there is one."""
    with past.store.begin() as unit:
        found = _every(unit)
        if not found:
            return
        loaded = found[which % len(found)]
        now = how(unit, loaded)
        if now is not loaded:
            unit.recordings.save(now, loaded=loaded)


def ingested(past: History, which: int, team: str | None) -> None:
    """Its bytes are read: it takes its place among the versions of its call, or turns out to be one of them."""

    def read(unit: Unit, loaded: Recording) -> Recording:
        known = replace(loaded, audio_sha256=f"{which % 4:064}", duration=9.0)
        unit.versions.place(known, sound=team is not None, now=at(which))
        return replace(known, stage=Stage.TRANSCRIBE)

    changed(past, which, read)


def transcribed(past: History, which: int, team: str | None) -> None:
    """Its words are written down, or there are none to write down."""

    def listen(unit: Unit, loaded: Recording) -> Recording:
        if loaded.erased:
            return loaded
        if team is None:
            return replace(loaded, state=State.NOT_SCORABLE, health=SILENT if which % 2 else None)
        stored = unit.transcripts.add(heard(past.number(), of=loaded.id))
        return replace(loaded, transcript=stored.id, stage=Stage.SCORE, state=State.WAITING, duration=9.0)

    changed(past, which, listen)


def scored(past: History, which: int, team: str | None) -> None:
    """It is judged by the machine or a person, whole or not, and is done."""

    def judge(unit: Unit, loaded: Recording) -> Recording:
        if loaded.transcript is None or loaded.erased:
            return loaded
        done = replace(loaded, state=State.DONE, stage=Stage.SCORE)
        if which % 5 == 0:
            return done  # no rubric was for it
        card = scorecard(("compliance", "empathy")[which % 2])
        if which % 3:
            card = replace(
                card, sections=(replace(card.sections[0], findings=card.sections[0].findings[:1]),)
            )
        author = Author(AuthorKind.MACHINE, "m") if team is None else Author(AuthorKind.PERSON, team)
        made = evaluation(
            past.number(), card=card, author=author, recording=loaded.id, transcript=loaded.transcript
        )
        past.undecided[made.id] = bool(card.undecided)
        unit.evaluations.add(made)
        unit.scores.count(loaded.id, NOON.tzinfo)  # type: ignore[arg-type] # noon has one
        return done

    changed(past, which, judge)


def failed(past: History, which: int, team: str | None) -> None:
    """It fails, with a reason or none."""
    problem = Problem("asr.not_audio", "It is so.", Fault.RECORDING) if team else None
    changed(past, which, lambda _, loaded: replace(loaded, state=State.FAILED, problem=problem))


def redriven(past: History, which: int, _: str | None) -> None:
    """It is sent on its way again."""

    def again(__: Unit, loaded: Recording) -> Recording:
        return redrive(loaded, now=at(9)) if loaded.settled and loaded.erased is None else loaded

    changed(past, which, again)


def described(past: History, which: int, team: str | None) -> None:
    """Its sidecar comes late: it is another call's than one thought, or of another team, or began at another time."""

    def complete(unit: Unit, loaded: Recording) -> Recording:
        if loaded.erased:
            return loaded
        begun = None if which % 2 else at(-which).isoformat()
        told = {"source_call_id": IDS[which % 3], "team": team, "started_at": begun}
        known = describe(loaded, check({k: v for k, v in told.items() if v is not None}), now=at(9))
        if known.metadata.source_call_id != loaded.metadata.source_call_id:
            unit.versions.place(known, sound=known.audio_sha256 is not None, now=at(9))
        return known

    changed(past, which, complete)


def erased(past: History, which: int, _: str | None) -> None:
    """It is forgotten; that it was inspected is not."""

    def forget(unit: Unit, loaded: Recording) -> Recording:
        unit.erasure.erase(loaded.id, tuple(Layer), purge="p", now=at(9))
        return replace(loaded, erased=Erased("p", at(9), at(9), at(9)))

    changed(past, which, forget)


def closed(past: History, _: int, __: str | None) -> None:
    """The day is closed, or amended."""
    with past.store.begin() as unit:
        former = past.closings[-1] if past.closings else None
        written = close(NOON.date(), unit.coverage.books(DAY), former, zone="UTC", now=NOON)
        if written is not None:
            assert unit.closings.add(written)
            past.closings.append(written)


STEPS = (listed, came, ingested, transcribed, scored, failed, redriven, described, erased, closed)
steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 11), st.sampled_from(TEAMS)), min_size=4, max_size=24
)
Told = tuple[str | None, Count]


def told_of(past: History, unit: Unit) -> list[Told]:
    """Count the calls one by one: those of the switch, and recordings that it did not list."""
    standing = {each.id: each for each in _every(unit) if each.in_force}
    by_call = {
        each.metadata.source_call_id: each for each in standing.values() if each.metadata.source_call_id
    }
    found: list[Told] = []
    for name, call in past.calls.items():
        mine = by_call.get(name)
        team = call.team or (mine and mine.metadata.team)
        trace = _trace(past, unit, mine) if mine else Trace()
        found.append((team, Count(place(replace(trace, recorded=call.recorded)), True, 1)))
    return found + [
        (each.metadata.team, Count(place(_trace(past, unit, each)), False, 1))
        for each in standing.values()
        if each.metadata.source_call_id not in past.calls
    ]


def _trace(past: History, unit: Unit, each: Recording) -> Trace:
    made = unit.evaluations.of(each.id)
    rubrics = {one.scorecard.rubric for one in made}
    whole = {one.scorecard.rubric for one in made if not past.undecided[one.id]}
    blocking = each.health.blocking if each.health else ()
    return Trace(
        state=each.state,
        decoded=each.duration is not None,
        transcribed=each.transcript is not None,
        problem=each.problem.code if each.problem else None,
        unfit=blocking[0].kind.value if blocking else None,
        evaluated=bool(made),
        undecided=bool(rubrics - whole),
    )


def summed(found: Iterable[Told], team: str | None = None) -> Totals:
    return total(count for of, count in found if team is None or of == team)


class LedgerContract:
    """Subclasses bring the fixture `fresh` (makes stores, each empty and upgraded)."""

    @settings(properties, max_examples=20, phases=AS_IT_IS)
    @given(steps)
    def test_the_ledger_tells_what_is_counted_one_by_one(
        self, fresh: Callable[[], Store], history: list[tuple[Callable[..., None], int, str | None]]
    ) -> None:
        past = History(fresh())
        for step, which, team in history:
            step(past, which, team)
            with past.store.read() as unit:
                _holds(past, unit)
        with past.store.begin() as unit:
            assert unit.beside.mend(DAY.since, DAY.before) == 0
            assert unit.closings.of(NOON.date()) == tuple(past.closings)

    @settings(properties, max_examples=20, phases=AS_IT_IS)
    @given(steps)
    def test_a_ledger_left_behind_is_mended(
        self, fresh: Callable[[], Store], history: list[tuple[Callable[..., None], int, str | None]]
    ) -> None:
        past = History(fresh())
        for number, (step, which, team) in enumerate(history):
            step(past, which, team)
            if number == len(history) // 2:
                with past.store.begin() as unit:
                    _worked_on_without(unit)
        with past.store.begin() as unit:
            unit.beside.mend(DAY.since, DAY.before)
            _holds(past, unit)
            assert unit.beside.mend(DAY.since, DAY.before) == 0


def _worked_on_without(unit: Unit) -> None:
    """Leave the ledger as a process leaves it that knows of none."""
    connection = unit.recordings._connection
    connection.execute(update(ledger).values(came_to=f"{Step.RECEIVED}|waiting"))
    connection.execute(update(ledger).where(ledger.c.listed.is_not(None)).values(listed_team="z"))
    first = unit.recordings.page(Filter(versions=True), limit=1).recordings
    connection.execute(delete(ledger).where(ledger.c.recording.in_([each.id for each in first])))


def _holds(past: History, unit: Unit) -> None:
    found = told_of(past, unit)
    books = unit.coverage.books(DAY)
    assert books.whole == summed(found)
    assert {each.team: each.totals for each in books.teams} == {
        team: summed(found, team) for team in {of for of, _ in found} if team is not None
    }
    wanted = Counter((team, count.place) for team, count in found if count.place.reached is not Step.SCORED)
    gaps = every_gap(unit)
    assert Counter((gap.team, (gap.reached, gap.reason)) for gap in gaps) == Counter(
        {(team, (at.reached, at.reason)): n for (team, at), n in wanted.items()}
    )
