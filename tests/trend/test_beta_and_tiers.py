"""Quantiles of the beta distribution, and tiers in which nothing is ranked whose intervals overlap."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcag_audit.score import clopper_pearson
from wcag_audit.trend.beta import beta_below, beta_quantile
from wcag_audit.trend.tiers import tiers


def test_simple_cases_are_what_algebra_gives() -> None:
    assert beta_below(0.3, 1, 1) == pytest.approx(0.3)  # the uniform distribution
    assert beta_below(0.3, 2, 1) == pytest.approx(0.09)  # x squared
    assert beta_below(0.5, 7.5, 7.5) == pytest.approx(0.5)  # symmetric
    assert beta_quantile(0.25, 1, 2) == pytest.approx(1 - 0.75**0.5)
    assert (beta_below(0, 2, 3), beta_below(1, 2, 3)) == (0, 1)


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 60))
def test_quantiles_agree_with_the_exact_interval_of_a_share(hits: int, misses: int) -> None:
    low, high = clopper_pearson(hits, hits + misses)
    assert beta_quantile(0.025, hits, misses + 1) == pytest.approx(low, abs=1e-9)
    assert beta_quantile(0.975, hits + 1, misses) == pytest.approx(high, abs=1e-9)


def test_those_whose_intervals_overlap_share_a_tier_also_through_others() -> None:
    found = tiers({"a": (90, 99), "b": (80, 91), "c": (75, 82), "d": (40, 60), "e": (59, 70)})
    assert found == {"a": 1, "b": 1, "c": 1, "e": 2, "d": 2}


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=3), st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted).map(tuple)))
def test_nothing_is_put_before_what_its_interval_overlaps(intervals: dict[str, tuple[float, float]]) -> None:
    found = tiers(intervals)
    assert found.keys() == intervals.keys()
    for one, (low, _) in intervals.items():
        for other, (_, high) in intervals.items():
            if found[one] < found[other]:
                assert low > high
