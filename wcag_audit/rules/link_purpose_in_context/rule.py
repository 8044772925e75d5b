"""A link with a name like "read more" has a context that says where it leads (WCAG 2.4.4; ACT rule 5effbb)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.link_context import Context, context
from wcag_audit.commons.wording import is_doubtful_link, is_generic_link
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Links that assistive technology meets and whose name says nothing by itself."""
    for node in page[Dom].elements():
        if node.role == "link" and is_generic_link(node.accessible_name):
            yield node


def expectation(link: Node, page: PageSnapshot) -> Judgement:
    """A description, the sentence, paragraph, list item, table cell or header, or the heading before tells more.

    What merely stands near is no context of the criterion, but may leave nobody in doubt: a person decides. Text in
    another paragraph or in a data cell of the row is none either (failure F63), and there the markup says so.
    """
    found = context(page[Dom], link)
    if found is Context.DETERMINED:
        return passed()
    name = link.accessible_name
    if found is Context.NEAR or is_doubtful_link(name):
        return cant_tell("outside-context", name=name)
    return failed("no-context" if found is Context.NONE else "apart", name=name)


RULE = Rule(
    id="link-purpose-in-context",
    criteria=("2.4.4",),
    act=("5effbb",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
    maturity=Maturity.STABLE,
    version=2,
)
