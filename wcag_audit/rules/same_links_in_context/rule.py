"""Links of one name in one context serve one purpose (WCAG 2.4.4; ACT rule fd3a94)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.named_links import groups, same_context
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_links import LinkTargets, PageText
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.same_purpose import Purpose, compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[tuple[Node, PageText, PageText]]:
    """Links of the same name in the same context with different addresses, both of which were opened.

    Yields:
        The later link, what the earlier one leads to, and what it leads to itself.
    """
    known = {target.address: target for target in page[LinkTargets].pages}
    for node, first, second in _pairs(page[Dom]):
        if first in known and second in known:
            yield node, known[first], known[second]


def _pairs(dom: Dom) -> Iterator[tuple[Node, str, str]]:
    for group in groups(dom):
        seen: list[tuple[Node, str]] = []
        for node, address in group:
            first = next((known for known in seen if same_context(dom, known[0], node)), None)
            if first is None:
                seen.append((node, address))
            elif address != first[1]:
                yield node, first[1], address


def expectation(target: tuple[Node, PageText, PageText], _page: PageSnapshot) -> Judgement:
    """Both lead to one page in the end, or to pages that serve one purpose."""
    node, first, second = target
    found = compare(first, second)
    name = node.accessible_name
    if found is Purpose.SAME:
        return passed()
    if found is Purpose.UNSURE:
        return cant_tell("unsure", name=name)
    return failed("different", name=name, first=_shown(first), second=_shown(second))


def _shown(page: PageText) -> str:
    return page.heading or page.title or page.final


RULE = Rule(
    id="same-links-in-context",
    criteria=("2.4.4",),
    act=("fd3a94",),
    needs=(Dom, LinkTargets),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
    maturity=Maturity.STABLE,
)
