"""How the rows and columns of a table look to people who see it: which cells are set off, which hold figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.model.dom import Dom, Node

_BOLD: Final = 600.0
_LONGEST_HEAD: Final = 60
"""Characters of what names a column; longer texts are content."""
_FEWEST_BELOW: Final = 2
_MOST_BOLD_BELOW: Final = 0.2
_MOST_OF_CELL: Final = 400
_SHARE: Final = 0.8
_FIGURE: Final = re.compile(
    r"[(+−–-]?\s*[\d\s.,:/×x-]*\d[\d\s.,:/×x-]*\s*(?:%|‰|\)|₸|тг\.?|тенге|теңге|руб\.?|₽|\$|€|кг|км|м|г\.?|[a-zа-я]{1,3})?"
)
_TRANSPARENT: Final = re.compile(r"rgba\(.*, 0\)")
_CONTACT: Final = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}|(?:https?://|www\.)\S{1,200}")


@dataclass(frozen=True, slots=True)
class CellLook:
    """One cell as it is seen.

    Attributes:
        text: rendered text, at most 400 characters.
        bold: True if all of it is set in bold type.
        ground: colour behind it, of the nearest element within the table that has one; "" for none.
        figure: True for a number, date, amount or address: what columns are filled with, rarely their names.
    """

    text: str
    bold: bool
    ground: str
    figure: bool


@dataclass(frozen=True, slots=True)
class Heads:
    """What sets the first row off from the rows below it.

    Attributes:
        bold: all its texts are in bold type, and hardly any below.
        ground: it has a colour behind it that no other row has.
        figures: number of columns that are filled with figures under a name that is none.
    """

    bold: bool
    ground: bool
    figures: int

    @property
    def signs(self) -> int:
        """How many independent signs there are that the row names the columns."""
        return self.bold + self.ground + bool(self.figures)


def look(dom: Dom, cell: Node, table: Node) -> CellLook:
    """A cell of a table, or of what looks like one."""
    text = dom.text(cell)[:_MOST_OF_CELL]
    texts = [
        node for node in dom.descendants(cell) if node.kind == NodeKind.TEXT and node.value.strip() and node.style >= 0
    ]
    bold = bool(texts) and all(float(dom.css(node, "font-weight") or 0) >= _BOLD for node in texts)
    return CellLook(text, bold, _ground(dom, cell, table), is_figure(text))


def is_figure(text: str) -> bool:
    """True for a number, date, amount, telephone number or address alone."""
    return bool(_FIGURE.fullmatch(text.strip().lower()) or _CONTACT.fullmatch(text.strip()))


def heads(rows: Sequence[Sequence[CellLook]]) -> Heads | None:
    """What sets the first of several rows off; None where it cannot name columns: too long, empty, or one cell.

    Args:
        rows: at least three, of equal length.
    """
    first, below = rows[0], rows[1:]
    named = [cell for cell in first if cell.text]
    if len(named) < max(len(first) - 1, 2) or any(len(cell.text) > _LONGEST_HEAD for cell in named):
        return None
    others = [cell for row in below for cell in row if cell.text]
    if len(below) < _FEWEST_BELOW or not others:
        return None
    rest = [cell for row in below for cell in row[1:] if cell.text] or others
    bold = all(cell.bold for cell in named) and sum(cell.bold for cell in rest) <= _MOST_BOLD_BELOW * len(rest)
    grounds = {cell.ground for cell in first}
    ground = len(grounds) == 1 and grounds != {""} and not grounds & {cell.ground for row in below for cell in row}
    figures = sum(
        not first[column].figure and bool(first[column].text) and is_filled_with_figures(row[column] for row in below)
        for column in range(len(first))
    )
    return Heads(bold, ground, figures)


def is_filled_with_figures(cells: Iterable[CellLook]) -> bool:
    """True if nearly all cells that are not empty hold figures, and at least two do."""
    filled = [cell for cell in cells if cell.text]
    count = sum(cell.figure for cell in filled)
    return count >= _FEWEST_BELOW and count >= _SHARE * len(filled)


def is_first_column_set_off(rows: Sequence[Sequence[CellLook]]) -> bool:
    """True if the first cell of every row is short and bold, or has a colour behind it, and the others are not."""
    first = [row[0] for row in rows if row[0].text]
    others = [cell for row in rows for cell in row[1:] if cell.text]
    if len(first) <= _FEWEST_BELOW or not others or any(len(cell.text) > _LONGEST_HEAD for cell in first):
        return False
    bold = all(cell.bold for cell in first) and sum(cell.bold for cell in others) <= _MOST_BOLD_BELOW * len(others)
    grounds = {cell.ground for cell in first}
    return bold or (len(grounds) == 1 and grounds != {""} and not grounds & {cell.ground for cell in others})


def _ground(dom: Dom, cell: Node, table: Node) -> str:
    for node in (cell, *dom.ancestors(cell)):
        if node.index == table.index:
            return ""
        colour = dom.css(node, "background-color")
        if colour and not _TRANSPARENT.fullmatch(colour):
            return colour
    return ""
