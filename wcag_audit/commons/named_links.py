"""Links of one name: what they are called, where they lead, and whether their context is the same."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from wcag_audit.commons.wording import is_generic_link, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Dom, Node

_SCRIPTED: Final = re.compile(r"(?:^|[.;\s])location(?:\.href)?\s*=\s*(['\"])([^'\"]{1,2000})\1")
_CONTEXTS: Final = frozenset({"p", "li", "td", "th"})
_CONTEXT_ROLES: Final = frozenset({"paragraph", "listitem", "cell", "gridcell", "columnheader", "rowheader"})
_WIDE: Final = frozenset({"body", "html", "main", "#document", "header", "footer", "form", "article", "section"})


def groups(dom: Dom) -> list[list[tuple[Node, str]]]:
    """Links with their addresses that share a name and differ in address, in document order.

    Names that say nothing ("more") are left out: that is their own fault.
    """
    found: dict[tuple[str, ...], list[tuple[Node, str]]] = defaultdict(list)
    for node in dom.elements():
        if node.role == "link" and tokens(node.accessible_name) and not is_generic_link(node.accessible_name):
            address = _address(dom, node)
            if address:
                found[tokens(node.accessible_name)].append((node, address))
    return [group for group in found.values() if len({address for _, address in group}) > 1]


def pairs(dom: Dom) -> Iterator[tuple[Node, str, str]]:
    """Links of one name wherever they stand: a later one, the address of the first one, and its own."""
    for group in groups(dom):
        first = group[0][1]
        for node, address in group[1:]:
            if address != first:
                yield node, first, address


def pairs_in_context(dom: Dom) -> Iterator[tuple[Node, str, str]]:
    """Links of one name in the same context; as `pairs`."""
    for group in groups(dom):
        seen: list[tuple[Node, str]] = []
        for node, address in group:
            first = next((known for known in seen if same_context(dom, known[0], node)), None)
            if first is None:
                seen.append((node, address))
            elif address != first[1]:
                yield node, first[1], address


def same_context(dom: Dom, first: Node, second: Node) -> bool:
    """True if the paragraph, list item or cell around two links is the same, and so is what describes them.

    Links outside of these have the same context if they stand close together, with no heading between them.
    """
    if first.ax is None or second.ax is None or first.ax.description != second.ax.description:
        return False
    around, others = _contexts(dom, first), _contexts(dom, second)
    if around or others:
        return around == others
    above = {node.index for node in dom.ancestors(first)}
    shared = next((node for node in dom.ancestors(second) if node.index in above), None)
    if shared is None or shared.name in _WIDE:
        return False
    return all(node.role != "heading" for node in dom.nodes[first.index : second.index])


def _contexts(dom: Dom, link: Node) -> set[int]:
    return {
        node.index for node in dom.ancestors(link) if node.name in _CONTEXTS or node.role in _CONTEXT_ROLES
    }  # fmt: skip


def _address(dom: Dom, link: Node) -> str:
    """Absolute address; "" if it is that of the page itself, of a part of a page, or left to a script."""
    href = link.attributes.get("href", link.attributes.get("xlink:href"))
    if href is not None and link.get("onclick"):
        return ""
    if href is None:
        script = _SCRIPTED.search(link.get("onclick"))
        href = script[2] if script else ""
    if not href.strip() or "#" in href:
        return ""
    document = dom.documents[link.document]
    try:
        address = urljoin(document.base or document.url, href.strip())
    except ValueError:
        return ""
    return "" if address == document.url else address
