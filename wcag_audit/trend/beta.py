"""The beta distribution: what is known of a rate after so many cases for and against it."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_STEPS = 60  # halvings: the interval [0, 1] shrinks below the resolution of a float near 1
_TERMS = 300
_SMALL = 1e-300
_ENOUGH = 1e-12


def beta_quantile(share: float, alpha: float, beta: float) -> float:
    """The value below which that share of a beta distribution lies, 0 to 1."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if beta_below(middle, alpha, beta) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_below(value: float, alpha: float, beta: float) -> float:
    """The share of a beta distribution below a value: the regularised incomplete beta function.

    By the continued fraction of Abramowitz and Stegun 26.5.8, on the side on which it converges fast.
    """
    if value <= 0:
        return 0.0
    if value >= 1:
        return 1.0
    front = exp(lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta) + alpha * log(value) + beta * log1p(-value))
    if value < (alpha + 1) / (alpha + beta + 2):
        return front * _fraction(value, alpha, beta) / alpha
    return 1 - front * _fraction(1 - value, beta, alpha) / beta


def _fraction(value: float, alpha: float, beta: float) -> float:
    """Lentz's method."""
    numerator, denominator = 1.0, 1 / _away(1 - (alpha + beta) * value / (alpha + 1))
    total = denominator
    for term in range(1, _TERMS):
        even = term * (beta - term) * value / ((alpha + 2 * term - 1) * (alpha + 2 * term))
        odd = -(alpha + term) * (alpha + beta + term) * value / ((alpha + 2 * term) * (alpha + 2 * term + 1))
        for factor in (even, odd):
            denominator = 1 / _away(1 + factor * denominator)
            numerator = _away(1 + factor / numerator)
            total *= numerator * denominator
        if abs(numerator * denominator - 1) < _ENOUGH:
            break
    return total


def _away(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL
