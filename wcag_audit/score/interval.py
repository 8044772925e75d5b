"""Exact confidence intervals for the share of failing pages (Clopper and Pearson, Biometrika 26, 1934)."""

from __future__ import annotations

from functools import lru_cache
from math import exp, fsum, lgamma, log, log1p

_STEPS = 60  # halvings: the interval [0, 1] shrinks below the resolution of a float near 1


@lru_cache(maxsize=4096)
def clopper_pearson(failed: int, tested: int, confidence: float = 0.95) -> tuple[float, float]:
    """Two-sided interval for a share, exact: it covers the true share at least as often as `confidence` says.

    Args:
        failed: pages that fail, 0 to `tested`.
        tested: pages in a random sample.
        confidence: between 0 and 1.

    Returns:
        Low and high end, 0 to 1; (0, 1) where nothing was tested.

    Raises:
        ValueError: counts that cannot be.
    """
    _check(failed, tested)
    if tested == 0:
        return 0.0, 1.0
    tail = (1 - confidence) / 2
    # At least `failed` failing pages is as likely as at most the rest not failing, with shares exchanged.
    low = 0.0 if failed == 0 else 1 - _upper(tested - failed, tested, tail)
    return low, _upper(failed, tested, tail)


def zero_failures_bound(tested: int, confidence: float = 0.95) -> float:
    """One-sided bound where no page failed: at this confidence no larger share of pages can fail (about 3/n).

    60 pages give 0.0487. With nothing tested the bound is 1.

    Raises:
        ValueError: a negative number of pages.
    """
    _check(0, tested)
    return _upper(0, tested, 1 - confidence) if tested else 1.0


def _check(failed: int, tested: int) -> None:
    if not 0 <= failed <= tested:
        raise ValueError(f"{failed} of {tested} pages cannot have failed.")


def _upper(failed: int, tested: int, tail: float) -> float:
    """The share at which as few as `failed` failing pages would be seen with probability `tail`."""
    if failed == tested:
        return 1.0
    if failed == 0:
        return 1 - exp(log(tail) / tested)
    low, high = failed / tested, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _at_most(failed, tested, middle) > tail:
            low = middle
        else:
            high = middle
    return high


def _at_most(failed: int, tested: int, share: float) -> float:
    """Probability of at most `failed` failing pages in `tested`, for 0 < share < 1."""
    whole, hit, miss = lgamma(tested + 1), log(share), log1p(-share)
    return fsum(
        exp(whole - lgamma(count + 1) - lgamma(tested - count + 1) + count * hit + (tested - count) * miss)
        for count in range(failed + 1)
    )
