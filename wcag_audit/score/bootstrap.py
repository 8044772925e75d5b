"""Intervals from drawing again: whole pages within strata, with correction for strata that are nearly complete.

J. N. K. Rao and C. F. J. Wu, Resampling inference with complex survey data, JASA 83 (1988): deviations of the drawn
means are stretched by n/(n-1) and shrunk by the share of the stratum that was not looked at.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from math import fsum, inf, sqrt
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAWS = 1000
"""Enough for the ends of a 95 % interval to stand still within a tenth of its width."""
TAIL = 0.025
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Layer:
    """The values of one stratum's pages.

    Attributes:
        name: of the stratum; it fixes what is drawn from it.
        weight: share of the whole, 0 to 1; weights of all layers add up to 1.
        values: one per page, 0 to 1, at least one, in the order of the pages' keys.
        known: pages it stands for, at least as many as there are values.
        take_all: True where nothing is left to chance.
    """

    name: str
    weight: float
    values: tuple[float, ...]
    known: int
    take_all: bool = False

    @property
    def mean(self) -> float:
        """Mean over the pages."""
        return fsum(self.values) / len(self.values)

    @property
    def stretch(self) -> float:
        """What a drawn deviation is multiplied with; 0 where every page was looked at."""
        count = len(self.values)
        if self.take_all or count >= self.known or count == 1:
            return 0.0
        return sqrt((1 - count / self.known) * count / (count - 1))

    @property
    def blind(self) -> bool:
        """True where one page stands for several, so that nothing is known about their spread."""
        return len(self.values) == 1 and self.known > 1 and not self.take_all


def random(seed: str) -> Random:
    """A source of chance that is the same for the same words on every machine.

    Only its `random()` may be used: what other methods give may change with the version of Python.
    """
    return Random(int(hashlib.sha256(seed.encode()).hexdigest(), 16))  # noqa: S311 - statistics, not secrets


def estimate(layers: Sequence[Layer]) -> float:
    """The weighted mean, 0 to 1."""
    return min(1.0, max(0.0, _center(layers)))


def draw(layers: Sequence[Layer], seed: str, draws: int = DRAWS) -> list[float]:
    """Estimates from pages drawn again; they may lie a little outside 0 and 1.

    Each stratum has its own source of chance. So the same seed draws the same pages of the same strata for every level
    and every basket, and differences between them can be taken draw by draw.

    Args:
        layers: in any order.
        seed: words that fix the draws.
        draws: how many.
    """
    drawn = [_center(layers)] * draws
    for layer in sorted(layers, key=lambda layer: layer.name):
        count, values = len(layer.values), layer.values
        factor = layer.weight * layer.stretch / count
        if factor == 0 or min(values) == max(values):
            continue
        source = random(f"{seed}\n{layer.name}").random
        whole = layer.mean * count
        for place in range(draws):
            total = 0.0
            for _ in values:
                total += values[int(source() * count)]
            drawn[place] += factor * (total - whole)
    return drawn


def interval(layers: Sequence[Layer], seed: str, draws: int = DRAWS) -> tuple[float, float]:
    """The 95 % interval of `estimate`, which it holds.

    Few pages in the strata that matter most make their spread itself uncertain; the ends are moved out by Student's t
    for as many degrees of freedom as there are in effect. Where one page stands for a whole stratum, the ends reach as
    far as the others of its pages could lead.
    """
    value = estimate(layers)
    widening = _widening(layers)
    low, high = (value + (end - value) * widening for end in ends(draw(layers, seed, draws)))
    low -= fsum(layer.weight * layer.mean for layer in layers if layer.blind)
    high += fsum(layer.weight * (1 - layer.mean) for layer in layers if layer.blind)
    return max(0.0, min(low, value)), min(1.0, max(high, value))


def ends(drawn: Sequence[float]) -> tuple[float, float]:
    """The middle 95 % of what was drawn."""
    ordered = sorted(drawn)
    cut = int(TAIL * len(ordered))
    return ordered[cut], ordered[-1 - cut]


def _center(layers: Sequence[Layer]) -> float:
    return fsum(layer.weight * layer.mean for layer in layers)


def _widening(layers: Sequence[Layer]) -> float:
    """Student's t over the normal quantile.

    Degrees of freedom are Satterthwaite's (Cochran, Sampling Techniques, 3rd edition, section 5.4).
    """
    shares, parts = [], []
    for layer in layers:
        count = len(layer.values)
        if layer.stretch > 0:
            spread = fsum((value - layer.mean) ** 2 for value in layer.values)
            share = (layer.weight * layer.stretch / count) ** 2 * spread
            shares.append(share)
            parts.append(share**2 / (count - 1))
    below = fsum(parts)
    freedom = fsum(shares) ** 2 / below if below else inf
    return _t(max(2.0, freedom)) / _Z


def _t(freedom: float) -> float:
    """The 97.5 % quantile of Student's t, by its expansion around the normal one; off by less than 2 % from 3 on."""
    z = _Z
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + fsum(term / freedom**power for power, term in enumerate(terms, 1))
