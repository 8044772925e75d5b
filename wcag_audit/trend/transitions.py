"""Sites between two states, clean and failing: how often they change, and where that leads."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from wcag_audit.model.course import GroupProjection, Rate, Transitions
from wcag_audit.model.trend import SiteState
from wcag_audit.trend.beta import beta_quantile
from wcag_audit.trend.history import in_line, states
from wcag_audit.trend.pace import months

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.trend.history import Baskets, SiteHistory

Beta = tuple[float, float]
"""Parameters of a beta distribution: so many cases for, so many against."""

MIN_COUNT = 10
MIN_STEPS = 2
"""Below these (transitions seen, pairs of waves) nothing is projected."""
DRAWS = 2000
ON_COURSE, OFF_COURSE = 0.7, 0.3
_NATION_WEIGHT = 10.0  # the nation's rates count like ten transitions of the group's own
_JEFFREYS = 0.5
_EXACT_UP_TO = 60  # sites; of more, a normal curve is as good as drawing each
_TAIL = 0.05
_RANGE = 0.1


def count_transitions(histories: Iterable[SiteHistory], level: str, baskets: Baskets) -> Transitions:
    """What the sites did between consecutive looks that may be compared; rates are not filled in yet.

    A look at which a site was not measurable begins and ends no transition.
    """
    moves: Counter[tuple[SiteState, SiteState]] = Counter()
    steps: dict[tuple[int, int], float] = {}
    for history in histories:
        for before, after in pairwise(in_line(history.looks.get(level, ()))):
            pair = states(before, after, baskets)
            if pair is None or SiteState.UNKNOWN in pair:
                continue
            moves[pair] += 1
            steps[before.wave.id, after.wave.id] = months(before.wave.day, after.wave.day)
    return Transitions(
        improved=moves[SiteState.FAILING, SiteState.CLEAN],
        stayed_failing=moves[SiteState.FAILING, SiteState.FAILING],
        relapsed=moves[SiteState.CLEAN, SiteState.FAILING],
        stayed_clean=moves[SiteState.CLEAN, SiteState.CLEAN],
        steps=len(steps),
        step_months=median(steps.values()) if steps else 0.0,
    )


def posteriors(counts: Transitions, nation: Transitions | None) -> tuple[Beta, Beta]:
    """What is known of the rates of improvement and relapse per step: parameters of two beta distributions.

    Args:
        counts: of the group.
        nation: of all sites; its rates are the group's prior with the weight of ten transitions. None for the nation
            itself, whose prior is Jeffreys' (half a case for, half a case against).
    """
    improve, relapse = (_JEFFREYS, _JEFFREYS), (_JEFFREYS, _JEFFREYS)
    if nation is not None:
        improve, relapse = (_drawn(alpha, beta) for alpha, beta in posteriors(nation, None))
    return (
        (improve[0] + counts.improved, improve[1] + counts.stayed_failing),
        (relapse[0] + counts.relapsed, relapse[1] + counts.stayed_clean),
    )


def with_rates(counts: Transitions, nation: Transitions | None) -> Transitions:
    """The transitions with their rates and the share they lead to; unchanged where none was seen."""
    if not counts.count:
        return counts
    improvement, relapse = (_rate(*parameters) for parameters in posteriors(counts, nation))
    bound = 100 * improvement.mean / (improvement.mean + relapse.mean)
    return replace(counts, improvement=improvement, relapse=relapse, bound=bound)


def project(
    counts: Transitions,
    nation: Transitions | None,
    sites: Mapping[SiteState, int],
    *,
    target: float,
    left: float,
    seed: str,
) -> GroupProjection | None:
    """The share of clean sites after some time, by simulation.

    Each draw takes both rates from their posteriors, and then a number of clean sites: of those clean now each is clean
    with probability b + (1 - b) * r^h, of the others with b * (1 - r^h), where b is the bound of the drawn rates, r
    what the two rates leave of one, and h the number of steps left.

    Args:
        counts: of the group.
        nation: as for `posteriors`.
        sites: of the group by state now.
        target: share in points.
        left: months from the last wave to the day.
        seed: the same seed gives the same answer.

    Returns:
        None where too little was seen, no site is left, or no time.
    """
    total = sum(sites.values())
    if counts.count < MIN_COUNT or counts.steps < MIN_STEPS or not total or left <= 0 or not counts.step_months:
        return None
    random = Random(seed)  # noqa: S311 - reproducible, not secret
    improvement, relapse = posteriors(counts, nation)
    clean, unknown = sites.get(SiteState.CLEAN, 0), sites.get(SiteState.UNKNOWN, 0)
    steps = left / counts.step_months
    shares, best = [], []
    for _ in range(DRAWS):
        stay, turn = _chances(random.betavariate(*improvement), random.betavariate(*relapse), steps)
        known = _clean_ones(random, clean, stay) + _clean_ones(random, total - clean - unknown, turn)
        shares.append(100 * (known + _clean_ones(random, unknown, turn)) / total)
        best.append(100 * (known + _clean_ones(random, unknown, stay)) / total)
    shares.sort()
    return GroupProjection(
        share=median(shares),
        low=shares[int(_RANGE * DRAWS)],
        high=shares[int((1 - _RANGE) * DRAWS) - 1],
        probability_low=_at_least(shares, target),
        probability_high=_at_least(best, target),
        draws=DRAWS,
    )


def _drawn(alpha: float, beta: float) -> tuple[float, float]:
    """A distribution with the same mean and the weight of ten cases."""
    mean = alpha / (alpha + beta)
    return _NATION_WEIGHT * mean, _NATION_WEIGHT * (1 - mean)


def _rate(alpha: float, beta: float) -> Rate:
    return Rate(alpha / (alpha + beta), beta_quantile(_TAIL, alpha, beta), beta_quantile(1 - _TAIL, alpha, beta))


def _chances(improvement: float, relapse: float, steps: float) -> tuple[float, float]:
    """Probabilities of being clean after some steps, for a site that is clean now and for one that is not."""
    bound = improvement / (improvement + relapse)
    kept = max(0.0, 1 - improvement - relapse) ** steps
    return bound + (1 - bound) * kept, bound * (1 - kept)


def _clean_ones(random: Random, sites: int, chance: float) -> int:
    """How many of some sites turn out clean."""
    if sites <= _EXACT_UP_TO:
        return sum(random.random() < chance for _ in range(sites))
    drawn = random.gauss(sites * chance, (sites * chance * (1 - chance)) ** 0.5)
    return min(sites, max(0, round(drawn)))


def _at_least(shares: Sequence[float], target: float) -> float:
    return sum(share >= target for share in shares) / len(shares)
