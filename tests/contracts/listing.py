"""What lists by what was found must show after any history: what one finds who looks at every recording."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.access import EVERY_CALL, Scope
from qa.content import Layer
from qa.evaluation import Author, AuthorKind
from qa.flag import Flag, FlagKind
from qa.metadata import check
from qa.recording import Recording
from scoring.finding import Outcome
from storage.filters import EVERYTHING, Filter, Order
from storage.uow import Store, Unit
from tests.contracts.ledger import AS_IT_IS
from tests.contracts.scores import SHANGHAI, card
from tests.contracts.steps import add, change, heard, properties
from tests.contracts.values import at, evaluation, recording

AGENTS, TEAMS = (None, "a", "b"), (None, "t", "u")
KINDS = (FlagKind.AUTO_FAIL, FlagKind.UNDECIDED)
SCORES = (None, 0.0, 4.9, 5.0, 5.1, 50.0, 97.0, 100.0)
RUBRICS = ("compliance", "empathy")


@dataclass(frozen=True)
class Call:
    """A call that comes, and what is found of it."""

    received: int
    agent: str | None
    team: str | None
    flags: tuple[FlagKind, ...]
    score: float | None
    second: float | None
    outcome: Outcome
    rubric: str


calls = st.lists(
    st.builds(
        Call,
        received=st.integers(0, 3),
        agent=st.sampled_from(AGENTS),
        team=st.sampled_from(TEAMS),
        flags=st.lists(st.sampled_from(KINDS), max_size=3).map(tuple),
        score=st.sampled_from(SCORES),
        second=st.sampled_from(SCORES),
        outcome=st.sampled_from(Outcome),
        rubric=st.sampled_from(RUBRICS),
    ),
    min_size=1,
    max_size=9,
)
changes = st.lists(
    st.tuples(st.sampled_from(["facts", "flags", "scores", "erasure", "version"]), st.integers(0, 8)),
    max_size=4,
)
filters = st.builds(
    Filter,
    agent=st.sampled_from((None, None, "a", "")),
    team=st.sampled_from((None, None, "t", "")),
    flag=st.none() | st.sampled_from(KINDS),
    rubric=st.sampled_from(RUBRICS),
    score_from=st.sampled_from((None, 5.0, 50.0)),
    score_to=st.sampled_from((None, 4.9, 5.0, 60.0, 100.0)),
    received_from=st.none() | st.just(at(1)),
    received_before=st.none() | st.just(at(3)),
    versions=st.booleans(),
) | st.builds(
    Filter,
    agent=st.sampled_from((None, "a", "b")),
    rubric=st.sampled_from(RUBRICS),
    criterion=st.just("greeting"),
    outcome=st.sampled_from((Outcome.NOT_MET, Outcome.UNDECIDED)),
    author=st.sampled_from((None, None, AuthorKind.PERSON)),
    flag=st.none() | st.sampled_from(KINDS),
)
scopes = st.sampled_from((EVERY_CALL, Scope(teams=frozenset({"t"})), Scope(agent="a")))


def arrange(store: Store, world: Sequence[Call]) -> None:
    for number, it in enumerate(world):
        facts = {"agent_id": it.agent, "team": it.team, "source_call_id": f"c-{number}"}
        known = {name: value for name, value in facts.items() if value is not None}
        add(store, replace(recording(number, **known), received_at=at(it.received)))
        name = f"rec-{number:04}"
        with store.begin() as unit:
            unit.transcripts.add(heard(number, of=name))
            unit.flags.replace(name, [Flag(kind, "Made up.") for kind in it.flags])
            same = {"recording": name, "transcript": f"tr-{number}"}
            made = evaluation(number, card=card(it.score, it.outcome, rubric=it.rubric), **same)
            unit.evaluations.add(made)
            if number % 2:
                person = Author(AuthorKind.PERSON, "lin")
                theirs = card(it.second, Outcome.NOT_MET, rubric=it.rubric)
                unit.evaluations.add(evaluation(100 + number, card=theirs, author=person, **same))
            unit.scores.count(name, SHANGHAI)


def go_on(store: Store, world: Sequence[Call], what: str, number: int) -> None:
    """Let something happen to one of the calls."""
    name = f"rec-{number:04}"
    with store.read() as unit:
        gone = unit.recordings.get(name).erased is not None
    if gone:
        return
    if what == "facts":
        known = check({"agent_id": "b", "source_call_id": f"c-{number}"})
        change(store, name, lambda it: replace(it, metadata=known))
    with store.begin() as unit:
        if what == "flags":
            unit.flags.add(name, Flag(FlagKind.UNDECIDED, "Once more."))
        elif what == "scores":
            again = card(50.0, Outcome.UNDECIDED, rubric=world[number].rubric)
            same = {"recording": name, "transcript": f"tr-{number}"}
            unit.evaluations.add(evaluation(200 + number, card=again, **same))
            unit.scores.count(name, SHANGHAI)
        elif what == "erasure":
            unit.erasure.erase(name, (Layer.SCORES,), purge="p", now=at(9))
        elif what == "version":
            newer = replace(
                recording(50 + number, source_call_id=f"c-{number}"),
                audio_sha256=f"{number:064}",
                in_force=False,
                received_at=at(5),
            )
            if unit.recordings.find(key=newer.key) is None:
                unit.recordings.add(newer)
                unit.versions.place(newer, sound=True, now=at(9))


def shown(unit: Unit, chosen: Filter, order: Order, limit: int) -> list[str]:
    found: list[str] = []
    cursor = None
    while True:
        page = unit.recordings.page(chosen, order=order, limit=limit, cursor_at=cursor)
        found += [each.id for each in page.recordings]
        cursor = page.next
        if cursor is None:
            return found


def is_sought(unit: Unit, each: Recording, chosen: Filter) -> bool:
    """Decide by looking at all that is kept of a recording."""
    for wanted, known in ((chosen.agent, each.metadata.agent_id), (chosen.team, each.metadata.team)):
        if wanted is not None and (known or "") != wanted:
            return False
    if chosen.flag is not None and chosen.flag not in {it.kind for it in unit.flags.of([each.id])[each.id]}:
        return False
    made = [it for it in unit.evaluations.of(each.id) if it.scorecard.rubric == chosen.rubric]
    if chosen.author is not None:
        made = [it for it in made if it.author.kind is chosen.author]
    if chosen.criterion is not None:
        findings = [finding for it in made for finding in it.scorecard.findings]
        return each.in_force and any(
            it.criterion == chosen.criterion and it.outcome is chosen.outcome for it in findings
        )
    low = -1.0 if chosen.score_from is None else chosen.score_from
    high = 101.0 if chosen.score_to is None else chosen.score_to
    by_score = chosen.score_from is not None or chosen.score_to is not None
    scores = [it.scorecard.score for it in made]
    if not (any(it is not None and low <= it <= high for it in scores) if by_score else made):
        return False
    if chosen.received_from is not None and each.received_at < chosen.received_from:
        return False
    return chosen.received_before is None or each.received_at < chosen.received_before


class ListingContract:
    """Subclasses bring the fixture `fresh` (makes stores, each empty and upgraded)."""

    @settings(properties, max_examples=30, phases=AS_IT_IS)
    @given(
        calls,
        changes,
        st.lists(filters, min_size=4, max_size=8),
        scopes,
        st.sampled_from(Order),
        st.integers(1, 4),
    )
    def test_a_list_shows_what_is_found_one_by_one(
        self,
        fresh: Callable[[], Store],
        world: Sequence[Call],
        history: Sequence[tuple[str, int]],
        asked: Sequence[Filter],
        scope: Scope,
        order: Order,
        limit: int,
    ) -> None:
        store = fresh()
        arrange(store, world)
        for what, number in history:
            go_on(store, world, what, number % len(world))
        with store.begin() as unit:
            assert unit.beside.mend(at(0), at(99)) == 0
        for chosen in asked:
            with store.read(scope) as unit:
                every = unit.recordings.page(
                    replace(EVERYTHING, versions=chosen.versions), order=order, limit=500
                )
                expected = [each.id for each in every.recordings if is_sought(unit, each, chosen)]
                assert shown(unit, chosen, order, limit) == expected
