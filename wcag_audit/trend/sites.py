"""One site on its way to a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.course import SiteCourse, Standing
from wcag_audit.model.roadmap import Metric
from wcag_audit.model.trend import SiteState, SiteTrend
from wcag_audit.trend.history import in_line, points
from wcag_audit.trend.pace import MIN_WAVES, months, pace, scenarios

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wcag_audit.model.course import Pace
    from wcag_audit.model.roadmap import Target
    from wcag_audit.model.trend import SitePoint
    from wcag_audit.trend.history import Baskets, SiteHistory

FULL = 100.0


def site_trend(history: SiteHistory, targets: Iterable[Target], baskets: Baskets, as_of: date) -> SiteTrend:
    """All that is said of one site; `targets` are those whose scope holds it."""
    return SiteTrend(
        site=history.site,
        body=history.body,
        url=history.url,
        points={level: points(looks, level, baskets) for level, looks in history.looks.items()},
        courses=tuple(site_course(history, target, baskets, as_of) for target in targets),
        life=history.life,
    )


def site_course(history: SiteHistory, target: Target, baskets: Baskets, as_of: date) -> SiteCourse:
    """Where a site stands towards one target on a day, and how fast it moves."""
    line = points(in_line(history.looks.get(target.level, ())), target.level, baskets)
    series = [(point.day, value) for point in line if (value := value_of(point, target.metric, baskets)) is not None]
    aim = aim_of(target)
    last = line[-1] if line else None
    measured_on, current = series[-1] if series else (None, None)
    at_end = next((point for point in line if point.day == measured_on), None)
    gap = None if current is None else max(0.0, aim - current)
    left = max(0.0, months(as_of, target.day))
    required = gap / left if gap is not None and left else None
    observed = pace(series)
    open_issues = last.open_issues if last else 0
    standing = _settled(target, last, current, as_of) or direction(observed, required)
    reached = standing in (Standing.MET, Standing.MET_BY_MACHINE)
    return SiteCourse(
        target=target,
        standing=standing,
        current=current,
        low=at_end.low if at_end and target.metric is not Metric.CLEAN_PAGES else None,
        high=at_end.high if at_end and target.metric is not Metric.CLEAN_PAGES else None,
        measured_on=measured_on,
        gap=gap,
        months_left=left,
        required=required,
        waves=len(series),
        observed=observed,
        projection=None if reached or not left else scenarios(series, aim, target.day),
        open_issues=open_issues,
        issues_required=open_issues / left if left else None,
    )


def aim_of(target: Target) -> float:
    """What a single site has to reach: that some per cent of all sites be clean asks all of each one."""
    return FULL if target.metric is Metric.CLEAN_SITES else target.value


def value_of(point: SitePoint, metric: Metric, baskets: Baskets) -> float | None:
    """A site's value in points; None where it is not measured or not on one scale with the newest basket."""
    if metric is not Metric.CLEAN_PAGES:
        return point.linked
    if point.index is None or not point.pages or point.basket != baskets.newest:
        return None
    return FULL * point.clean_pages / point.pages


def direction(observed: Pace | None, required: float | None) -> Standing:
    """The word for a pace on the way to something that is not reached yet."""
    if observed is None or observed.waves < MIN_WAVES:
        return Standing.TOO_EARLY
    if observed.low > 0:
        fast = required is not None and observed.per_month >= required
        return Standing.APPROACHING if fast else Standing.APPROACHING_SLOWLY
    return Standing.RECEDING if observed.high < 0 else Standing.NO_DIRECTION


def _settled(target: Target, last: SitePoint | None, current: float | None, as_of: date) -> Standing | None:
    """The word where no pace is needed for it: reached, missed, not measurable; None while the way is open."""
    passed = as_of > target.day
    if last is None or (last.state is SiteState.UNKNOWN and last.index is None):
        return Standing.MISSED_UNKNOWN if passed else Standing.NOT_MEASURABLE
    if _reached(target, last, current):
        whole = aim_of(target) == FULL
        return Standing.MET if last.by_person or not whole else Standing.MET_BY_MACHINE
    return Standing.MISSED if passed else None


def _reached(target: Target, last: SitePoint, current: float | None) -> bool:
    if target.metric is Metric.CLEAN_SITES:
        return last.state is SiteState.CLEAN
    return current is not None and current >= target.value
