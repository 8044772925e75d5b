"""A text that looks like a heading is one for everybody (WCAG 1.3.1; technique H42, failure F2)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_LONGEST: Final = 80
_SHORTEST: Final = 3
_LARGER: Final = 1.25
"""Of the text below it; bold text of the same size is emphasis as often as a heading."""
_BOLD: Final = 600.0
_TEXT: Final = 60
"""Characters of the text below."""
_STOPS: Final = (".", ":", ";", ",", "!", "?", "…")


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Node | None]]:
    """Real headings, and paragraphs of one short line in larger bold type with a longer paragraph below."""
    dom = page[Dom]
    for node in dom.elements():
        if node.role == "heading" and is_visible(dom, node):
            yield node, None
        elif node.name in {"div", "section", "article", "main", "body", "td"} and node.style >= 0:
            blocks = [child for child in dom.children(node) if child.style >= 0 and child.name in {"p", "div"}]
            for first, second in pairwise(blocks):
                if _looks_so(dom, first, second):
                    yield first, second


def expectation(item: tuple[Node, Node | None], page: PageSnapshot) -> Judgement:
    """It is marked as a heading."""
    node, below = item
    return passed() if below is None else failed("looks-so", text=page[Dom].text(node))


def _looks_so(dom: Dom, first: Node, second: Node) -> bool:
    text = dom.text(first)
    if not _SHORTEST <= len(text) <= _LONGEST or text.endswith(_STOPS) or len(dom.text(second)) < _TEXT:
        return False
    inner = [node for node in dom.descendants(first) if node.name == "#text" and node.value.strip()]
    under = next((node for node in dom.descendants(second) if node.name == "#text" and node.value.strip()), None)
    if not inner or under is None or not is_visible(dom, first) or not is_visible(dom, second):
        return False
    if any(above.role in {"heading", "link", "button"} for node in inner for above in dom.ancestors(node)):
        return False
    large = all(_size(dom, node) >= _LARGER * _size(dom, under) for node in inner)
    bold = all(float(dom.css(node, "font-weight") or 0) >= _BOLD for node in inner)
    return large and bold and float(dom.css(under, "font-weight") or 0) < _BOLD


def _size(dom: Dom, node: Node) -> float:
    return float(dom.css(node, "font-size").removesuffix("px") or 0)


RULE = Rule(
    id="heading-by-style",
    criteria=("1.3.1", "2.4.10"),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    same_as=("p-as-heading",),
)
