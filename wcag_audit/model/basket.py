"""Procedures as they were run, and baskets: frozen lists of the procedures whose word counts in an index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wcag_audit.model.finding import Engine, Maturity


class Scope(StrEnum):
    """What a procedure looks at."""

    PAGE = "page"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Procedure:
    """One rule in one version.

    Attributes:
        rule: rule id; axe-core's rules are "axe-<id>".
        version: of one of our rules its own number as text; of axe-core's rules the version of axe-core.
        criteria: success criteria it speaks about; () for best practice.
    """

    rule: str
    version: str
    criteria: tuple[str, ...] = ()
    maturity: Maturity = Maturity.STABLE
    engine: Engine = Engine.WCAG_AUDIT
    scope: Scope = Scope.PAGE


@dataclass(frozen=True, slots=True)
class Basket:
    """A named list of procedures that is never changed; new or changed rules are shadow until the next basket.

    Attributes:
        name: year and number, "2026.1".
        frozen: the day it was frozen, ISO 8601.
        procedures: stable ones with criteria, sorted by rule.
    """

    name: str
    frozen: str
    procedures: tuple[Procedure, ...]

    @property
    def criteria(self) -> frozenset[str]:
        """Criteria that a procedure over one page speaks about: all that can enter the index of a page."""
        return frozenset(number for item in self.page_procedures for number in item.criteria)

    @property
    def page_procedures(self) -> tuple[Procedure, ...]:
        """The procedures that look at one page; those that compare pages count in verdicts of the site only."""
        return tuple(item for item in self.procedures if item.scope is Scope.PAGE)

    def counting(self, ran: Iterable[Procedure]) -> frozenset[str]:
        """Ids of the rules that ran exactly as the basket has them; everything else that ran is shadow.

        A rule that ran in two versions (a wave resumed after an update) is shadow too: which page met which is unknown.
        """
        versions: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
        for item in ran:
            versions.setdefault(item.rule, set()).add((item.version, item.criteria))
        return frozenset(
            item.rule for item in self.procedures if versions.get(item.rule) == {(item.version, item.criteria)}
        )
