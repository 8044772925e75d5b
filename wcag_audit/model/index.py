"""The progress index of a site per level, with all that has to stand beside it. An index is never conformance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CAP = 99.0
"""Above it a machine's index is printed as "99+"."""


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

    @property
    def capped(self) -> bool:
        """True where "99+" is to be printed: so near to 100 only a person may go."""
        return self.value is not None and self.value > CAP and not self.by_person


@dataclass(frozen=True, slots=True)
class Stratum:
    """Pages that one template probably made.

    Attributes:
        name: the shape of their addresses, or of the page where several rare shapes share one; see docs/index.md.
        known: pages of the site that it stands for; its weight in the index is its share of all of them.
        pages: audited pages in it.
        take_all: True for the pages that are looked at in every wave (start pages): nothing of them is left to chance.
    """

    name: str
    known: int
    pages: int
    take_all: bool = False


@dataclass(frozen=True, slots=True)
class PageMeasure:
    """How the criteria of one cumulative level stand on one page, each counted once.

    Attributes:
        visit_id: the page in the store.
        level: "A", "AA" or "AAA".
        stratum: name of its stratum.
        failed: criteria with a definite failure.
        undecided: criteria in REVIEW.
        untested: criteria whose procedures did not all run to the end; in neither `applicable` nor the headline.
        applicable: criteria tested and not shown absent; `failed` and `undecided` are among them.
    """

    visit_id: int
    level: str
    stratum: str
    failed: int
    undecided: int
    untested: int
    applicable: int

    @property
    def value(self) -> float | None:
        """Share of applicable criteria without a failure, 0 to 1; None where nothing was tested."""
        return 1 - self.failed / self.applicable if self.applicable else None

    @property
    def lowest(self) -> float:
        """The same with everything that is undecided or untested counted as failed."""
        whole = self.applicable + self.untested
        return 1 - (self.failed + self.undecided + self.untested) / whole if whole else 0.0

    @property
    def clean(self) -> bool:
        """True where something was tested and nothing failed."""
        return self.applicable > 0 and self.failed == 0


@dataclass(frozen=True, slots=True)
class SiteMeasures:
    """All that the index of one site in one basket is made of, for the store.

    Attributes:
        site: id in the register.
        basket: name.
        indexes: one per level of the wave.
        strata: of the site's audited pages.
        pages: one per audited page and level.
    """

    site: str
    basket: str
    indexes: tuple[LevelIndex, ...]
    strata: tuple[Stratum, ...]
    pages: tuple[PageMeasure, ...]


@dataclass(frozen=True, slots=True)
class GroupIndex:
    """The sites of a body, ministry, region, kind, or of the nation, at one level; every site counts the same.

    Attributes:
        level, basket: as in LevelIndex.
        sites: all sites of the group.
        measured: those that have an index.
        value, low, high: mean over the measured sites with its 95 % interval; None where none is measured.
        worst, best: mean over all sites, with 0 and with 100 for those that are not measured.
        clean_sites: measured sites without a definite failure on any audited page.
        by_person: True if a person settled every criterion on every site.
    """

    level: str
    basket: str
    sites: int
    measured: int
    value: float | None
    low: float | None
    high: float | None
    worst: float
    best: float
    clean_sites: int
    by_person: bool = False

    @property
    def capped(self) -> bool:
        """True where "99+" is to be printed, as for a site."""
        return self.value is not None and self.value > CAP and not self.by_person


@dataclass(frozen=True, slots=True)
class BasketLink:
    """How two baskets differ on the same visits, on the logit scale: what continues a series across the change.

    Attributes:
        level: of the index.
        old, new: names of the baskets.
        shift: logit of the mean index in the new basket less that in the old one.
        low, high: 95 % interval of `shift`.
        sites: measured in both.
    """

    level: str
    old: str
    new: str
    shift: float
    low: float
    high: float
    sites: int
