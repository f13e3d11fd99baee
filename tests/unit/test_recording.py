"""The recording's way: a state machine against a plain model, and the table of refusals."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qa import claim as claims
from qa.errors import AlreadyClaimed, AlreadySettled, LeaseLost, NotDue, NotSettled, QaError, WrongStage
from qa.metadata import CallMetadata
from qa.problem import Fault, Patience, Problem
from qa.recording import Recording, Stage, State, receive, redrive

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PATIENCE = Patience(tries=3, losses=3, free_losses=1, first_wait=10, growth=3, longest_wait=60, house_wait=20)
LEASE = 60.0


def waiting() -> Recording:
    return receive(recording_id="r1", source="s", key="k", metadata=CallMetadata(), now=NOON)


def claimed(recording: Recording | None = None, owner: str = "w1") -> Recording:
    recording = recording or waiting()
    return claims.claim(recording, recording.stage, owner=owner, now=NOON, seconds=LEASE)


def problem(fault: Fault) -> Problem:
    return Problem("x.y", "why", fault)


class Journey(RuleBasedStateMachine):
    """Workers that work, die, come back late and lie; a clock that only goes forward."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.recording = waiting()
        self.tokens: list[int] = []  # every attempt any worker ever held, in order
        self.finished: list[tuple[Stage, int]] = []
        self.faults_at_stage = 0
        self.losses_at_stage = 0

    @initialize()
    def begin(self) -> None:
        self.recording = waiting()

    @rule(seconds=st.floats(0, 200))
    def time_passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(owner=st.sampled_from(["w1", "w2"]), stage=st.sampled_from(list(Stage)))
    def claim(self, owner: str, stage: Stage) -> None:
        before = self.recording
        may = before.state is State.WAITING and before.stage is stage and before.next_attempt_at <= self.now
        try:
            self.recording = claims.claim(before, stage, owner=owner, now=self.now, seconds=LEASE)
        except (AlreadySettled, WrongStage, AlreadyClaimed, NotDue):
            assert not may
            return
        assert may
        assert self.recording.attempt == before.attempt + 1
        self.tokens.append(self.recording.attempt)

    def _is_held_by(self, attempt: int) -> bool:
        return self.recording.state is State.WORKING and self.recording.attempt == attempt

    @precondition(lambda self: self.tokens)
    @rule(data=st.data(), what=st.sampled_from(["renew", "complete", "set_aside", "fail", "release"]))
    def come_back(self, data: st.DataObject, what: str) -> None:
        attempt = data.draw(st.sampled_from(self.tokens))
        fault = data.draw(st.sampled_from(list(Fault)))
        before, now = self.recording, self.now
        held = self._is_held_by(attempt)
        try:
            match what:
                case "renew":
                    share = data.draw(st.floats(-1, 2))
                    changed = claims.renew(before, attempt, now=now, seconds=LEASE, progress=share)
                case "complete":
                    changed = claims.complete(before, attempt, now=now)
                case "set_aside":
                    changed = claims.set_aside(before, attempt, problem(Fault.RECORDING))
                case "fail":
                    changed = claims.fail(before, attempt, problem(fault), now=now, patience=PATIENCE)
                case _:
                    changed = claims.release(before, attempt, now=now)
        except LeaseLost:
            assert not held
            assert self.recording == before
            return
        assert held
        self.recording = changed
        if what == "complete":
            self.finished.append((before.stage, attempt))
            self.faults_at_stage = self.losses_at_stage = 0
        elif what == "fail":
            self.faults_at_stage += fault is not Fault.HOUSE
            if fault is Fault.RECORDING or self.faults_at_stage >= PATIENCE.tries:
                assert changed.state is State.FAILED
            else:
                assert changed.state is State.WAITING
                assert changed.next_attempt_at > now

    @rule(dead=st.booleans())
    def lose(self, dead: bool) -> None:
        before = self.recording
        run_out = before.lease is not None and (dead or before.lease.until <= self.now)
        try:
            self.recording = claims.lose(before, now=self.now, patience=PATIENCE, dead=dead)
        except NotDue:
            assert not run_out
            return
        assert run_out
        self.losses_at_stage += 1
        assert (self.recording.state is State.FAILED) == (self.losses_at_stage >= PATIENCE.losses)

    @rule(stage=st.none() | st.sampled_from(list(Stage)))
    def redrive(self, stage: Stage | None) -> None:
        before = self.recording
        try:
            self.recording = redrive(before, now=self.now, stage=stage)
        except NotSettled:
            assert not before.settled
            return
        except WrongStage:
            assert stage is not None
            assert list(Stage).index(stage) > list(Stage).index(before.stage)
            return
        assert before.settled
        self.faults_at_stage = self.losses_at_stage = 0

    @invariant()
    def holds_together(self) -> None:
        recording = self.recording
        assert (recording.lease is not None) == (recording.state is State.WORKING)
        assert recording.settled == (recording.state in {State.DONE, State.FAILED, State.NOT_SCORABLE})
        assert 0 <= recording.progress <= 1
        assert 0 <= recording.overall <= 1
        assert recording.attempt == len(self.tokens)
        assert len({attempt for _, attempt in self.finished}) == len(self.finished)
        if recording.state is State.DONE:
            assert recording.stage is Stage.SCORE
            assert recording.problem is None


