"""What the models that checks ask know of one call already, and what they learn while it is scored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asr.transcript import Engine
from scoring.asked import Asked, Budget
from scoring.form import Rubric
from scoring.needs import Needs, engines_of, needs_of
from scoring.ports import Aids
from scoring.remembered import Remembered, key
from storage.uow import Store, Unit


@dataclass(frozen=True, slots=True)
class _Asking:
    """A rubric, and what it needs."""

    rubric: Rubric
    needs: Needs


class Recall:
    """Models with a memory, for scoring one transcript.

    Each clause is embedded once and each question put once, however often the call is scored. With all vectors
    there no model is loaded.

    Args:
        store: where memories are kept.
        transcript: its id.
        rubrics: those the call is scored by; models that none of them asks are left alone.
        aids: gives the house's models.
        budget: what the call may cost at the judge.
    """

    def __init__(
        self,
        store: Store,
        transcript: str,
        rubrics: Sequence[Rubric],
        aids: Callable[[], Aids],
        budget: Budget,
    ) -> None:
        self._transcript = transcript
        self._asking = [_Asking(rubric, needs_of(rubric)) for rubric in rubrics]
        self._embedder: Remembered | None = None
        self._judge: Asked | None = None
        meanings, judged = any(a.needs.lines for a in self._asking), any(a.needs.judge for a in self._asking)
        if not (meanings or judged):
            return
        house = aids()
        with store.read() as unit:
            if meanings and house.embedder is not None:
                owners = [transcript, *(a.rubric.digest for a in self._asking if a.needs.lines)]
                self._embedder = Remembered(house.embedder, unit.vectors.of(owners, house.embedder.engine))
            if judged and house.judge is not None:
                self._judge = Asked(house.judge, unit.answers.of(transcript), budget)

    @property
    def aids(self) -> Aids:
        """The models, for the checks."""
        return Aids(self._embedder, self._judge)

    def engines(self, rubric: Rubric) -> tuple[Engine, ...]:
        """Name the models that a rubric asks."""
        return engines_of(needs_of(rubric).of(self.aids))

    def keep(self, unit: Unit, *, now: datetime) -> None:
        """Keep what was learnt: with the transcript what was said in it, with a rubric what it compares with."""
        if self._judge is not None:
            unit.answers.keep(self._transcript, self._judge.learnt, now=now)
        if self._embedder is None:
            return
        engine, learnt = self._embedder.engine, self._embedder.learnt
        ours: set[bytes] = set()
        for each in self._asking:
            names = {key(line, each.rubric.language.value) for line in each.needs.lines}
            new = {name: row for name, row in learnt.items() if name in names}
            unit.vectors.of_rubric(each.rubric.digest, engine, new)
            ours |= names
        said = {name: row for name, row in learnt.items() if name not in ours}
        unit.vectors.of_transcript(self._transcript, engine, said)
