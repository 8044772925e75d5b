"""Links of one name in one context serve one purpose (WCAG 2.4.4; ACT rule fd3a94)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.named_links import pairs_in_context
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_links import LinkTargets, PageText
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule
from wcag_audit.rules.same_purpose import judge_links, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot


def targets(page: PageSnapshot) -> Iterator[tuple[Node, PageText, PageText]]:
    """Links of the same name in the same context with different addresses, both of which were opened."""
    return opened(pairs_in_context(page[Dom]), page)


RULE = Rule(
    id="same-links-in-context",
    criteria=("2.4.4",),
    act=("fd3a94",),
    needs=(Dom, LinkTargets),
    targets=targets,
    expectation=judge_links,
    impact=Impact.MODERATE,
    maturity=Maturity.STABLE,
)
