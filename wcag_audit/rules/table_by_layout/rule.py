"""What looks like a table is one (WCAG 1.3.1; technique H51, failures F33, F34, F48)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.table_look import heads, is_filled_with_figures
from wcag_audit.commons.table_shapes import Rows, boxes_in_rows, texts_with_gaps
from wcag_audit.commons.visibility import is_in_hidden_tree, is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_TABLES: Final = frozenset({"table", "grid", "treegrid"})
_STRUCTURED: Final = _TABLES | frozenset(
    {"LayoutTable", "list", "listbox", "tree", "tablist", "menu", "radiogroup", "form"}
)
_BOXES: Final = frozenset({"div", "section", "article", "main", "span"})
_COLUMNS: Final = 3
"""Columns from which rows of figures without names of columns are asked about."""
_SURE: Final = 2
_SHOWN: Final = 80


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Rows, bool]]:
    """Real tables; boxes in rows that hold figures or are named by their first row; columns made of white space.

    Yields:
        The element, the rows of what only looks like a table, and True for columns of white space.
    """
    dom = page[Dom]
    for node in dom.elements("table"):
        if node.role in _TABLES and is_visible(dom, node):
            yield node, (), False
    for node in dom.elements(*_BOXES):
        rows = boxes_in_rows(dom, node) if node.box is not None else ()
        if rows and _is_data(rows) and _is_alone(dom, node):
            yield node, rows, False
    for node, rows in texts_with_gaps(dom):
        if _is_data(rows) and _is_alone(dom, node):
            yield node, rows, True


def _is_data(rows: Rows) -> bool:
    names = heads(rows)
    if names is not None and names.signs:
        return True
    figures = sum(is_filled_with_figures(row[column] for row in rows) for column in range(len(rows[0])))
    return len(rows[0]) >= _COLUMNS and 0 < figures < len(rows[0])


def _is_alone(dom: Dom, node: Node) -> bool:
    """True if it is seen and nothing around it tells assistive technology how its parts belong together."""
    return (
        is_visible(dom, node)
        and not is_in_hidden_tree(dom, node)
        and not any(near.role in _STRUCTURED for near in (node, *dom.ancestors(node)))
    )


def expectation(item: tuple[Node, Rows, bool], _page: PageSnapshot) -> Judgement:
    """Nothing but a table looks like this: figures in columns under a row of names that is set off."""
    _, rows, spaced = item
    if not rows:
        return passed()
    text = "; ".join(cell.text for cell in rows[0] if cell.text)[:_SHOWN]
    if spaced:
        return cant_tell("spaces", text=text)
    names = heads(rows)
    sure = names is not None and names.figures and names.signs >= _SURE
    return failed("boxes", text=text) if sure else cant_tell("maybe-boxes", text=text)


RULE = Rule(
    id="table-by-layout",
    criteria=("1.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
)
