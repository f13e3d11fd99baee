"""What a confidence is worth, and from which on findings may be published."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.statistics.confidence import Curve, checks, curve, reliability
from qa.statistics.errors import FiguresInvalid, OptionsInvalid
from qa.statistics.threshold import ThresholdState, threshold

findings = st.lists(
    st.tuples(st.integers(0, 20).map(lambda n: n / 20), st.booleans(), st.floats(0.05, 1)),
    min_size=1,
    max_size=60,
)
Findings = list[tuple[float, bool, float]]


@given(findings)
def test_the_curve_is_scikit_learns_isotonic_regression(found: Findings) -> None:
    from sklearn.isotonic import IsotonicRegression

    confidences, confirmed, chances = zip(*found, strict=True)
    fitted = IsotonicRegression(out_of_bounds="clip").fit(confidences, confirmed, 1 / np.array(chances))
    asked = np.linspace(0, 1, 51)
    ours = curve(checks(confidences, confirmed, chances), least=1).chance(asked)
    assert ours == pytest.approx(fitted.predict(asked), abs=1e-9)


@given(findings, st.integers(1, 30))
def test_the_curve_rises_and_is_defined_everywhere(found: Findings, least: int) -> None:
    confidences, confirmed, chances = zip(*found, strict=True)
    fitted = curve(checks(confidences, confirmed, chances), least=least)
    read = fitted.chance(np.linspace(0, 1, 101))
    assert ((read >= 0) & (read <= 1)).all()
    assert (np.diff(read) >= -1e-12).all()
    assert list(fitted.confidences) == sorted(set(fitted.confidences))


def test_a_few_lucky_findings_are_no_certainty() -> None:
    confidences = [0.5] * 40 + [0.99] * 3
    confirmed = [1] * 20 + [0] * 20 + [1] * 3
    assert curve(checks(confidences, confirmed), least=1).chance(0.99) == 1.0
    assert curve(checks(confidences, confirmed), least=20).chance(0.99) == pytest.approx(23 / 43)


def test_nothing_checked_leaves_the_confidence_as_it_is() -> None:
    fitted = curve(checks([], []))
    assert fitted == Curve((), (), 0)
    assert fitted.chance(0.7) == 0.7


def test_bands_and_their_error_are_those_of_a_hand_reckoning() -> None:
    told = reliability(checks([0.05, 0.95, 0.95, 1.0], [0, 1, 0, 1]))
    assert [(band.n, band.confirmed) for band in told.bands] == [(1, 0.0), (3, pytest.approx(2 / 3))]
    assert told.bands[1].mean == pytest.approx(2.9 / 3)
    assert told.expected_error == pytest.approx((0.05 + abs(2.9 - 2)) / 4)
    assert reliability(checks([], [])).expected_error is None


def test_bands_are_those_of_scikit_learn() -> None:
    from sklearn.calibration import calibration_curve

    random = np.random.default_rng(4)
    confidences = random.random(500)
    confirmed = random.random(500) < confidences**2
    share, mean = calibration_curve(confirmed, confidences, n_bins=10)
    told = reliability(checks(confidences, confirmed))
    assert [band.confirmed for band in told.bands] == pytest.approx(share)
    assert [band.mean for band in told.bands] == pytest.approx(mean)
    for band in told.bands:
        assert band.interval.low <= band.confirmed <= band.interval.high


def planted(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Findings of which those over 0.8 err in 1 %, those under in 20 %."""
    random = np.random.default_rng(seed)
    confidences = random.random(n)
    return confidences, random.random(n) >= np.where(confidences >= 0.8, 0.01, 0.2)


def test_a_threshold_is_chosen_where_the_error_is_surely_low() -> None:
    found = threshold(checks(*planted(20_000, 1)), target=0.03)
    assert found.state is ThresholdState.CHOSEN
    assert found.confidence is not None
    assert found.error is not None
    assert found.upper is not None
    assert 0.7 < found.confidence <= 0.81
    assert found.error < found.upper <= 0.03
    assert found.passing == pytest.approx(1 - found.confidence, abs=0.02)


def test_a_point_estimate_alone_does_not_pass() -> None:
    confidences, confirmed = [0.9] * 400, [0] * 8 + [1] * 392
    assert threshold(checks(confidences, confirmed), target=0.02).state is ThresholdState.TOO_WRONG
    assert threshold(checks(confidences * 10, [0] * 60 + [1] * 3940), target=0.02).confidence == 0.9


def test_too_few_findings_are_told_with_what_is_missing() -> None:
    found = threshold(checks([0.9] * 50, [1] * 50), target=0.02)
    assert found.state is ThresholdState.TOO_LITTLE
    again = 50 + found.needed
    assert threshold(checks([0.9] * again, [1] * again), target=0.02).state is ThresholdState.CHOSEN
    assert threshold(checks([], []), target=0.02).state is ThresholdState.TOO_LITTLE


def test_findings_of_unequal_weight_are_fewer() -> None:
    confidences, confirmed = np.full(400, 0.9), np.arange(400) >= 4
    even = threshold(checks(confidences, confirmed), target=0.03)
    uneven = threshold(checks(confidences, confirmed, np.where(np.arange(400) % 2, 0.9, 0.02)), target=0.03)
    assert even.state is ThresholdState.CHOSEN
    assert uneven.state is ThresholdState.TOO_LITTLE


def test_what_cannot_be_is_refused() -> None:
    for confidence in (-0.1, 1.1, math.nan):
        with pytest.raises(FiguresInvalid, match="from 0 to 1"):
            checks([confidence], [1])
        with pytest.raises(FiguresInvalid, match="from 0 to 1"):
            curve(checks([0.5], [1])).chance(confidence)
    with pytest.raises(FiguresInvalid, match="one length"):
        checks([0.5], [1, 0])
    with pytest.raises(FiguresInvalid, match="confirmed"):
        checks([0.5], [0.5])
    with pytest.raises(FiguresInvalid, match="weight"):
        checks([0.5], [1], [0.0])
    with pytest.raises(OptionsInvalid, match="Blocks"):
        curve(checks([0.5], [1]), least=0)
    with pytest.raises(OptionsInvalid, match="bands"):
        reliability(checks([0.5], [1]), bands=0)
    with pytest.raises(OptionsInvalid, match="aimed"):
        threshold(checks([0.5], [1]), target=0)
    with pytest.raises(OptionsInvalid, match="step"):
        threshold(checks([0.5], [1]), target=0.1, step=0)
