"""What sets a control off from what is around it, from one picture of the page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.colour import Colour, contrast, luminance, over

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

    from wcag_audit.probes.pictures import Rectangle

_REACH: Final = 5
"""Pixels outwards and inwards from the edge that are compared: borders, shadows and grounds lie there."""
_LINES: Final = 9
"""Places on each side at which the edge is looked at; its corners are left out."""
_FEWEST: Final = 2
"""A colour of fewer pixels is an accident of smoothing."""
_NOTHING: Final = 1.1
"""With less contrast nothing is drawn there."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What shows a control: the contrast, the colours that give it, and the highest contrast anywhere (`most`)."""

    best: float
    most: float
    colour: Colour
    background: Colour


def edge(picture: Image.Image, boxes: Sequence[Rectangle]) -> Edge | None:
    """The clearest side of the clearest box.

    A side is as clear as most of it is: the median of nine lines that cross it, each worth its two most different
    pixels.

    Args:
        picture: RGB picture of the page.
        boxes: x, y, width, height in picture pixels: the control, and what is close around it.

    Returns:
        None where no box lies in the picture.
    """
    sides = [side for box in boxes for side in _sides(picture, box)]
    if not sides:
        return None
    measured = [sorted((_widest(line) for line in side), key=lambda pair: pair[0]) for side in sides]
    clearest = max((median_low(side) for side in measured), key=lambda pair: pair[0])
    most = max(side[-1][0] for side in measured)
    return Edge(clearest[0], most, clearest[1], clearest[2])


def drawing(picture: Image.Image, box: Rectangle, colours: Sequence[tuple[Colour, float]]) -> Edge | None:
    """The highest contrast in what is drawn in a box.

    Args:
        picture: RGB picture of the page.
        box: x, y, width, height in picture pixels.
        colours: what styles say it is drawn with, and how opaque. Thin lines are blurred in pictures.

    Returns:
        None where nothing is drawn, or the box does not lie in the picture.
    """
    x, y, width, height = box
    area = (max(int(x) - 1, 0), max(int(y) - 1, 0), int(x + width) + 2, int(y + height) + 2)
    if area[2] > picture.width or area[3] > picture.height:
        return None
    found = picture.crop(area).getcolors(maxcolors=1 << 20) or []
    counted: Counter[Colour] = Counter()
    for number, pixel in found:
        if number >= _FEWEST and isinstance(pixel, tuple):
            counted[pixel[0], pixel[1], pixel[2]] += number
    if not counted:
        return None
    ground = counted.most_common(1)[0][0]
    dark, light = min(counted, key=luminance), max(counted, key=luminance)
    if contrast(dark, light) < _NOTHING:
        return None
    pairs = [(contrast(dark, light), light if ground == dark else dark, dark if ground == dark else light)]
    for colour, alpha in colours:
        pairs += [(contrast(over(colour, alpha, other), other), over(colour, alpha, other), other) for other in counted]
    best = max(pairs)
    return Edge(best[0], best[0], best[1], best[2])


def _sides(picture: Image.Image, box: Rectangle) -> Iterator[list[list[Colour]]]:
    x, y, width, height = (int(value) for value in box)
    right, bottom = int(box[0] + box[2] + 0.5), int(box[1] + box[3] + 0.5)
    if x < 0 or y < 0 or right > picture.width or bottom > picture.height:
        return
    steps = [(place + 1.5) / (_LINES + 2) for place in range(_LINES)]
    across = [x + int(width * step) for step in steps]
    down = [y + int(height * step) for step in steps]
    for top in (y, bottom):
        yield [_line(picture, [(at, top + off) for off in range(-_REACH, _REACH + 1)]) for at in across]
    for left in (x, right):
        yield [_line(picture, [(left + off, at) for off in range(-_REACH, _REACH + 1)]) for at in down]


def _line(picture: Image.Image, points: list[tuple[int, int]]) -> list[Colour]:
    line: list[Colour] = []
    for x, y in points:
        if 0 <= x < picture.width and 0 <= y < picture.height:
            pixel = picture.getpixel((x, y))
            if isinstance(pixel, tuple):
                line.append((int(pixel[0]), int(pixel[1]), int(pixel[2])))
    return line


def _widest(line: list[Colour]) -> tuple[float, Colour, Colour]:
    """Contrast of the two most different pixels of a line: the one that stands out, and what it stands on."""
    dark, light = min(line, key=luminance), max(line, key=luminance)
    ground = Counter(line).most_common(1)[0][0]
    return (contrast(dark, light), light, dark) if ground == dark else (contrast(dark, light), dark, light)
