"""What comes out when today's rules judge the stored pages of an old wave. Pairs are (then, now), of the same pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wcag_audit.model.index import BasketLink

Pair = tuple[int, int]
"""The same count as it was stored, and as today's rules give it."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule over all pages of a wave.

    Attributes:
        then_version, now_version: versions that ran; "" if it did not run, or (then) if that is not known.
        pages: pages (or sites, for rules that compare pages) on which it failed something.
        failures: targets it failed.
        unable: pages on which it could not run, such as for a fact that was not collected then.
    """

    rule: str
    then_version: str
    now_version: str
    pages: Pair
    failures: Pair
    unable: Pair

    @property
    def changed(self) -> bool:
        """True where the rule says something else now than then."""
        return any(then != now for then, now in (self.pages, self.failures, self.unable))


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """One criterion over all pages of a wave.

    Attributes:
        pages: pages on which it is FAILED.
        sites: sites on which it is FAILED.
        moved: pages on which its verdict is another one now.
    """

    criterion: str
    pages: Pair
    sites: Pair
    moved: int


@dataclass(frozen=True, slots=True)
class IndexChange:
    """The mean index of a level over the sites that are measured both ways.

    Attributes:
        link: how the new basket, with today's rules, measures what the old one measured.
        then, now: the mean, 0 to 100.
    """

    link: BasketLink
    then: float
    now: float


@dataclass(frozen=True, slots=True)
class Split:
    """A figure of two waves, each as it was stored and as today's rules give it.

    The whole difference is `later_then - earlier_then`. What differs with the same rules is the site's doing, the rest
    that of the rules.
    """

    earlier_then: float
    earlier_now: float
    later_then: float
    later_now: float

    @property
    def by_site(self) -> float:
        """The part of the difference that the site made."""
        return self.later_now - self.earlier_now

    @property
    def by_rules(self) -> float:
        """The part of the difference that other rules made."""
        return self.later_then - self.earlier_then - self.by_site


@dataclass(frozen=True, slots=True)
class Difference:
    """From one wave to a later one.

    Attributes:
        wave: name of the later wave.
        pages: pages that both waves have; the counts are over these.
        criteria: failing pages by criterion; those that fail on no side are left out.
        indexes: mean index by level over sites measured on all four sides.
        sites: number of these sites by level.
    """

    wave: str
    pages: int
    criteria: Mapping[str, Split]
    indexes: Mapping[str, Split]
    sites: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rejudgement:
    """All of it.

    Attributes:
        wave: name of the wave that was judged again.
        sites: its sites.
        pages: pages that were judged again.
        left_out: audited pages without a snapshot that can be read.
        rules: every rule that ran then or now.
        criteria: all 86.
        indexes: per level, where a site is measured both ways.
        later: None where no later wave was compared with.
    """

    wave: str
    sites: int
    pages: int
    left_out: int
    rules: tuple[RuleChange, ...]
    criteria: tuple[CriterionChange, ...]
    indexes: tuple[IndexChange, ...]
    later: Difference | None = None
