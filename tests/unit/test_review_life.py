"""A call's review and disputes, in any order that people may think of."""

import random
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qa import dispute as disputes
from qa import review as reviews
from qa.amended import Amendment, amended
from qa.answered import amendments
from qa.dispute import Contest, Dispute, DisputeState, Ruling, Verdict
from qa.errors import (
    QaError,
)
from qa.evaluation import Author, AuthorKind, Evaluation, EvaluationState, contest, judges_of
from qa.review import Review, ReviewAnswer, Reviewer, ReviewState
from scoring.finding import Outcome, Scorecard
from storage.codec import Codec
from tests.programme import CRITERIA, NOON, WEEK, answers, machine, review, rubric, transcript

PEOPLE = (Reviewer("lin"), Reviewer("max", "a2"), Reviewer("eva"), Reviewer("ann", "a1"))
AGENT = PEOPLE[-1]
people, outcomes, criteria = st.sampled_from(PEOPLE), st.sampled_from(Outcome), st.sampled_from(CRITERIA)
_codec = Codec(Scorecard)


def person(by: str, scorecard: Scorecard, name: str) -> Evaluation:
    return machine(
        name, scorecard=scorecard, author=Author(AuthorKind.PERSON, by), state=EvaluationState.PUBLISHED
    )


class Programme(RuleBasedStateMachine):
    """Four people, one of them the agent, do anything at any time; what is refused changes nothing."""

    @initialize(
        blind=st.booleans(),
        far=st.sampled_from(["new", "answered", "submitted", "contested", "contested", "upheld", "upheld"]),
    )
    def begin(self, blind: bool, far: str) -> None:
        """Begin anywhere on the way: what lies far down it is met too seldom otherwise."""
        self.machine = machine("e-r")
        self.before = _codec.encode(self.machine.scorecard)
        self.review: Review = review(blind=blind)
        self.made: list[Evaluation] = [self.machine]
        self.disputes: dict[str, Dispute] = {}
        self.overturned: dict[str, Outcome] = {}
        self.now = NOON
        self.skippers: set[str] = set()
        if far == "new":
            return
        self.review = reviews.assign(self.review, PEOPLE[0])
        given = answers(Outcome.MET, Outcome.MET, Outcome.NOT_MET)
        self.review = reviews.answer(self.review, PEOPLE[0], self.machine.scorecard, given)
        if far == "answered":
            return
        self.submit(PEOPLE[0])
        if far in {"contested", "upheld"}:
            self.open_dispute(AGENT, "discloses")
        if far == "upheld":
            ruling = Ruling("eva", self.now, Verdict.UPHELD, None, "No.")
            self.disputes["d-0"] = disputes.decide(self.disputes["d-0"], ruling, PEOPLE[2], judges={"lin"})

    @rule(by=people)
    def assign(self, by: Reviewer) -> None:
        self.attempt(lambda: reviews.assign(self.review, by))

    @rule(by=people)
    def take_over(self, by: Reviewer) -> None:
        self.attempt(lambda: reviews.take_over(self.review, by))

    @rule(by=people)
    def skip(self, by: Reviewer) -> None:
        if self.attempt(lambda: reviews.skip(self.review, by, reason="I know them.", now=self.now)):
            self.skippers.add(by.id)

    @rule(by=people, criterion=criteria, outcome=outcomes, reason=st.sampled_from(["", "Heard at 2 s."]))
    def answer(self, by: Reviewer, criterion: str, outcome: Outcome, reason: str) -> None:
        given = [ReviewAnswer(criterion, outcome, reason)]
        hidden = not self.review.shows_machine(self.machine.scorecard)
        former = {each.criterion: each.first for each in self.review.answers}
        if self.attempt(lambda: reviews.answer(self.review, by, self.machine.scorecard, given)):
            first = {each.criterion: each.first for each in self.review.answers}
            assert first | former == first, "what was answered first stays"
            assert hidden or not self.review.blind or former.keys() == first.keys()

    @rule(by=people)
    def submit(self, by: Reviewer) -> None:
        later = self.now + timedelta(days=1)
        card_ = self.machine.scorecard
        if self.attempt(
            lambda: reviews.submit(self.review, by, card_, now=self.now, release_at=later, result="e-p")
        ):
            human = amended(rubric(), card_, amendments(self.review, transcript()))
            said = {each.criterion: each.outcome for each in self.review.answers}
            assert {f.criterion: f.outcome for f in human.findings} == said
            self.made.append(person(by.id, human, "e-p"))

    @rule()
    def release(self) -> None:
        self.attempt(lambda: reviews.release(self.review, now=self.now))

    @rule(by=people)
    def acknowledge(self, by: Reviewer) -> None:
        if self.attempt(lambda: reviews.acknowledge(self.review, by, now=self.now)):
            assert by == AGENT

    @rule(days=st.integers(0, 3))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(by=people, criterion=criteria)
    def open_dispute(self, by: Reviewer, criterion: str) -> None:
        given = Contest(f"d-{len(self.disputes)}", criterion, "I did say it.")
        try:
            opened = disputes.open_(
                self.made[-1],
                given,
                by,
                call=("a1", "Loans"),
                others=self.disputes.values(),
                until=NOON + 2 * WEEK,
                now=self.now,
            )
        except QaError:
            return
        assert by == AGENT
        assert self.now <= NOON + 2 * WEEK
        assert opened.contested is Outcome.NOT_MET
        self.made[-1] = contest(self.made[-1])
        self.disputes[opened.id] = opened

    def waiting(self) -> Dispute:
        """Pick a dispute that somebody has to decide, else any."""
        known = [self.disputes[name] for name in sorted(self.disputes)]
        return next((each for each in known if each.state in disputes.UNDECIDED), known[0])

    @precondition(lambda self: self.disputes)
    @rule(by=people, outcome=st.sampled_from([None, None, *Outcome]))
    def decide(self, by: Reviewer, outcome: Outcome | None) -> None:
        chosen = self.waiting()
        verdict = Verdict.UPHELD if outcome is None else Verdict.OVERTURNED
        judges = judges_of(self.made)
        ruling = Ruling(by.id, self.now, verdict, outcome, "Listened to it.", "e-d" if outcome else None)
        try:
            decided = disputes.decide(chosen, ruling, by, judges=judges)
        except QaError:
            return
        assert by.id not in judges, "nobody decides what they reviewed"
        assert by != AGENT
        assert by.id not in {each.by for each in chosen.rulings}, "an appeal is decided by somebody else"
        self.disputes[chosen.id] = decided
        if outcome is not None:
            self.restore(chosen, by, outcome)

    def restore(self, chosen: Dispute, by: Reviewer, outcome: Outcome) -> None:
        former = self.made[-1].scorecard
        after = amended(rubric(), former, {chosen.criterion: Amendment(outcome, "Listened to it.")})
        said = {f.criterion: f.outcome for f in former.findings} | {chosen.criterion: outcome}
        weights = {"greets": 3, "thanks": 1, "discloses": 4}
        counted = {name: w for name, w in weights.items() if said[name] in {Outcome.MET, Outcome.NOT_MET}}
        earned = sum(w for name, w in counted.items() if said[name] is Outcome.MET)
        failed = said["discloses"] is Outcome.NOT_MET
        expected = None if not counted else 0.0 if failed else round(100 * earned / sum(counted.values()), 2)
        assert after.score == (0.0 if failed else expected), "the score is what is earned"
        self.made.append(person(by.id, after, f"e-{len(self.made)}"))

    @precondition(lambda self: self.disputes)
    @rule(by=st.sampled_from([AGENT, AGENT, *PEOPLE]), pick=st.randoms(use_true_random=False))
    def appeal(self, by: Reviewer, pick: random.Random) -> None:
        chosen = self.disputes[pick.choice(sorted(self.disputes))]
        try:
            self.disputes[chosen.id] = disputes.appeal(chosen, by, reason="Listen again.", now=self.now)
        except QaError:
            return
        assert by == AGENT
        assert chosen.appealed_at is None, "an appeal is made once"

    @precondition(lambda self: self.disputes)
    @rule(pick=st.randoms(use_true_random=False))
    def settle(self, pick: random.Random) -> None:
        chosen = self.disputes[pick.choice(sorted(self.disputes))]
        try:
            self.disputes[chosen.id] = disputes.settle(chosen, now=self.now)
        except QaError:
            return
        assert chosen.appeal_until is not None
        assert self.now > chosen.appeal_until

    def attempt(self, change: "object") -> bool:
        before = self.review
        try:
            self.review = change()  # type: ignore[operator] # a lambda of this class
        except QaError:
            assert self.review is before
            return False
        return True

    @invariant()
    def the_machines_card_never_changes(self) -> None:
        if hasattr(self, "machine"):
            assert _codec.encode(self.machine.scorecard) == self.before

    @invariant()
    def nobody_reviews_their_own_call(self) -> None:
        if hasattr(self, "review"):
            assert self.review.reviewer != AGENT.id
            assert self.review.reviewer not in self.skippers
            assert all(each.author.name != AGENT.id for each in self.made)

    @invariant()
    def what_is_done_has_a_whole_form(self) -> None:
        if hasattr(self, "review") and not self.review.open:
            assert [each.criterion for each in self.review.answers] == list(CRITERIA)
            assert self.review.state is ReviewState.SUBMITTED or (
                self.review.release_at is not None and self.now >= self.review.release_at
            )

    @invariant()
    def a_dispute_has_as_many_rulings_as_its_state_says(self) -> None:
        for each in getattr(self, "disputes", {}).values():
            rulings = {DisputeState.OPEN: {0}, DisputeState.FINAL: {1, 2}}.get(each.state, {1})
            assert len(each.rulings) in rulings


TestProgramme = Programme.TestCase
TestProgramme.settings = settings(max_examples=250, stateful_step_count=25, deadline=None)
