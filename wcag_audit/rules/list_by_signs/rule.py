"""Lines that begin with bullets or dashes are a list for everybody (WCAG 1.3.1; technique H48, failure F2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_BULLET: Final = re.compile(r"^\s*[•●▪■◦‣·∙*✓✔➢►]\s*\S")
_DASH: Final = re.compile(r"^\s*[-–—]\s+\S")
_FEWEST: Final = 3
_ITEMS: Final = frozenset({"p", "div", "span"})
_LISTS: Final = frozenset({"list", "listitem", "listbox", "menu", "tree", "tablist", "radiogroup"})


def targets(page: PageSnapshot) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Elements with several neighbouring lines that begin alike, or a real list; lines are blocks or end with br."""
    dom = page[Dom]
    for node in dom.elements():
        if node.role == "list" and is_visible(dom, node):
            yield node, ()
        elif node.name in {"p", "div", "td", "section", "article", "main", "body"} and node.style >= 0:
            lines = _signed(_lines(dom, node))
            if len(lines) >= _FEWEST and is_visible(dom, node) and not _in_list(dom, node):
                yield node, lines


def expectation(item: tuple[Node, tuple[str, ...]], _page: PageSnapshot) -> Judgement:
    """They are items of a list; dashes may also be a dialogue."""
    _, lines = item
    if not lines:
        return passed()
    sure = all(_BULLET.match(line) for line in lines)
    judge = failed if sure else cant_tell
    return judge("signs" if sure else "dashes", count=len(lines), text=lines[0][:80])


def _lines(dom: Dom, node: Node) -> list[str]:
    """Texts of the children that are blocks, and of the pieces between line breaks."""
    lines = [""]
    for child in dom.children(node):
        if child.name == "br":
            lines.append("")
        elif child.name in _ITEMS and dom.css(child, "display") in {"block", "list-item"}:
            lines += [dom.text(child) if len(dom.children(child)) < _FEWEST * 2 else "", ""]
        elif child.name in {"#text", "b", "strong", "i", "em", "a", "span", "font", "u"}:
            lines[-1] += child.value if child.name == "#text" else dom.text(child)
        else:
            lines.append("")
    return [line for line in lines if line.strip()]


def _signed(lines: list[str]) -> tuple[str, ...]:
    """The longest run of neighbouring lines that begin with the same kind of sign."""
    best: tuple[str, ...] = ()
    for sign in (_BULLET, _DASH):
        run: list[str] = []
        for line in lines:
            run = [*run, line.strip()] if sign.match(line) else []
            best = max(best, tuple(run), key=len)
    return best


def _in_list(dom: Dom, node: Node) -> bool:
    return any(above.role in _LISTS for above in (node, *dom.ancestors(node)))


RULE = Rule(
    id="list-by-signs",
    criteria=("1.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
)
