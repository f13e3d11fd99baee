"""Stored calls scored by an old and a new version of a rubric, a page at a time; nothing is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qa.backtest import Tally
from qa.choice import facts_of
from scoring.asked import Asked, Budget
from scoring.form import Rubric
from scoring.needs import needs_of
from scoring.ports import Aids
from scoring.remembered import Memory, Remembered
from scoring.rescore import Rescorer
from storage.calls import PAGE, Place, StoredCall, Stretch
from storage.uow import Store, Unit
from workers.memory import settled

_NOTHING = Budget(questions=0, tokens=0)
"""A backtest asks the judge nothing new: what it answered before stands, the rest is undecided."""


class Backtester:
    """Scores stored calls by two versions.

    Args:
        store: where the calls are.
        old: the version in use.
        new: the version that may take its place.
        aids: gives the house's models; none is asked for unless a rubric needs it.
    """

    def __init__(self, store: Store, old: Rubric, new: Rubric, aids: Callable[[], Aids]) -> None:
        self._store = store
        self._both = (old, new)
        self._rescorer = Rescorer(old, new)
        self._needs = [needs_of(rubric) for rubric in self._both]
        self._aids = aids() if any(need.lines or need.judge for need in self._needs) else Aids()
        self._own = self._lines()
        self.tally = Tally(old, new)

    def run(self, stretch: Stretch, *, page_size: int = PAGE) -> Iterator[int]:
        """Score calls and add them up in `tally`; yields how many were looked at, page by page.

        Raises:
            StorageError: the database is away.
        """
        place, looked_at = None, 0
        with settled():
            while True:
                page, place = self._page(stretch, place, page_size)
                looked_at += page
                yield looked_at
                if place is None:
                    return

    def _page(self, stretch: Stretch, place: Place | None, size: int) -> tuple[int, Place | None]:
        """Score a page; gives how many calls it had, and the place to go on from."""
        with self._store.read() as unit:
            page, following = unit.calls.page(stretch, place, limit=size)
            embedder = self._embedder(unit, page)
            answers = {
                each.transcript: unit.answers.of(each.transcript)
                for each in (page if self._aids.judge else ())
            }
        for each in page:
            judge = self._aids.judge and Asked(self._aids.judge, answers[each.transcript], _NOTHING)
            self._add(each, Aids(embedder, judge))
        return len(page), following

    def _add(self, stored: StoredCall, aids: Aids) -> None:
        facts = facts_of(stored.metadata, stored.call.transcript, source=stored.source)
        call = replace(stored.call, metadata=facts)
        language = call.transcript.language
        if all(rubric.applies(language, facts) for rubric in self._both):
            self.tally.add(stored.recording, stored.metadata.agent_id, *self._rescorer.score(call, aids))

    def _lines(self) -> Memory:
        """Embed once what the two versions compare with."""
        embedder = self._aids.embedder
        if embedder is None:
            return {}
        with self._store.read() as unit:
            known = unit.vectors.of([rubric.digest for rubric in self._both], embedder.engine)
        memory = Remembered(embedder, known)
        for rubric, need in zip(self._both, self._needs, strict=True):
            if need.lines:
                memory.embed(need.lines, rubric.language.value)
        return {**known, **memory.learnt}

    def _embedder(self, unit: Unit, page: Sequence[StoredCall]) -> Remembered | None:
        """Give an embedder that remembers what was said in a page of calls."""
        embedder = self._aids.embedder
        if embedder is None:
            return None
        said = unit.vectors.of([each.transcript for each in page], embedder.engine)
        return Remembered(embedder, {**self._own, **said})
