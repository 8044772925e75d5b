"""Exact intervals: published values, and the property that makes them exact."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcag_audit.score import clopper_pearson, zero_failures_bound

counts = st.integers(1, 120).flatmap(lambda tested: st.tuples(st.integers(0, tested), st.just(tested)))


def at_most(failed: int, tested: int, share: float) -> float:
    """Probability of at most so many, in exact arithmetic."""
    exact = Fraction(share)
    return float(sum(comb(tested, k) * exact**k * (1 - exact) ** (tested - k) for k in range(failed + 1)))


@pytest.mark.parametrize(
    ("failed", "tested", "low", "high"),
    [
        # as R's binom.test prints them
        (0, 60, 0.0, 0.05963),
        (1, 60, 0.000422, 0.08940),
        (5, 10, 0.18709, 0.81291),
        (3, 20, 0.03207, 0.37893),
        (10, 10, 0.69150, 1.0),
    ],
)
def test_known_intervals(failed: int, tested: int, low: float, high: float) -> None:
    assert clopper_pearson(failed, tested) == pytest.approx((low, high), abs=6e-6)


def test_nothing_tested_says_nothing() -> None:
    assert clopper_pearson(0, 0) == (0.0, 1.0)
    assert zero_failures_bound(0) == 1.0


def test_no_failure_in_sixty_pages_leaves_room_for_five_percent() -> None:
    assert zero_failures_bound(60) == pytest.approx(0.0487, abs=5e-5)


@given(counts)
def test_at_the_ends_of_the_interval_the_observation_has_the_tail_probability(pair: tuple[int, int]) -> None:
    failed, tested = pair
    low, high = clopper_pearson(failed, tested)
    assert 0 <= low <= failed / tested <= high <= 1
    if failed < tested:
        assert at_most(failed, tested, high) == pytest.approx(0.025, abs=1e-9)
    if failed > 0:
        assert 1 - at_most(failed - 1, tested, low) == pytest.approx(0.025, abs=1e-9)


@given(st.integers(1, 25), st.floats(0.001, 0.999))
def test_the_interval_covers_the_true_share_at_least_95_times_in_100(tested: int, share: float) -> None:
    covered = sum(
        comb(tested, failed) * share**failed * (1 - share) ** (tested - failed)
        for failed in range(tested + 1)
        if clopper_pearson(failed, tested)[0] <= share <= clopper_pearson(failed, tested)[1]
    )
    assert covered >= 0.95 - 1e-9


@given(st.integers(1, 20_000))
def test_the_bound_for_no_failures_is_just_under_three_by_n(tested: int) -> None:
    assert 0.9 <= zero_failures_bound(tested) * tested <= 3.0
    assert (1 - zero_failures_bound(tested)) ** tested == pytest.approx(0.05)


def test_a_large_site_is_within_reach_of_the_arithmetic() -> None:
    low, high = clopper_pearson(5_000, 20_000)
    assert low == pytest.approx(0.24401, abs=1e-4)
    assert high == pytest.approx(0.25606, abs=1e-4)


@pytest.mark.parametrize(("failed", "tested"), [(-1, 5), (6, 5), (0, -1)])
def test_counts_that_cannot_be_are_refused(failed: int, tested: int) -> None:
    with pytest.raises(ValueError, match="cannot have failed"):
        clopper_pearson(failed, tested)
