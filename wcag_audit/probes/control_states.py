"""Controls that open, choose or switch something, operated to see whether what they say follows (WCAG 4.1.2).

Safe on public services, because only what promises to change the view is operated: what has aria-expanded or
aria-controls, tabs that name their panel, and switches outside forms; never links that lead anywhere, buttons that can
send a form, or openers of dialogs. The clicks are those of a script, for which the browser opens no window and no file
dialog; leaving the page and sending a form are stopped in the page, requests that could change something by the tab's
guard. Each control is operated twice, so that the second click puts back the first. It runs after what looks at the
page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from wcag_audit.errors import ProbeError
from wcag_audit.model.facts import Place
from wcag_audit.model.facts_behaviour import ControlStates, OperatedControl
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

_MOST: Final = 10
_SECONDS: Final = 6.0


class ControlStatesProbe:
    """Provides `ControlStates`."""

    id: ClassVar[str] = "control-states"
    provides: ClassVar[type[ControlStates]] = ControlStates
    disturbs: ClassVar[Disturbs] = Disturbs.PAGE
    budget: ClassVar[float] = 12.0

    async def collect(self, tab: Tab) -> ControlStates:
        """Up to ten controls of the page itself; two of those that are made alike stand for all.

        Raises:
            ProbeError: the page cannot be looked into, or was left.
        """
        frame, address = (await tab.frames())[0], tab.url
        await tab.call("place", frame=frame)
        found = await tab.call("control_states", _MOST, _SECONDS, frame=frame)
        if tab.url.split("#")[0] != address.split("#")[0]:
            raise ProbeError("probe.left-page")
        return ControlStates(tuple(_operated(entry, frame) for entry in found))


def _operated(entry: dict[str, Any], frame: str) -> OperatedControl:
    return OperatedControl(
        place=Place(frame, tuple(entry["path"]), entry["html"], entry["selector"]),
        name=entry["name"],
        kind=entry["kind"],
        reacted=entry["reacted"],
        says=tuple(str(word)[:40] for word in entry["says"]),
        shown=tuple(entry["shown"]),
        changed=entry["seen"][0],
        changed_back=entry["seen"][1],
        as_before=entry["seen"][2],
    )
