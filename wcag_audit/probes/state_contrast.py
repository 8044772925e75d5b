"""Text of controls while they are pointed at or focused, and the ring of the focus (WCAG 1.4.3, 1.4.11).

The states are set through the DevTools protocol, so nothing is pressed and no script of the page is told. One control
stands for all that are written and drawn alike.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from wcag_audit.commons.colour import contrast, hexadecimal
from wcag_audit.errors import ProbeError
from wcag_audit.model.facts_contrast import FocusRing, StateContrast, StateText
from wcag_audit.probes.api import Disturbs
from wcag_audit.probes.measured_texts import by_styles, colour_of, measured_text, on_screen, place_of
from wcag_audit.probes.pictures import bands, opened

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab
    from wcag_audit.probes.contrast_pixels import LetterContrast

_MOST: Final = 25
_TALLEST: Final = 12_000
"""CSS pixels from the top of the page that are looked at."""
_PICTURED: Final = 12
"""Texts of a page that are pictured in a state; each costs two pictures."""
_ON_CONTROL: Final = {"hover": ["hover"], "focus": ["focus", "focus-visible", "focus-within"]}
_AROUND: Final = {"hover": ["hover"], "focus": ["focus-within"]}


class StateContrastProbe:
    """Provides `StateContrast`."""

    id: ClassVar[str] = "state-contrast"
    provides: ClassVar[type[StateContrast]] = StateContrast
    disturbs: ClassVar[Disturbs] = Disturbs.STYLE
    budget: ClassVar[float] = 15.0

    async def collect(self, tab: Tab) -> StateContrast:
        """Up to 25 controls of the page (not of its frames or shadow trees) that styles draw otherwise in a state.

        Raises:
            ProbeError: the page cannot be looked into, pictured, or put into a state.
        """
        frame = (await tab.frames())[0]
        for script in ("place", "clipping", "painted"):
            await tab.call(script, frame=frame)
        look = _Look(tab, frame)
        try:
            found = await tab.call("state_contrast", "find", _MOST, _TALLEST, frame=frame)
            if found:
                await look.all(found)
        finally:
            with suppress(ProbeError):  # what is off already need not be turned off
                await tab.send("CSS.disable")
                await tab.send("DOM.disable")
            await tab.call("state_contrast", "end", 0, 0, frame=frame)
        return StateContrast(tuple(look.texts), tuple(look.rings), looked_at=len(found))


@dataclass(slots=True)
class _Look:
    """What has been seen so far, and how many texts have been pictured for it."""

    tab: Tab
    frame: str
    texts: list[StateText] = field(default_factory=list)
    rings: list[FocusRing] = field(default_factory=list)
    pictured: int = 0

    async def all(self, found: list[dict[str, Any]]) -> None:
        await self.tab.send("DOM.enable")
        await self.tab.send("CSS.enable")
        root = (await self.tab.send("DOM.getDocument", {"depth": 0}))["root"]["nodeId"]
        chains = await asyncio.gather(*(self._nodes(root, rest["chain"]) for rest in found))
        before: list[int] = []
        for number, (rest, nodes) in enumerate(zip(found, chains, strict=True)):
            if len(nodes) != len(rest["chain"]):
                continue
            for state in rest["states"]:
                await self._force(before, nodes, state)
                before = nodes
                now = await self.tab.call("state_contrast", "read", number, 0, frame=self.frame)
                await self._texts(state, rest["texts"], now["texts"])
                if state == "focus":
                    self._ring(rest["ring"], now["ring"])

    async def _nodes(self, root: int, chain: list[str]) -> list[int]:
        """DevTools' ids of a control and what is around it, the control last."""
        answer = await self.tab.send("DOM.querySelectorAll", {"nodeId": root, "selector": ", ".join(chain)})
        found: list[int] = answer["nodeIds"]
        return found

    async def _force(self, before: list[int], nodes: list[int], state: str) -> None:
        """Put nodes at rest, and then a control, the last of others, with what is around it into a state."""
        wanted: dict[int, list[str]] = {node: [] for node in before}
        wanted |= dict.fromkeys(nodes[:-1], _AROUND[state]) | {nodes[-1]: _ON_CONTROL[state]}
        await asyncio.gather(
            *(
                self.tab.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": classes})
                for node, classes in wanted.items()
            )
        )

    async def _texts(self, state: str, rest: list[Any], now: list[Any]) -> None:
        for before, text in zip(rest, now, strict=True):
            if before is None or text is None or before["mark"] == text["mark"]:
                continue
            letters = by_styles(text)
            if letters is None and self.pictured < _PICTURED:
                self.pictured += 1
                letters = await self._on_screen(text)
            if letters is not None:
                self.texts.append(StateText(state, measured_text(text, letters, self.frame)))

    async def _on_screen(self, text: dict[str, Any]) -> LetterContrast | None:
        (part, *_) = bands([text["boxes"]])
        shown = await part.picture(self.tab)
        await self.tab.call("state_contrast", "hide", 0, 0, frame=self.frame)
        hidden = await part.picture(self.tab)
        await self.tab.call("state_contrast", "bring", 0, 0, frame=self.frame)
        return await asyncio.to_thread(on_screen, text, part, opened(shown), opened(hidden))

    def _ring(self, rest: dict[str, Any], now: dict[str, Any]) -> None:
        grounds = [colour_of(ground) for ground in now["grounds"] if ground is not None]
        alone = now["rest"] == rest["rest"] and now["mark"] != rest["mark"]
        if not now["drawn"] or not alone or len(grounds) < len(now["grounds"]):
            return
        colour = colour_of(now["colour"])
        ratio, ground = max((contrast(colour, ground), ground) for ground in grounds)
        self.rings.append(
            FocusRing(place_of(now, self.frame), hexadecimal(colour), hexadecimal(ground), round(ratio, 2))
        )
