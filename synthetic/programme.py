"""The quality programme of a made-up year: plans, reviews, calibrations and disputes, by the rules of `qa`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import numpy as np

from qa import calibration, dispute, review
from qa.amended import Amendment, amended
from qa.answered import ratings_of, ratings_of_session
from qa.calibration import Calibration, Vote
from qa.dispute import Contest, Dispute, Ruling, Verdict
from qa.evaluation import Evaluation, contest, publish, settle
from qa.flag import drawn_flag
from qa.plan_outlook import drawn_by
from qa.rating import Rating
from qa.review import Review, ReviewAnswer, Reviewer
from qa.review_plan import Picked, ReviewPlan, plan
from qa.statistics.sampling import DrawOptions, Why
from scoring.finding import Outcome
from storage.publishing import Origin, drafted
from storage.uow import Store, Unit
from synthetic.calls import Calls, agent_name, queue_name, team_name
from synthetic.form import LINES, RUBRIC
from synthetic.year import DAYS, MET, NOT_MET, OUTCOMES, Batch, Year

REVIEWERS = tuple(f"synthetic-reviewer-{number}" for number in range(1, 7))
LEAD = "synthetic-lead"
WEEKS = 4
"""Of a plan's period."""
SAID = "Made up."
"""Whatever a person gives as a reason."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of the programme there is.

    Attributes:
        random: calls that each plan draws by chance.
        by_risk: more that each draws by risk.
        sessions: calibrations in the year.
        contested: disputes in the year, about.
    """

    random: float = 200.0
    by_risk: float = 100.0
    sessions: int = 120
    contested: int = 150


