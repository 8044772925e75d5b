"""Continuing a series when the basket changes: both baskets are computed on the same visits, and compared there."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from wcag_audit.model.index import BasketLink
from wcag_audit.score.bootstrap import ends, estimate
from wcag_audit.score.groups import SiteSample, draw_sites
from wcag_audit.score.index import layers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.model.index import LevelIndex, PageMeasure, Stratum

_EDGE = 0.0005
"""Shares nearer to 0 or 1 than this are taken for this: the logit of 0 and 1 is infinite."""


def pair(
    site: str,
    strata: Sequence[Stratum],
    old: tuple[LevelIndex, Iterable[PageMeasure]],
    new: tuple[LevelIndex, Iterable[PageMeasure]],
) -> tuple[SiteSample, SiteSample] | None:
    """One site in both baskets, over the pages that have a value in both; None where it is not measured in both.

    Args:
        site: id in the register.
        strata: of the site.
        old: its index in the old basket, and its pages' measures at the same level.
        new: the same in the new basket.
    """
    pages = {page.visit_id: page for page in old[1] if page.value is not None}
    after = {page.visit_id: page for page in new[1] if page.value is not None and page.visit_id in pages}
    if old[0].value is None or new[0].value is None or not after:
        return None
    before = [pages[key] for key in after]
    return SiteSample(site, old[0], layers(strata, before)), SiteSample(site, new[0], layers(strata, after.values()))


def link(pairs: Iterable[tuple[SiteSample, SiteSample]], seed: str) -> BasketLink | None:
    """How the new basket measures what the old one measured; None without a site that is measured in both.

    Args:
        pairs: of sites at one level (`pair`), in any order.
        seed: words that fix the draws; sites and pages are drawn for both baskets alike.
    """
    both = sorted(pairs, key=lambda item: item[0].site)
    if not both:
        return None
    old, new = [before for before, _ in both], [after for _, after in both]
    moves = [
        logit(after) - logit(before) for before, after in zip(draw_sites(old, seed), draw_sites(new, seed), strict=True)
    ]
    shift = logit(_mean(new)) - logit(_mean(old))
    low, high = ends(moves)
    first, last = old[0].index, new[0].index
    return BasketLink(first.level, first.basket, last.basket, shift, min(low, shift), max(high, shift), len(both))


def forward(value: float, change: BasketLink) -> float:
    """An index in the old basket as the new one would have measured it; both 0 to 100."""
    return 100 * expit(logit(value / 100) + change.shift)


def back(value: float, change: BasketLink) -> float:
    """An index in the new basket on the scale of the old one, which is so continued; both 0 to 100."""
    return 100 * expit(logit(value / 100) - change.shift)


def logit(share: float) -> float:
    """log(p / (1 - p)), with shares kept off 0 and 1."""
    kept = min(1 - _EDGE, max(_EDGE, share))
    return log(kept / (1 - kept))


def expit(value: float) -> float:
    """The share that has this logit."""
    return 1 / (1 + exp(-value))


def _mean(sites: Sequence[SiteSample]) -> float:
    return sum(estimate(item.layers) for item in sites) / len(sites)
