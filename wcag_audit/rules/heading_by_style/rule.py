"""What looks like a heading to everybody is one for assistive technology too (WCAG 1.3.1, 2.4.10; failure F2)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_LONGEST: Final = 80
_LETTERS: Final = 3
_LARGER: Final = 1.25
"""Of the text below it; bold text of the same size is emphasis as often as a heading."""
_BOLD: Final = 600.0
_TEXT: Final = 60
"""Characters of the text below."""
_STOPS: Final = (".", ":", ";", ",", "!", "?", "…", "»", "”", '"')
_CAPTION: Final = re.compile(r"[^\W\d_]+\.? [№#]?\d+(?:[.-]\d+)*[.:)]?(?:\s|$)")
"""“Figure 3.2. …”, “Сурет 4 …”: what stands beside it is a picture or table, and it heads no section."""
_HOMES: Final = frozenset({"div", "section", "article", "main", "body", "td"})
_STRUCTURED: Final = frozenset(
    {"heading", "link", "button", "listitem", "term", "Legend", "LabelText", "caption", "code"}
)


def targets(page: PageSnapshot) -> Iterator[tuple[Node, bool]]:
    """Real headings; short lines in bold type, all of a paragraph, with a longer paragraph below that is not bold.

    Yields:
        The element, and True for one that is larger than what stands below it, or no heading at all.
    """
    dom = page[Dom]
    for node in dom.elements():
        if node.role == "heading" and is_visible(dom, node):
            yield node, True
        elif node.name in _HOMES and node.style >= 0:
            blocks = [child for child in dom.children(node) if child.style >= 0 and child.name in {"p", "div"}]
            for first, second in pairwise(blocks):
                larger = _looks_so(dom, first, second)
                if larger is not None:
                    yield first, larger


def expectation(item: tuple[Node, bool], page: PageSnapshot) -> Judgement:
    """It is marked as a heading; bold type of the same size may also be emphasis."""
    node, larger = item
    if node.role == "heading":
        return passed()
    text = page[Dom].text(node)
    return failed("looks-so", text=text) if larger else cant_tell("bold", text=text)


def _looks_so(dom: Dom, first: Node, second: Node) -> bool | None:
    """True for a line that is bold and larger than the text below it, False for one that is only bold."""
    beginning = next(_texts(dom, first), None)
    if beginning is None or _weight(dom, beginning) < _BOLD:
        return None
    inner, under = list(_texts(dom, first)), list(_texts(dom, second))
    if not under or not all(_weight(dom, node) >= _BOLD for node in inner):
        return None
    if _weight(dom, under[0]) >= _BOLD or not _could_be_heading(dom.text(first)) or len(dom.text(second)) < _TEXT:
        return None
    if not is_visible(dom, first) or not is_visible(dom, second) or _is_structured(dom, inner, first):
        return None
    return all(_size(dom, node) >= _LARGER * _size(dom, under[0]) for node in inner)


def _could_be_heading(text: str) -> bool:
    """True for a line that is mostly words and ends like no sentence."""
    if _CAPTION.match(text):
        return False
    letters = sum(sign.isalpha() for sign in text)
    return letters >= _LETTERS and 2 * letters > len(text) and len(text) <= _LONGEST and not text.endswith(_STOPS)


def _is_structured(dom: Dom, texts: list[Node], block: Node) -> bool:
    """True if something in the block is already marked as what it is, or the block stands in a link or button."""
    return any(above.role in _STRUCTURED for node in (*texts, block) for above in dom.ancestors(node))


def _texts(dom: Dom, block: Node) -> Iterator[Node]:
    return (node for node in dom.descendants(block) if node.kind == NodeKind.TEXT and node.value.strip())


def _weight(dom: Dom, node: Node) -> float:
    return float(dom.css(node, "font-weight") or 0)


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
