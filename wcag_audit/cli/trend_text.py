"""A trend as a person reads it in a terminal of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from wcag_audit.cli.app import console
from wcag_audit.cli.page_text import PageText, printable
from wcag_audit.i18n import format as fmt
from wcag_audit.i18n.common import meaning, name
from wcag_audit.model.life import IssueState
from wcag_audit.model.register import BodyKind
from wcag_audit.model.roadmap import Metric
from wcag_audit.model.trend import Grouping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.cli.app import App
    from wcag_audit.i18n.catalogue import Value
    from wcag_audit.model.course import GroupCourse, SiteCourse
    from wcag_audit.model.roadmap import Target
    from wcag_audit.model.trend import GroupTrend, SiteTrend, Trend

_STATES = (
    IssueState.REGRESSED,
    IssueState.NEW,
    IssueState.FIXED,
    IssueState.NOT_RETESTED,
    IssueState.STILL_THERE,
)
_NAME = 26
_AAA = "AAA"


class TrendText:
    """Prints a trend, target by target."""

    def __init__(self, app: App) -> None:
        """Print to the person's terminal in their language."""
        self._app = app
        self._lang = app.lang
        self._console = console()
        self._text = PageText(app, self._console)

    def show(self, trend: Trend, *, sites: bool) -> None:
        """Print everything; the sites only if asked for."""
        finished = [wave for wave in trend.waves if wave.finished]
        first, last = finished[0], finished[-1]
        self._tell("trend.heading", 0, "bold", day=trend.as_of, n=len(finished), first=first.day, last=last.day)
        self._life(trend, last.id, printable(last.name))
        for target in trend.targets:
            self._target(target, trend, sites=sites)
        self._text.say("")
        self._tell("trend.words")
        self._tell("check.no-claim")

    def _life(self, trend: Trend, wave: int, called: str) -> None:
        counts = trend.nation.life.get(wave)
        if counts is None:
            return
        told = " · ".join(f"{name(state)[self._lang]}: {counts.states.get(state, 0)}" for state in _STATES)
        self._tell("trend.issues", wave=called, counts=told)
        if counts.excepted:
            self._tell("trend.excepted", n=counts.excepted)

    def _target(self, target: Target, trend: Trend, *, sites: bool) -> None:
        self._text.say("")
        metric = name(target.metric)[self._lang]
        self._tell("trend.target", 0, "bold", level=target.level, metric=metric, value=self._points(target.value),
                   day=target.day)  # fmt: skip
        if target.source is not None:
            self._text.say(printable(target.source[self._lang]), 2)
        if target.assumed_day:
            self._tell("trend.assumed", 2, day=target.day)
        if target.level == _AAA:
            self._tell("trend.aaa", 2)
        course = _of_group(trend.nation, target)
        if course is None:
            self._tell("trend.nobody", 2)
            return
        self._nation(course)
        groups = (*trend.ministries, *trend.regions, *trend.kinds, *trend.bodies)
        self._groups([group for group in groups if _of_group(group, target)], target)
        if sites:
            self._sites([site for site in trend.sites if _of_site(site, target)], target)

    def _nation(self, course: GroupCourse) -> None:
        self._text.say(f"{name(Grouping.NATION)[self._lang]}: {name(course.standing)[self._lang]}", 2, "bold")
        self._text.say(meaning(course.standing)[self._lang], 4)
        if course.current is not None:
            self._tell(
                "trend.current",
                4,
                current=self._points(course.current),
                low=self._points(course.low),
                high=self._points(course.high),
                n=course.sites,
            )
            if course.best != course.current:
                self._tell("trend.unknown", 4, best=self._points(course.best))
        if course.required is not None:
            self._tell("trend.required", 4, gap=self._points(course.gap), pace=self._points(course.required),
                       months=self._number(course.months_left))  # fmt: skip
        change = course.change
        if change is not None:
            self._tell("trend.change", 4, before=self._points(change.before), after=self._points(change.after),
                       first=change.from_day, last=change.to_day, n=change.sites,
                       pace=self._points(change.per_month))  # fmt: skip
            if change.set_changed:
                self._tell("trend.set-changed", 4, entered=change.entered, left=change.left)
        self._moves(course)

    def _moves(self, course: GroupCourse) -> None:
        moves, ahead = course.transitions, course.projection
        if moves is not None and moves.improvement is not None and moves.relapse is not None:
            self._tell("trend.moves", 4, improved=moves.improved, failing=moves.improved + moves.stayed_failing,
                       relapsed=moves.relapsed, clean=moves.relapsed + moves.stayed_clean,
                       bound=self._points(moves.bound))  # fmt: skip
        if ahead is not None:
            share, low, high = (self._points(value) for value in (ahead.share, ahead.low, ahead.high))
            self._tell("trend.projection", 4, share=share, low=low, high=high)
            least, most = (self._points(100 * value) for value in (ahead.probability_low, ahead.probability_high))
            self._tell("trend.probability", 4, chance=least if least == most else f"{least}–{most}")
        if course.observed is not None:
            self._tell("trend.pace", 4, pace=self._points(course.observed.per_month),
                       low=self._points(course.observed.low), high=self._points(course.observed.high))  # fmt: skip
        if course.scenarios is not None:
            self._tell("trend.scenarios", 4, same=self._points(course.scenarios.no_change),
                       damped=self._points(course.scenarios.damped))  # fmt: skip

    def _groups(self, groups: Sequence[GroupTrend], target: Target) -> None:
        for grouping in Grouping:
            own = [group for group in groups if group.grouping is grouping]
            if not own:
                continue
            columns = ("trend.col-sites", "trend.col-now", "trend.col-needed", "trend.col-tier", "trend.col-standing")
            table = self._table(name(grouping)[self._lang], columns)
            for group in own:
                course = _of_group(group, target)
                if course is not None:
                    now = self._range(course.current, course.best)
                    cells = (str(course.sites), now, self._points(course.required), self._plain(course.tier))
                    table.add_row(self._called(group), *cells, name(course.standing)[self._lang])
            self._console.print(table)

    def _sites(self, sites: Sequence[SiteTrend], target: Target) -> None:
        columns = ("trend.col-now", "trend.col-needed", "trend.col-pace", "trend.col-tier", "trend.col-standing")
        table = self._table(self._app.say("trend.col-site"), columns)
        for site in sites:
            course = _of_site(site, target)
            if course is not None:
                pace = course.observed.per_month if course.observed else None
                cells = (self._points(course.current), self._points(course.required), self._points(pace))
                table.add_row(site.site, *cells, self._plain(course.tier), name(course.standing)[self._lang])
        self._console.print(table)
        if target.metric is not Metric.CLEAN_PAGES:
            self._tell("trend.sites-measured", 2)

    def _table(self, first: str, columns: Iterable[str]) -> Table:
        table = Table(box=box.SIMPLE_HEAD, width=self._console.width, pad_edge=False)
        table.add_column(first, overflow="fold", max_width=_NAME)
        *numbers, last = (self._app.say(key) for key in columns)
        for head in numbers:
            table.add_column(head, justify="right")
        table.add_column(last, overflow="fold")
        return table

    def _called(self, group: GroupTrend) -> str:
        if group.name is not None:
            return printable(group.name[self._lang])
        return name(BodyKind(group.id))[self._lang]

    def _range(self, current: float | None, best: float | None) -> str:
        """What is known, with what it would be if everything unknown were clean."""
        if current is None or best is None or round(best - current, 1) <= 0:
            return self._points(current)
        return f"{self._points(current)}–{self._points(best)}"

    def _points(self, value: float | None) -> str:
        """Points with one decimal, and none where it says nothing."""
        if value is None:
            return "—"
        rounded = round(value, 1)
        return fmt.number(rounded, self._lang, 0 if rounded == int(rounded) else 1)

    def _number(self, value: float) -> str:
        return fmt.number(value, self._lang, 1)

    @staticmethod
    def _plain(value: int | None) -> str:
        return "—" if value is None else str(value)

    def _tell(self, key: str, indent: int = 0, style: str = "", **values: Value) -> None:
        self._text.say(self._app.say(key, **values), indent, style)


def _of_group(group: GroupTrend, target: Target) -> GroupCourse | None:
    return next((course for course in group.courses if course.target == target), None)


def _of_site(site: SiteTrend, target: Target) -> SiteCourse | None:
    return next((course for course in site.courses if course.target == target), None)
