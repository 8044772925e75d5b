"""Contrast as the eye has it: every letter against the pixels it stands on, from two pictures of the page."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.colour import Colour, contrast, over

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PIL import Image

_DIFFERENT: Final = 6
"""A channel that differs by so much between the pictures with and without text belongs to a letter."""
_LIKE: Final = 48
"""A letter's strongest pixel comes at least so near to the colour that its style names, or something lies over it."""
_FEWEST: Final = 0.6
"""Share of the letters that must be found in the pictures; else something covers the text."""


@dataclass(frozen=True, slots=True)
class LetterContrast:
    """The letters of one text against their backgrounds.

    Attributes:
        best: of each letter the pixel under it with the highest contrast; of these the lowest.
        worst: the lowest contrast of any letter with any pixel under it.
        background: the pixel that gave `best`.
        foreground: the letter's colour on it.
        middle: as `best`, but of the middle letter: half of the letters have no more.
    """

    best: float
    worst: float
    background: Colour
    foreground: Colour
    middle: float


def measure(
    shown: Image.Image,
    hidden: Image.Image,
    boxes: Sequence[tuple[float, float, float, float]],
    colour: Colour,
    alpha: float,
) -> LetterContrast | None:
    """Measure one text.

    Args:
        shown: RGB picture of the page.
        hidden: the same without its text.
        boxes: x, y, width, height of its letters in picture pixels.
        colour: as its style names it.
        alpha: of the colour and of all around it, 0 to 1.

    Returns:
        None where too few of the letters are found in the pictures: something covers them, or nothing tells them from
        what they stand on.
    """
    found: list[LetterContrast] = []
    for x, y, width, height in boxes:
        area = (int(x), int(y), int(x + width + 0.999), int(y + height + 0.999))
        if area[2] > shown.width or area[3] > shown.height:
            continue
        letter = _letter(shown.crop(area), hidden.crop(area), colour, alpha)
        if letter is not None:
            found.append(letter)
    if not found or len(found) < _FEWEST * len(boxes):
        return None
    lowest = min(found, key=lambda letter: letter.best)
    worst = min(letter.worst for letter in found)
    middle = median_low(letter.best for letter in found)
    return LetterContrast(lowest.best, worst, lowest.background, lowest.foreground, middle)


def _letter(shown: Image.Image, hidden: Image.Image, colour: Colour, alpha: float) -> LetterContrast | None:
    pairs = set(zip(_pixels(shown), _pixels(hidden), strict=True))  # most pixels of a letter are alike
    under = [(front, back) for front, back in pairs if _distance(front, back) >= _DIFFERENT]
    if not under:
        return None
    measured = [(contrast(over(colour, alpha, back), back), back) for back in {back for _, back in under}]
    best, background = max(measured)
    near = min(_distance(front, over(colour, alpha, back)) for front, back in under)
    if near > _LIKE:
        return None
    worst = min(ratio for ratio, _ in measured)
    return LetterContrast(best, worst, background, over(colour, alpha, background), best)


def _pixels(picture: Image.Image) -> Iterable[Colour]:
    data = picture.tobytes()
    return zip(data[0::3], data[1::3], data[2::3], strict=True)


def _distance(one: Colour, other: Colour) -> int:
    return max(abs(left - right) for left, right in zip(one, other, strict=True))