def amounts(calls: int) -> Amounts:
    """Size the programme for a year of so many calls; a small one has enough of everything to be told."""
    part = min(1.0, calls / 60_000)
    return Amounts(
        max(40.0, 200 * part), max(20.0, 100 * part), max(40, round(120 * part)), max(8, round(150 * part))
    )


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A review that is done, what the person says of the call, and what it tells of the machine."""

    review: Review
    result: Evaluation
    ratings: tuple[Rating, ...]


class Programme:
    """Carries out the programme on calls that are stored.

    Args:
        store: that they are in.
        year: of the calls.
        batches: of the year, all of them.
        calls: that wrote them down.
        zone: the house's.
        amounts: how much is done.
    """

    def __init__(
        self, store: Store, year: Year, batches: Sequence[Batch], calls: Calls, zone: tzinfo, amounts: Amounts
    ) -> None:
        self._store, self._year, self._calls, self._zone = store, year, calls, zone
        self._batches = batches
        self._amounts = amounts
        self._rows = {name: (batch, row) for batch in batches for row, name in enumerate(batch.ids)}
        self._names = list(self._rows)
        self._chance = np.random.default_rng((year.seed, 11))

    def carry_out(self, done: Callable[[], None]) -> None:
        """Do all of it; `done` is called after each of `steps` parts."""
        for period in range(self.periods):
            self._plan(period)
            done()
        self._calibrate()
        done()
        self._dispute()
        done()

    @property
    def periods(self) -> int:
        """How many plans there are; the last one has just been made."""
        return DAYS // (7 * WEEKS)

    @property
    def steps(self) -> int:
        """In how many parts it is done."""
        return self.periods + 2

    def _plan(self, period: int) -> None:
        last = period == self.periods - 1
        since = self._year.moment(7 * WEEKS * period, -9 * 3600)
        before = self._year.moment(DAYS if last else 7 * WEEKS * (period + 1), -9 * 3600)
        seed = f"synthetic {self._year.seed} {period}"
        with self._store.begin() as unit:
            found = unit.plans.candidates(RUBRIC, since, before)
            drawn = plan(found, (), DrawOptions(seed, self._amounts.random, self._amounts.by_risk))
            kept = ReviewPlan(
                id=f"synthetic-plan-{period:02}",
                rubric=RUBRIC,
                since=since,
                before=before,
                rules=(),
                seed=seed,
                random=self._amounts.random,
                by_risk=self._amounts.by_risk,
                blind=True,
                candidates=len(found),
                count=len(drawn),
                made_by=LEAD,
                made_at=before,
                drawn=drawn_by(drawn),
            )
            unit.plans.add(kept)
            unit.flags.add_each(
                {
                    each.call.recording: drawn_flag(kept.candidates, each.chance)
                    for each in drawn
                    if Why.RANDOM in each.why
                }
            )
            waiting = [_waiting(kept, each) for each in drawn]
            if last:
                unit.reviews.add_all([_handed_out(each, number) for number, each in enumerate(waiting)])
                return
            told = [self._review(each, kept.made_at, number) for number, each in enumerate(waiting)]
            unit.reviews.add_all([each.review for each in told])
            unit.ratings.add(each for one in told for each in one.ratings)
            results = [each.result for each in told]
            known = unit.recordings.several([each.recording for each in results])
            unit.bulk.judged([(each, known[each.recording]) for each in results], self._zone)

    def _review(self, waiting: Review, since: datetime, number: int) -> "_Reviewed":
        """Have a call reviewed, so many hours after the plan."""
        batch, row = self._rows[waiting.recording]
        machine = self._machine(batch, row, waiting.recording)
        who, at = _reviewer(number), since + timedelta(hours=1 + number % 150)
        done, result = self._reviewed(waiting, who, machine, batch.person[row].tolist(), at)
        return _Reviewed(done, result, ratings_of(done, machine.scorecard))

    def _reviewed(
        self, waiting: Review, who: Reviewer, machine: Evaluation, codes: Sequence[int], at: datetime
    ) -> tuple[Review, Evaluation]:
        """Answer a review and release it; gives it, and what the person says of the call."""
        batch, row = self._rows[waiting.recording]
        given = [
            ReviewAnswer(line.asked.id, OUTCOMES[code], SAID) for line, code in zip(LINES, codes, strict=True)
        ]
        answered = review.answer(review.assign(waiting, who), who, machine.scorecard, given)
        name = f"p{waiting.recording[1:]}"
        done = review.submit(answered, who, machine.scorecard, now=at, release_at=at, result=name)
        card = amended(
            self._calls.form(batch, row).rubric,
            machine.scorecard,
            {each.criterion: Amendment(each.outcome, SAID) for each in given},
        )
        result = publish(drafted(machine, card, Origin(name, waiting.id, who.id, at)))
        return review.release(done, now=at), result

    def _calibrate(self) -> None:
        count = self._amounts.sessions
        picked = self._chance.choice(len(self._names), count, replace=False)
        with self._store.begin() as unit:
            for number, place in enumerate(sorted(picked.tolist())):
                self._session(unit, self._names[place], number, open_=number >= count - 2)

    def _session(self, unit: Unit, name: str, number: int, *, open_: bool) -> None:
        batch, row = self._rows[name]
        people = (LEAD, *(REVIEWERS[(number + step) % len(REVIEWERS)] for step in range(3)))
        machine = self._machine(batch, row, name)
        opened = machine.created_at + timedelta(days=3)
        session = Calibration(
            *(f"c{name[1:]}", f"Made-up session {number + 1}", machine.id, name, RUBRIC),
            *(agent_name(int(batch.agent[row])), queue_name(int(batch.queue[row])), people, LEAD, LEAD),
            *(opened, opened + timedelta(days=7)),
        )
        for who in people[: 1 if open_ else None]:
            codes = batch.said(self._chance)[row].tolist()
            votes = [Vote(line.asked.id, OUTCOMES[code]) for line, code in zip(LINES, codes, strict=True)]
            session = calibration.vote(session, Reviewer(who), machine.scorecard, votes)
        if not open_:
            session = calibration.close(session, now=opened + timedelta(days=4))
            unit.ratings.add(ratings_of_session(session, machine.scorecard))
        unit.calibrations.add(session)

    def _dispute(self) -> None:
        """Let agents contest what the machine holds against them: where it errs, and now and then where it does not."""
        with self._store.begin() as unit:
            for number, (name, criterion) in enumerate(self._grievances()):
                self._contest(unit, name, criterion, number)

    def _grievances(self) -> Iterator[tuple[str, int]]:
        """Pick calls that no review has, each with a criterion that the machine says is not met, by time."""
        with self._store.read() as unit:
            taken = {each.recording for each in unit.ratings.of(RUBRIC)}
        wrong: list[tuple[str, int]] = []
        right: list[tuple[str, int]] = []
        for name in self._chance.permutation(np.array(self._names)).tolist():
            batch, row = self._rows[name]
            lost = np.flatnonzero(batch.machine[row] == NOT_MET)
            if name in taken or not lost.size:
                continue
            unjust = [c for c in lost.tolist() if batch.truth[row][c] == MET]
            (wrong if unjust else right).append((name, unjust[0] if unjust else int(lost[0])))
            if min(len(wrong), len(right)) >= self._amounts.contested:
                break
        third = self._amounts.contested // 3
        order = {name: place for place, name in enumerate(self._names)}
        yield from sorted((*wrong[: 2 * third], *right[:third]), key=lambda each: order[each[0]])

    def _contest(self, unit: Unit, name: str, criterion: int, number: int) -> None:
        batch, row = self._rows[name]
        machine = unit.evaluations.get(f"e{name[1:]}")
        agent, team = agent_name(int(batch.agent[row])), team_name(int(batch.team[row]))
        opened = machine.created_at + timedelta(days=1)
        begun = dispute.open_(
            machine,
            Contest(f"d{name[1:]}", LINES[criterion].asked.id, SAID),
            Reviewer(agent, agent),
            call=(agent, team),
            others=(),
            until=opened,
            now=opened,
        )
        contested = contest(machine)
        if opened + timedelta(days=20) > self._year.moment(DAYS):
            unit.disputes.add(begun)
            unit.evaluations.save(contested)
            return
        just = batch.truth[row][criterion] == MET
        unit.disputes.add(
            self._ruled(unit, begun, contested, REVIEWERS[number % len(REVIEWERS)], just=bool(just))
        )
        unit.evaluations.save(settle(contested))

    def _ruled(self, unit: Unit, begun: Dispute, machine: Evaluation, by: str, *, just: bool) -> Dispute:
        at = begun.opened_at + timedelta(days=2)
        if not just:
            ruling = Ruling(by, at, Verdict.UPHELD, None, SAID)
            upheld = dispute.decide(begun, ruling, Reviewer(by), judges=())
            return dispute.settle(upheld, now=at + timedelta(days=8))
        batch, row = self._rows[begun.recording]
        name = f"o{begun.recording[1:]}"
        ruling = Ruling(by, at, Verdict.OVERTURNED, Outcome.MET, SAID, name)
        rubric = self._calls.form(batch, row).rubric
        card = amended(rubric, machine.scorecard, {begun.criterion: Amendment(Outcome.MET, SAID)})
        unit.evaluations.add(publish(drafted(machine, card, Origin(name, begun.id, by, at))))
        unit.scores.count(begun.recording, self._zone)
        return dispute.decide(begun, ruling, Reviewer(by), judges=())

    def _machine(self, batch: Batch, row: int, name: str) -> Evaluation:
        at = self._year.moment(int(batch.day[row]), float(batch.seconds[row]))
        heard = self._calls.heard(batch, row)
        return self._calls.evaluation(batch, row, name, at + timedelta(seconds=heard.duration + 600))


def _waiting(kept: ReviewPlan, picked: Picked) -> Review:
    """Put a call on the list of a plan."""
    call = picked.call
    return Review(
        *(
            f"v{call.recording[1:]}",
            call.evaluation,
            call.recording,
            RUBRIC,
            call.agent,
            call.team,
            call.queue,
        ),
        *("en", picked.why, kept.id, picked.chance, True, kept.made_at, kept.made_at + timedelta(days=7)),
    )


def _handed_out(waiting: Review, number: int) -> Review:
    """Give four reviews of five to somebody."""
    return waiting if number % 5 == 0 else review.assign(waiting, _reviewer(number))


def _reviewer(number: int) -> Reviewer:
    return Reviewer(REVIEWERS[number % len(REVIEWERS)])
