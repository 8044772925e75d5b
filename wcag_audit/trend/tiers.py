"""Tiers in place of ranks: nothing is put before something else whose interval it shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def tiers(intervals: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    """The tier of each name, 1 for the highest values.

    Two names whose intervals overlap, directly or through others between them, share a tier; so any two of different
    tiers have intervals that do not overlap.

    Args:
        intervals: low and high end by name.
    """
    found: dict[str, int] = {}
    tier, lowest = 0, float("inf")
    for name, (low, high) in sorted(intervals.items(), key=lambda item: (-item[1][1], item[0])):
        if high < lowest:
            tier, lowest = tier + 1, low
        found[name] = tier
        lowest = min(lowest, low)
    return found
