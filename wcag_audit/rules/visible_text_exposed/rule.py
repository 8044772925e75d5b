"""Text that people see is also met by assistive technology (WCAG 1.3.1; speech readiness)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.visibility import is_concealed, is_visible
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

MIN_WORDS = 4
"""Fewer hidden words are mostly icons' names, counters or the second half of a label."""
_SAMPLE = 120


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Outermost elements with aria-hidden="true" that show at least four words."""
    dom = page[Dom]
    hidden = [node for node in dom.elements() if node.get("aria-hidden").strip().lower() == "true"]
    inside = {node.index for outer in hidden for node in dom.descendants(outer)}
    for node in hidden:
        if node.index not in inside and is_visible(dom, node) and len(_shown(dom, node).split()) >= MIN_WORDS:
            yield node


def _shown(dom: Dom, node: Node) -> str:
    """Text of the element that a person sees; text moved off the screen or clipped away is left out."""
    seen = (
        child.value
        for child in dom.descendants(node)
        if child.kind == NodeKind.TEXT and is_visible(dom, child) and not is_concealed(dom, child)
    )
    return " ".join(" ".join(seen).split())


@per_dom
def _exposed_text(dom: Dom) -> str:
    """Everything a voice can say on the page, names included, folded for comparing."""
    said = (
        (node.value if node.kind == NodeKind.TEXT else node.accessible_name)
        for node in dom.nodes
        if node.exposed and node.ax
    )
    return _folded(" ".join(said))


def _folded(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """The same words stand elsewhere where assistive technology meets them."""
    dom = page[Dom]
    shown = _shown(dom, node)
    if _folded(shown) in _exposed_text(dom):
        return passed("said-elsewhere")
    return cant_tell("hidden-text", words=len(shown.split()), text=shown[:_SAMPLE])


RULE = Rule(
    id="visible-text-exposed",
    criteria=("1.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
