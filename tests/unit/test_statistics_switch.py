"""Auto and assist: no figure that stays as it is changes the mode twice, and silence changes nothing."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from qa.statistics.errors import FiguresInvalid, OptionsInvalid
from qa.statistics.figure import Figure, FigureState, Interval, too_little
from qa.statistics.switch import Change, Look, Mode, Reason, Standing, SwitchOptions, decide

OPTIONS = SwitchOptions()
PEOPLE_LOW = 0.8


def agreed(value: float, half: float = 0.05, confidence: float = 0.95) -> Figure:
    interval = Interval(max(value - half, -1.0), min(value + half, 1.0), confidence)
    return Figure(FigureState.TOLD, 100, value, interval, 0)


PEOPLE = agreed(PEOPLE_LOW + 0.05)
figures = st.builds(agreed, st.floats(0, 1), st.floats(0.001, 0.3)) | st.just(too_little(5))


def walk(standing: Standing, *machine: Figure) -> tuple[Standing, list[Change]]:
    changes = []
    for number, figure in enumerate(machine):
        decision = decide("greeting", standing, Look(f"week {number}", PEOPLE, figure), OPTIONS)
        standing = decision.standing
        changes += [decision.change] if decision.change else []
    return standing, changes


def test_a_machine_surely_under_the_floor_drops_at_once() -> None:
    standing, changes = walk(Standing(Mode.AUTO), agreed(0.7))
    assert standing.mode is Mode.ASSIST
    assert [(change.before, change.after, change.reason) for change in changes] == [
        (Mode.AUTO, Mode.ASSIST, Reason.SURELY_UNDER)
    ]
    assert changes[0].floor == pytest.approx(PEOPLE_LOW)
    assert changes[0].look.machine == agreed(0.7)


def test_one_bad_period_does_not_drop_it_and_a_second_in_a_row_does() -> None:
    low, good = agreed(0.78), agreed(0.82)
    assert walk(Standing(Mode.AUTO), low, good, low, good)[1] == []
    standing, changes = walk(Standing(Mode.AUTO), low, low)
    assert standing.mode is Mode.ASSIST
    assert [change.reason for change in changes] == [Reason.STILL_UNDER]


def test_a_second_look_at_one_period_does_not_count_again() -> None:
    look = Look("week 1", PEOPLE, agreed(0.78))
    standing = decide("greeting", Standing(Mode.AUTO), look, OPTIONS).standing
    assert (
        standing == decide("greeting", standing, look, OPTIONS).standing == Standing(Mode.AUTO, 1, "week 1")
    )


def test_too_little_data_between_two_bad_periods_neither_counts_nor_forgives() -> None:
    standing, _ = walk(Standing(Mode.AUTO), agreed(0.78), too_little(3), agreed(0.78))
    assert standing.mode is Mode.ASSIST


def test_it_comes_back_only_when_it_is_surely_as_good() -> None:
    dropped = Standing(Mode.ASSIST)
    assert walk(dropped, agreed(0.84), agreed(0.84))[1] == []
    standing, changes = walk(dropped, agreed(0.86))
    assert standing.mode is Mode.AUTO
    assert [change.reason for change in changes] == [Reason.RECOVERED]


def test_where_people_do_not_agree_nobody_is_held_to_them() -> None:
    unclear = Look("week 1", agreed(0.3), agreed(0.9))
    decision = decide("tone", Standing(Mode.AUTO), unclear, OPTIONS)
    assert decision.change is not None
    assert decision.change.reason is Reason.UNCLEAR_TO_PEOPLE
    assert decide("tone", decision.standing, unclear, OPTIONS).change is None


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(FiguresInvalid, match="one confidence"):
        decide("tone", Standing(Mode.AUTO), Look("w", PEOPLE, agreed(0.9, confidence=0.9)), OPTIONS)
    with pytest.raises(OptionsInvalid, match="patience"):
        SwitchOptions(patience=0)
    with pytest.raises(OptionsInvalid, match="floor"):
        SwitchOptions(lowest=1)


class Switching(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.standing = Standing(Mode.ASSIST)
        self.last: Look | None = None
        self.period = 0

    @rule(people=figures, machine=figures)
    def look(self, people: Figure, machine: Figure) -> None:
        self.period += 1
        self.last = Look(str(self.period), people, machine)
        before = self.standing
        decision = decide("c", before, self.last, OPTIONS)
        self.standing = decision.standing
        assert (decision.change is not None) == (before.mode is not self.standing.mode)
        if not (people.told and machine.told):
            assert self.standing == before
            return
        assert people.interval is not None
        assert machine.interval is not None
        assert machine.value is not None
        assert people.value is not None
        if decision.change and decision.change.after is Mode.AUTO:
            assert machine.interval.low >= people.interval.low >= OPTIONS.lowest
        if decision.change and decision.change.after is Mode.ASSIST:
            assert machine.value < people.interval.low or people.value < OPTIONS.lowest

    @rule(times=st.integers(1, 4))
    def stay_as_it_is(self, times: int) -> None:
        if self.last is None:
            return
        changes = 0
        for _ in range(times + OPTIONS.patience):
            self.period += 1
            decision = decide(
                "c", self.standing, Look(str(self.period), self.last.people, self.last.machine), OPTIONS
            )
            self.standing = decision.standing
            changes += decision.change is not None
        assert changes <= 1

    @invariant()
    def patience_is_never_overdrawn(self) -> None:
        assert self.standing.under < OPTIONS.patience
        assert self.standing.mode is Mode.AUTO or self.standing.under == 0


TestSwitching = Switching.TestCase
TestSwitching.settings = settings(max_examples=40, stateful_step_count=20)
