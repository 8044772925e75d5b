"""The progress index of a site per level, with all that has to stand beside it. An index is never conformance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measured(StrEnum):
    """Whether an index may be printed, and if not, why."""

    YES = "measured"
    NOTHING_REACHED = "nothing-reached"
    TOO_LITTLE_REACHED = "too-little-reached"
    TOO_FEW_PAGES = "too-few-pages"
    NOTHING_APPLICABLE = "nothing-applicable"


@dataclass(frozen=True, slots=True)
class LevelIndex:
    """One site, one wave, one cumulative level (AA is A and AA together), one basket of procedures.

    Attributes:
        level: "A", "AA" or "AAA".
        basket: name of the frozen list of procedures that was scored, such as "2026.1".
        measured: YES, or why there is no index; then value, low and high are None.
        value: 0 to 100, the headline: undecided criteria counted as not failed ("no failure found").
        low, high: bootstrap 95 % interval of `value` over pages within strata.
        band_low, band_high: identification band: undecided counted as failed, and as passed; None as `value`.
        clean_pages: audited pages without a definite failure at this level.
        pages: audited pages.
        clean_low, clean_high: exact 95 % interval of the share of clean pages, 0 to 1.
        decided: criteria of the level that a machine or a person decided on some page.
        criteria: criteria at the level.
        reached, attempted: pages reached out of pages tried.
        by_person: True if a person settled every criterion; only then may 100 be printed.
    """

    level: str
    basket: str
    measured: Measured
    value: float | None
    low: float | None
    high: float | None
    band_low: float | None
    band_high: float | None
    clean_pages: int
    pages: int
    clean_low: float
    clean_high: float
    decided: int
    criteria: int
    reached: int
    attempted: int
    by_person: bool = False
