"""In which landmark of the page a node lies (WAI-ARIA landmark roles; HTML sectioning where roles are missing)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.model.dom import Dom, Node

MAIN = "main"
HEADER = "header"
FOOTER = "footer"
NAVIGATION = "navigation"
ASIDE = "aside"

_ROLES = {
    "main": MAIN,
    "banner": HEADER,
    "contentinfo": FOOTER,
    "navigation": NAVIGATION,
    "complementary": ASIDE,
    "search": NAVIGATION,
}
_TAGS = {"main": MAIN, "nav": NAVIGATION, "aside": ASIDE}
_NAMED = {
    "header": HEADER,
    "site-header": HEADER,
    "page-header": HEADER,
    "footer": FOOTER,
    "site-footer": FOOTER,
    "page-footer": FOOTER,
}
"""Ids and classes by which pages without landmarks name the same parts."""


@per_dom
def regions(dom: Dom) -> Mapping[int, str]:
    """Region of every node that lies in one, by index; a navigation in the header belongs to the header."""
    found: dict[int, str] = {}
    for node in dom.nodes:
        around = found.get(node.parent, "") if node.parent >= 0 else ""
        own = _own(dom, node, around)
        if own or around:
            found[node.index] = around if around and own != MAIN else own or around
    return found


def region(found: Mapping[int, str], node: Node) -> str:
    """Region of a node: MAIN, HEADER, FOOTER, NAVIGATION, ASIDE or "" for none."""
    return found.get(node.index, "")


def _own(dom: Dom, node: Node, around: str) -> str:
    if node.kind != NodeKind.ELEMENT or around == MAIN:
        return ""
    named = _ROLES.get(node.role or node.get("role")) or _TAGS.get(node.name, "")
    if named or node.name not in {"header", "footer", "div", "table", "section"}:
        return named
    if node.name in {"header", "footer"}:
        sectioned = any(above.name in {"article", "section"} for above in dom.ancestors(node))
        return "" if sectioned else _NAMED[node.name]
    names = [node.get("id").lower(), *node.get("class").lower().split()]
    return next((_NAMED[name] for name in names if name in _NAMED), "")
