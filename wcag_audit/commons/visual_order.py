"""In which order neighbours are seen, and where that is not the order in which they are read (WCAG 1.3.2)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_concealed, is_off_screen
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.model.dom import Dom, Node
    from wcag_audit.model.finding import Box

_FIXED: Final = frozenset({"fixed", "sticky"})
_SLACK: Final = 2.0
_SHARED: Final = 0.5
"""Share of the narrower box from which two boxes stand in one column, or of the lower one, in one row."""
_NUMBER: Final = re.compile(
    r"\s*(?:[^\W\d_]{1,12}[\s №#-]{1,3})?(\d{1,2})(?:\s*[-–][^\W\d_]{1,12}|[.):]|\s*$|\s+[^\W\d_])"
)
_MOST_LOOKED_AT: Final = 200
"""Nodes that are gone through for the first text of a block."""


def seen_blocks(dom: Dom, container: Node) -> list[Node]:
    """Children of a container that are seen where they stand in the page, in the order of the document.

    What is hidden itself from assistive technology is left out; whether the container is, the caller has to ask.
    """
    return [
        child
        for child in dom.children(container)
        if child.kind == NodeKind.ELEMENT
        and child.box is not None
        and child.box.width > 1
        and child.box.height > 1
        and dom.css(child, "position") not in _FIXED
        and dom.css(child, "visibility") == "visible"
        and not is_concealed(dom, child)
        and not is_off_screen(dom, child)
        and child.get("aria-hidden").lower() != "true"
    ]


def in_one_column(first: Box, second: Box) -> bool:
    """True if one stands over the other."""
    shared = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
    return shared >= _SHARED * min(first.width, second.width)


def is_above(first: Box, second: Box) -> bool:
    """True if the first ends where the second begins, or higher."""
    return first.y + first.height <= second.y + _SLACK


def turned(blocks: Sequence[Node]) -> list[tuple[Node, Node]]:
    """Neighbours of which the one that is read later stands above the other, in one column."""
    return [
        (first, second)
        for first, second in pairwise(blocks)
        if first.box and second.box and is_above(second.box, first.box) and in_one_column(first.box, second.box)
    ]


def by_rows(blocks: Sequence[Node], *, leftwards: bool) -> list[Node]:
    """Blocks as they are seen row by row, in a row from the side where the script begins."""
    rows: list[list[Node]] = []
    for block in sorted(blocks, key=lambda node: node.box.y if node.box else 0.0):
        row = rows[-1] if rows else []
        if row and _in_one_row(row[0], block):
            row.append(block)
        else:
            rows.append([block])
    return [node for row in rows for node in sorted(row, key=_across, reverse=leftwards)]


def by_columns(blocks: Sequence[Node], *, leftwards: bool) -> list[Node]:
    """Blocks as they are seen column by column."""
    columns: list[list[Node]] = []
    for block in sorted(blocks, key=_across, reverse=leftwards):
        column = columns[-1] if columns else []
        if column and column[0].box and block.box and in_one_column(column[0].box, block.box):
            column.append(block)
        else:
            columns.append([block])
    return [node for column in columns for node in sorted(column, key=lambda node: node.box.y if node.box else 0.0)]


def runs_leftwards(dom: Dom, node: Node) -> bool | None:
    """True where text runs from right to left by the nearest `dir`; None where only the text itself tells."""
    for near in (node, *dom.ancestors(node)):
        said = near.get("dir").strip().lower()
        if said:
            return {"rtl": True, "ltr": False}.get(said)
    return False


def numbers(dom: Dom, blocks: Sequence[Node]) -> list[int]:
    """The numbers with which blocks begin ("2. …", "Шаг 2", "2-қадам"); empty if they are not 1, 2, 3 in some order."""
    found: list[int] = []
    for block in blocks:
        match = _NUMBER.match(first_text(dom, block))
        if match is None:
            return []
        found.append(int(match[1]))
    return found if sorted(found) == list(range(1, len(found) + 1)) else []


def first_text(dom: Dom, block: Node) -> str:
    """The beginning of the text of a block that is seen; "" if it does not begin with one."""
    for count, node in enumerate(dom.descendants(block)):
        if node.kind == NodeKind.TEXT and node.style >= 0 and node.value.strip():
            around = dom.parent(node)
            return dom.text(around)[:80] if around is not None else ""
        if count > _MOST_LOOKED_AT:
            break
    return ""


def _in_one_row(first: Node, second: Node) -> bool:
    if first.box is None or second.box is None:
        return False
    shared = min(first.box.y + first.box.height, second.box.y + second.box.height) - max(first.box.y, second.box.y)
    return shared >= _SHARED * min(first.box.height, second.box.height)


def _across(node: Node) -> float:
    return node.box.x + node.box.width / 2 if node.box else 0.0
