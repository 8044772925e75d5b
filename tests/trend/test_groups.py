"""Groups of sites: transitions, bounds, projections, words; all by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trend.made_up import C, F, U, history, wave
from wcag_audit.model.course import GroupCourse, Standing, Transitions
from wcag_audit.model.language import Text
from wcag_audit.model.life import LifeCounts
from wcag_audit.model.register import Body, BodyKind, Region, Register
from wcag_audit.model.roadmap import Metric, Scope, Target
from wcag_audit.model.trend import Grouping, Trend
from wcag_audit.model.verdict import Verdict
from wcag_audit.standards.wcag import CRITERIA
from wcag_audit.trend import Baskets, Ends, SiteHistory, build_trend
from wcag_audit.trend.groups import Circumstances, group_course
from wcag_audit.trend.shares import mean_interval, share_bounds
from wcag_audit.trend.transitions import count_transitions, posteriors, project, with_rates

_BASKETS = Baskets(("2026.1",))
_DAY = wave(4).day + timedelta(days=487)
AA = Target("aa", "AA", Metric.CLEAN_SITES, 100, _DAY)
_NAME = Text("а", "б", "c")


def course(*members: SiteHistory, target: Target = AA, as_of: date | None = None) -> GroupCourse:
    nation = {"AA": count_transitions(members, "AA", _BASKETS)}
    around = Circumstances(_BASKETS, as_of or wave(4).day, nation)
    return group_course(Grouping.NATION, "", members, target, around)


def test_transitions_are_counted_between_neighbouring_waves() -> None:
    found = count_transitions([history("a", "FFCF"), history("b", "FUCC"), history("c", "F-CC")], "AA", _BASKETS)
    assert (found.improved, found.stayed_failing, found.relapsed, found.stayed_clean) == (2, 1, 1, 2)
    assert found.steps == 4  # 1-2, 2-3, 3-4 and, for the site that wave 2 did not have, 1-3
    assert found.step_months == pytest.approx(16)


def test_rates_of_the_nation_have_jeffreys_prior() -> None:
    assert posteriors(Transitions(3, 5, 1, 9, 3, 1), None) == ((3.5, 5.5), (1.5, 9.5))


def test_rates_of_a_group_are_drawn_to_the_nation() -> None:
    nation = Transitions(improved=9, stayed_failing=29, relapsed=0, stayed_clean=9, steps=3, step_months=1)
    improvement, relapse = posteriors(Transitions(2, 0, 0, 1, 2, 1), nation)
    assert improvement == (pytest.approx(10 * 9.5 / 39 + 2), pytest.approx(10 * 29.5 / 39))
    assert relapse == (pytest.approx(10 * 0.5 / 10), pytest.approx(10 * 9.5 / 10 + 1))


def test_the_relapse_rate_bounds_the_share() -> None:
    found = with_rates(Transitions(3, 5, 1, 9, 3, 1), None)
    assert found.improvement is not None
    assert found.relapse is not None
    assert found.improvement.mean == pytest.approx(3.5 / 9)
    assert found.relapse.mean == pytest.approx(1.5 / 11)
    assert found.bound == pytest.approx(100 * (3.5 / 9) / (3.5 / 9 + 1.5 / 11))
    assert found.improvement.low < found.improvement.mean < found.improvement.high


def test_without_any_step_there_are_no_rates() -> None:
    assert with_rates(Transitions(0, 0, 0, 0, 0, 0), None).improvement is None


def test_unknown_sites_stay_in_the_denominator() -> None:
    assert share_bounds(Counter({C: 2, F: 1, U: 1})) == (50, 75)
    found = course(history("a", "C"), history("b", "F"), history("c", "U"), history("d", "C"))
    assert (found.current, found.best, found.gap) == (50, 75, 50)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 50
    assert found.high > 75


def test_two_waves_are_too_early_for_a_projection() -> None:
    found = course(*(history(f"s{number}", "FC") for number in range(20)), history("x", "FF"))
    assert (found.standing, found.projection) == (Standing.TOO_EARLY, None)


def test_few_sites_are_too_early_for_a_projection() -> None:
    found = course(history("a", "FFFF"), history("b", "FFCF"), history("c", "FFFC"))
    assert (found.standing, found.projection) == (Standing.TOO_EARLY, None)


def test_sites_that_never_change_are_off_course() -> None:
    found = course(*(history(f"s{number}", "FFFF") for number in range(10)))
    assert found.standing is Standing.OFF_COURSE
    assert found.projection is not None
    assert found.projection.probability_high < 0.3


def test_a_share_that_is_as_likely_as_not_is_open() -> None:
    """Sites come and go in either direction, and the target is where that leads."""
    members = [*(history(f"s{number}", "CFCF") for number in range(8)), *(history(f"t{n}", "CCFF") for n in range(4))]
    members += [history(f"u{number}", "FCCC") for number in range(8)]
    found = course(*members, target=Target("half", "AA", Metric.CLEAN_SITES, 60, _DAY))
    assert found.projection is not None
    assert 0.3 <= found.projection.probability_low < 0.7
    assert found.standing is Standing.OPEN


def test_a_share_far_below_what_is_projected_is_on_course() -> None:
    members = [*(history(f"s{number}", "FFCC") for number in range(10)), *(history(f"t{n}", "FFFC") for n in range(9))]
    members += [history("x", "FFFF"), history("y", "FFFF"), history("z", "FFFF"), history("w", "FFFF")]
    target = Target("most", "AA", Metric.CLEAN_SITES, 84, wave(4).day + timedelta(days=2000))
    assert course(*members, target=target).standing is Standing.ON_COURSE


def test_off_course_is_said_only_if_the_unknown_sites_could_not_change_it() -> None:
    members = [*(history(f"c{number}", "CCCC") for number in range(8)), history("x", "FFFF"), history("y", "FFFF")]
    members += [history(f"u{number}", "FFFU") for number in range(10)]
    found = course(*members, target=Target("most", "AA", Metric.CLEAN_SITES, 80, _DAY))
    assert found.projection is not None
    assert found.projection.probability_low < 0.3 < found.projection.probability_high
    assert found.standing is Standing.OPEN


def test_one_step_of_the_projection_is_the_posterior_mean() -> None:
    """One step ahead the expected share is (clean * (1 - relapse) + failing * improvement) / all."""
    counts = Transitions(improved=30, stayed_failing=70, relapsed=10, stayed_clean=90, steps=3, step_months=4)
    found = project(counts, None, {C: 400, F: 600}, target=50, left=4, seed="x")
    assert found is not None
    improvement, relapse = 30.5 / 101, 10.5 / 101
    assert found.share == pytest.approx(100 * (0.4 * (1 - relapse) + 0.6 * improvement), abs=1)
    assert found.low < found.share < found.high


def test_the_same_seed_gives_the_same_projection() -> None:
    counts = Transitions(5, 5, 2, 8, 3, 4)
    one, two = (project(counts, None, {C: 5, F: 5}, target=80, left=12, seed="x") for _ in range(2))
    assert one == two


@settings(deadline=None)
@given(*(st.integers(0, 30) for _ in range(4)), st.integers(0, 80), st.integers(0, 80), st.integers(0, 5))
def test_probabilities_are_bounded_by_what_is_not_known(  # noqa: PLR0917
    improved: int, failing: int, relapsed: int, clean: int, now_clean: int, now_failing: int, unknown: int
) -> None:
    counts = Transitions(improved, failing, relapsed, clean, 3, 4)
    found = project(counts, None, {C: now_clean, F: now_failing, U: unknown}, target=60, left=9, seed="s")
    if found is not None:
        assert 0 <= found.probability_low <= 1
        assert 0 <= found.low <= found.share <= found.high <= 100
        if not unknown:
            assert found.probability_low == found.probability_high


def test_change_is_told_on_the_sites_of_both_ends() -> None:
    found = course(history("a", "FFFC"), history("b", "FFFF"), history("old", "C"), history("new", "---C")).change
    assert found is not None
    assert (found.sites, found.before, found.after) == (2, 0, 50)
    assert found.per_month == pytest.approx(50 / 48)
    assert (found.entered, found.left, found.set_changed) == (1, 1, True)


def test_a_group_is_met_only_by_people_missed_only_where_it_is_known() -> None:
    clean = [history("a", "CCCC"), history("b", "CCCC")]
    assert course(*clean).standing is Standing.MET_BY_MACHINE
    assert course(*(history(n, "CCCC", by_person=True) for n in "ab")).standing is Standing.MET
    late = _DAY + timedelta(days=1)
    assert course(history("a", "F"), as_of=late).standing is Standing.MISSED
    assert course(history("a", "C"), history("b", "U"), as_of=late).standing is Standing.MISSED_UNKNOWN
    assert course(history("a", "U")).standing is Standing.NOT_MEASURABLE


def test_a_target_on_the_mean_index_has_pace_and_scenarios_on_the_same_sites() -> None:
    mean = Target("mean", "AA", Metric.INDEX, 95, _DAY)
    members = [history("a", "FFFF", (50, 60, 70, 80)), history("b", "FFFF", (60, 70, 80, 90))]
    late = history("late", "---F", (0, 0, 0, 100))
    found = course(*members, late, target=mean)
    assert found.current == pytest.approx((80 + 90 + 100) / 3)
    assert found.observed is not None
    assert found.observed.per_month == pytest.approx(10 / 16)
    assert found.scenarios is not None
    assert found.scenarios.no_change == 85
    assert found.transitions is None
    assert found.standing is Standing.APPROACHING_SLOWLY or found.standing is Standing.APPROACHING


def test_the_interval_of_a_mean_needs_five_sites() -> None:
    assert mean_interval([1, 2, 3, 4], seed="s") == (None, None)
    low, high = mean_interval([80, 85, 90, 95, 100], seed="s")
    assert low is not None
    assert high is not None
    assert 80 < low < 90 < high < 100


REGISTER = Register(
    bodies=(
        Body("ministry", _NAME, BodyKind.CENTRAL),
        Body("committee", _NAME, BodyKind.CENTRAL, ministry="ministry"),
        Body("office", _NAME, BodyKind.LOCAL, region="abay", ministry="committee"),
        Body("akimat", _NAME, BodyKind.LOCAL, region="abay"),
    ),
    regions=(Region("abay", _NAME), Region("empty", _NAME)),
)


def trend(*histories: SiteHistory, targets: tuple[Target, ...] = (AA,), ends: Ends | None = None) -> Trend:
    waves = [wave(number) for number in range(1, 5)]
    return build_trend(wave(4).day, targets, waves, REGISTER, histories, baskets=_BASKETS, ends=ends)


def test_a_ministry_has_its_own_sites_and_those_of_all_below_it() -> None:
    found = trend(*(history(body, "FFFC", body=body) for body in ("ministry", "committee", "office", "akimat")))
    assert [(group.id, group.sites) for group in found.ministries] == [
        ("ministry", ("ministry", "committee", "office")),
        ("committee", ("committee", "office")),
    ]
    assert [(group.id, len(group.sites)) for group in found.regions] == [("abay", 2)]
    assert [(group.id, len(group.sites)) for group in found.kinds] == [("central", 2), ("local", 2)]
    assert len(found.nation.sites) == 4
    assert [site.site for site in found.sites] == ["ministry", "committee", "office", "akimat"]


def test_a_target_is_only_for_those_in_its_scope() -> None:
    local = Target("local", "AA", Metric.CLEAN_SITES, 100, _DAY, Scope(kinds=("local",)))
    found = trend(history("a", "F", body="ministry"), history("b", "F", body="akimat"), targets=(local,))
    assert [(course.target.id, course.sites) for course in found.nation.courses] == [("local", 1)]
    assert [len(site.courses) for site in found.sites] == [0, 1]
    assert found.kinds[0].courses == ()


def test_groups_whose_intervals_overlap_share_a_tier() -> None:
    few = [history("a", "C", body="ministry"), history("b", "F", body="akimat")]
    assert [group.courses[0].tier for group in trend(*few).bodies] == [1, 1]
    clean = [history(f"c{n}", "C", body="ministry") for n in range(20)]
    found = trend(*clean, *(history(f"f{n}", "F", body="akimat") for n in range(20)))
    assert [(group.id, group.courses[0].tier) for group in found.bodies] == [("ministry", 1), ("akimat", 2)]
    assert {site.courses[0].tier for site in found.sites} == {1, 2}


def test_a_wave_over_a_small_part_of_the_sites_is_no_point_of_the_group() -> None:
    members = [history("a", "FFFF", body="akimat"), *(history(f"s{n}", "F-FF", body="akimat") for n in range(2))]
    points = trend(*members).nation.points["AA"]
    assert [(point.wave_id, point.sites) for point in points] == [(1, 3), (3, 3), (4, 3)]


def test_criteria_are_told_one_by_one_first_against_last() -> None:
    def verdicts(**special: Verdict) -> tuple[Verdict, ...]:
        return tuple(special.get(f"c{number.replace('.', '')}", Verdict.REVIEW) for number in CRITERIA)

    one = history("a", "FFFF", body="akimat")
    both = {1: verdicts(c111=Verdict.FAILED), 4: verdicts(c111=Verdict.NO_FAILURE_FOUND, c143=Verdict.FAILED)}
    only = {4: verdicts(c111=Verdict.FAILED)}
    members = [
        SiteHistory("a", "akimat", "", one.looks, both),
        SiteHistory("b", "akimat", "", one.looks, only),
    ]
    found = {item.criterion: item for item in trend(*members, ends=Ends(1, 4)).nation.criteria}
    assert len(found) == 55
    first = found["1.1.1"]
    assert (first.failing, first.no_failure_found, first.failing_before, first.failing_now) == (1, 1, 1, 0)
    assert (found["1.4.3"].failing, found["1.4.3"].open, found["1.4.3"].failing_now) == (1, 1, 1)
    assert trend(*members, ends=Ends(1, 4)).bodies[0].criteria == ()


def test_what_became_of_issues_is_added_up() -> None:
    one = history("a", "F", body="akimat")
    members = [SiteHistory(n, "akimat", "", one.looks, {}, {1: LifeCounts({}, {}, 2)}) for n in "ab"]
    assert trend(*members).nation.life[1].excepted == 4


def test_an_empty_store_has_a_trend_without_numbers() -> None:
    found = trend()
    assert found.sites == ()
    assert found.nation.courses == ()
