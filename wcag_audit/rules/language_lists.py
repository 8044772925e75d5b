"""Menus and lists of options whose items are in another language than declared, for the rules on language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.kazakh.detect import KNOWN
from wcag_audit.kazakh.items import list_language
from wcag_audit.model.dom import NodeKind
from wcag_audit.rules.written_language import Strange, misdeclared, tags
from wcag_audit.standards.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.dom import Dom, Node

_LISTS: Final = frozenset({"listbox", "menu", "menubar", "navigation"})
_ITEMS: Final = frozenset({"link", "option", "menuitem", "menuitemradio", "menuitemcheckbox"})


@per_dom
def strange_lists(dom: Dom) -> Mapping[int, Strange]:
    """The outermost selects, menus and navigation blocks of ordinary words in another language, by index.

    What they say is certain: lists of names, mixed ones and those that tell too little are not among them. Items that
    are marked as another language are no part of a list.
    """
    found: dict[int, Strange] = {}
    for node in dom.nodes:
        if node.kind != NodeKind.ELEMENT or not node.exposed or not (node.name == "select" or node.role in _LISTS):
            continue
        strange = None if any(above.index in found for above in dom.ancestors(node)) else _strange(dom, node)
        if strange is not None:
            found[node.index] = strange
    return found


def _strange(dom: Dom, node: Node) -> Strange | None:
    declared = primary(tags(dom)[node.index])
    if declared not in KNOWN:
        return None
    items = tuple(options(dom, node) if node.name == "select" else _items(dom, node))
    told = list_language(items)
    if told is None or told.language == declared or (declared, told.language) in misdeclared(dom):
        return None
    return Strange(declared, told.language, told.words, certain=True, text=", ".join(items))


def options(dom: Dom, select: Node) -> Iterator[str]:
    """What the options and groups of a select say, those marked as another language left out."""
    for node in dom.descendants(select):
        if node.name in {"option", "optgroup"} and tags(dom)[node.index] == tags(dom)[select.index]:
            text = node.get("label") or ("" if node.name == "optgroup" else _written(dom, node))
            if text.strip():
                yield " ".join(text.split())


def _written(dom: Dom, option: Node) -> str:
    """The text of an option; that of a closed select is not rendered."""
    return " ".join(below.value for below in dom.descendants(option) if below.kind == NodeKind.TEXT)


def _items(dom: Dom, around: Node) -> Iterator[str]:
    for node in dom.descendants(around):
        if node.role in _ITEMS and node.exposed and tags(dom)[node.index] == tags(dom)[around.index]:
            text = " ".join(dom.text(node).split()) or node.accessible_name
            if text:
                yield text
