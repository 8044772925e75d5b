"""Groups of sites on their way to a target."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING

from wcag_audit.model.course import Change, GroupCourse, Standing
from wcag_audit.model.roadmap import Metric
from wcag_audit.model.trend import Grouping, SiteState
from wcag_audit.trend.history import in_line, points, states
from wcag_audit.trend.pace import months, pace, scenarios
from wcag_audit.trend.shares import mean_interval, share_bounds, share_interval
from wcag_audit.trend.sites import FULL, direction, value_of
from wcag_audit.trend.transitions import OFF_COURSE, ON_COURSE, count_transitions, project, with_rates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.model.course import GroupProjection, Transitions
    from wcag_audit.model.roadmap import Target
    from wcag_audit.model.trend import SitePoint
    from wcag_audit.trend.history import Baskets, Look, SiteHistory

Series = tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is the same for all groups: the baskets; the day of the question; the nation's moves."""

    baskets: Baskets
    as_of: date
    nation: Mapping[str, Transitions]


def group_course(
    grouping: Grouping, name: str, members: Sequence[SiteHistory], target: Target, around: Circumstances
) -> GroupCourse:
    """Where a group stands towards one target on a day.

    Args:
        grouping: what the group is made of.
        name: its id, for the seed of its simulation.
        members: its sites in the target's scope, at least one.
        target: the target.
        around: what is the same for all groups.
    """
    lines = [points(in_line(site.looks.get(target.level, ())), target.level, around.baskets) for site in members]
    last = [line[-1] if line else None for line in lines]
    now = Counter(point.state if point else SiteState.UNKNOWN for point in last)
    worst, current, best, interval = _now(last, now, target, around.baskets)
    gap = None if current is None else max(0.0, target.value - current)
    left = max(0.0, months(around.as_of, target.day))
    required = gap / left if gap is not None and left else None
    transitions, projection = None, None
    series: Series = ()
    if target.metric is Metric.CLEAN_SITES:
        nation = None if grouping is Grouping.NATION else around.nation[target.level]
        counts = count_transitions(members, target.level, around.baskets)
        transitions = with_rates(counts, nation)
        if left:
            last_day = max((point.day for point in last if point), default=around.as_of)
            ahead = months(last_day, target.day)
            seed = f"{grouping}:{name}:{target.id}"
            projection = project(counts, nation, now, target=target.value, left=ahead, seed=seed)
    else:
        series = common_series(lines, target.metric, around.baskets)
    observed = pace(series)
    standing = _standing(target, last, (worst, best), around.as_of, projection)
    if standing is Standing.TOO_EARLY and target.metric is not Metric.CLEAN_SITES:
        standing = direction(observed, required)
    open_yet = standing not in (Standing.MET, Standing.MET_BY_MACHINE) and left > 0
    return GroupCourse(
        target=target,
        sites=len(members),
        standing=standing,
        current=current,
        best=best,
        low=interval[0],
        high=interval[1],
        gap=gap,
        months_left=left,
        required=required,
        change=change(members, lines, target, around.baskets),
        transitions=transitions,
        projection=projection if open_yet else None,
        observed=observed,
        scenarios=scenarios(series, target.value, target.day) if open_yet else None,
    )


def common_series(lines: Iterable[Sequence[SitePoint]], metric: Metric, baskets: Baskets) -> Series:
    """The mean of a group by day, on the sites that have a value in every wave of the longest common row of waves.

    Sites that were not measured in each of the waves that most sites have are left out: a mean over other sites in each
    wave would show who was reached, not who became better.
    """
    valued = [
        {point.day: value for point in line if (value := value_of(point, metric, baskets)) is not None}
        for line in lines
    ]
    days = Counter(day for values in valued for day in values)
    if not days:
        return ()
    most = max(days.values())
    common = sorted(day for day, count in days.items() if 2 * count >= most)
    whole = [values for values in valued if all(day in values for day in common)]
    return tuple((day, fmean(values[day] for values in whole)) for day in common) if whole else ()


