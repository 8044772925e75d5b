"""Rectangles on the page, and finding what lies near without comparing everything with everything."""

from __future__ import annotations

from collections import defaultdict
from math import floor, hypot
from typing import TYPE_CHECKING, Final

from wcag_audit.model.finding import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CELL: Final = 96.0
"""Side of a grid cell in CSS pixels; a few controls fit into one."""
_MOST_CELLS: Final = 400
"""A box over more cells than this (a link around the whole page) is kept aside and looked at every time."""


def area(box: Box) -> float:
    """Square CSS pixels; 0 for a box without extent."""
    return max(box.width, 0.0) * max(box.height, 0.0)


def centre(box: Box) -> tuple[float, float]:
    """The middle of the box, x and y."""
    return box.x + box.width / 2, box.y + box.height / 2


def union(first: Box, second: Box) -> Box:
    """The smallest box around both."""
    x, y = min(first.x, second.x), min(first.y, second.y)
    right = max(first.x + first.width, second.x + second.width)
    bottom = max(first.y + first.height, second.y + second.height)
    return Box(x, y, right - x, bottom - y)


def intersection(first: Box, second: Box) -> Box | None:
    """The part that both cover; None if they share no area."""
    x, y = max(first.x, second.x), max(first.y, second.y)
    width = min(first.x + first.width, second.x + second.width) - x
    height = min(first.y + first.height, second.y + second.height) - y
    return Box(x, y, width, height) if width > 0 and height > 0 else None


def distance(x: float, y: float, box: Box) -> float:
    """How far a point is from the box; 0 inside it or on its edge."""
    across = max(box.x - x, 0.0, x - (box.x + box.width))
    down = max(box.y - y, 0.0, y - (box.y + box.height))
    return hypot(across, down)


class Grid:
    """An index of boxes by place.

    Args:
        boxes: (key, box) pairs; keys are given back.
    """

    def __init__(self, boxes: Iterable[tuple[int, Box]]) -> None:
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._large: list[int] = []
        for key, box in boxes:
            cells = list(_cells(box, _MOST_CELLS))
            if len(cells) > _MOST_CELLS:
                self._large.append(key)
                continue
            for cell in cells:
                self._cells[cell].append(key)

    def near(self, x: float, y: float, reach: float) -> set[int]:
        """Keys of all boxes that may lie within `reach` of the point; some may lie a little farther."""
        around = Box(x - reach, y - reach, 2 * reach, 2 * reach)
        found = set(self._large)
        for cell in _cells(around, _MOST_CELLS):
            found.update(self._cells.get(cell, ()))
        return found


def _cells(box: Box, most: int) -> Iterator[tuple[int, int]]:
    """The cells that a box touches; one more than `most` at the most."""
    left, right = floor(box.x / _CELL), floor((box.x + box.width) / _CELL)
    top, bottom = floor(box.y / _CELL), floor((box.y + box.height) / _CELL)
    given = 0
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row
            given += 1
            if given > most:
                return
