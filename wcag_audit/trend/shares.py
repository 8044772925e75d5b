"""Groups of sites in one wave: shares with their bounds, mean indexes with their intervals."""

from __future__ import annotations

from collections import Counter
from random import Random
from statistics import fmean
from typing import TYPE_CHECKING

from wcag_audit.model.trend import GroupPoint, SiteState
from wcag_audit.score import clopper_pearson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.model.trend import SitePoint, SiteTrend, WaveRef

MIN_SITES = 5
"""With fewer sites an interval from resampling them says nothing."""
MIN_PRESENT = 0.5
"""A wave over less than this part of a group's sites is no point of the group."""
_RESAMPLES = 1000
_TAIL = 0.025


def group_points(sites: Sequence[SiteTrend], level: str, waves: Iterable[WaveRef]) -> tuple[GroupPoint, ...]:
    """One point for each wave that had at least half of the sites, oldest first."""
    by_wave: dict[int, list[SitePoint]] = {}
    for site in sites:
        for point in site.points.get(level, ()):
            by_wave.setdefault(point.wave_id, []).append(point)
    return tuple(
        group_point(by_wave[wave.id], wave)
        for wave in waves
        if len(by_wave.get(wave.id, ())) >= max(1, MIN_PRESENT * len(sites))
    )


def group_point(found: Sequence[SitePoint], wave: WaveRef) -> GroupPoint:
    """The sites of a group in one wave."""
    states = Counter(point.state for point in found)
    clean, unknown = states[SiteState.CLEAN], states[SiteState.UNKNOWN]
    worst, best = share_bounds(states)
    low, high = share_interval(states)
    indexes = [point.index for point in found if point.index is not None]
    index_low, index_high = mean_interval(indexes, seed=f"{wave.id}")
    return GroupPoint(
        wave_id=wave.id,
        day=wave.day,
        sites=len(found),
        clean=clean,
        failing=states[SiteState.FAILING],
        unknown=unknown,
        worst=worst,
        best=best,
        low=low,
        high=high,
        index=fmean(indexes) if indexes else None,
        index_low=index_low,
        index_high=index_high,
        measured=len(indexes),
        clean_pages=sum(point.clean_pages for point in found),
        pages=sum(point.pages for point in found),
    )


def share_bounds(states: Mapping[SiteState, int]) -> tuple[float, float]:
    """Share of clean sites in points if none, and if all, of the unknown sites were clean; 0 and 100 without sites."""
    sites = sum(states.values())
    clean = states.get(SiteState.CLEAN, 0)
    if not sites:
        return 0.0, 100.0
    return 100 * clean / sites, 100 * (clean + states.get(SiteState.UNKNOWN, 0)) / sites


def share_interval(states: Mapping[SiteState, int]) -> tuple[float, float]:
    """Exact 95 % interval around both bounds, in points."""
    sites, clean = sum(states.values()), states.get(SiteState.CLEAN, 0)
    low, _ = clopper_pearson(clean, sites)
    _, high = clopper_pearson(clean + states.get(SiteState.UNKNOWN, 0), sites)
    return 100 * low, 100 * high


def mean_interval(values: Sequence[float], seed: str) -> tuple[float | None, float | None]:
    """95 % interval of a mean from resampling whole sites, 1,000 times with a fixed seed; (None, None) with too few."""
    if len(values) < MIN_SITES:
        return None, None
    random = Random(seed)  # noqa: S311 - reproducible, not secret
    means = sorted(fmean(random.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    return means[int(_TAIL * _RESAMPLES)], means[int((1 - _TAIL) * _RESAMPLES) - 1]
