"""Pointer targets are large enough, or far enough from others (WCAG 2.5.8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.geometry import intersection
from wcag_audit.commons.pointer_targets import PointerTarget, pointer_targets
from wcag_audit.commons.target_spacing import MINIMUM, TOLERANCE, has_large_twin, is_large, neighbours
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.finding import Box, Scalar
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_TICK_SIZE: Final = 13.0
_DEFAULT_FONT: Final = "13.3333px"
_DEFAULT_BORDERS: Final = {"input": "2px", "button": "2px", "textarea": "1px", "select": "1px"}
_DEFAULT_HEIGHT: Final = 18.0
_RANGE_HEIGHT: Final = 16.0
_MAP: Final = re.compile(
    r"(?:^|[\s_-])(?:map|maps|leaflet|ymaps|mapbox\w*|marker|gmnoprint|gm-style)(?:$|[\s_-])", re.IGNORECASE
)


def targets(page: PageSnapshot) -> Iterator[tuple[Node, PointerTarget]]:
    """Controls that are seen and answer to the pointer; disabled ones left out."""
    for target in pointer_targets(page[Dom]):
        yield target.node, target


def expectation(pair: tuple[Node, PointerTarget], page: PageSnapshot) -> Judgement:
    """24 by 24 CSS pixels, or a circle of that size around the middle that meets no other target; or an exception."""
    node, target = pair
    dom = page[Dom]
    if is_large(target.box) or _is_user_agents(dom, node) or (target.in_text and _has_text(dom, node)):
        return passed()
    around = neighbours(dom, target)
    if not around or has_large_twin(dom, target):
        return passed()
    other = around[0]
    values: dict[str, Scalar] = {
        "width": round(target.box.width, 1),
        "height": round(target.box.height, 1),
        "minimum": round(MINIMUM),
        "neighbour": (other.node.accessible_name or other.node.name)[:80],
    }
    if any(_overlap(target.box, near.box) for near in around):
        return cant_tell("overlapped", **values)
    if target.in_text or all(near.in_text for near in around):
        return cant_tell("in-text", **values)
    if node.role == "DisclosureTriangle" or _is_essential(dom, node) or _may_be_widened(dom, node):
        return cant_tell("maybe-exempt", **values)
    return failed("too-small", **values)


def _overlap(first: Box, second: Box) -> bool:
    """True if the boxes share more than a rounding error: one may lie over the other, or only one be shown."""
    shared = intersection(first, second)
    return shared is not None and min(shared.width, shared.height) >= 1


def _has_text(dom: Dom, node: Node) -> bool:
    return bool(dom.text(node)) and node.role == "link"


def _is_user_agents(dom: Dom, node: Node) -> bool:
    """True for a native control whose size the author has left alone."""
    box, kind = node.box, node.get("type").lower()
    if box is None or node.name not in _DEFAULT_BORDERS:
        return False
    if kind in {"checkbox", "radio"}:
        return abs(box.width - _TICK_SIZE) <= TOLERANCE and abs(box.height - _TICK_SIZE) <= TOLERANCE
    if kind == "range":
        return abs(box.height - _RANGE_HEIGHT) <= TOLERANCE
    return (
        dom.css(node, "font-size") == _DEFAULT_FONT
        and dom.css(node, "border-top-width") == _DEFAULT_BORDERS[node.name]
        and box.height >= _DEFAULT_HEIGHT
    )


def _may_be_widened(dom: Dom, node: Node) -> bool:
    """True where a pseudo-element, which is not in the `Dom`, may answer for the target over a larger area."""
    return dom.css(node, "position") != "static" or "stretched" in node.get("class")


def _is_essential(dom: Dom, node: Node) -> bool:
    """True where the place of the target may carry the information: pins on a map, parts of a drawing."""
    return any(
        above.name in {"svg", "map", "canvas"} or _MAP.search(f"{above.get('class')} {above.get('id')}")
        for above in (node, *dom.ancestors(node))
    )


RULE = Rule(
    id="target-size-minimum",
    criteria=("2.5.8",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("target-size",),
)