def change(
    members: Sequence[SiteHistory], lines: Sequence[Sequence[SitePoint]], target: Target, baskets: Baskets
) -> Change | None:
    """The first against the last wave that may be compared with it, on the sites that both have; None if none may."""
    looks = [{look.wave.id: look for look in in_line(site.looks.get(target.level, ()))} for site in members]
    waves = sorted({(look.wave.day, look.wave.id) for own in looks for look in own.values()})
    if not waves:
        return None
    last_day, last = waves[-1]
    for first_day, first in waves[:-1]:
        pairs = [
            pair
            for own, line in zip(looks, lines, strict=True)
            if first in own and last in own and (pair := _pair(own[first], own[last], line, target, baskets))
        ]
        if not pairs:
            continue
        before, after = fmean(pair[0] for pair in pairs), fmean(pair[1] for pair in pairs)
        span = months(first_day, last_day)
        return Change(
            from_day=first_day,
            to_day=last_day,
            sites=len(pairs),
            before=before,
            after=after,
            per_month=(after - before) / span if span else 0.0,
            entered=sum(last in own and first not in own for own in looks),
            left=sum(first in own and last not in own for own in looks),
        )
    return None


def _pair(
    before: Look, after: Look, line: Sequence[SitePoint], target: Target, baskets: Baskets
) -> tuple[float, float] | None:
    """A site's values at both ends, by the same procedures; None where one is not known."""
    if target.metric is Metric.CLEAN_SITES:
        pair = states(before, after, baskets)
        if pair is None or SiteState.UNKNOWN in pair:
            return None
        return FULL * (pair[0] is SiteState.CLEAN), FULL * (pair[1] is SiteState.CLEAN)
    values = {point.wave_id: value_of(point, target.metric, baskets) for point in line}
    first, last = values.get(before.wave.id), values.get(after.wave.id)
    return None if first is None or last is None else (first, last)


def _now(
    last: Sequence[SitePoint | None], now: Mapping[SiteState, int], target: Target, baskets: Baskets
) -> tuple[float, float | None, float, tuple[float | None, float | None]]:
    """Worst, shown and best value of the group at its sites' last looks, and the interval."""
    if target.metric is Metric.CLEAN_SITES:
        worst, best = share_bounds(now)
        if now.get(SiteState.UNKNOWN, 0) == len(last):
            return worst, None, best, (None, None)
        return worst, worst, best, share_interval(now)
    values = [value_of(point, target.metric, baskets) if point else None for point in last]
    known = [value for value in values if value is not None]
    open_ones = len(values) - len(known)
    worst = sum(known) / len(values)
    interval = mean_interval(known, seed=target.id)
    return worst, fmean(known) if known else None, worst + FULL * open_ones / len(values), interval


def _standing(
    target: Target,
    last: Sequence[SitePoint | None],
    bounds: tuple[float, float],
    as_of: date,
    projection: GroupProjection | None,
) -> Standing:
    worst, best = bounds
    passed = as_of > target.day
    if all(point is None or (point.state is SiteState.UNKNOWN and point.index is None) for point in last):
        return Standing.MISSED_UNKNOWN if passed else Standing.NOT_MEASURABLE
    if worst >= target.value:
        settled = all(point is not None and point.by_person for point in last)
        counted = target.metric is not Metric.CLEAN_SITES and target.value < FULL
        return Standing.MET if settled or counted else Standing.MET_BY_MACHINE
    if passed:
        return Standing.MISSED if best < target.value else Standing.MISSED_UNKNOWN
    if projection is None:
        return Standing.TOO_EARLY
    if projection.probability_low >= ON_COURSE:
        return Standing.ON_COURSE
    return Standing.OFF_COURSE if projection.probability_high < OFF_COURSE else Standing.OPEN
