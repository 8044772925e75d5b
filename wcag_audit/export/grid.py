"""Sheets of an Excel file, filled row by row; whatever a page says stays text.

Rows go to the disk as they come (XlsxWriter's constant memory), so that a body of any size fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter

from wcag_audit.export.harmless import iri, text
from wcag_audit.report.hostile import FORMULA_STARTS, is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_ROWS = 1_000_000
"""Rows of a sheet; Excel ends at 1,048,576."""
_MAX_LINKS = 60_000  # Excel ends at 65,530 on a sheet
_LONGEST_LINK = 2_079
_A4 = 9
_LINE, _MOST_LINES = 15, 8
"""Height of a line in points, and lines that a row shows at most; the cell itself holds all of its text."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address; it becomes a link if it is one on the web."""

    address: str


@dataclass(frozen=True, slots=True)
class Share:
    """A share, 0 to 1, shown as a percentage."""

    value: float


@dataclass(frozen=True, slots=True)
class Strong:
    """A heading."""

    words: str


Cell = str | int | float | Link | Share | Strong | None


class Grid:
    """An Excel file with some sheets. Rows of different sheets may come in any order; call `close` at the end."""

    def __init__(
        self, path: Path, sheets: Mapping[str, str], *, title: str, lang: str, max_rows: int = MAX_ROWS
    ) -> None:
        """Make the file.

        Args:
            path: where.
            sheets: names of the sheets by key, in their order.
            title: of the document.
            lang: its language, a property of its own ("Language") since Excel files have no other place for it.
            max_rows: rows that a sheet takes; what comes later is only counted.
        """
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"title": text(title, 200), "subject": "WCAG 2.2", "author": "wcag-audit"})
        self._book.set_custom_property("Language", lang)
        top = {"text_wrap": True, "valign": "top"}
        self._text = self._book.add_format(top)
        # Marked as text for good: a cell that is edited and left does not become a formula either.
        self._quoted = self._book.add_format({**top, "quote_prefix": True})
        self._number = self._book.add_format({"valign": "top"})
        self._share = self._book.add_format({"valign": "top", "num_format": "0.0%"})
        self._link = self._book.add_format({**top, "font_color": "#0B5394", "underline": 1})
        self._strong = self._book.add_format({**top, "bold": True, "bg_color": "#E8EEF4"})
        self._sheets = {key: self._book.add_worksheet(name) for key, name in sheets.items()}
        self._max_rows = max_rows
        self.rows = dict.fromkeys(sheets, 0)
        self.left_out = dict.fromkeys(sheets, 0)
        self._links = dict.fromkeys(sheets, 0)
        self._widths: dict[str, tuple[int, ...]] = dict.fromkeys(sheets, ())
        for sheet in self._sheets.values():
            sheet.set_landscape()
            sheet.set_paper(_A4)

    def widths(self, sheet: str, widths: Sequence[int]) -> None:
        """Widths of the columns, in characters."""
        self._widths[sheet] = tuple(widths)
        for column, width in enumerate(widths):
            self._sheets[sheet].set_column(column, column, width)

    def head(self, sheet: str, labels: Sequence[str]) -> None:
        """The head of a sheet that is one table: it stays in sight and is printed on every page."""
        self.row(sheet, [Strong(label) for label in labels])
        self._sheets[sheet].freeze_panes(1, 0)
        self._sheets[sheet].repeat_rows(0)

    def filters(self, sheet: str, first: int, columns: int) -> None:
        """Filters over the table whose head is the row number `first` (from 0) and that ends with the last row."""
        self._sheets[sheet].autofilter(first, 0, max(first, self.rows[sheet] - 1), columns - 1)

    def row(self, sheet: str, cells: Sequence[Cell]) -> None:
        """The next row; beyond the sheet's last one it is only counted in `left_out`."""
        if self.rows[sheet] >= self._max_rows:
            self.left_out[sheet] += 1
            return
        lines = max(map(_lines, cells, self._widths[sheet]), default=1)
        self._sheets[sheet].set_row(self.rows[sheet], _LINE * min(lines, _MOST_LINES))
        for column, cell in enumerate(cells):
            self._cell(sheet, column, cell)
        self.rows[sheet] += 1

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def _cell(self, sheet: str, column: int, cell: Cell) -> None:
        made, row = self._sheets[sheet], self.rows[sheet]
        match cell:
            case None | "":
                pass
            case str():
                safe = text(cell)
                made.write_string(row, column, safe, self._quoted if safe.startswith(FORMULA_STARTS) else self._text)
            case Strong(words):
                made.write_string(row, column, text(words), self._strong)
            case Share(value):
                made.write_number(row, column, value, self._share)
            case Link(address):
                target = iri(address)
                self._links[sheet] += 1
                known = is_web_address(target) and len(target) <= _LONGEST_LINK and self._links[sheet] <= _MAX_LINKS
                if known:
                    made.write_url(row, column, target, self._link, text(address))
                else:
                    self._cell(sheet, column, address)
            case _:
                made.write_number(row, column, cell, self._number)


def _lines(cell: Cell, width: int) -> int:
    """Lines that a cell takes in a column of that width: not every program adapts heights when it opens a file."""
    words = cell.address if isinstance(cell, Link) else cell.words if isinstance(cell, Strong) else cell
    if not isinstance(words, str):
        return 1
    width -= width // 5 if isinstance(cell, Strong) else 0  # bold letters are wider
    return sum(1 + len(line) // width for line in words.split("\n", _MOST_LINES))
