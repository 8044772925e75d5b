"""Zoom: the page at 200 %, which is a window of half the width (WCAG 1.4.4; ACT rule 59br37)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from wcag_audit.model.facts import ClippedText, Place, Zoom
from wcag_audit.model.snapshot import Viewport
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

_MOST = 50
_LATE = 0.3
"""Seconds that scripts get to rearrange the page after the window has become narrow."""


class ZoomProbe:
    """Provides `Zoom`."""

    id: ClassVar[str] = "zoom"
    provides: ClassVar[type[Zoom]] = Zoom
    disturbs: ClassVar[Disturbs] = Disturbs.VIEWPORT
    budget: ClassVar[float] = 8.0

    async def collect(self, tab: Tab) -> Zoom:
        """Text that is seen in part only at 200 %, with how much of it was cut off before.

        Raises:
            ProbeError: the page cannot be looked into.
        """
        before = tab.viewport
        frame = (await tab.frames())[0]
        await tab.call("place", frame=frame)
        await tab.call("clipping", frame=frame)
        await tab.call("zoom", "before", 0, frame=frame)
        half = Viewport(before.width // 2, before.height // 2)
        try:
            await tab.resize(half)
            await asyncio.sleep(_LATE)
            found = await tab.call("zoom", "after", _MOST, frame=frame)
        finally:
            await tab.resize(before)
        return Zoom(
            width=half.width,
            texts=int(found["texts"]),
            clipped=tuple(
                ClippedText(
                    place=Place(frame, tuple(entry["path"]), entry["html"], entry["selector"]),
                    axis=entry["axis"],
                    lost=round(float(entry["lost"]), 1),
                    before=round(float(entry["before"]), 1),
                    text=entry["text"],
                    words=int(entry["words"]),
                    ellipsis=bool(entry["ellipsis"]),
                    way=bool(entry["way"]),
                    clipper=entry["clipper"],
                )
                for entry in found["clipped"]
            ),
        )
