"""Contrast of text over images, gradients, transparency and shadows, by pixels (WCAG 1.4.3, 1.4.6; ACT afw4f7, 09o5cg).

Text on one plain colour is left to axe-core, but not placeholders, which it does not look at. Two pictures are taken of
the rest, with the text and without.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from wcag_audit.model.facts import MeasuredText, TextContrast
from wcag_audit.probes.api import Disturbs
from wcag_audit.probes.measured_texts import by_styles, measured_text, on_screen
from wcag_audit.probes.pictures import bands, opened

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab
    from wcag_audit.probes.pictures import Band

_MOST = 120
_TALLEST = 12_000
"""CSS pixels from the top of the page that are looked at."""


class TextContrastProbe:
    """Provides `TextContrast`."""

    id: ClassVar[str] = "text-contrast"
    provides: ClassVar[type[TextContrast]] = TextContrast
    disturbs: ClassVar[Disturbs] = Disturbs.STYLE
    budget: ClassVar[float] = 15.0

    async def collect(self, tab: Tab) -> TextContrast:
        """Texts of the page (not of its frames) whose background is no plain colour, and placeholders.

        Raises:
            ProbeError: the page cannot be looked into or pictured.
        """
        frame = (await tab.frames())[0]
        for script in ("place", "clipping", "painted"):
            await tab.call(script, frame=frame)
        try:
            found = await tab.call("text_contrast", "find", _MOST, _TALLEST, frame=frame)
            unsure = [entry for entry in found if by_styles(entry) is None]
            parts = bands(entry["boxes"] for entry in unsure)
            shown = [await part.picture(tab) for part in parts]
            if parts:
                await tab.call("text_contrast", "hide", 0, 0, frame=frame)
            hidden = [await part.picture(tab) for part in parts]
        finally:
            await tab.call("text_contrast", "show", 0, 0, frame=frame)
        pairs = dict(zip(parts, zip(shown, hidden, strict=True), strict=True))
        measured = await asyncio.to_thread(_measured, found, pairs, frame)
        return TextContrast(measured, looked_at=len(found))


def _measured(
    found: list[dict[str, Any]], pairs: dict[Band, tuple[bytes, bytes]], frame: str
) -> tuple[MeasuredText, ...]:
    pictures = {part: (opened(shown), opened(hidden)) for part, (shown, hidden) in pairs.items()}
    texts: list[MeasuredText] = []
    for entry in found:
        letters = by_styles(entry)
        part = next((part for part in pictures if all(map(part.holds, entry["boxes"]))), None)
        if letters is None and part is not None:
            letters = on_screen(entry, part, *pictures[part])
        if letters is not None:
            texts.append(measured_text(entry, letters, frame))
    return tuple(texts)
