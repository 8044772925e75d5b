"""Orientation: whether the page turns itself when the screen is held the other way (WCAG 1.3.4; ACT rule b33eff)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from wcag_audit.model.facts import Orientation, Place, Turned
from wcag_audit.model.snapshot import Viewport
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

_LANDSCAPE = Viewport(1280, 720)
_PORTRAIT = Viewport(720, 1280)


class OrientationProbe:
    """Provides `Orientation`."""

    id: ClassVar[str] = "orientation"
    provides: ClassVar[type[Orientation]] = Orientation
    disturbs: ClassVar[Disturbs] = Disturbs.VIEWPORT
    budget: ClassVar[float] = 6.0

    async def collect(self, tab: Tab) -> Orientation:
        """Angles of the outer elements in both orientations; nothing is tried where no style sheet asks for them.

        Raises:
            ProbeError: the page cannot be looked into.
        """
        before = tab.viewport
        frame = (await tab.frames())[0]
        await tab.call("place", frame=frame)
        if not await tab.call("orientation", "asked", frame=frame):
            return Orientation(asked=False)
        try:
            await tab.resize(_LANDSCAPE)
            wide = await tab.call("orientation", "angles", frame=frame)
            await tab.resize(_PORTRAIT)
            tall = await tab.call("orientation", "angles", frame=frame)
        finally:
            await tab.resize(before)
        known = {tuple(entry["path"]): float(entry["degrees"]) for entry in wide}
        return Orientation(
            asked=True,
            turned=tuple(
                Turned(
                    place=Place(frame, tuple(entry["path"]), entry["html"], entry["selector"]),
                    landscape=round(known[tuple(entry["path"])], 1),
                    portrait=round(float(entry["degrees"]), 1),
                )
                for entry in tall
                if tuple(entry["path"]) in known
            ),
        )
