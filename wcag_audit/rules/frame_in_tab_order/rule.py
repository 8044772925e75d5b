"""A frame with something to operate in it is not taken out of the tab order (WCAG 2.1.1; ACT rule akn7bn)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.visibility import is_tabbable, is_visible, tab_index
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SPECK = 8.0
"""CSS pixels, borders included: a frame of that size shows nothing to anybody."""


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Seen frames that hold a seen element which Tab would stop at, and which nothing modal keeps inert meanwhile."""
    dom = page[Dom]
    for node in dom.elements("iframe", "frame"):
        if node.box is None or node.box.width <= _SPECK or node.box.height <= _SPECK or not is_visible(dom, node):
            continue
        if node.exposed and any(is_tabbable(dom, inner) and is_visible(dom, inner) for inner in dom.descendants(node)):
            yield node


def expectation(frame: Node, _page: PageSnapshot) -> Judgement:
    """The frame has no negative tabindex: with one, Chromium skips all that is in it."""
    return failed("negative") if (tab_index(frame) or 0) < 0 else passed()


RULE = Rule(
    id="frame-in-tab-order",
    criteria=("2.1.1",),
    act=("akn7bn",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
    maturity=Maturity.STABLE,
    same_as=("frame-focusable-content",),
)
