"""Which element owns which for assistive technology: slots, aria-owns, and what is passed over in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.model.dom import NodeKind
from wcag_audit.standards.aria import ROLES, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.dom import Dom, Node

_PASSED_OVER: Final = frozenset({"generic", "none", "presentation"})
_LAYOUT: Final = {"LayoutTable": "table", "LayoutTableRow": "row", "LayoutTableCell": "cell"}
"""What Chromium calls the parts of a table that it takes for mere layout."""


def aria_role(node: Node) -> str:
    """The role that the author wrote, or else the one that the browser gives; "" if it is not exposed.

    Chromium takes an option or a row that stands alone for a generic element, so what was written comes first.
    """
    if not node.exposed:
        return ""
    return (role_of(node.get("role")) if node.get("role") else "") or _LAYOUT.get(node.role, node.role)


@per_dom
def with_written_role(dom: Dom) -> tuple[tuple[Node, str], ...]:
    """Exposed elements with a role attribute that gives a role, and the role, in document order."""
    written = (node for node in dom.elements() if "role" in node.attributes and node.exposed)
    return tuple((node, role) for node in written if (role := role_of(node.get("role"))))


def owners(dom: Dom, node: Node) -> Iterator[Node]:
    """What owns a node, the nearest first.

    Left out is what is not exposed, generic or presentational, what the browser gives a role that ARIA has not (labels,
    sections), and forms without a name.
    """
    seen = {node.index}
    above = _above(dom, node)
    while above is not None and above.index not in seen:
        seen.add(above.index)
        if above.kind == NodeKind.ELEMENT and _counts(above):
            yield above
        above = _above(dom, above)


def _counts(node: Node) -> bool:
    role = aria_role(node)
    return role in ROLES and role not in _PASSED_OVER and (role != "form" or bool(node.accessible_name))


def _above(dom: Dom, node: Node) -> Node | None:
    owner = _owned(dom).get(node.index)
    if owner is not None:
        return dom.nodes[owner]
    above = dom.parent(node)
    if above is None or above.kind == NodeKind.DOCUMENT or node.kind == NodeKind.FRAGMENT:
        return above if node.kind == NodeKind.FRAGMENT else None
    slots = _slots(dom).get(above.index)
    if slots is None:
        return above
    slot = slots.get(node.get("slot"))
    return dom.nodes[slot] if slot is not None else above


@per_dom
def _owned(dom: Dom) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for node in dom.elements():
        for identifier in node.get("aria-owns").split() if node.get("aria-owns") else ():
            owned = dom.by_id(identifier, node.document)
            if owned is not None and _root(dom, owned) == _root(dom, node):
                found.setdefault(owned.index, node.index)
    return found


@per_dom
def _slots(dom: Dom) -> Mapping[int, Mapping[str, int]]:
    """By host its slots, by their names."""
    found: dict[int, dict[str, int]] = {}
    for node in dom.elements("slot"):
        root = dom.nodes[_root(dom, node)]
        if root.kind == NodeKind.FRAGMENT:
            found.setdefault(root.parent, {}).setdefault(node.get("name"), node.index)
    return found


def _root(dom: Dom, node: Node) -> int:
    roots = (above.index for above in dom.ancestors(node) if above.kind in {NodeKind.DOCUMENT, NodeKind.FRAGMENT})
    return next(roots, -1)
