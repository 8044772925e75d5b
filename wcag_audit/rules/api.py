"""How a rule is written: which targets it applies to, and what it expects of each (ACT Rules Format 1.1).

A rule is a value, not a registration: importing one has no effect. `rules.catalogue` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wcag_audit.model.finding import Maturity, Scalar
from wcag_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wcag_audit.model.snapshot import PageSnapshot, SiteSnapshot


class Impact(StrEnum):
    """How hard the fault hits a person; axe-core's scale."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class PagePart:
    """A target that is no single element: the page as a whole, or a place on another page of the site.

    Attributes:
        url: the page; "" for the page under audit.
        selector, html: as in model.finding.Target; "" for the whole page.
        pages: other pages the judgement rests on.
    """

    url: str = ""
    selector: str = ""
    html: str = ""
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of one target.

    Attributes:
        code: message code; the catalogue has a sentence for it under [failed.<code>], [cantTell.<code>] or
            [passed.<code>].
        values: fill the sentence's placeholders.
    """

    outcome: Outcome
    code: str
    values: Mapping[str, Scalar] = field(default_factory=dict)


def passed(code: str = "ok", **values: Scalar) -> Judgement:
    """The target meets the expectation."""
    return Judgement(Outcome.PASSED, code, values)


def failed(code: str, **values: Scalar) -> Judgement:
    """The target breaks the expectation, with evidence a webmaster would accept."""
    return Judgement(Outcome.FAILED, code, values)


def cant_tell(code: str, **values: Scalar) -> Judgement:
    """A person must decide; the code says why."""
    return Judgement(Outcome.CANT_TELL, code, values)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over one page.

    Attributes:
        id: the folder's name with hyphens for underscores.
        criteria: success criteria a failure breaks, such as ("3.1.1",); () for best practice.
        act: ids of the ACT rules it follows.
        needs: fact types; if one is missing the rule is not called and its outcome is cantTell.
        targets: applicability: which parts of the page the rule speaks about.
        expectation: the judgement of one target.
        same_as: axe-core rules (without "axe-") that say the same; one finding then names both.
        settles: True where it measures what these rules cannot tell: its pass or failure then ends their question.
        version: raised whenever judgements may change.
    """

    id: str
    criteria: tuple[str, ...]
    needs: tuple[type[Any], ...]
    targets: Callable[[PageSnapshot], Iterable[Any]]
    expectation: Callable[[Any, PageSnapshot], Judgement]
    act: tuple[str, ...] = ()
    impact: Impact = Impact.SERIOUS
    maturity: Maturity = Maturity.EXPERIMENTAL
    same_as: tuple[str, ...] = ()
    settles: bool = False
    since: str = "0.1"
    version: int = 1


@dataclass(frozen=True, slots=True)
class SiteRule:
    """A rule that compares the pages of a site; `targets` yields `PagePart`s or any value its expectation reads.

    Attributes:
        place: turns a target into the place that the finding names.
    """

    id: str
    criteria: tuple[str, ...]
    targets: Callable[[SiteSnapshot], Iterable[Any]]
    expectation: Callable[[Any, SiteSnapshot], Judgement]
    place: Callable[[Any], PagePart]
    act: tuple[str, ...] = ()
    impact: Impact = Impact.MODERATE
    maturity: Maturity = Maturity.EXPERIMENTAL
    same_as: tuple[str, ...] = ()
    since: str = "0.1"
    version: int = 1
