"""What stands around a link and tells more about it (WCAG 2.4.4, "programmatically determined link context")."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.wording import is_generic_link, tokens
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.model.dom import Dom, Node

_CONTEXTS: Final = frozenset({"p", "li", "dd", "dt", "td", "th", "blockquote", "figcaption", "caption", "label"})
_CONTEXT_ROLES: Final = frozenset({"paragraph", "listitem", "cell", "gridcell", "columnheader", "rowheader"})
_SENTENCE: Final = 4
"""Words from which a paragraph before a link is what the link continues."""
_WIDE: Final = frozenset({"body", "html", "main"})
_MIN_WORDS: Final = 2
_MOST_WORDS: Final = 150
"""A cell or item with more words than this is a page in a layout table, not a context."""


class Context(Enum):
    """Where the text is that tells more about a link.

    DETERMINED: its description, sentence, paragraph, list item, table cell or header, or the heading just before.
    NEAR: beside it, where sighted people may see the connection and software does not.
    APART: only in another paragraph or in another cell of the row (failure F63), and no heading stands before.
    NONE: nowhere; nothing stands before the link at all.
    """

    DETERMINED = auto()
    NEAR = auto()
    APART = auto()
    NONE = auto()


def context(dom: Dom, link: Node) -> Context:
    """The best context of a link whose name says nothing by itself; other such links are no context."""
    if link.ax is not None and len(tokens(link.ax.description)) >= _MIN_WORDS:
        return Context.DETERMINED
    if _in_sentence(dom, link) or any(_is_context(dom, above) for above in dom.ancestors(link)):
        return Context.DETERMINED
    before = _before(dom, link)
    if any(_is_heading(node) for node in before):
        return Context.DETERMINED
    group = next((above for above in dom.ancestors(link) if _tells(dom, above)), None)
    alone = group is None or (group.name in _WIDE and not _words(before))
    if alone and not any(map(_is_heading, dom.nodes[: link.index])):
        return Context.NONE
    return Context.APART if _in_own_block(dom, link) else Context.NEAR


def _in_own_block(dom: Dom, link: Node) -> bool:
    """True if the link is all that its paragraph holds, or its cell in a row that another cell begins with words."""
    block = next((above for above in dom.ancestors(link) if above.name in {"p", "td"}), None)
    if block is None or _tells(dom, block):
        return False
    if block.name == "p":
        before = _earlier_siblings(dom, block)
        return bool(before) and before[-1].name == "p" and _count(dom, before[-1], _SENTENCE) >= _SENTENCE
    cells = _earlier_siblings(dom, block)
    return bool(cells) and _is_data_row(dom, block) and cells[0].name == "td" and _has_words(dom, cells[0])


def _earlier_siblings(dom: Dom, node: Node) -> list[Node]:
    above = dom.parent(node)
    siblings = dom.children(above) if above is not None else ()
    return [child for child in siblings if child.kind == NodeKind.ELEMENT and child.index < node.index]


def _is_data_row(dom: Dom, cell: Node) -> bool:
    return any(above.index in _tables_with_headers(dom) for above in dom.ancestors(cell))


@per_dom
def _tables_with_headers(dom: Dom) -> frozenset[int]:
    headers = dom.elements("th")
    return frozenset(above.index for header in headers for above in dom.ancestors(header) if above.name == "table")


def _has_words(dom: Dom, cell: Node) -> bool:
    """True for a cell with plain words: no number, no link of its own."""
    return any(word.isalpha() for word in _words(dom.descendants(cell))) and not any(
        inner.role == "link" for inner in dom.descendants(cell)
    )


def _is_context(dom: Dom, above: Node) -> bool:
    if above.name in {"td", "th"} and _has_header(dom, above):
        return True
    if above.name not in _CONTEXTS and above.role not in _CONTEXT_ROLES:
        return False
    return _MIN_WORDS <= _count(dom, above, _MOST_WORDS) < _MOST_WORDS


def _is_heading(node: Node) -> bool:
    return node.role == "heading" and bool(tokens(node.accessible_name))


def _words(nodes: Iterable[Node]) -> list[str]:
    """Words of texts and names of images; frames count for nothing."""
    found: list[str] = []
    for node in nodes:
        if node.kind == NodeKind.TEXT and node.style >= 0:
            found += tokens(node.value)
        elif node.role == "image":
            found += tokens(node.accessible_name)
    return found


def _tells(dom: Dom, container: Node) -> bool:
    """True if the container has words besides links that say nothing by themselves."""
    return _count(dom, container, _MIN_WORDS) >= _MIN_WORDS


def _count(dom: Dom, container: Node, limit: int) -> int:
    """Words in the container outside links that say nothing, counted up to the limit."""
    total = 0
    stack = [container]
    while stack and total < limit:
        node = stack.pop()
        if not _says_nothing(node):
            total += len(_words([node]))
            stack += [child for child in dom.children(node) if child.kind != NodeKind.DOCUMENT]
    return total


def _says_nothing(node: Node) -> bool:
    return node.role == "link" and is_generic_link(node.accessible_name)


def _in_sentence(dom: Dom, link: Node) -> bool:
    """True if the link stands inline beside text of the same block."""
    inner = link
    while dom.css(inner, "display").startswith("inline"):
        block = dom.parent(inner)
        if block is None:
            return False
        texts = [child for child in dom.children(block) if child.kind == NodeKind.TEXT]
        if len(_words(texts)) >= _MIN_WORDS:
            return True
        inner = block
    return False


def _has_header(dom: Dom, cell: Node) -> bool:
    """True if the row of the cell has a header cell, or the cell names one, or its column begins with one."""
    row = dom.parent(cell)
    table = next((above for above in dom.ancestors(cell) if above.name == "table"), None)
    if row is None or table is None:
        return False
    if cell.get("headers") or any(other.name == "th" and other is not cell for other in dom.children(row)):
        return True
    cells = [child for child in dom.children(row) if child.kind == NodeKind.ELEMENT]
    column = cells.index(cell)
    first = next((node for node in dom.descendants(table) if node.name == "tr"), row)
    top = [child for child in dom.children(first) if child.kind == NodeKind.ELEMENT]
    if len(top) <= column or top[column].name != "th":
        return False
    # One word over a column ("File") names a kind of thing; which one, the first cell says, which is no header.
    named_by_row = column > 0 and cells[0].name == "td" and _has_words(dom, cells[0])
    return len(tokens(dom.text(top[column]))) > (1 if named_by_row else 0)


def _before(dom: Dom, link: Node) -> list[Node]:
    """What stands before the link, back to the heading before it or to the previous link that says nothing."""
    above = {node.index for node in dom.ancestors(link)}
    found: list[Node] = []
    for node in reversed(dom.nodes[: link.index]):
        if node.document != link.document or _says_nothing(node):
            break
        if node.index not in above:
            found.append(node)
        if _is_heading(node):
            break
    return found
