"""Tab does not stop at what assistive technology is told not to see (WCAG 4.1.2; ACT rule 6cfa84)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.visibility import is_in_hidden_tree
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import KeyboardWalk
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[tuple[Node, frozenset[int]]]:
    """The outermost elements with aria-hidden, and indexes of the elements at which a real Tab press left the focus.

    An element that sends the focus on at once is no stop, and one that was shown to all by then is not hidden.
    """
    dom = page[Dom]
    found = ((dom.at(stop.place.frame, stop.place.path), stop.exposed) for stop in page[KeyboardWalk].stops)
    stops = frozenset(
        node.index for node, exposed in found if node is not None and not (exposed and _is_in_page(dom, node))
    )
    for node in dom.elements():
        parent = dom.parent(node)
        if node.get("aria-hidden").lower() == "true" and (parent is None or not is_in_hidden_tree(dom, parent)):
            yield node, stops


def _is_in_page(dom: Dom, node: Node) -> bool:
    """True outside frames: a frame does not know what is hidden around it."""
    return dom.root is not None and node.document == dom.root.document


def expectation(target: tuple[Node, frozenset[int]], page: PageSnapshot) -> Judgement:
    """Neither it nor anything in it gets the focus."""
    node, stops = target
    inside = (node, *page[Dom].descendants(node))
    return failed("hidden") if any(below.index in stops for below in inside) else passed()


RULE = Rule(
    id="hidden-focus",
    criteria=("4.1.2",),
    act=("6cfa84",),
    needs=(KeyboardWalk, Dom),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("aria-hidden-focus",),
)
