"""Pace and scenarios are what a hand calculation gives. 487 days are 16 months, 1461 days 16 quarters."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcag_audit.trend.pace import damped, logit, months, order_margin, pace, scenarios, slopes, unlogit

_START = date(2026, 1, 1)


def days(*values: float, apart: int = 487) -> list[tuple[date, float]]:
    return [(_START + timedelta(days=apart * place), value) for place, value in enumerate(values)]


def test_a_month_is_a_twelfth_of_a_year() -> None:
    assert months(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=1461)) == pytest.approx(48)
    assert months(date(2026, 2, 1), date(2026, 1, 1)) < 0


def test_the_pace_is_the_median_of_all_slopes_and_its_interval_their_range() -> None:
    found = pace(days(60, 64, 62, 72))
    # slopes in points per 16 months: 4, 1, 4, -2, 4, 10: sorted -2, 1, 4, 4, 4, 10
    assert found is not None
    assert found.per_month == pytest.approx(4 / 16)
    assert (found.low, found.high) == (pytest.approx(-2 / 16), pytest.approx(10 / 16))
    assert found.waves == 4


def test_one_wild_wave_does_not_move_the_pace() -> None:
    calm, wild = pace(days(60, 61, 62, 63, 64)), pace(days(60, 61, 10, 63, 64))
    assert calm is not None
    assert wild is not None
    assert calm.per_month == pytest.approx(wild.per_month)


def test_three_waves_have_no_pace_and_no_scenario() -> None:
    three = days(60, 64, 62)
    assert pace(three) is None
    assert scenarios(three, 100, date(2040, 1, 1)) is None


@pytest.mark.parametrize(("points", "margin"), [(3, -1), (4, 0), (5, 1)])
def test_slopes_are_left_out_at_the_ends_only_as_far_as_the_confidence_allows(points: int, margin: int) -> None:
    assert order_margin(points) == margin


@pytest.mark.parametrize("points", [4, 5, 6])
def test_the_interval_covers_as_often_as_it_says(points: int) -> None:
    """Over every order that noise can have, the true slope (0) lies in the interval at least nine times of ten."""
    covered = total = 0
    margin = order_margin(points)
    for order in permutations(range(points)):
        found = slopes([(float(time), float(value)) for time, value in enumerate(order)])
        total += 1
        covered += found[margin] <= 0 <= found[-1 - margin]
    assert covered / total >= 0.9


def test_the_damped_scenario_adds_a_fading_slope_on_log_odds() -> None:
    # 50, 60, 70, 80 a quarter apart, as nearly as days allow; slopes of log-odds by hand
    series = [(_START + timedelta(days=91 * place), value) for place, value in enumerate((50.0, 60.0, 70.0, 80.0))]
    odds = [log(share / (1 - share)) for share in (0.5, 0.6, 0.7, 0.8)]
    quarter = 91 / 91.3125
    every = sorted((odds[b] - odds[a]) / ((b - a) * quarter) for a in range(4) for b in range(a + 1, 4))
    slope = (every[2] + every[3]) / 2
    day = series[-1][0] + timedelta(days=1461)  # 16 quarters
    expected = odds[3] + slope * sum(0.85**step for step in range(1, 17))
    assert damped(series, day) == pytest.approx(100 / (1 + exp(-expected)))


def test_scenarios_begin_at_the_last_wave_and_end_on_the_day() -> None:
    found = scenarios(days(50, 60, 70, 80, apart=91), 100, _START + timedelta(days=3 * 91 + 200))
    assert found is not None
    assert found.no_change == 80
    assert found.required == 100
    assert 80 < found.damped < 100
    assert not found.calibrated
    assert set(found.paths) == {"no_change", "damped", "required"}
    for path in found.paths.values():
        assert len(path) == 4  # the last wave, two quarters on the way, the day
        assert (path[0].day, path[-1].day) == (_START + timedelta(days=273), _START + timedelta(days=473))
        assert path[0].value == pytest.approx(80)


def test_there_is_no_scenario_for_a_day_that_has_passed() -> None:
    series = days(50, 60, 70, 80)
    assert scenarios(series, 100, series[-1][0]) is None


@settings(deadline=None)
@given(st.lists(st.floats(0, 100), min_size=4, max_size=8), st.integers(1, 3000))
def test_a_scenario_never_leaves_the_scale(values: list[float], ahead: int) -> None:
    series = days(*values, apart=30)
    assert 0 <= damped(series, series[-1][0] + timedelta(days=ahead)) <= 100


@settings(deadline=None)
@given(st.lists(st.floats(1, 99), min_size=4, max_size=8), st.permutations(range(4)))
def test_the_order_in_which_waves_are_given_does_not_matter(values: list[float], order: list[int]) -> None:
    series = days(*values[:4])
    assert pace([series[place] for place in order]) == pace(series)


@settings(deadline=None)
@given(st.floats(0.5, 99.5))
def test_log_odds_come_back(points: float) -> None:
    assert unlogit(logit(points)) == pytest.approx(points)
