"""Contrast of text over images, gradients, transparency and shadows, by pixels (WCAG 1.4.3, 1.4.6; ACT afw4f7, 09o5cg).

Text on one plain colour is left to axe-core. Of the rest two pictures are taken, with the text and without.
"""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any, ClassVar

from PIL import Image

from wcag_audit.commons.colour import hexadecimal
from wcag_audit.model.facts import MeasuredText, Place, TextContrast
from wcag_audit.model.finding import Box
from wcag_audit.probes.api import Disturbs
from wcag_audit.probes.contrast_pixels import measure

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

_MOST = 80
_TALLEST = 12_000
"""CSS pixels from the top of the page that are looked at."""


class TextContrastProbe:
    """Provides `TextContrast`."""

    id: ClassVar[str] = "text-contrast"
    provides: ClassVar[type[TextContrast]] = TextContrast
    disturbs: ClassVar[Disturbs] = Disturbs.STYLE
    budget: ClassVar[float] = 15.0

    async def collect(self, tab: Tab) -> TextContrast:
        """Texts of the page (not of its frames) whose background is no plain colour, each measured letter by letter.

        Raises:
            ProbeError: the page cannot be looked into or pictured.
        """
        frame = (await tab.frames())[0]
        await tab.call("place", frame=frame)
        await tab.call("clipping", frame=frame)
        try:
            found = await tab.call("text_contrast", "find", _MOST, _TALLEST, frame=frame)
            if not found:
                return TextContrast()
            area = _around(found, tab.viewport.width)
            shown = await tab.screenshot(area)
            await tab.call("text_contrast", "hide", 0, 0, frame=frame)
            hidden = await tab.screenshot(area)
        finally:
            await tab.call("text_contrast", "show", 0, 0, frame=frame)
        measured = await asyncio.to_thread(_measured, found, shown, hidden, area, frame)
        return TextContrast(measured, looked_at=len(found))


def _around(found: list[dict[str, Any]], width: int) -> Box:
    tops = [box[1] for entry in found for box in entry["boxes"]]
    ends = [box[1] + box[3] for entry in found for box in entry["boxes"]]
    top = int(min(tops))
    return Box(0, top, width, int(max(ends)) - top + 2)


def _measured(
    found: list[dict[str, Any]], shown: bytes, hidden: bytes, area: Box, frame: str
) -> tuple[MeasuredText, ...]:
    with Image.open(io.BytesIO(shown)) as one, Image.open(io.BytesIO(hidden)) as other:
        pictures = one.convert("RGB"), other.convert("RGB")
    texts: list[MeasuredText] = []
    for entry in found:
        boxes = [(x, y - area.y, width, height) for x, y, width, height in entry["boxes"]]
        red, green, blue = entry["colour"]
        letters = measure(*pictures, boxes, (red, green, blue), float(entry["alpha"]))
        if letters is not None:
            texts.append(
                MeasuredText(
                    place=Place(frame, tuple(entry["path"]), entry["html"], entry["selector"]),
                    text=entry["text"],
                    best=round(letters.best, 2),
                    worst=round(letters.worst, 2),
                    foreground=hexadecimal(letters.foreground),
                    background=hexadecimal(letters.background),
                    size=float(entry["size"]),
                    weight=int(entry["weight"]),
                )
            )
    return tuple(texts)