TestJourney = Journey.TestCase
TestJourney.settings = settings(max_examples=60, stateful_step_count=40)


def test_goes_from_receipt_to_done() -> None:
    recording = waiting()
    for stage in Stage:
        assert recording.stage is stage
        recording = claimed(recording)
        recording = claims.complete(recording, recording.attempt, now=NOON)
    assert recording.state is State.DONE
    assert recording.overall == 1


def test_learns_without_forgetting() -> None:
    recording = claimed()
    recording = claims.complete(recording, 1, now=NOON, learnt=claims.Learnt(size=0, audio_sha256="ab"))
    recording = claimed(recording)
    recording = claims.complete(recording, 2, now=NOON, learnt=claims.Learnt(duration=0.0, language="zh"))
    assert (recording.size, recording.audio_sha256) == (0, "ab")
    assert (recording.duration, recording.language) == (0.0, "zh")


def test_a_house_fault_never_uses_up_the_tries() -> None:
    recording = waiting()
    for _ in range(50):
        recording = claims.claim(
            recording, Stage.INGEST, owner="w", now=recording.next_attempt_at, seconds=LEASE
        )
        now = recording.lease.until if recording.lease else NOON
        recording = claims.fail(
            recording, recording.attempt, problem(Fault.HOUSE), now=now, patience=PATIENCE
        )
    assert recording.state is State.WAITING
    assert recording.tries == 0


@given(st.integers(1, 10_000), st.sampled_from(list(Fault)))
def test_waits_grow_and_stay_bounded(tries: int, fault: Fault) -> None:
    assert PATIENCE.wait(fault, tries) <= PATIENCE.wait(fault, tries + 1) <= PATIENCE.longest_wait


def test_a_late_worker_may_renew_while_nobody_took_its_place() -> None:
    late = NOON + timedelta(hours=1)
    recording = claims.renew(claimed(), 1, now=late, seconds=LEASE, progress=0.4)
    assert recording.lease is not None
    assert recording.lease.until == late + timedelta(seconds=LEASE)
    assert recording.progress == 0.4


def test_progress_never_goes_back() -> None:
    recording = claims.renew(claimed(), 1, now=NOON, seconds=LEASE, progress=0.6)
    assert claims.renew(recording, 1, now=NOON, seconds=LEASE, progress=0.2).progress == 0.6


@pytest.mark.parametrize(
    ("recording", "refusal"),
    [
        (replace(waiting(), state=State.DONE), AlreadySettled),
        (replace(waiting(), stage=Stage.SCORE), WrongStage),
        (claimed(), AlreadyClaimed),
        (replace(waiting(), next_attempt_at=NOON + timedelta(seconds=1)), NotDue),
    ],
)
def test_a_claim_is_refused_by_type(recording: Recording, refusal: type[QaError]) -> None:
    with pytest.raises(refusal, match="r1"):
        claims.claim(recording, Stage.INGEST, owner="w2", now=NOON, seconds=LEASE)
