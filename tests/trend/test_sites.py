"""Where a site stands towards a target: in words where the evidence is too thin for numbers."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp

import pytest

from tests.trend.made_up import C, F, U, history, look, wave
from wcag_audit.model.course import SiteCourse, Standing
from wcag_audit.model.roadmap import Metric, Target
from wcag_audit.trend import Baskets, SiteHistory
from wcag_audit.trend.history import points, states
from wcag_audit.trend.sites import site_course

_BASKETS = Baskets(("2026.1",))
_DAY = wave(4).day + timedelta(days=487)
AA = Target("aa", "AA", Metric.CLEAN_SITES, 100, _DAY)


def course(of: SiteHistory, target: Target = AA, as_of: date | None = None) -> SiteCourse:
    return site_course(of, target, _BASKETS, as_of or wave(4).day)


def test_gap_and_required_pace_are_told_from_the_first_wave_on() -> None:
    found = course(history("s", "F", (84,)), as_of=wave(1).day)
    assert (found.standing, found.current, found.gap) == (Standing.TOO_EARLY, 84, 16)
    assert found.months_left == pytest.approx(64)
    assert found.required == pytest.approx(16 / 64)
    assert (found.observed, found.projection, found.waves) == (None, None, 1)


def test_from_four_waves_on_pace_and_scenarios_are_told() -> None:
    found = course(history("s", "FFFF", (52, 60, 68, 76)))
    assert found.observed is not None
    assert found.observed.per_month == pytest.approx(8 / 16)
    assert found.required == pytest.approx(24 / 16)
    assert found.standing is Standing.APPROACHING_SLOWLY
    assert found.projection is not None
    assert found.projection.no_change == 76
    assert 76 < found.projection.damped < 84  # 84 would be the pace of the past, undamped


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ((52, 68, 84, 99), Standing.APPROACHING),
        ((90, 91, 92, 93), Standing.APPROACHING_SLOWLY),
        ((90, 92, 91, 93), Standing.NO_DIRECTION),
        ((90, 89, 88, 87), Standing.RECEDING),
        ((90, 91, 92), Standing.TOO_EARLY),
    ],
)
def test_the_word_follows_from_the_interval_of_the_pace(values: tuple[float, ...], standing: Standing) -> None:
    assert course(history("s", "F" * len(values), values)).standing is standing


def test_no_failure_found_by_machine_is_not_called_met() -> None:
    assert course(history("s", "C")).standing is Standing.MET_BY_MACHINE
    assert course(history("s", "C", by_person=True)).standing is Standing.MET


def test_after_the_day_it_is_missed_or_not_known() -> None:
    late = _DAY + timedelta(days=1)
    found = course(history("s", "FFFF", (52, 60, 68, 76)), as_of=late)
    assert (found.standing, found.required, found.projection, found.months_left) == (Standing.MISSED, None, None, 0)
    assert course(history("s", "U"), as_of=late).standing is Standing.MISSED_UNKNOWN
    assert course(history("s", "U"), as_of=_DAY).standing is Standing.NOT_MEASURABLE
    assert course(SiteHistory("s", "body", "", {})).standing is Standing.NOT_MEASURABLE


def test_a_target_on_the_index_is_met_where_the_index_reaches_it() -> None:
    ninety = Target("i", "AA", Metric.INDEX, 90, _DAY)
    assert course(history("s", "F", (91,)), ninety).standing is Standing.MET
    assert course(history("s", "F", (89,)), ninety).gap == pytest.approx(1)


def test_clean_pages_are_a_share_of_the_audited_ones() -> None:
    pages = Target("p", "AA", Metric.CLEAN_PAGES, 80, _DAY)
    found = course(history("s", "F", (95,), clean=7), pages)
    assert (found.current, found.gap) == (70, 10)


def test_issues_to_repair_a_month_are_told() -> None:
    own = SiteHistory("s", "body", "", {"AA": (look(wave(4), F, 90, issues=8),)})
    assert course(own).issues_required == pytest.approx(8 / 16)


def test_waves_of_another_profile_are_not_in_line() -> None:
    quick = look(wave(1, profile="quick"), F, 20)
    full = history("s", "-FFF", (0, 60, 68, 76)).looks["AA"]
    found = course(SiteHistory("s", "body", "", {"AA": (quick, *full)}))
    assert (found.waves, found.standing) == (3, Standing.TOO_EARLY)


def test_an_old_basket_is_put_on_the_scale_of_the_newest() -> None:
    baskets = Baskets(("2026.1", "2027.1"), {("AA", "2026.1"): -0.5})
    line = points((look(wave(1), F, 60, "2026.1"), look(wave(2), F, 75, "2027.1")), "AA", baskets)
    assert [point.index for point in line] == [60, 75]
    assert line[0].linked == pytest.approx(100 / (1 + exp(0.5) * 40 / 60))  # odds of 60 / 40, divided by e to the 0.5
    assert line[1].linked == 75


def test_baskets_that_nothing_links_are_not_put_into_one_series() -> None:
    both = Baskets(("2026.1", "2027.1"), {("AAA", "2026.1"): -0.5})
    line = points((look(wave(1), F, 60, "2026.1"), look(wave(2), F, 75, "2027.1")), "AA", both)
    assert [point.linked for point in line] == [None, 75]


def test_states_are_compared_only_as_the_same_procedures_say_them() -> None:
    baskets = Baskets(("2026.1", "2027.1"))
    one, other = look(wave(1), F, 60, "2026.1"), look(wave(2), C, 100, "2027.1")
    assert states(one, other, baskets) is None
    assert states(one, look(wave(2), C, 100, "2026.1"), baskets) == (F, C)
    bare = look(wave(1), F, basket="")
    assert states(bare, look(wave(2), U, basket=""), baskets) == (F, U)
    assert states(bare, look(wave(2, rules="other"), U, basket=""), baskets) is None
    assert states(bare, other, baskets) is None
