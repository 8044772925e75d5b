"""Edges of fields and icons of buttons against what is around them, by pixels (WCAG 1.4.11)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, Final

from wcag_audit.commons.colour import hexadecimal
from wcag_audit.model.facts_contrast import ControlContrast, MeasuredControl
from wcag_audit.probes.api import Disturbs
from wcag_audit.probes.edge_pixels import Edge, drawing, edge
from wcag_audit.probes.measured_texts import place_of
from wcag_audit.probes.pictures import bands, opened

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab
    from wcag_audit.probes.pictures import Band

_MOST: Final = 60
_TALLEST: Final = 12_000
"""CSS pixels from the top of the page that are looked at."""


class ControlContrastProbe:
    """Provides `ControlContrast`."""

    id: ClassVar[str] = "control-contrast"
    provides: ClassVar[type[ControlContrast]] = ControlContrast
    disturbs: ClassVar[Disturbs] = Disturbs.STYLE
    budget: ClassVar[float] = 12.0

    async def collect(self, tab: Tab) -> ControlContrast:
        """Controls of the page (not of its frames) without text: fields, check boxes and the like, icons.

        Those that the browser draws as it always does, and those that are switched off, are left out.

        Raises:
            ProbeError: the page cannot be looked into or pictured.
        """
        frame = (await tab.frames())[0]
        for script in ("place", "clipping", "painted"):
            await tab.call(script, frame=frame)
        try:
            found = await tab.call("control_contrast", "find", _MOST, _TALLEST, frame=frame)
            parts = bands(entry["boxes"] for entry in found)
            pictures = {part: await part.picture(tab) for part in parts}
        finally:
            await tab.call("control_contrast", "end", 0, 0, frame=frame)
        measured = await asyncio.to_thread(_measured, found, pictures, frame)
        return ControlContrast(measured, looked_at=len(found))


def _measured(found: list[dict[str, Any]], shown: dict[Band, bytes], frame: str) -> tuple[MeasuredControl, ...]:
    pictures = {part: opened(data) for part, data in shown.items()}
    controls: list[MeasuredControl] = []
    for entry in found:
        part = next((part for part in pictures if all(map(part.holds, entry["boxes"]))), None)
        if part is None:
            continue
        boxes = [part.within(box) for box in entry["boxes"]]
        seen: Edge | None
        if entry["kind"] == "field":
            seen = edge(pictures[part], boxes)
        else:
            colours = [((red, green, blue), float(alpha)) for red, green, blue, alpha in entry["colours"]]
            seen = drawing(pictures[part], boxes[0], colours)
        if seen is not None:
            controls.append(
                MeasuredControl(
                    place=place_of(entry, frame),
                    kind=entry["kind"],
                    best=round(seen.best, 2),
                    most=round(seen.most, 2),
                    colour=hexadecimal(seen.colour),
                    background=hexadecimal(seen.background),
                    sure=bool(entry["sure"]),
                )
            )
    return tuple(controls)
