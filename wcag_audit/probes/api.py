"""How a probe is written: it is handed an open tab and brings back one fact. It never judges.

Scripts that must run in the page are `.js` files beside their probe. Each file is one function expression; it runs in
an isolated world, so the page's own scripts, patched prototypes and content policy neither see nor hinder it.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.model.finding import Box
    from wcag_audit.model.snapshot import Viewport

Json = Any
"""A JSON value as it comes from the browser; probes turn it into facts at once."""


class Disturbs(IntEnum):
    """What a probe changes in the tab; gentler probes run first, and the tab is restored or reloaded after others."""

    NOTHING = 0
    SCROLL = 1
    VIEWPORT = 2
    STYLE = 3
    FOCUS = 4
    INPUT = 5
    PAGE = 6


class Tab(Protocol):
    """An open, settled tab as probes see it."""

    @property
    def url(self) -> str:
        """Address of the page now."""

    @property
    def viewport(self) -> Viewport:
        """Size of the window in CSS pixels."""

    async def send(self, method: str, params: Mapping[str, Json] | None = None) -> dict[str, Json]:
        """One DevTools protocol command on the page's session.

        Raises:
            ProbeError: the browser refused, or the tab is gone.
        """

    async def frames(self) -> list[str]:
        """Ids of all frames in which scripts can run, the page itself first."""

    async def call(self, script: str, *args: Json, frame: str | None = None) -> Json:
        """Call the function of a script file in the isolated world of a frame (the page itself by default).

        Args:
            script: name of a file in wcag_audit/probes/js without ".js".
            args: JSON values.
            frame: id of a frame; None for the page itself.

        Raises:
            ProbeError: the script threw or the frame is gone.
        """

    async def frames_of(self, script: str, *args: Json, frame: str | None = None) -> list[str]:
        """Call a script that gives a list of frame elements; returns the ids of the frames in them.

        Args:
            script: name of a file in wcag_audit/probes/js without ".js".
            args: JSON values.
            frame: id of a frame; None for the page itself.

        Returns:
            As many ids as elements, in their order; "" for what is no frame element.

        Raises:
            ProbeError: the script threw or the frame is gone.
        """

    async def press(self, key: str, *, shift: bool = False) -> None:
        """Press and release a key as a person would ("Tab", "Escape", "ArrowDown", ...)."""

    async def screenshot(self, clip: Box | None = None) -> bytes:
        """PNG of the viewport, or of a rectangle of the whole page in CSS pixels."""

    async def reopen(self, url: str, limit: float) -> None:
        """Lead the tab to an address of ours.

        Raises:
            ProbeError: it could not be loaded within `limit` seconds.
        """

    async def resize(self, viewport: Viewport) -> None:
        """Set the size of the window in CSS pixels and wait for two frames to be drawn."""


class Probe(Protocol):
    """Collects one fact.

    Attributes:
        id: name for timings and messages.
        provides: the fact type.
        disturbs: what it changes; it restores what it can.
        budget: seconds after which the planner stops it; the fact is then Missing("time-limit").
    """

    id: ClassVar[str]
    provides: ClassVar[type[Any]]
    disturbs: ClassVar[Disturbs]
    budget: ClassVar[float]

    async def collect(self, tab: Tab) -> Any:
        """The fact's value.

        Raises:
            ProbeError: it could not look; the text is the reason.
        """
