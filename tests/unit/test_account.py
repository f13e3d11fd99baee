"""Accounts: which passwords are refused, and how long failures hold one back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.account import (
    FORGOTTEN,
    FREE_FAILURES,
    LONGEST,
    LONGEST_WAIT,
    SHORTEST,
    check_password,
    check_tree,
    failed,
    wait,
)
from qa.errors import PasswordWeak, TeamsInCircle

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "x" * (LONGEST + 1),
        "passwordpassword",
        "Password123456!!",
        "emma-reed-emma-reed",
        "aaaaaaaaaaaaaaaa",
        "EVERYCALL12345678",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(PasswordWeak):
        check_password(password, login="emma", name="Emma Reed")


@pytest.mark.parametrize("password", ["plain violet harbour", "我家门前有一条小河流水", "x9#kQ!v2mLp0"])
def test_others_are_taken(password: str) -> None:
    password = password.ljust(SHORTEST, "z")
    check_password(password, login="emma", name="Emma Reed")


@given(st.integers(0, 10_000))
def test_the_wait_grows_up_to_its_limit_and_begins_after_the_free_ones(failures: int) -> None:
    until, next_until = wait(failures, NOON), wait(failures + 1, NOON)
    assert (until is None) is (failures < FREE_FAILURES)
    if until is not None and next_until is not None:
        assert NOON < until <= next_until <= NOON + LONGEST_WAIT


def test_failures_of_long_ago_are_forgotten() -> None:
    assert failed(0, None, NOON) == 1
    assert failed(4, NOON, NOON + FORGOTTEN) == 5
    assert failed(4, NOON, NOON + FORGOTTEN + timedelta(seconds=1)) == 1


def test_a_team_does_not_stand_below_itself() -> None:
    tree = {"a": None, "b": "a", "c": "b"}
    check_tree("c", "a", tree)
    check_tree("a", None, tree)
    for parent in ("a", "b", "c"):
        with pytest.raises(TeamsInCircle):
            check_tree("a", parent, tree)
