"""Lines that begin with bullets or dashes are a list for everybody (WCAG 1.3.1; technique H48, failure F2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_BULLET: Final = re.compile(r"^\s*(?:[•●▪■◦‣·∙✓✔➢►]\s*|\*\s+)[^\s*]")
_DASH: Final = re.compile(r"^\s*[-–—]\s+\S")
_SIGN: Final = re.compile(r"\s*[•●▪■◦‣·∙*✓✔➢►–—-]")
_REAL: Final = ("ul", "ol", "menu")
_JOINED: Final = (";", ",")
_FEWEST: Final = 3
_ITEMS: Final = frozenset({"p", "div"})
_INLINE: Final = frozenset({"#text", "b", "strong", "i", "em", "a", "span", "font", "u", "small", "sup", "sub", "abbr"})
_LISTS: Final = frozenset({"list", "listitem", "listbox", "menu", "tree", "tablist", "radiogroup"})


def targets(page: PageSnapshot) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Real lists; elements with several neighbouring lines that begin alike, blocks or parted by br; programs not."""
    dom = page[Dom]
    signs = sum(node.kind == NodeKind.TEXT and bool(_SIGN.match(node.value)) for node in dom.nodes)
    for node in dom.elements() if signs >= _FEWEST else dom.elements(*_REAL):
        if node.name in _REAL and node.role == "list" and is_visible(dom, node):
            yield node, ()
        elif node.name in {"p", "div", "td", "section", "article", "main", "body"} and node.style >= 0:
            lines = _signed(_lines(dom, node))
            if len(lines) >= _FEWEST and is_visible(dom, node) and not _in_list(dom, node) and not _is_code(dom, node):
                yield node, lines


def expectation(item: tuple[Node, tuple[str, ...]], _page: PageSnapshot) -> Judgement:
    """They are items of a list; dashes may also be a dialogue, unless the lines are joined to one sentence."""
    _, lines = item
    if not lines:
        return passed()
    sure = all(_BULLET.match(line) for line in lines) or all(line.endswith(_JOINED) for line in lines[:-1])
    judge = failed if sure else cant_tell
    return judge("signs" if sure else "dashes", count=len(lines), text=lines[0][:80])


def _lines(dom: Dom, node: Node) -> list[str]:
    """Texts of the children that are lines, and of the pieces between line breaks; "" for whatever is no line."""
    lines: list[str] = []
    line: str | None = None  # being put together from inline pieces
    for child in dom.children(node):
        if child.name in _INLINE:
            line = (line or "") + (child.value if child.name == "#text" else dom.text(child))
            continue
        if line is not None and line.strip():
            lines.append(line)
        line = None
        if child.name != "br" and child.style >= 0:
            block = child.name in _ITEMS and all(inner.name in _INLINE for inner in dom.descendants(child))
            lines.append(dom.text(child) if block else "")
    return [*lines, line] if line is not None and line.strip() else lines


def _signed(lines: list[str]) -> tuple[str, ...]:
    """The longest run of neighbouring lines that begin with the same kind of sign."""
    best: tuple[str, ...] = ()
    for sign in (_BULLET, _DASH):
        run: list[str] = []
        for line in lines:
            run = [*run, line.strip()] if sign.match(line) else []
            best = max(best, tuple(run), key=len)
    return best


def _is_code(dom: Dom, node: Node) -> bool:
    """True for type of one width, in which asterisks and dashes begin lines of programs and logs."""
    return any(
        "mono" in dom.css(inner, "font-family").lower() or "courier" in dom.css(inner, "font-family").lower()
        for inner in (node, *dom.children(node))
    )


def _in_list(dom: Dom, node: Node) -> bool:
    return any(above.role in _LISTS for above in (node, *dom.ancestors(node)))


RULE = Rule(
    id="list-by-signs",
    criteria=("1.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
)
