"""Reflow: the page at a width of 320 CSS pixels, which is 1280 pixels at 400 % zoom (WCAG 1.4.10)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from wcag_audit.model.facts import Overflow, Place, Reflow
from wcag_audit.model.snapshot import Viewport
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

NARROW = Viewport(width=320, height=256)
"""The size that the criterion names: 320 wide for vertical scrolling, 256 high for horizontal scrolling."""
_MOST = 50
_LATE = 0.4
"""Seconds that scripts get to rearrange the page after the window has become narrow."""


class ReflowProbe:
    """Provides `Reflow`."""

    id: ClassVar[str] = "reflow"
    provides: ClassVar[type[Reflow]] = Reflow
    disturbs: ClassVar[Disturbs] = Disturbs.VIEWPORT
    budget: ClassVar[float] = 10.0

    async def collect(self, tab: Tab) -> Reflow:
        """What sticks out at 320 CSS px; the window has its old size afterwards.

        Raises:
            ProbeError: the page cannot be looked into.
        """
        before = tab.viewport
        frame = (await tab.frames())[0]
        await tab.call("place", frame=frame)
        try:
            await tab.resize(NARROW)
            found = await tab.call("reflow", _MOST, frame=frame)
            if found["overflows"] or found["scrolled"]:
                # Menus and tables are often rearranged by scripts that wait for the window to rest: look again.
                await asyncio.sleep(_LATE)
                found = await tab.call("reflow", _MOST, frame=frame)
        finally:
            await tab.resize(before)
        return _fact(found, frame)


def _fact(found: dict[str, Any], frame: str) -> Reflow:
    return Reflow(
        width=int(found["width"]),
        scroll_width=float(found["scrollWidth"]),
        can_scroll=found["scrolled"] > 0,
        scrolled=float(found["scrolled"]),
        cut_off=found["cutOff"] and found["scrollWidth"] > found["width"] + 1,
        overflows=tuple(
            Overflow(
                place=Place(frame, tuple(entry["path"]), entry["html"], entry["selector"]),
                right=float(entry["right"]),
                two_dimensional=entry["twoDimensional"],
                text=entry["text"],
                beyond=entry["beyond"],
                sample=entry["sample"],
            )
            for entry in found["overflows"]
        ),
    )
