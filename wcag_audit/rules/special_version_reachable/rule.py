"""What opens a read-aloud function or a version for the visually impaired can be reached by keyboard (WCAG 2.1.1)."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from wcag_audit.commons.special_versions import Recognised, find_controls
from wcag_audit.commons.visibility import has_focusable, is_disabled, is_focusable, is_tabbable, is_visible
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Recognised]]:
    """Controls that can be seen and that promise to read the page aloud or to make it easier to see."""
    dom = page[Dom]
    for node, recognised in find_controls(dom):
        if is_visible(dom, node) and not is_disabled(dom, node):
            yield node, recognised


def expectation(target: tuple[Node, Recognised], page: PageSnapshot) -> Judgement:
    """Tab or an access key leads to it, or to another control with the same promise."""
    node, recognised = target
    dom = page[Dom]
    alike = (other for other, promise in find_controls(dom) if promise.kind == recognised.kind)
    if _has_keys(dom, node) or any(_has_keys(dom, other) for other in alike):
        return passed()
    if is_focusable(dom, node):
        return cant_tell("script-focus")  # arrow keys may lead to it, as in a toolbar
    if _answers_to_clicks(dom, node):
        return failed("mouse-only")
    return cant_tell("not-clickable")


def _has_keys(dom: Dom, node: Node) -> bool:
    """True if the keyboard leads to the control, into it, or to what it lies in."""
    if "accesskey" in node.attributes or is_tabbable(dom, node) or has_focusable(dom, node):
        return True
    return any(is_tabbable(dom, above) for above in takewhile(_is_part, dom.ancestors(node)))


def _answers_to_clicks(dom: Dom, node: Node) -> bool:
    """True if pressing it with a mouse surely does something, for itself or for a wrapper of nothing but it."""
    if node.clickable or "onclick" in node.attributes:
        return True
    above = dom.parent(node)
    return above is not None and _is_part(above) and above.clickable and len(dom.children(above)) == 1


def _is_part(node: Node) -> bool:
    """False for what is the page, or a frame's page, as a whole."""
    return node.kind != NodeKind.DOCUMENT and node.name not in {"html", "body"}


RULE = Rule(
    id="special-version-reachable",
    criteria=("2.1.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
)
