"""A table that says it is only for the layout holds no table of data (WCAG 1.3.1; failures F46, F92)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.tables import grid
from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_NONE: Final = frozenset({"none", "presentation"})
_FEWEST: Final = 2
"""Rows and columns from which header cells head something."""
_SHOWN: Final = 80


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Seen tables whose role takes the table away, and which the browser takes at their word."""
    dom = page[Dom]
    for node in dom.elements("table"):
        role = node.get("role").strip().lower().split()
        if role and role[0] in _NONE and node.role in {"", "none", "generic"} and is_visible(dom, node):
            yield node


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """It has no header cells, no caption and no summary."""
    dom = page[Dom]
    table = grid(dom, node)
    heads = [cell for cell in table.cells if cell.node.name == "th" and dom.text(cell.node)]
    if heads:
        text = dom.text(heads[0].node)[:_SHOWN]
        rows = {cell.row for cell in table.cells if cell.is_data and dom.text(cell.node)}
        columns = {cell.column for cell in table.cells}
        whole = len(rows) >= _FEWEST and len(columns) >= _FEWEST and len(heads) >= _FEWEST
        return failed("header-cells", text=text) if whole else cant_tell("header-cell", text=text)
    caption = next((dom.text(child) for child in dom.children(node) if child.name == "caption"), "")
    told = caption or node.get("summary").strip()
    return cant_tell("caption", text=told[:_SHOWN]) if told else passed()


RULE = Rule(
    id="layout-table-structure",
    criteria=("1.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
