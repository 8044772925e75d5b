"""Pace of a series: the Theil-Sen slope, its exact interval, and three scenarios for a later day."""

from __future__ import annotations

from itertools import combinations
from math import ceil, exp, factorial, log
from statistics import median
from typing import TYPE_CHECKING

from wcag_audit.model.course import Pace, Projection, Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MONTH = 30.4375
"""Days of a month: a twelfth of 365.25."""
QUARTER = 3 * MONTH
DAMPING = 0.85
"""What is left of the observed pace after each quarter."""
MIN_WAVES = 4
"""Below this number of comparable waves a pace or projection is noise (docs/trend.md)."""
CONFIDENCE = 0.9
_EDGE = 0.5  # points: nearer to 0 or 100 the logit runs away


def months(start: date, end: date) -> float:
    """Months from one day to another; negative if the end is earlier."""
    return (end - start).days / MONTH


def slopes(series: Sequence[tuple[float, float]]) -> list[float]:
    """The slopes between all pairs of points, sorted; times must differ."""
    return sorted((right[1] - left[1]) / (right[0] - left[0]) for left, right in combinations(series, 2))


def order_margin(points: int, confidence: float = CONFIDENCE) -> int:
    """How many of the sorted slopes may be left out at each end so that the rest still covers the true slope.

    Exact (Sen, JASA 63, 1968): the number of slopes below the true one is distributed like the inversions of a random
    permutation. Four points: 0 (the whole range covers with 22 of 24 permutations, 0.917).

    Returns:
        The number, or -1 where even the whole range of slopes does not reach the confidence.
    """
    inversions = [1]
    for size in range(2, points + 1):
        longer = [0] * (len(inversions) + size - 1)
        for moved in range(size):
            for count, ways in enumerate(inversions):
                longer[count + moved] += ways
        inversions = longer
    below, margin = 0, -1
    for ways in inversions[: len(inversions) // 2]:
        below += ways
        if 1 - 2 * below / factorial(points) < confidence:
            break
        margin += 1
    return margin


def pace(series: Sequence[tuple[date, float]]) -> Pace | None:
    """The pace of a series in points a month; None with fewer than `MIN_WAVES` points.

    Args:
        series: days, each only once, with values in points; in any order.
    """
    if len(series) < MIN_WAVES:
        return None
    start = min(day for day, _ in series)
    found = slopes(sorted((months(start, day), value) for day, value in series))
    margin = order_margin(len(series))
    return Pace(median(found), found[margin], found[-1 - margin], len(series))


def logit(points: float) -> float:
    """The log-odds of a value in points, kept half a point away from 0 and 100."""
    share = min(max(points, _EDGE), 100 - _EDGE) / 100
    return log(share / (1 - share))


def unlogit(value: float) -> float:
    """The points with these log-odds."""
    return 100 / (1 + exp(-value))


def damped(series: Sequence[tuple[date, float]], day: date) -> float:
    """The value on a later day if the pace goes on and fades: Theil-Sen on log-odds, 0.85 of it left a quarter.

    With the slope b per quarter and h quarters from the last point, b * (0.85 + 0.85² + … + 0.85^h) is added to the
    log-odds of the last value; parts of a quarter count by the same formula.
    """
    ordered = sorted(series)
    last_day, last = ordered[-1]
    start = ordered[0][0]
    slope = median(slopes([((point - start).days / QUARTER, logit(value)) for point, value in ordered]))
    quarters = max(0.0, (day - last_day).days / QUARTER)
    reach = DAMPING * (1 - DAMPING**quarters) / (1 - DAMPING)
    moved = unlogit(logit(last) + slope * reach) - unlogit(logit(last))
    return min(100.0, max(0.0, last + moved))


def scenarios(series: Sequence[tuple[date, float]], target: float, day: date) -> Projection | None:
    """The three scenarios for a day after the last point; None with fewer than `MIN_WAVES` points or no time left."""
    last_day, last = max(series, default=(day, 0.0))
    if len(series) < MIN_WAVES or day <= last_day:
        return None
    span = (day - last_day).days
    count = ceil(span / QUARTER)
    days = [last_day, *(last_day + (day - last_day) * number / count for number in range(1, count)), day]
    paths = {
        "no_change": tuple(Step(step, last) for step in days),
        "damped": tuple(Step(step, damped(series, step)) for step in days),
        "required": tuple(Step(step, last + (target - last) * (step - last_day).days / span) for step in days),
    }
    return Projection(no_change=last, damped=paths["damped"][-1].value, required=target, paths=paths)
