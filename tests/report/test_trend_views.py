"""What the trend report chooses to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from wcag_audit.model.course import Change
from wcag_audit.model.language import LANGS
from wcag_audit.model.roadmap import Metric
from wcag_audit.report.trend_views import (
    Move,
    criteria_counts,
    move,
    moves,
    positions,
    reach,
    tiers,
    unmeasured,
    values,
)
from wcag_audit.report.trend_words import TrendWords

if TYPE_CHECKING:
    from wcag_audit.model.course import GroupCourse
    from wcag_audit.model.language import Lang
    from wcag_audit.model.trend import Trend


def changed(course: GroupCourse, before: float, after: float) -> GroupCourse:
    return replace(course, change=Change(date(2026, 1, 1), date(2026, 6, 1), 10, before, after, 0.0, 0, 0))


def test_clean_and_unmeasured_sites_are_counted_as_the_share_counts_them(small_trend: Trend) -> None:
    position = positions(small_trend.nation)[0]
    point = position.points[-1]
    assert (position.clean, position.unknown) == (point.clean, point.unknown)


def test_levels_with_the_same_number_of_unmeasured_sites_stand_together(small_trend: Trend) -> None:
    ((levels, open_ones, sites),) = unmeasured(small_trend.nation)
    assert levels == ("AA", "AAA")
    assert (open_ones, sites) == (small_trend.nation.points["AA"][-1].unknown, len(small_trend.sites))


def test_a_move_is_up_down_or_none_and_unknown_without_two_waves(small_trend: Trend) -> None:
    course = small_trend.nation.courses[0]
    assert move(changed(course, 10.0, 20.0)) is Move.UP
    assert move(changed(course, 20.0, 10.0)) is Move.DOWN
    assert move(changed(course, 10.0, 10.0)) is Move.SAME
    assert move(replace(course, change=None)) is Move.UNKNOWN


def test_groups_that_rose_and_those_that_did_not_add_up_to_those_that_are_known(small_trend: Trend) -> None:
    found = moves(small_trend, small_trend.targets[1])
    known = sum(count for kind, count in found.ministries.items() if kind is not Move.UNKNOWN)
    assert int(found.rose()["ministries"]) + int(found.did_not()["ministries"]) == known
    assert found.rose()["all_ministries"] == len(small_trend.ministries)


def test_tiers_hold_every_group_once_the_unknown_last_and_the_order_of_the_register(small_trend: Trend) -> None:
    target = small_trend.targets[0]
    first, second, *others = small_trend.regions
    placed = [
        replace(group, courses=tuple(replace(course, tier=tier) for course in group.courses))
        for group, tier in ((first, 2), (second, None), *((group, 1) for group in others))
    ]
    found = tiers(placed, target)
    assert [tier.number for tier in found] == [1, 2, None]
    assert [group.id for group, _ in found[0].rows] == [group.id for group in others]


def test_a_target_on_pages_or_index_is_drawn_from_pages_or_index(small_trend: Trend) -> None:
    by_metric = {position.target.metric: position for position in positions(small_trend.nation)}
    pages, index = by_metric[Metric.CLEAN_PAGES], by_metric[Metric.INDEX]
    point = pages.points[-1]
    assert values(pages)[-1].worst == pytest.approx(100 * point.clean_pages / point.pages)
    assert [value.worst for value in values(index)] == [
        point.index for point in index.points if point.index is not None
    ]


def test_what_was_not_reached_is_counted_over_all_sites(small_trend: Trend) -> None:
    wave = small_trend.waves[-1]
    found = reach(small_trend, wave)
    assert found.attempted == len(small_trend.sites)
    assert found.attempted - found.reached == small_trend.nation.points["AA"][-1].unknown


def test_criteria_are_counted_by_level_and_by_what_became_of_them(small_trend: Trend) -> None:
    aaa = next(counts for counts in criteria_counts(small_trend.nation) if counts.level == "AAA")
    assert aaa.total == sum(item.level == "AAA" for item in small_trend.nation.criteria)
    item = next(item for item in small_trend.nation.criteria if item.criterion == "1.4.6")
    assert item.failing_before is not None
    assert item.failing_now is not None
    assert aaa.fewer == (item.failing_now < item.failing_before)


@pytest.mark.parametrize("lang", LANGS)
def test_a_share_is_never_rounded_to_nothing_or_to_all(lang: Lang) -> None:
    words = TrendWords(lang)
    said = [words.share(value).replace("\xa0", " ").replace(" ", "") for value in (0.0, 0.2, 50.4, 99.7, 100.0)]
    assert [text.replace(",", ".") for text in said] == ["0%", "0.2%", "50%", "99.7%", "100%"]
