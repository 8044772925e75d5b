"""The grid of an HTML table and which header cells belong to which cell (HTML, 4.9.12)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wcag_audit.model.dom import Dom, Node

_MOST_SPAN: Final = 1000
"""The limit of HTML for colspan."""
_MOST_SLOTS: Final = 100_000
"""Slots of one table that are looked at, so that spans cannot make the grid huge."""
_SECTIONS: Final = frozenset({"thead", "tbody", "tfoot"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        node: the th or td.
        row, column: of its first slot, from 0.
        height, width: slots it covers.
        group: number of its row group (thead, tbody, tfoot or the table itself).
    """

    node: Node
    row: int
    column: int
    height: int
    width: int
    group: int

    @property
    def position(self) -> tuple[int, int]:
        """Row and column: no two cells begin in the same slot, unless the table is broken."""
        return self.row, self.column

    @property
    def is_data(self) -> bool:
        """True for a cell that holds data."""
        return self.node.name == "td"

    def covers_row(self, row: int) -> bool:
        """True if it reaches into the row."""
        return self.row <= row < self.row + self.height

    def covers_column(self, column: int) -> bool:
        """True if it reaches into the column."""
        return self.column <= column < self.column + self.width


@dataclass(frozen=True)
class Table:
    """A table's cells in document order."""

    cells: tuple[Cell, ...]

    @cached_property
    def _by_id(self) -> Mapping[str, Cell]:
        found: dict[str, Cell] = {}
        for cell in self.cells:
            if cell.node.get("id"):
                found.setdefault(cell.node.get("id"), cell)
        return found

    @cached_property
    def _slots(self) -> Mapping[tuple[int, int], Cell]:
        found: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.height):
                for column in range(cell.column, cell.column + cell.width):
                    found.setdefault((row, column), cell)
        return found

    def headers_of(self, cell: Cell) -> frozenset[tuple[int, int]]:
        """Positions of the header cells that belong to a cell, by its `headers` attribute or else by place."""
        found = self._headers.get(cell.node.index)
        if found is None:
            found = self._headers[cell.node.index] = self._find_headers(cell)
        return found

    @cached_property
    def _headers(self) -> dict[int, frozenset[tuple[int, int]]]:
        """What `headers_of` has found so far: rules ask it for every pair of a header and a cell."""
        return {}

    def _find_headers(self, cell: Cell) -> frozenset[tuple[int, int]]:
        named = cell.node.attributes.get("headers")
        if named is not None:
            cells = (self._by_id.get(name) for name in named.split())
            return frozenset(found.position for found in cells if found is not None and found is not cell)
        return frozenset(header.position for header in self._by_place(cell) if header is not cell)

    def _by_place(self, cell: Cell) -> Iterator[Cell]:
        for row in range(cell.row, cell.row + cell.height):
            yield from self._scan((row, column) for column in range(cell.column - 1, -1, -1))
        for column in range(cell.column, cell.column + cell.width):
            yield from self._scan((row, column) for row in range(cell.row - 1, -1, -1))
        for header in self.cells:
            scope = header.node.get("scope").lower()
            if header.node.name != "th" or not (header.row <= cell.row and header.column <= cell.column):
                continue
            if scope == "rowgroup" and header.group == cell.group:
                yield header
            if scope == "colgroup" and header.covers_column(cell.column):
                yield header

    def _scan(self, slots: Iterable[tuple[int, int]]) -> Iterator[Cell]:
        """Header cells on the way from a cell to the edge; `scope` must allow the direction."""
        for slot in slots:
            header = self._slots.get(slot)
            if header is not None and header.node.name == "th":
                yield header


def grid(dom: Dom, table: Node) -> Table:
    """The cells of a table with their places; nested tables are left out, and what lies beyond 100,000 slots."""
    rows = tuple(_rows(dom, table))
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for number, (group, row) in enumerate(rows):
        column = 0
        for node in dom.children(row):
            if node.kind != NodeKind.ELEMENT or node.name not in {"td", "th"}:
                continue
            while (number, column) in taken:
                column += 1
            width, height = _span(node, "colspan"), min(_span(node, "rowspan"), len(rows) - number)
            if len(taken) + width * height > _MOST_SLOTS:
                return Table(tuple(cells))
            cells.append(Cell(node, number, column, height, width, group))
            taken.update((number + down, column + right) for down in range(height) for right in range(width))
            column += width
    return Table(tuple(cells))


def _rows(dom: Dom, table: Node) -> Iterator[tuple[int, Node]]:
    for number, child in enumerate(dom.children(table)):
        if child.name == "tr":
            yield -1, child
        elif child.name in _SECTIONS:
            for row in dom.children(child):
                if row.name == "tr":
                    yield number, row


def _span(node: Node, name: str) -> int:
    text = node.get(name).strip()
    return min(max(int(text[:8]), 1), _MOST_SPAN) if text.isascii() and text.isdigit() else 1
