"""Reviews and disputes step by step: what each asks for, keeps and refuses."""

import pytest

from qa import dispute as disputes
from qa import review as reviews
from qa.amended import amended
from qa.answered import amendments
from qa.dispute import Contest, Dispute, DisputeOptions, DisputeState, Ruling, Verdict
from qa.errors import (
    Contested,
    NotAsked,
    NotDue,
    NotTheirs,
    OwnCall,
    OwnReview,
    TransitionRefused,
    Unanswered,
    WindowClosed,
)
from qa.evaluation import EvaluationState, contest, settle
from qa.review import Comment, Review, ReviewAnswer, Reviewer
from scoring.finding import Outcome
from tests.programme import NOON, WEEK, answers, card, machine, review, rubric, transcript

PEOPLE = (Reviewer("lin"), Reviewer("max", "a2"), Reviewer("eva"), Reviewer("ann", "a1"))
AGENT = PEOPLE[-1]


def done() -> Review:
    given = answers(Outcome.MET, Outcome.MET, Outcome.NOT_MET)
    assigned = reviews.assign(review(), PEOPLE[0])
    return reviews.answer(assigned, PEOPLE[0], card(), given)


def test_a_change_has_to_have_a_reason() -> None:
    assigned = reviews.assign(review(), PEOPLE[0])
    given = answers(Outcome.MET, Outcome.MET, Outcome.NOT_MET, reason="")
    answered = reviews.answer(assigned, PEOPLE[0], card(), given)
    with pytest.raises(Unanswered, match="thanks is met where the machine says not_met") as caught:
        reviews.submit(answered, PEOPLE[0], card(), now=NOON, release_at=NOON, result="e")
    assert len(caught.value.problems) == 1


def test_what_is_confirmed_keeps_its_evidence_and_what_is_changed_has_the_persons() -> None:
    changed = ReviewAnswer(
        "thanks", Outcome.MET, "She does.", (Comment(transcript().turns[0].start, "here"),)
    )
    answered = reviews.answer(done(), PEOPLE[0], card(), [changed])
    human = amended(rubric(), card(), amendments(answered, transcript()))
    machine_ = {f.criterion: f for f in card().findings}
    found = {f.criterion: f for f in human.findings}
    assert found["greets"].evidence == machine_["greets"].evidence
    assert found["greets"].confidence == 1.0
    (evidence,) = found["thanks"].evidence
    assert (evidence.quote, evidence.note, evidence.turn) == ("Good morning, how can I help?", "here", 0)
    assert (found["thanks"].earned, found["thanks"].possible) == (12.5, 12.5)
    assert (human.score, human.earned_score, human.auto_failed) == (0.0, 50.0, ("discloses",))
    assert amendments(answered, None)["thanks"].evidence == ()


def test_a_delay_is_kept() -> None:
    submitted = reviews.submit(done(), PEOPLE[0], card(), now=NOON, release_at=NOON + WEEK, result="e")
    with pytest.raises(NotDue, match="2026-03-09"):
        reviews.release(submitted, now=NOON)
    released = reviews.release(submitted, now=NOON + WEEK)
    with pytest.raises(NotTheirs):
        reviews.acknowledge(released, PEOPLE[1], now=NOON + WEEK)
    assert reviews.acknowledge(released, AGENT, now=NOON + WEEK).acknowledged_at == NOON + WEEK


def test_refusals_say_what_to_do() -> None:
    with pytest.raises(OwnCall, match="somebody else"):
        reviews.assign(review(), AGENT)
    with pytest.raises(NotTheirs, match="take it over"):
        reviews.skip(reviews.assign(review(), PEOPLE[0]), PEOPLE[2], reason="", now=NOON)
    with pytest.raises(NotAsked, match="greets"):
        reviews.answer(done(), PEOPLE[0], card(), [ReviewAnswer("sings", Outcome.MET)])
    with pytest.raises(TransitionRefused, match="already"):
        reviews.take_over(done(), PEOPLE[0])
    assert reviews.take_over(done(), PEOPLE[2]).answers == ()


def opened(criterion: str = "thanks") -> Dispute:
    return disputes.open_(
        machine(),
        Contest("d", criterion, "I did."),
        AGENT,
        call=("a1", None),
        others=(),
        until=NOON,
        now=NOON,
    )


def test_what_cannot_be_contested() -> None:
    with pytest.raises(NotAsked, match="costs nothing"):
        opened("greets")
    with pytest.raises(Contested, match="dispute d"):
        disputes.open_(
            machine(),
            Contest("x", "thanks", "."),
            AGENT,
            call=("a1", None),
            others=[opened()],
            until=NOON,
            now=NOON,
        )
    with pytest.raises(WindowClosed, match="until 2026-03-02"):
        disputes.open_(
            machine(),
            Contest("x", "thanks", "."),
            AGENT,
            call=("a1", None),
            others=(),
            until=NOON,
            now=NOON + WEEK,
        )


def test_an_appeal_is_decided_by_a_third() -> None:
    upheld = Ruling("lin", NOON, Verdict.UPHELD, None, "No.")
    first = disputes.decide(opened(), upheld, PEOPLE[0], judges=(), options=DisputeOptions(appeal=WEEK))
    appealed = disputes.appeal(first, AGENT, reason="Yes.", now=NOON + WEEK)
    with pytest.raises(OwnReview):
        disputes.decide(appealed, upheld, PEOPLE[0], judges=())
    fallen = Ruling("eva", NOON, Verdict.OVERTURNED, Outcome.MET, "Yes.", "e-2")
    final = disputes.decide(appealed, fallen, PEOPLE[2], judges=())
    assert (final.state, final.verdict) == (DisputeState.FINAL, Verdict.OVERTURNED)
    with pytest.raises(TransitionRefused, match="is final"):
        disputes.appeal(final, AGENT, reason="Again.", now=NOON)


def test_an_evaluation_goes_from_published_by_disputed_to_final() -> None:
    disputed = contest(machine())
    assert (disputed.state, disputed.counts) == (EvaluationState.DISPUTED, True)
    final = settle(disputed)
    with pytest.raises(TransitionRefused, match="is final"):
        contest(final)
    with pytest.raises(TransitionRefused, match="draft"):
        settle(machine(state=EvaluationState.DRAFT))
