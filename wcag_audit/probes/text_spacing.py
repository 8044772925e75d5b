"""Text spacing: the page with the line, paragraph, letter and word spacing of WCAG 1.4.12."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from wcag_audit.errors import ProbeError
from wcag_audit.model.facts import Place, SpacedText, TextSpacing
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

_MOST = 50
_MOST_FRAMES = 10


class TextSpacingProbe:
    """Provides `TextSpacing`."""

    id: ClassVar[str] = "text-spacing"
    provides: ClassVar[type[TextSpacing]] = TextSpacing
    disturbs: ClassVar[Disturbs] = Disturbs.STYLE
    budget: ClassVar[float] = 8.0

    async def collect(self, tab: Tab) -> TextSpacing:
        """Text that the spacing cuts off or pushes over other text, compared with the page as it was.

        Raises:
            ProbeError: the page cannot be looked into.
        """
        applied = texts = 0
        lost: list[SpacedText] = []
        for number, frame in enumerate((await tab.frames())[:_MOST_FRAMES]):
            try:
                await tab.call("place", frame=frame)
                await tab.call("clipping", frame=frame)
                found = await tab.call("text_spacing", _MOST, frame=frame)
            except ProbeError:
                if number == 0:
                    raise
                continue  # a frame that went away meanwhile
            applied += found["applied"]
            texts += found["texts"]
            lost += [_spaced(entry, frame) for entry in found["lost"]]
        return TextSpacing(applied, tuple(lost[:_MOST]), texts)


def _spaced(entry: dict[str, Any], frame: str) -> SpacedText:
    return SpacedText(
        place=Place(frame, tuple(entry["path"]), entry["html"], entry["selector"]),
        kind=entry["kind"],
        lost=round(float(entry["lost"]), 1),
        text=entry["text"],
        axis=entry["axis"],
        ellipsis=entry["ellipsis"],
        clipper=entry["clipper"],
        overfull=entry["overfull"],
    )
