"""Indexes of groups of sites: sites are drawn again, then pages within them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.model.index import GroupIndex
from wcag_audit.score.bootstrap import DRAWS, Layer, draw, ends, estimate, random

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.model.index import LevelIndex

_WORK = 200_000
_LEAST = 50
"""Draws of pages per site: fewer where there are many sites, whose differences then matter far more."""


@dataclass(frozen=True, slots=True)
class SiteSample:
    """A site of a group.

    Attributes:
        site: id in the register.
        index: at the level in question.
        layers: of its pages at that level (`index.layers`); () where the site is not measured.
    """

    site: str
    index: LevelIndex
    layers: tuple[Layer, ...] = ()


def group_index(level: str, basket: str, sites: Sequence[SiteSample], seed: str) -> GroupIndex:
    """The mean index of some sites.

    Sites that are not measured stay in the denominator of `worst` and `best`; sites that were never looked at belong
    among `sites` too, with an index that says so.

    Args:
        level: of all the indexes.
        basket: of all the indexes.
        sites: in any order.
        seed: words that fix the draws: group and wave.

    Raises:
        ValueError: an index is of another level or basket.
    """
    if any((item.index.level, item.index.basket) != (level, basket) for item in sites):
        raise ValueError(f"Only indexes at level {level} in basket {basket} can be put together.")
    measured = sorted((item for item in sites if item.index.value is not None), key=lambda item: item.site)
    means = [estimate(item.layers) for item in measured]
    value = low = high = None
    if measured:
        value = sum(means) / len(means)
        low, high = ends(draw_sites(measured, seed))
        low, high = 100 * max(0.0, min(low, value)), 100 * min(1.0, max(high, value))
        value *= 100
    total = 100 * sum(means)
    missing = len(sites) - len(measured)
    return GroupIndex(
        level=level,
        basket=basket,
        sites=len(sites),
        measured=len(measured),
        value=value,
        low=low,
        high=high,
        worst=total / len(sites) if sites else 0.0,
        best=(total + 100 * missing) / len(sites) if sites else 100.0,
        clean_sites=sum(item.index.clean_pages == item.index.pages for item in measured),
        by_person=bool(sites) and all(item.index.by_person for item in sites),
    )


def draw_sites(sites: Sequence[SiteSample], seed: str, draws: int = DRAWS) -> list[float]:
    """Means over sites drawn again, each with pages drawn again.

    Args:
        sites: measured ones, at least one, sorted by id; the same seed and sites draw the same sites and pages.
        seed: words that fix the draws.
        draws: how many.
    """
    count = len(sites)
    each = min(draws, max(_LEAST, _WORK // count))
    pages = [draw(item.layers, f"{seed}\n{item.site}", each) for item in sites]
    source = random(seed).random
    drawn = []
    for _ in range(draws):
        total = 0.0
        for _ in range(count):
            total += pages[int(source() * count)][int(source() * each)]
        drawn.append(total / count)
    return drawn
