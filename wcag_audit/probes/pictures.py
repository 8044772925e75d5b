"""Pictures of parts of a page, no larger than the browser draws, and where in them something is."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import Image

from wcag_audit.model.finding import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.probes.api import Tab

Rectangle = tuple[float, float, float, float]
"""x, y, width, height in CSS pixels of the whole page."""

_TALLEST: Final = 3500
"""CSS pixels in one picture; the browser cuts off what is taller than 4000."""
_APART: Final = 2000
"""With so much page between that nobody asks for, two pictures cost less than one."""


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the page over its whole width: top and bottom in CSS pixels."""

    top: int
    bottom: int

    def holds(self, box: Rectangle) -> bool:
        """Whether a rectangle lies wholly in it."""
        return self.top <= box[1] and box[1] + box[3] <= self.bottom

    def within(self, box: Rectangle) -> Rectangle:
        """The rectangle in pixels of the band's picture."""
        return box[0], box[1] - self.top, box[2], box[3]

    async def picture(self, tab: Tab) -> bytes:
        """PNG of it.

        Raises:
            ProbeError: the browser gave no picture.
        """
        return await tab.screenshot(Box(0, self.top, tab.viewport.width, self.bottom - self.top))


def bands(groups: Iterable[Sequence[Rectangle]]) -> tuple[Band, ...]:
    """The fewest parts of the page that show all rectangles; those of one group stand in one part if it can be.

    Args:
        groups: rectangles that belong together, each group at least one.
    """
    spans = sorted((min(box[1] for box in group), max(box[1] + box[3] for box in group)) for group in groups)
    found: list[Band] = []
    for top, bottom in spans:
        first, last = max(int(top), 0), int(bottom) + 2
        if found and first - found[-1].bottom < _APART and last - found[-1].top <= _TALLEST:
            found[-1] = Band(found[-1].top, max(last, found[-1].bottom))
        else:
            found.append(Band(first, min(last, first + _TALLEST)))
    return tuple(found)


def opened(picture: bytes) -> Image.Image:
    """The picture in red, green and blue."""
    with Image.open(io.BytesIO(picture)) as image:
        return image.convert("RGB")
