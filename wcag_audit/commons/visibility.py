"""What a person can see, reach and use: shared predicates over the browser's layout and accessibility tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.model.dom import Dom, Node, NodeKind

if TYPE_CHECKING:
    from wcag_audit.model.finding import Box

_CLIPPED_AWAY = re.compile(r"inset\((?:50|100)%.*\)|circle\(0(?:px|%)?\b.*\)|polygon\(0(?:px)? 0(?:px)?\)")
_RECT = re.compile(r"rect\((-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px\)")
_CONTROLS = frozenset({"button", "input", "select", "textarea"})
_DISABLEABLE = _CONTROLS | {"optgroup", "option", "fieldset"}
_ONE_PIXEL = 1.0
_OUTSIDE_FLOW = frozenset({"absolute", "fixed"})


def is_rendered(dom: Dom, node: Node) -> bool:  # noqa: ARG001 - all predicates are called alike
    """True if the browser laid the node out (no display: none around it); visible or not.

    An element with display: contents is not laid out itself, though its content is.
    """
    return node.style >= 0


def is_visible(dom: Dom, node: Node) -> bool:
    """True if a sighted person can see something of the node, after scrolling where need be.

    That is: laid out, visibility: visible, no opacity 0 and no clipping to nothing around it, not placed outside the
    page, and with an area of its own; or with a descendant that is seen. What other elements cover is not looked into.
    """
    if _seen_itself(dom, node):
        return True
    if node.kind == NodeKind.TEXT or is_concealed(dom, node):
        return False
    return any(_seen_itself(dom, inner) for inner in dom.descendants(node) if inner.name != "#document")


def is_off_screen(dom: Dom, node: Node) -> bool:
    """True if its box lies wholly outside the page, where no scrolling leads; the classic `left: -9999px`."""
    box = node.box
    if box is None or not dom.documents:
        return False
    width = dom.documents[0].scroll_width
    return box.x + box.width <= 0 or box.y + box.height <= 0 or (width > 0 and box.x >= width)


def is_visually_hidden(dom: Dom, node: Node) -> bool:
    """True if it is laid out and in the accessibility tree but not seen: text for screen readers only."""
    return is_rendered(dom, node) and node.exposed and not is_visible(dom, node)


def is_concealed(dom: Dom, node: Node) -> bool:
    """True if it or something around it is fully transparent or clipped to nothing."""
    return _concealed(dom)[node.index]


def is_in_hidden_tree(dom: Dom, node: Node) -> bool:
    """True if it or an ancestor has aria-hidden="true", so that assistive technology does not meet it."""
    return node.get("aria-hidden").lower() == "true" or any(
        above.get("aria-hidden").lower() == "true" for above in dom.ancestors(node)
    )


def is_disabled(dom: Dom, node: Node) -> bool:
    """True for a control that is switched off: disabled, in a disabled fieldset, or aria-disabled itself or around it.

    Inactive controls are outside contrast (1.4.3, 1.4.11) and some other criteria.
    """
    if node.name in _DISABLEABLE and "disabled" in node.attributes:
        return True
    if node.get("aria-disabled").lower() == "true":
        return True
    below = node
    for above in dom.ancestors(node):
        if above.get("aria-disabled").lower() == "true":
            return True
        if above.name == "fieldset" and "disabled" in above.attributes and node.name in _CONTROLS:
            legend = next((child for child in dom.children(above) if child.name == "legend"), None)
            if legend is None or legend.index != below.index:  # the first legend's controls stay usable
                return True
        below = above
    return False


def is_focusable(dom: Dom, node: Node) -> bool:
    """True if the element can have keyboard focus, by script or by keys.

    Chromium answers where the element is exposed; for one that is not (aria-hidden around it) HTML's rules do.
    """
    if node.kind != NodeKind.ELEMENT or dom.css(node, "visibility") not in {"visible", ""}:
        return False
    if node.exposed and node.ax is not None:
        return bool(node.ax.properties.get("focusable", False))
    return is_rendered(dom, node) and not _natively_disabled(dom, node) and _focusable_by_html(dom, node)


def is_tabbable(dom: Dom, node: Node) -> bool:
    """True if Tab can stop at it: focusable and no negative tabindex."""
    return is_focusable(dom, node) and (tab_index(node) or 0) >= 0


def tab_index(node: Node) -> int | None:
    """The tabindex attribute as a number; None if there is none or it is no number."""
    match = re.match(r"\s*([+-]?\d{1,9})", node.get("tabindex"))
    return int(match[1]) if match else None


def has_focusable(dom: Dom, node: Node) -> bool:
    """True if something inside the node can be reached with Tab."""
    return any(is_tabbable(dom, inner) for inner in dom.descendants(node))


def _natively_disabled(dom: Dom, node: Node) -> bool:
    return node.name in _CONTROLS and is_disabled(dom, node) and node.get("aria-disabled").lower() != "true"


def _focusable_by_html(dom: Dom, node: Node) -> bool:
    if tab_index(node) is not None or node.name in {"iframe", "embed", "object"}:
        return True
    if node.name in _CONTROLS:
        return node.get("type").lower() != "hidden"
    if node.name in {"a", "area"}:
        return "href" in node.attributes
    if node.name in {"audio", "video"}:
        return "controls" in node.attributes
    if node.name == "summary":
        above = dom.parent(node)
        return above is not None and above.name == "details"
    return node.get("contenteditable", "false").lower() != "false"


def _area(box: Box) -> float:
    return max(box.width, 0.0) * max(box.height, 0.0)


def _seen_itself(dom: Dom, node: Node) -> bool:
    if node.box is None or not _area(node.box) or dom.css(node, "visibility") != "visible":
        return False
    if node.kind == NodeKind.TEXT and not node.value.strip():
        return False
    return not is_concealed(dom, node) and not is_off_screen(dom, node)


def _build_concealed(dom: Dom) -> list[bool]:
    found: list[bool] = []
    for node in dom.nodes:
        found.append((node.parent >= 0 and found[node.parent]) or _conceals(dom, node))
    return found


def _conceals(dom: Dom, node: Node) -> bool:
    """True if the node's own style makes it and all it holds unseen."""
    if node.style < 0 or node.kind != NodeKind.ELEMENT:
        return False
    if dom.css(node, "opacity") in {"0", "0.0"}:
        return True
    if _CLIPPED_AWAY.fullmatch(dom.css(node, "clip-path")):
        return True
    rect = _RECT.fullmatch(dom.css(node, "clip"))
    if rect and dom.css(node, "position") in _OUTSIDE_FLOW:
        top, right, bottom, left = map(float, rect.groups())
        if right - left <= _ONE_PIXEL or bottom - top <= _ONE_PIXEL:
            return True
    cut = dom.css(node, "overflow-x") != "visible" and dom.css(node, "overflow-y") != "visible"
    return cut and node.box is not None and (node.box.width <= _ONE_PIXEL or node.box.height <= _ONE_PIXEL)


_concealed = per_dom(_build_concealed)
