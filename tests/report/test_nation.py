"""A nation whose truth is known: what the trend report claims is held against it."""

from __future__ import annotations

import html
import re
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import nations
import pikepdf
import pytest

from bench.nation import LEVELS, Nation, TrueSite, simulate
from wcag_audit.browser import Browser
from wcag_audit.i18n.common import name
from wcag_audit.model.course import Standing
from wcag_audit.model.language import LANGS
from wcag_audit.model.life import IssueState
from wcag_audit.model.trend import SiteState
from wcag_audit.report import write_trend_report
from wcag_audit.report.speech import Speech
from wcag_audit.report.trend_views import site_state

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang
    from wcag_audit.model.trend import Trend
    from wcag_audit.report import TrendFiles

SITES, WAVES = 400, 6


@pytest.fixture(scope="module")
def nation() -> Nation:
    return simulate(SITES, WAVES)


@pytest.fixture(scope="module")
def trend(nation: Nation, tmp_path_factory: pytest.TempPathFactory) -> Trend:
    return nations.trend_of(nation, tmp_path_factory.mktemp("nation") / "audit.db")


@pytest.fixture(scope="module")
def report(trend: Trend, tmp_path_factory: pytest.TempPathFactory) -> TrendFiles:
    return write_trend_report(trend, tmp_path_factory.mktemp("nation-report") / "report")


@pytest.fixture(scope="module")
def page(report: TrendFiles) -> str:
    """The words of the nation's page in English, blanks and line ends made one."""
    text = (report.folder / "en" / "index.html").read_text("utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def moves(sites: tuple[TrueSite, ...], level: str) -> dict[tuple[bool, bool], int]:
    """What audits can have seen of each pair of waves: (clean before, clean after)."""
    found = dict.fromkeys([(one, two) for one in (True, False) for two in (True, False)], 0)
    for site in sites:
        for before, after in pairwise(range(WAVES)):
            pair = site.seen(level, before), site.seen(level, after)
            if pair[0] is not None and pair[1] is not None:
                found[pair[0], pair[1]] += 1
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_the_bounds_of_every_wave_hold_the_true_share(nation: Nation, trend: Trend, level: str) -> None:
    for number, point in enumerate(trend.nation.points[level]):
        truth = 100 * sum(site.clean(level, number) for site in nation.sites) / SITES
        assert point.worst <= truth <= point.best
        assert point.unknown == sum(not site.reached[number] for site in nation.sites)
        assert point.worst == pytest.approx(
            100 * sum(site.seen(level, number) is True for site in nation.sites) / SITES
        )


@pytest.mark.parametrize("level", LEVELS)
def test_the_page_names_the_numbers_that_the_simulation_knows(nation: Nation, page: str, level: str) -> None:
    last = WAVES - 1
    clean = sum(site.seen(level, last) is True for site in nation.sites)
    unknown = sum(not site.reached[last] for site in nation.sites)
    assert f"no failure on {clean} of {SITES} sites" in page
    assert f"AA, AAA: {unknown} of {SITES} sites could not be measured" in page
    both = [site for site in nation.sites if site.reached[0] and site.reached[last]]
    assert f"(on the {len(both)} sites that both waves measured)" in page
    before, after = (round(100 * sum(site.clean(level, n) for site in both) / len(both)) for n in (0, last))
    shares = re.search(rf" {level}: between 01/2026 and 11/2026 .*? went from ([\d.]+)% to ([\d.]+)%", page)
    assert shares is not None
    assert [round(float(value)) for value in shares.groups()] == [before, after]


@pytest.mark.parametrize("level", LEVELS)
def test_moves_between_waves_are_those_that_were_to_be_seen(
    nation: Nation, trend: Trend, page: str, level: str
) -> None:
    truth = moves(nation.sites, level)
    course = next(course for course in trend.nation.courses if course.target.level == level)
    assert course.transitions is not None
    assert course.transitions.stayed_clean == truth[True, True]
    assert f"{truth[False, True]} improvements, {truth[True, False]} relapses" in page
    failing = truth[False, True] + truth[False, False]
    assert f"still failing in the next wave {truth[False, False]:,} of {failing:,} times" in page


def test_issues_that_are_called_fixed_are_gone_and_those_not_reached_are_not_called_so(
    nation: Nation, trend: Trend, page: str
) -> None:
    last = WAVES - 1
    fixed = not_retested = 0
    for site in nation.sites:
        for level in LEVELS:
            seen = [number for number in range(last) if site.reached[number]]
            there = bool(seen) and site.faulty[level][seen[-1]]
            fixed += there and site.reached[last] and not site.faulty[level][last]
            not_retested += there and not site.reached[last]
    life = trend.nation.life[trend.waves[-1].id]
    assert life.states[IssueState.FIXED] == fixed
    assert f"Failures fixed in the last wave: {fixed};" in page
    assert f"not called fixed: {not_retested}." in page


@pytest.mark.parametrize("level", LEVELS)
def test_no_site_is_called_clean_that_fails_and_none_failing_that_is_clean(
    nation: Nation, trend: Trend, level: str
) -> None:
    truth = {site.id: site.seen(level, WAVES - 1) for site in nation.sites}
    names = {True: SiteState.CLEAN, False: SiteState.FAILING, None: SiteState.UNKNOWN}
    assert {site.site: site_state(site, level) for site in trend.sites} == {
        site: names[seen] for site, seen in truth.items()
    }


def test_a_target_out_of_reach_is_called_so_and_the_reachable_share_is_named(trend: Trend, page: str) -> None:
    course = trend.nation.courses[0]
    assert course.standing is Standing.OFF_COURSE
    assert name(course.standing)["en"] in page
    assert course.transitions is not None
    assert course.transitions.bound is not None
    assert f"the share settles at about {course.transitions.bound:.0f}%" in page


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGS)
async def test_the_nation_and_the_method_each_fill_one_printed_page(report: TrendFiles, lang: Lang) -> None:
    async with Browser() as browser:
        printed = await browser.print_file(report.whole[lang].as_uri())
    with pikepdf.open(BytesIO(printed)) as pdf, pdf.open_outline() as outline:
        (nation,) = outline.root
        parts = [item for item in nation.children if item.title in _parts(lang)]
        places = [next(n for n, page in enumerate(pdf.pages) if page.obj == item.destination[0]) for item in parts]
    assert places == [1, 2]


def _parts(lang: Lang) -> set[str]:
    return {Speech(lang).plain(f"nation.{part}-heading") for part in ("method", "numbers")}


def test_groups_whose_intervals_overlap_share_a_tier(trend: Trend) -> None:
    for groups in (trend.ministries, trend.regions):
        for level in range(len(LEVELS)):
            courses = [group.courses[level] for group in groups]
            for one in courses:
                for two in courses:
                    if one.tier != two.tier:
                        assert one.low is not None
                        assert two.low is not None
                        assert one.high is not None
                        assert two.high is not None
                        assert one.high < two.low or two.high < one.low
