"""What remains of reviews, disputes, sessions, coaching and proposals once the words of a call are forgotten; see `qa.bare`.

Reasons and remarks go: they repeat what was said. Who answered what, and when, remains.
"""

from dataclasses import replace

from qa.calibration import Calibration
from qa.coaching import CoachingPlan
from qa.dispute import Dispute
from qa.proposal import Proposal
from qa.review import Review


def bare_review(review: Review) -> Review:
    """Take the words out of a review."""
    answers = tuple(replace(each, reason="", comments=()) for each in review.answers)
    skipped = tuple(replace(each, reason="") for each in review.skipped)
    why = review.why if review.plan is not None else ()  # a plan's are names of draws and rules
    return replace(review, answers=answers, skipped=skipped, why=why)


def bare_dispute(dispute: Dispute) -> Dispute:
    """Take the words out of a dispute."""
    rulings = tuple(replace(each, reason="") for each in dispute.rulings)
    return replace(dispute, reason="", appeal_reason="", rulings=rulings)


def bare_calibration(session: Calibration) -> Calibration:
    """Take the words out of a session."""
    votes = {name: tuple(replace(each, reason="") for each in given) for name, given in session.votes.items()}
    return replace(session, votes=votes)


def bare_plan(plan: CoachingPlan) -> CoachingPlan:
    """Take out of a coaching plan what coach and agent wrote; who wrote and when remains, and so do the goals."""
    remarks = tuple(replace(each, text="") for each in plan.remarks)
    return replace(plan, remarks=remarks, ended_why="")


def bare_proposal(proposal: Proposal) -> Proposal:
    """Take the words out of a proposal; an example is nothing but words."""
    pattern = proposal.pattern and replace(proposal.pattern, notes=frozenset(), nearest="")
    return replace(proposal, text="", reason="", pattern=pattern)
