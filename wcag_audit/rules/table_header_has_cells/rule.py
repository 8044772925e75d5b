"""Every header cell of a data table has cells that it heads (WCAG 1.3.1; ACT rule d0f69e)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.tables import Cell, Table, grid
from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_HEADERS: Final = frozenset({"columnheader", "rowheader"})
_TABLES: Final = frozenset({"table", "grid", "treegrid"})


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Table, Cell]]:
    """Seen header cells of HTML tables that assistive technology meets as tables."""
    dom = page[Dom]
    for node in dom.elements("table"):
        if node.role not in _TABLES:
            continue
        table = grid(dom, node)
        for cell in table.cells:
            if cell.node.role in _HEADERS and is_visible(dom, cell.node):
                yield cell.node, table, cell


def expectation(target: tuple[Node, Table, Cell], page: PageSnapshot) -> Judgement:
    """At least one cell is assigned to it: by position and scope, or by its `headers` attribute."""
    node, table, cell = target
    if any(cell.position in table.headers_of(other) for other in table.cells if other is not cell):
        return passed()
    if _repeats(page[Dom], cell, table):
        return passed()
    if not page[Dom].text(node):
        return cant_tell("empty-header")
    beside = [other for other in table.cells if other is not cell and other.is_data]
    return failed("no-cells", text=page[Dom].text(node)[:80]) if beside else cant_tell("no-data")


def _repeats(dom: Dom, cell: Cell, table: Table) -> bool:
    """True for a header at the foot of a column that says what the one at its head says."""
    row = dom.parent(cell.node)
    section = dom.parent(row) if row else None
    return (
        section is not None
        and section.name == "tfoot"
        and any(
            other.column == cell.column and other.node.role in _HEADERS and dom.text(other.node) == dom.text(cell.node)
            for other in table.cells
            if other is not cell
        )
    )


RULE = Rule(
    id="table-header-has-cells",
    criteria=("1.3.1",),
    act=("d0f69e",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("th-has-data-cells",),
)
