"""What the quality programme does by itself: delays and windows end, modes change, and the same mistake is sought."""

import logging
from datetime import timedelta
from zoneinfo import ZoneInfo

from qa import dispute as disputes
from qa import proposal as proposals
from qa.amended import Amendment, amended
from qa.evaluation import AuthorKind, settle
from qa.mode import AUTO, PlacedMode, by_place, look
from qa.pattern import rests_on
from qa.programme_events import (
    CriterionAssisted,
    CriterionAutomated,
    DisputeSettled,
    FindingRescored,
    ProposalMade,
)
from qa.proposal import Affected, Proposal, ProposalKind, ProposalState
from qa.statistics.agreement import AgreementOptions
from qa.statistics.bootstrap import Resampling
from qa.statistics.switch import Change, Mode, SwitchOptions
from storage.errors import ContentErased, NotFound
from storage.issuing import issue_again
from storage.publishing import Origin, corrected, put_in_force, release_review, standing
from workers.desk import Desk

_log = logging.getLogger(__name__)

BATCH = 200
"""Evaluations looked through in one view of the database."""
WINDOW = timedelta(days=91)
"""Ratings that a look at a criterion's mode rests on are no older."""


def keep_programme(desk: Desk) -> None:
    """Do what is due: release reviews, end disputes, look for the same mistake, correct what was accepted.

    Raises:
        StorageError: the database is away.
    """
    _release(desk)
    _end_disputes(desk)
    with desk.store.read() as unit:
        open_ = unit.proposals.all((ProposalState.SEEKING, ProposalState.ACCEPTED))
    for proposal in open_:
        if proposal.kind is ProposalKind.RESCORE:
            (_seek if proposal.state is ProposalState.SEEKING else _rescore)(desk, proposal)


def look_at_modes(desk: Desk) -> tuple[Change, ...]:
    """See which criteria the machine answers as well as people do; says what changed.

    Raises:
        StorageError: the database is away.
    """
    now = desk.now()
    year, week, _ = now.astimezone(ZoneInfo(desk.rules.zone)).isocalendar()
    with desk.store.read() as unit:
        given = by_place(unit.ratings.of(since=now - WINDOW))
        known = {each.place: each for each in unit.modes.all()}
    how = AgreementOptions(Resampling(seed=year * 100 + week))
    changes = []
    for place, theirs in given.items():
        former = known.get(place, PlacedMode(place, AUTO))
        decision = look(
            place, former.standing, theirs, period=f"{year}-W{week:02}", how=how, options=SwitchOptions()
        )
        if decision.standing == former.standing:
            continue
        with desk.store.begin() as unit:
            unit.modes.put(PlacedMode(place, decision.standing, decision.change or former.change))
            if decision.change is not None:
                changes.append(decision.change)
                kind = CriterionAssisted if decision.change.after is Mode.ASSIST else CriterionAutomated
                event = kind(
                    at=now,
                    rubric=place.rubric,
                    version=place.version,
                    language=place.language,
                    queue=place.queue,
                    criterion=place.criterion,
                    reason=decision.change.reason,
                    floor=decision.change.floor,
                    machine=decision.change.look.machine.value or 0.0,
                )
                unit.record(event)
    return tuple(changes)


def _release(desk: Desk) -> None:
    with desk.store.read() as unit:
        due = unit.reviews.due_for_release(desk.now())
    for each in due:
        with desk.store.begin() as unit:
            review = unit.reviews.get(each.id, to_change=True)
            if review.state is each.state:
                zone = ZoneInfo(desk.rules.zone)
                release_review(unit, review, zone=zone, at=desk.now(), actor=desk.owner)


def _end_disputes(desk: Desk) -> None:
    now = desk.now()
    with desk.store.read() as unit:
        lapsed = unit.disputes.lapsed(now)
    for each in lapsed:
        with desk.store.begin() as unit:
            dispute = unit.disputes.get(each.id, to_change=True)
            if dispute.state is not each.state:
                continue
            unit.disputes.save(disputes.settle(dispute, now=now))
            unit.record(
                DisputeSettled(
                    recording=dispute.recording,
                    at=now,
                    actor=desk.owner,
                    dispute=dispute.id,
                    evaluation=dispute.evaluation,
                    criterion=dispute.criterion,
                )
            )
            ended = settle(unit.evaluations.get(dispute.evaluation))
            if not any(
                other.evaluation == ended.id and other.state in disputes.PENDING
                for other in unit.disputes.of(dispute.recording)
            ):
                unit.evaluations.save(ended)
                issue_again(unit, ended, at=now)


def _seek(desk: Desk, proposal: Proposal) -> None:
    """Find the calls that rest on the same mistake, and say what each would come to."""
    affected: list[Affected] = []
    pattern, after = proposal.pattern, ""
    while pattern is not None and pattern.tells:
        with desk.store.read() as unit:
            batch = tuple(unit.proposals.alike(proposal, after, BATCH))
            if not batch:
                break
            after = batch[-1].id
            rubric = unit.rubrics.get(pattern.digest).rubric
            change = {proposal.criterion: Amendment(proposal.outcome)}
            affected += [
                Affected(
                    each.recording,
                    each.id,
                    each.scorecard.score,
                    amended(rubric, each.scorecard, change).score,
                )
                for each in batch
                if rests_on(each.scorecard, pattern)
            ]
    with desk.store.begin() as unit:
        loaded = unit.proposals.get(proposal.id, to_change=True)
        if loaded.state is not ProposalState.SEEKING:
            return
        unit.proposals.save(proposals.found(loaded, tuple(affected)))
        event = ProposalMade(
            recording=loaded.recording,
            at=desk.now(),
            actor=desk.owner,
            proposal=loaded.id,
            kind=loaded.kind,
            count=len(affected),
        )
        unit.record(event)


def _rescore(desk: Desk, proposal: Proposal) -> None:
    """Correct what the lead accepted, call by call; what people judged meanwhile stays theirs."""
    for each in proposal.affected:
        try:
            _correct(desk, proposal, each)
        except (ContentErased, NotFound) as gone:
            _log.info("Call %s is not corrected by proposal %s: %s", each.recording, proposal.id, gone)
    with desk.store.begin() as unit:
        loaded = unit.proposals.get(proposal.id, to_change=True)
        if loaded.state is ProposalState.ACCEPTED:
            unit.proposals.save(proposals.apply(loaded))


def _correct(desk: Desk, proposal: Proposal, affected: Affected) -> None:
    now, by = desk.now(), proposal.decided_by
    with desk.store.begin() as unit:
        basis = unit.evaluations.get(affected.evaluation)
        if standing(unit, basis).author.kind is AuthorKind.PERSON:
            return
        origin = Origin(desk.new_id(), proposal.id, by, now)
        made = corrected(
            unit, basis, proposal.criterion, Amendment(proposal.outcome, proposal.reason), origin
        )
        unit.evaluations.add(made)
        unit.record(
            FindingRescored(
                recording=basis.recording,
                at=now,
                actor=by,
                proposal=proposal.id,
                evaluation=basis.id,
                criterion=proposal.criterion,
                result=made.id,
            )
        )
        put_in_force(unit, made, zone=ZoneInfo(desk.rules.zone), at=now, actor=by)
