"""Four real waves, barriers removed, added and come back: life cycle, index, pace, projection are what a hand gives."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import exp, log
from statistics import median
from typing import TYPE_CHECKING

import pytest

from wcag_audit.accepted import Acceptances
from wcag_audit.audit import read_trend
from wcag_audit.audit.lives import Lives
from wcag_audit.model.accepted import AcceptedException
from wcag_audit.model.course import Standing
from wcag_audit.model.kind import Kind
from wcag_audit.model.life import Doubt, IssueLife, IssueState, Origin
from wcag_audit.model.roadmap import Metric, Target
from wcag_audit.model.trend import SiteState
from wcag_audit.roadmap import default_roadmap

if TYPE_CHECKING:
    from tests.conftest import FourWaves
    from wcag_audit.model.course import SiteCourse
    from wcag_audit.model.trend import SiteTrend, Trend

pytestmark = pytest.mark.browser
_TODAY = date(2026, 10, 20)
_S = IssueState
_CONTRAST, _IMAGE, _SCROLL, _NAME = (
    "axe-color-contrast",
    "axe-image-alt",
    "axe-scrollable-region-focusable",
    "control-has-name",
)
# Criteria at level AA that fail on each page, by hand from the barriers: waves, and in each the pages by address
_FAILED = {
    "english": ((2, 1, 3), (1, 0, 2), (0, 1, 1), (1, 2)),
    "kazakh": ((1,), (1,), (0,), (0,)),
    "russian": ((1, 1), (0, 0), (0, 0), (1, 1)),
    "clean": ((0,), (0,), (0,), (0,)),
}
_STATES = {"english": "FFFF", "kazakh": "FFCC", "russian": "FCCF", "clean": "CCCC"}


def site(trend: Trend, name: str) -> SiteTrend:
    return next(item for item in trend.sites if item.site == name)


def course(trend: Trend, name: str, level: str = "AA") -> SiteCourse:
    return next(item for item in site(trend, name).courses if item.target.level == level)


def failures(four: FourWaves, name: str, waves: int) -> Counter[tuple[str, IssueState, str]]:
    """Proven failures at A and AA after so many waves: rule, state, since when."""
    return Counter((life.rule, life.state, life.since) for life in proven(four, name, waves))


def proven(four: FourWaves, name: str, waves: int) -> list[IssueLife]:
    own = next(item for item in four.store.register(four.waves[0].id).sites if item.id == name)
    lives = Lives(four.store, four.waves[waves - 1])(own).issues.values()
    return [life for life in lives if life.kind is Kind.PROVEN and life.level in {"A", "AA"}]


@pytest.fixture(scope="module")
def indexes(four_waves: FourWaves) -> dict[str, tuple[float, ...]]:
    """The index of each site and wave: the mean over its pages of 1 - failed / applicable.

    How many criteria apply is taken from the store: it grows with the rules. What fails is counted by hand.
    """
    found = {}
    for name, waves in _FAILED.items():
        values = []
        for wave, failed in zip(four_waves.waves, waves, strict=True):
            (index, *_) = four_waves.store.indexes(wave.id, name)
            measures = four_waves.store.page_measures(wave.id, name, index.index.basket)
            applicable = [page.applicable for page in measures if page.level == "AA"]
            assert min(applicable) > 10
            values.append(100 * sum(1 - bad / all_ for bad, all_ in zip(failed, applicable, strict=True)) / len(failed))
        found[name] = tuple(values)
    return found


@pytest.fixture(scope="module")
def trend(four_waves: FourWaves) -> Trend:
    return read_trend(four_waves.store, default_roadmap(), _TODAY)


def test_each_barrier_goes_through_the_life_it_had(four_waves: FourWaves) -> None:
    assert failures(four_waves, "english", 1) == {
        (_NAME, _S.NEW, "wave-1"): 1,  # one component on three pages is one issue
        (_CONTRAST, _S.NEW, "wave-1"): 1,
        (_IMAGE, _S.NEW, "wave-1"): 1,
        (_SCROLL, _S.NEW, "wave-1"): 1,
    }
    assert failures(four_waves, "english", 2) == {
        (_NAME, _S.FIXED, "wave-2"): 1,
        (_CONTRAST, _S.STILL_THERE, "wave-1"): 1,
        (_IMAGE, _S.STILL_THERE, "wave-1"): 1,
        (_SCROLL, _S.STILL_THERE, "wave-1"): 1,
    }
    assert failures(four_waves, "english", 3) == {
        (_NAME, _S.FIXED, "wave-2"): 1,
        (_CONTRAST, _S.FIXED, "wave-3"): 1,
        (_IMAGE, _S.FIXED, "wave-3"): 1,
        (_IMAGE, _S.NEW, "wave-3"): 1,  # another picture on another page
        (_SCROLL, _S.STILL_THERE, "wave-1"): 1,
    }
    assert failures(four_waves, "english", 4) == {
        (_NAME, _S.REGRESSED, "wave-4"): 1,
        (_CONTRAST, _S.FIXED, "wave-3"): 1,
        (_IMAGE, _S.FIXED, "wave-3"): 1,
        (_IMAGE, _S.STILL_THERE, "wave-3"): 1,
        (_SCROLL, _S.NOT_RETESTED, "wave-4"): 1,  # its page was left out
    }


def test_a_new_issue_tells_where_it_comes_from_and_an_open_one_what_is_wanting(four_waves: FourWaves) -> None:
    assert {life.origin for life in proven(four_waves, "english", 1)} == {Origin.FIRST_LOOK}
    third = [life for life in proven(four_waves, "english", 3) if life.state is _S.NEW]
    assert [life.origin for life in third] == [Origin.NEW_CONTENT]
    left = [life for life in proven(four_waves, "english", 4) if life.state is _S.NOT_RETESTED]
    assert [(life.doubt, life.pages, life.looked_again, life.last_seen) for life in left] == [
        (Doubt.PAGE_NOT_REACHED, 1, 0, "wave-3")
    ]


@pytest.mark.parametrize("name", _FAILED)
def test_the_index_of_every_wave_is_the_mean_over_the_pages(
    trend: Trend, indexes: dict[str, tuple[float, ...]], name: str
) -> None:
    points = site(trend, name).points["AA"]
    assert [point.index for point in points] == pytest.approx(indexes[name])
    letters = {"F": SiteState.FAILING, "C": SiteState.CLEAN}
    assert [point.state for point in points] == [letters[letter] for letter in _STATES[name]]


def test_pace_and_projection_of_a_site_are_the_medians_of_six_slopes(
    trend: Trend, indexes: dict[str, tuple[float, ...]]
) -> None:
    found, values = course(trend, "english"), indexes["english"]
    months = 91 / 30.4375
    pairs = [(a, b) for a in range(4) for b in range(a + 1, 4)]
    slopes = sorted((values[b] - values[a]) / ((b - a) * months) for a, b in pairs)
    assert found.observed is not None
    assert found.observed.per_month == pytest.approx((slopes[2] + slopes[3]) / 2)
    assert (found.observed.low, found.observed.high) == (pytest.approx(slopes[0]), pytest.approx(slopes[5]))
    assert found.standing is Standing.NO_DIRECTION
    left = (date(2026, 12, 31) - _TODAY).days / 30.4375
    assert found.gap == pytest.approx(100 - values[3])
    assert found.required == pytest.approx((100 - values[3]) / left)
    assert (found.open_issues, found.issues_required) == (2, pytest.approx(2 / left))

    odds = [log(value / (100 - value)) for value in values]
    slope = median((odds[b] - odds[a]) / ((b - a) * 91 / 91.3125) for a, b in pairs)
    quarters = (date(2026, 12, 31) - date(2026, 10, 15)).days / 91.3125
    ahead = odds[3] + slope * 0.85 * (1 - 0.85**quarters) / 0.15
    assert found.projection is not None
    assert found.projection.no_change == pytest.approx(values[3])
    assert found.projection.damped == pytest.approx(100 / (1 + exp(-ahead)))


def test_a_site_without_failures_is_not_called_met(trend: Trend) -> None:
    assert course(trend, "kazakh").standing is Standing.MET_BY_MACHINE
    assert course(trend, "clean").projection is None
    assert course(trend, "russian").standing is Standing.NO_DIRECTION


def test_three_waves_are_too_early_for_words_about_pace(
    four_waves: FourWaves, indexes: dict[str, tuple[float, ...]]
) -> None:
    before = read_trend(four_waves.store, default_roadmap(), date(2026, 10, 1))
    assert [wave.name for wave in before.waves] == ["wave-1", "wave-2", "wave-3"]
    found = course(before, "english")
    assert (found.standing, found.observed, found.projection, found.waves) == (Standing.TOO_EARLY, None, None, 3)
    assert found.gap == pytest.approx(100 - indexes["english"][2])


def test_the_nation_moves_between_clean_and_failing_as_counted_by_hand(trend: Trend) -> None:
    found = next(item for item in trend.nation.courses if item.target.level == "AA")
    moves = found.transitions
    assert moves is not None
    assert (moves.improved, moves.stayed_failing, moves.relapsed, moves.stayed_clean) == (2, 4, 1, 5)
    assert moves.improvement is not None
    assert moves.relapse is not None
    assert moves.improvement.mean == pytest.approx(2.5 / 7)
    assert moves.relapse.mean == pytest.approx(1.5 / 7)
    assert moves.bound == pytest.approx(100 * 2.5 / 4)
    assert (found.current, found.best, found.gap) == (50, 50, 50)
    assert found.change is not None
    assert (found.change.before, found.change.after, found.change.sites) == (25, 50, 4)
    assert found.projection is not None
    assert found.standing is Standing.OFF_COURSE


def test_shares_of_the_groups_are_told_wave_by_wave(trend: Trend) -> None:
    assert [point.worst for point in trend.nation.points["AA"]] == [25, 50, 75, 50]
    assert [(group.id, group.sites) for group in trend.bodies] == [
        ("agency", ("english", "kazakh")),
        ("office", ("russian", "clean")),
    ]
    assert [group.id for group in trend.ministries] == ["agency"]
    assert len(trend.ministries[0].sites) == 4
    assert [(group.id, group.sites) for group in trend.regions] == [("abay", ("russian", "clean"))]
    assert {group.courses[0].tier for group in trend.bodies} == {1}
    assert {group.courses[0].standing for group in trend.bodies} == {Standing.TOO_EARLY}


def test_what_became_of_issues_is_added_up_for_the_nation(trend: Trend, four_waves: FourWaves) -> None:
    last = four_waves.waves[-1].id
    own = site(trend, "english").life[last]
    assert own.states[_S.REGRESSED] == 1
    assert own.states[_S.NOT_RETESTED] >= 1
    assert trend.nation.life[last].states[_S.REGRESSED] == 2  # the search button, and the channel of the Russian site


def test_criteria_are_told_first_against_last(trend: Trend) -> None:
    found = {item.criterion: item for item in trend.nation.criteria}
    assert len(found) == 86
    assert (found["1.1.1"].failing_before, found["1.1.1"].failing_now) == (2, 1)
    assert (found["4.1.2"].failing_before, found["4.1.2"].failing_now) == (2, 2)


def test_after_the_day_the_target_is_missed(four_waves: FourWaves) -> None:
    late = read_trend(four_waves.store, default_roadmap(), date(2027, 1, 1))
    assert course(late, "english").standing is Standing.MISSED
    assert late.nation.courses[0].standing is Standing.MISSED
    assert course(late, "english", "AAA").standing is not Standing.MISSED


def test_a_target_of_ones_own_on_the_index_is_followed_too(
    four_waves: FourWaves, indexes: dict[str, tuple[float, ...]]
) -> None:
    own = Target("mean", "AA", Metric.INDEX, 90, date(2026, 12, 31))
    found = read_trend(four_waves.store, (own,), _TODAY).nation.courses[0]
    assert found.current == pytest.approx(sum(values[3] for values in indexes.values()) / 4)
    assert found.standing is Standing.MET


def test_an_excepted_failure_stays_a_failure_and_is_counted_as_excepted(
    four_waves: FourWaves, indexes: dict[str, tuple[float, ...]]
) -> None:
    button = next(life for life in proven(four_waves, "english", 4) if life.rule == _NAME)
    accepted = AcceptedException("english", button.fingerprint, "", "", "A new design comes.", "Press", _TODAY)
    found = read_trend(four_waves.store, default_roadmap(), _TODAY, Acceptances([accepted], _TODAY))
    last = found.nation.life[four_waves.waves[-1].id]
    assert (last.excepted, last.states[_S.REGRESSED]) == (1, 2)
    assert site(found, "english").points["AA"][-1].open_issues == 2
    assert course(found, "english").current == pytest.approx(indexes["english"][3])
