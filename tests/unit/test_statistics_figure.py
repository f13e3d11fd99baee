"""A figure on its scale."""

import pytest

from qa.statistics.figure import Figure, FigureState, Interval, Precision, too_little


def figure(value: float, low: float, high: float) -> Figure:
    return Precision().judge(value, low, high, n=100)


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ((80.0, 22.9, 137.2), (80.0, 22.9, 100.0)),
        ((20.0, -37.2, 77.1), (20.0, 0.0, 77.1)),
        ((101.0, 100.5, 101.5), (100.0, 100.0, 100.0)),
        ((50.0, 40.0, 60.0), (50.0, 40.0, 60.0)),
    ],
)
def test_what_lies_past_the_ends_of_a_scale_is_cut_off(
    told: tuple[float, ...], seen: tuple[float, ...]
) -> None:
    found = figure(*told).within(0, 100)
    assert found == Figure(FigureState.TOLD, 100, seen[0], Interval(seen[1], seen[2], 0.95), 0)


def test_what_is_not_told_stays_so() -> None:
    assert too_little(3, 27).within(0, 1) == too_little(3, 27)
