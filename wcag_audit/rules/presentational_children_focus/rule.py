"""Nothing takes the focus inside what is announced without its content (WCAG 4.1.2; ACT rule 307n5z)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.visibility import is_tabbable
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed
from wcag_audit.standards.aria import PRESENTATIONAL_CHILDREN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Exposed elements with a role whose children are presentational, such as buttons, tabs and check boxes."""
    for node in page[Dom].elements():
        if node.role in PRESENTATIONAL_CHILDREN:
            yield node


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """No element in it is in the tab order."""
    inner = next(_stops_inside(page[Dom], node), None)
    if inner is None:
        return passed()
    return failed("focusable-inside", role=node.get("role").strip().lower() or node.name, inner=inner.name)


def _stops_inside(dom: Dom, node: Node) -> Iterator[Node]:
    """What Tab stops at inside a node. Frames are not entered, nor what is inert."""
    stack = list(dom.children(node))
    while stack:
        inner = stack.pop()
        if inner.kind == NodeKind.DOCUMENT or "inert" in inner.attributes:
            continue
        if inner.name not in {"iframe", "object", "embed"} and is_tabbable(dom, inner):
            yield inner
        stack += dom.children(inner)


RULE = Rule(
    id="presentational-children-focus",
    criteria=("4.1.2",),
    act=("307n5z",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("nested-interactive",),
)
