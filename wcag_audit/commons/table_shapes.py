"""Rows and columns that are no table: boxes that stand in a grid, and lines whose columns are made of white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.table_look import CellLook, is_figure, look
from wcag_audit.commons.visual_order import by_rows, seen_blocks
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wcag_audit.model.dom import Dom, Node

Rows = tuple[tuple[CellLook, ...], ...]

_GAP: Final = re.compile(r"\t+| {3,}|(?: ?\u00a0){3,} ?")
_GAPPED: Final = re.compile(r"\S(?: ?\u00a0){3,} ?\S")
_MARKED_UP: Final = frozenset({"code", "samp", "kbd", "var", "a", "span", "b", "i"})
_CODE_CLASS: Final = re.compile(
    r"code|source|highlight|lang|syntax|screen|listing|console|terminal|output|example|verbatim|log", re.IGNORECASE
)
_CODE_SIGNS: Final = re.compile(r"[{}()\[\];=<>$#\\/_|+*^~&]")
_MOST_SIGNS: Final = 0.03
"""Share of signs of programs and drawings from which preformatted text is taken for one."""
_FEWEST: Final = 3
_MOST_ROWS: Final = 60
_LONGEST: Final = 80
"""Characters of a cell."""
_ALIGNED: Final = 4.0
_FIELDS: Final = frozenset({"input", "select", "textarea", "img", "svg", "video", "iframe", "ul", "ol", "dl", "table"})
_FLOWING: Final = frozenset({"grid", "inline-grid", "flex", "inline-flex"})
_PRESERVED: Final = frozenset({"preserve", "preserve-spaces", "break-spaces"})


def boxes_in_rows(dom: Dom, container: Node) -> Rows:
    """The cells of boxes that stand in at least three rows of one number of columns; empty for any other container.

    Boxes with pictures, fields, lists, headings or long texts are cards or forms, no cells.
    """
    if sum(child.box is not None and child.kind == NodeKind.ELEMENT for child in dom.children(container)) < _FEWEST:
        return ()
    children = seen_blocks(dom, container)
    if not _FEWEST <= len(children) <= _MOST_ROWS * 2:
        return ()
    rows = _nested(dom, children) or (_flat(children) if dom.css(container, "display") in _FLOWING else [])
    if len(rows) < _FEWEST or not _is_aligned(rows):
        return ()
    cells = [cell for row in rows for cell in row]
    if any(_is_no_cell(inner) for cell in cells for inner in (cell, *dom.descendants(cell))):
        return ()
    looks = tuple(tuple(look(dom, cell, container) for cell in row) for row in rows[:_MOST_ROWS])
    texts = [cell.text for row in looks for cell in row]
    empty = sum(not text for text in texts)
    return () if max(map(len, texts)) > _LONGEST or empty * 3 > len(texts) else looks


def _nested(dom: Dom, children: Sequence[Node]) -> list[list[Node]]:
    """The children of each child; empty if they are not of one number, or fewer than two."""
    rows: list[list[Node]] = []
    for child in children:
        row = seen_blocks(dom, child)
        if len(row) <= 1 or (rows and len(row) != len(rows[0])):
            return []
        rows.append(row)
    return rows


def _flat(children: Sequence[Node]) -> list[list[Node]]:
    """Rows of a grid whose cells are all children of one element; empty if the rows differ in length."""
    rows: list[list[Node]] = []
    for node in by_rows(children, leftwards=False):
        top = rows[-1][0].box if rows else None
        if top and node.box and abs(top.y - node.box.y) <= _ALIGNED:
            rows[-1].append(node)
        else:
            rows.append([node])
    return rows if len({len(row) for row in rows}) == 1 and len(rows[0]) > 1 else []


def _is_aligned(rows: Sequence[Sequence[Node]]) -> bool:
    """True if the cells of every column begin under each other, those of a row beside each other, rows downwards."""
    for row in rows:
        for cell, first in zip(row, rows[0], strict=True):
            if cell.box is None or first.box is None or row[0].box is None:
                return False
            if abs(cell.box.x - first.box.x) > _ALIGNED or abs(cell.box.y - row[0].box.y) > _ALIGNED:
                return False
    tops = [row[0].box.y for row in rows if row[0].box]
    lefts = [cell.box.x for cell in rows[0] if cell.box]
    return all(map(float.__lt__, tops, tops[1:])) and len(set(lefts)) == len(lefts)


def _is_no_cell(node: Node) -> bool:
    return node.name in _FIELDS or node.role in {"heading", "image", "button"}


def texts_with_gaps(dom: Dom) -> Iterator[tuple[Node, Rows]]:
    """Texts whose lines are cut into columns by white space that is kept, in three lines one after the other or more.

    Yields:
        The element, and the rows. Programs and drawings are left out as far as they can be told.
    """
    seen: set[int] = set()
    for node in dom.nodes:
        if node.kind != NodeKind.TEXT or node.style < 0 or node.parent in seen or not node.value.strip():
            continue
        kept = "\n" in node.value and dom.css(node, "white-space-collapse") in _PRESERVED
        if not kept and not ("\u00a0" in node.value and _GAPPED.search(node.value)):
            continue
        block = dom.nodes[node.parent]
        seen.add(block.index)
        if not _is_program(dom, block):
            rows = _aligned_lines(_lines(dom, block, kept=kept))
            if rows:
                yield block, rows


def _is_program(dom: Dom, block: Node) -> bool:
    around = [block, *dom.ancestors(block)][:4]
    if any(near.name in _MARKED_UP or _CODE_CLASS.search(near.get("class")) for near in around):
        return True
    if any(inner.name in _MARKED_UP for inner in dom.children(block)):
        return True
    text = "".join(child.value for child in dom.children(block))
    return len(_CODE_SIGNS.findall(text)) > _MOST_SIGNS * len(text)


def _lines(dom: Dom, block: Node, *, kept: bool) -> list[str]:
    text = "".join("\n" if child.name == "br" else child.value for child in dom.children(block))
    return text.split("\n") if kept else [" ".join(line.split(" ")) for line in text.split("\n")]


def _aligned_lines(lines: Sequence[str]) -> Rows:
    """The longest run of neighbouring lines with one number of columns that begin in the same places."""
    best: list[list[str]] = []
    run: list[list[str]] = []
    place = -1
    for line in lines[: _MOST_ROWS * 5]:
        cells = [cell.strip() for cell in _GAP.split(line.strip("\n\r "))]
        gap = _GAP.search(line.lstrip())
        here = gap.end() if gap and "\t" not in gap[0] and "\u00a0" not in gap[0] else 0
        whole = len(cells) > 1 and all(cells) and max(map(len, cells)) <= _LONGEST
        if whole and run and len(cells) == len(run[0]) and here == place:
            run.append(cells)
        else:
            run, place = ([cells] if whole else []), here
        best = max(best, run, key=len)
    if len(best) < _FEWEST:
        return ()
    return tuple(tuple(CellLook(cell, bold=False, ground="", figure=is_figure(cell)) for cell in row) for row in best)
