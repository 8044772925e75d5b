"""The columns of a data table are named by header cells (WCAG 1.3.1; techniques H51, H63, failure F91)."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.table_look import CellLook, heads, is_first_column_set_off, look
from wcag_audit.commons.tables import grid
from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.commons.tables import Table
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

Rows = tuple[tuple[CellLook, ...], ...]

_TABLES: Final = frozenset({"table", "grid", "treegrid", "LayoutTable"})
"""Chromium tells assistive technology of a LayoutTable that it is none; by its look it may be one all the same."""
_HEADERS: Final = frozenset({"columnheader", "rowheader"})
_FEWEST: Final = 3
"""Rows, the one with the names included."""
_REGULAR: Final = 0.7
"""Share of rows that must have a cell in every column."""
_SURE: Final = 2
_LONG: Final = 120
"""Characters of the middle cell from which a table holds texts beside each other rather than data."""
_SHOWN: Final = 80


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Rows]]:
    """Tables with header cells, and tables without any that look like data; the former with no rows."""
    dom = page[Dom]
    for node in dom.elements("table"):
        if node.role not in _TABLES or not is_visible(dom, node):
            continue
        table = grid(dom, node)
        if any(_is_header(cell.node) for cell in table.cells):
            yield node, ()
        elif not any(inner.name in {"table", "h1", "h2", "h3"} for inner in dom.descendants(node)):
            rows = _rows(dom, node, table)
            if rows:
                yield node, rows


def _is_header(cell: Node) -> bool:
    return cell.name == "th" or cell.role in _HEADERS or bool(cell.get("scope") or cell.get("headers"))


def _rows(dom: Dom, node: Node, table: Table) -> Rows:
    """The rows that have a cell in every column; empty if they are too few, or nothing sets off names among them."""
    found: dict[int, list[Node]] = {}
    for cell in table.cells:
        if cell.width == cell.height == 1:
            found.setdefault(cell.row, []).append(cell.node)
    width = max((cell.column + cell.width for cell in table.cells), default=0)
    whole = [row for row in found.values() if len(row) == width]
    if width <= 1 or len(whole) < _FEWEST or len(whole) < _REGULAR * (1 + table.cells[-1].row):
        return ()
    rows = tuple(tuple(look(dom, cell, node) for cell in row) for row in whole)
    names = heads(rows)
    if names is not None and (names.bold or names.ground or names.figures >= _SURE):
        return rows
    return rows if width >= _FEWEST and is_first_column_set_off(rows) else ()  # name and value read well as they stand


def expectation(item: tuple[Node, Rows], page: PageSnapshot) -> Judgement:
    """It has header cells. It plainly needs them where its first row is set off and the rows below are short."""
    node, rows = item
    if not rows:
        return passed()
    names = heads(rows)
    if names is None or not (names.bold or names.ground or names.figures >= _SURE):
        return cant_tell("first-column", text=rows[0][0].text[:_SHOWN])
    said = "; ".join(cell.text for cell in rows[0] if cell.text)[:_SHOWN]
    short = median(len(cell.text) for row in rows[1:] for cell in row) <= _LONG
    by_author = any(child.name == "thead" for child in page[Dom].children(node))
    told = node.role != "LayoutTable" or by_author or names.signs >= _SURE
    sure = (names.bold or (names.ground and (by_author or bool(names.figures)))) and short and told
    return failed("first-row", text=said) if sure else cant_tell("maybe-first-row", text=said)


RULE = Rule(
    id="data-table-headers",
    criteria=("1.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("td-has-header",),
)
