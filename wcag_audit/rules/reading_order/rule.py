"""What is read in an order that changes its meaning is seen in the same order (WCAG 1.3.2; C27, failures F1, F49)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.regions import region, regions
from wcag_audit.commons.tables import grid
from wcag_audit.commons.visibility import is_in_hidden_tree, is_visible
from wcag_audit.commons.visual_order import by_columns, by_rows, numbers, runs_leftwards, seen_blocks, turned
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_ORDERED: Final = frozenset({"flex", "inline-flex", "grid", "inline-grid"})
_OUT_OF_LINE: Final = frozenset({"absolute", "relative"})
_TEXT: Final = 60
"""Characters of a block that is read as a text of its own."""
_NUMBERED: Final = 3
_FEWEST: Final = 2
_LAYOUT: Final = frozenset({"", "none", "generic", "LayoutTable"})
"""Roles of a table whose cells are read one after the other, and nothing else."""
_SHOWN: Final = 60


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Elements whose style can put children in another order than that of the document, and tables for the layout."""
    dom = page[Dom]
    for node in dom.elements():
        if node.name == "table":
            if node.role in _LAYOUT and is_visible(dom, node):
                yield node
            continue
        if _can_be_turned(dom, node) and is_visible(dom, node) and not is_in_hidden_tree(dom, node):
            yield node


def _can_be_turned(dom: Dom, node: Node) -> bool:
    """True if the style of it or of a child allows another order, and at least two children are seen."""
    children = [child for child in dom.children(node) if child.kind == NodeKind.ELEMENT and child.style >= 0]
    if len(children) < _FEWEST:
        return False
    able = dom.css(node, "display") in _ORDERED or any(
        dom.css(child, "position") in _OUT_OF_LINE or dom.css(child, "float") != "none" for child in children
    )
    return able and len(seen_blocks(dom, node)) >= _FEWEST


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """Numbered steps and headings with their texts are seen in the order in which they are read."""
    dom = page[Dom]
    if node.name == "table":
        heading = _parted_heading(dom, node)
        return failed("headings-apart", text=heading[:_SHOWN]) if heading else passed()
    blocks = seen_blocks(dom, node)
    steps = _steps(dom, node, blocks)
    if steps is not None:
        return failed("numbers", read=", ".join(map(str, steps[0])), seen=", ".join(map(str, steps[1])))
    found = regions(dom)
    for first, second in turned(blocks):
        text, other = dom.text(first), dom.text(second)
        if region(found, first) != region(found, second) or not text or not other:
            continue
        values = {"read": text[:_SHOWN], "seen": other[:_SHOWN]}
        if len(text) >= _TEXT and _is_heading(dom, second) and not _headings(dom, first):
            return failed("heading-after-text", **values)
        if min(len(text), len(other)) >= _TEXT or (_is_heading(dom, first) and len(other) >= _TEXT):
            return cant_tell("turned", **values)
    return passed()


def _steps(dom: Dom, node: Node, blocks: Sequence[Node]) -> tuple[list[int], list[int]] | None:
    """Numbers of steps as they are read and as they are seen, where one of both is 1, 2, 3 and the other is not."""
    if len(blocks) < _NUMBERED:
        return None
    leftwards = runs_leftwards(dom, node)
    sides = (True, False) if leftwards is None else (leftwards,)
    orders = [order(blocks, leftwards=side) for side in sides for order in (by_rows, by_columns)]
    if any([block.index for block in order] == [block.index for block in blocks] for order in orders):
        return None
    read = numbers(dom, blocks)
    by_index = {block.index: number for block, number in zip(blocks, read, strict=False)}
    ways = [[by_index[block.index] for block in order] for order in orders] if read else []
    right = sorted(read)
    if not read or (read != right and right not in ways):
        return None
    return read, (ways[0] if read == right else right)


def _parted_heading(dom: Dom, table: Node) -> str:
    """The first of several headings in a row of a table whose texts stand in the row below; "" if there is none."""
    rows: dict[int, dict[int, Node]] = {}
    for cell in grid(dom, table).cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.node
    for number, row in rows.items():
        under = rows.get(number + 1, {})
        parted = [
            cell
            for column, cell in row.items()
            if column in under
            and _is_heading(dom, cell)
            and len(dom.text(under[column])) >= _TEXT
            and not _headings(dom, under[column])
        ]
        if len(parted) >= _FEWEST:
            return dom.text(parted[0])
    return ""


def _is_heading(dom: Dom, block: Node) -> bool:
    """True for a heading, and for a block in which nothing stands but a heading."""
    found = _headings(dom, block)
    return len(found) == 1 and dom.text(found[0]) == dom.text(block)


def _headings(dom: Dom, block: Node) -> list[Node]:
    return [inner for inner in (block, *dom.descendants(block)) if inner.role == "heading"]


RULE = Rule(
    id="reading-order",
    criteria=("1.3.2",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
)
