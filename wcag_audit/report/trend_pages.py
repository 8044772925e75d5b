"""Writes the pages of the trend report in one language."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, Any

from wcag_audit.i18n import format as fmt
from wcag_audit.model.trend import Grouping
from wcag_audit.report import paths
from wcag_audit.report.charts import Bar, Caption, Goal, Reading, Words, interval_strip, line_chart, stacked_bars
from wcag_audit.report.rendering import Crumb, Pager, paged
from wcag_audit.report.speech import Speech
from wcag_audit.report.trend_views import (
    criteria_counts,
    last_life,
    last_wave,
    moves,
    positions,
    reach,
    site_state,
    tiers,
    unmeasured,
    values,
)
from wcag_audit.report.trend_words import TrendWords
from wcag_audit.roadmap import default_roadmap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from wcag_audit.model.course import GroupCourse
    from wcag_audit.model.language import Lang
    from wcag_audit.model.trend import GroupTrend, SiteTrend, Trend
    from wcag_audit.report.rendering import PageWriter
    from wcag_audit.report.trend_views import Position, Value

NUMBERS = "numbers.html"
WHOLE = "whole.html"
SITES = "sites.html"
_LISTS: Mapping[Grouping, str] = {
    Grouping.MINISTRY: "ministries",
    Grouping.REGION: "regions",
    Grouping.KIND: "kinds",
    Grouping.BODY: "bodies",
}


class TrendPages:
    """The pages of one language."""

    def __init__(self, writer: PageWriter, trend: Trend, lang: Lang, wave_report: str) -> None:
        """Write pages about a trend.

        Args:
            writer: writes the files.
            trend: what they are about.
            lang: the language.
            wave_report: address of the last wave's report as seen from the report's folder; "" if there is none.
        """
        self._writer = writer
        self._trend = trend
        self._lang: Lang = lang
        self._say = Speech(lang)
        self._words = TrendWords(lang)
        self._wave_report = wave_report
        self._names = {body.id: body.name for body in trend.bodies}
        self._shared = self._context()

    def write(self) -> None:
        """Write all pages."""
        self._page("nation", paths.OVERVIEW, "nation.heading")
        self._page("numbers", NUMBERS, "nation.numbers-heading")
        self._page("criteria", paths.CRITERIA, "nation.criteria-heading")
        self._page("method", paths.METHOD, "nation.method-heading")
        self._page("whole", WHOLE, "nation.whole-heading")
        for grouping, groups in self._groupings().items():
            self._list(grouping, groups)
            if grouping is not Grouping.BODY:
                for group in groups:
                    self._group(group)
        self._sites()

    def _page(self, template: str, path: str, title: str) -> None:
        crumbs = () if path == paths.OVERVIEW else self._crumbs()
        text = self._say.plain(title)
        self._writer.write(f"trend-{template}", self._lang, path, text, crumbs, **self._shared)

    def _crumbs(self, *more: Crumb) -> tuple[Crumb, ...]:
        return Crumb(self._say.plain("nation.to-nation"), paths.OVERVIEW), *more

    def _groupings(self) -> Mapping[Grouping, Sequence[GroupTrend]]:
        trend = self._trend
        return {
            Grouping.MINISTRY: trend.ministries,
            Grouping.REGION: trend.regions,
            Grouping.KIND: trend.kinds,
            Grouping.BODY: trend.bodies,
        }

    def _list(self, grouping: Grouping, groups: Sequence[GroupTrend]) -> None:
        title = self._say.plain(f"nation.heading-{grouping}")
        for pager, rows in paged(groups, f"{_LISTS[grouping]}.html"):
            context = {"grouping": grouping, "listed": self._listed(rows), "pager": pager}
            self._writer.write(
                "trend-groups",
                self._lang,
                paths.numbered(pager.path, pager.number),
                self._numbered(title, pager),
                self._crumbs(*_first(pager, title)),
                **self._shared,
                **context,
            )

    def _numbered(self, title: str, pager: Pager) -> str:
        return title if pager.number == 1 else f"{title} — {self._say.plain('frame.page-n', n=pager.number)}"

    def _listed(self, groups: Sequence[GroupTrend]) -> list[tuple[Any, Any]]:
        return [(target, tiers(groups, target)) for target in self._trend.targets]

    def _group(self, group: GroupTrend) -> None:
        listed = f"{_LISTS[group.grouping]}.html"
        crumb = Crumb(self._say.plain(f"nation.heading-{group.grouping}"), listed)
        title = self._words.group_name(group)
        self._writer.write(
            "trend-group",
            self._lang,
            self._group_path(group),
            title,
            self._crumbs(crumb),
            **self._shared,
            group=group,
        )

    def _sites(self) -> None:
        title = self._say.plain("nation.sites-heading")
        for pager, rows in paged(self._trend.sites, SITES):
            path = paths.numbered(SITES, pager.number)
            self._writer.write(
                "trend-sites",
                self._lang,
                path,
                self._numbered(title, pager),
                self._crumbs(*_first(pager, title)),
                **self._shared,
                rows=rows,
                pager=pager,
                site_report=partial(self._site_report, path),
            )

    def _site_report(self, path: str, site: SiteTrend) -> str:
        """The site's page in the last wave's report, which has the same folders per language."""
        here = posixpath.relpath(".", posixpath.dirname(f"{self._lang}/{path}"))
        return f"{here}/{self._wave_report}/{self._lang}/{paths.site(site.site)}"

    # ── What templates ask for ───────────────────────────────────────────────────────────────────────────────────────

    def _context(self) -> Mapping[str, Any]:
        trend = self._trend
        wave = last_wave(trend)
        sections = [(paths.OVERVIEW, "nation"), *((f"{file}.html", file) for file in _LISTS.values())]
        sections += [(SITES, "sites"), (paths.CRITERIA, "criteria"), (paths.METHOD, "method")]
        groups = self._groupings()
        return {
            "sections": sections,
            "more": [(NUMBERS, "numbers"), (WHOLE, "whole"), (paths.METHOD, "method")],
            "wave": wave,
            "nation_": trend.nation,
            "life": last_life(trend.nation, wave),
            "unmeasured": unmeasured(trend.nation),
            "reached": reach(trend, wave),
            "levels_of_criteria": criteria_counts(trend.nation),
            "group_moves": [moves(trend, target) for target in trend.targets],
            "all_groups": [
                (key, self._listed(found)) for key, found in groups.items() if key is not Grouping.BODY and found
            ],
            "by_decree": trend.targets == default_roadmap(),
            "positions": positions,
            "values": values,
            "site_state": site_state,
            "wave_report": self._wave_report,
            "share": self._words.share,
            "points": self._words.points,
            "now": self._words.now,
            "line": self._line,
            "bars": self._bars,
            "strip": _strip,
            "group_name": self._words.group_name,
            "group_path": self._group_path,
            "body_name": self._body_name,
            "numbers_path": lambda group: NUMBERS if group.grouping is Grouping.NATION else self._group_path(group),
        }

    def _body_name(self, body: str) -> str:
        name = self._names.get(body)
        return name[self._lang] if name else body

    def _group_path(self, group: GroupTrend) -> str:
        """A group's page; "" for bodies, which stand in lists only."""
        if group.grouping in (Grouping.BODY, Grouping.NATION):
            return ""
        return f"{_LISTS[group.grouping]}/{paths.slug(group.id)}.html"

    def _line(self, position: Position, picture: str) -> Markup:
        say, share, course = self._say, self._words.share, position.course
        found = values(position)
        readings = [Reading(item.day, item.worst, item.best, item.low, item.high) for item in found]
        first, last = found[0], found[-1]
        ahead = course.projection and (course.projection.share, course.projection.low, course.projection.high)
        text = say.plain(
            "nation.line-text",
            n=len(readings),
            first=first.day,
            last=last.day,
            before=self._bounds(first),
            after=self._bounds(last),
            goal=share(position.target.value),
            day=position.target.day,
        )
        words = Words(share, lambda day: fmt.month(day, self._lang))
        goal = Goal(position.target.day, position.target.value, ahead or None)
        title = say.plain(f"nation.line-title-{position.target.metric}", level=position.target.level)
        return line_chart(Caption(picture, title, text), readings, goal, words)

    def _bounds(self, value: Value) -> str:
        share = self._words.share
        if value.best == value.worst:
            return share(value.worst)
        return self._say.plain("nation.bounds", worst=share(value.worst), best=share(value.best))

    def _bars(self, position: Position, picture: str) -> Markup:
        say = self._say
        bars = [
            Bar(
                say.plain("nation.bar-name", day=point.day, n=point.sites),
                (("failed", point.failing), ("not-tested", point.unknown), ("no-failure-found", point.clean)),
            )
            for point in position.points
        ]
        last = position.points[-1]
        text = say.plain(
            "nation.bars-text", day=last.day, failing=last.failing, unknown=last.unknown, clean=last.clean, n=last.sites
        )
        title = say.plain("nation.bars-title", level=position.target.level)
        return stacked_bars(Caption(picture, title, text), bars)


def _first(pager: Pager, title: str) -> tuple[Crumb, ...]:
    """The way back to the first part of a list, from its other parts."""
    return () if pager.number == 1 else (Crumb(title, pager.path),)


def _strip(course: GroupCourse) -> Markup:
    current = course.current or 0.0
    best = current if course.best is None else course.best
    low = current if course.low is None else course.low
    high = best if course.high is None else course.high
    return interval_strip(current, best, low, high, course.target.value)
