"""Finding and pressing, in an open page, what promises to read aloud or to show a special version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from wcag_audit.commons.special_versions import markers, recognise
from wcag_audit.model.facts import Place
from wcag_audit.model.facts_speech import SpecialVersion

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

NAME_LENGTH = 80
_MOST_CONTROLS = 12


@dataclass(frozen=True, slots=True)
class FoundControl:
    """A control as it was found.

    Attributes:
        control: the fact about it.
        path: where it is now: element-child positions from the document.
        address: absolute, of the link that it is; "" if it is none, or leads to the page itself.
        window: True if that link opens another window.
    """

    control: SpecialVersion
    path: tuple[int, ...]
    address: str = ""
    window: bool = False

    @property
    def pressable(self) -> bool:
        """True if nothing speaks against pressing it where the page must stay."""
        return not self.control.reason


async def find_in_page(tab: Tab, frame: str) -> list[FoundControl]:
    """The controls of one frame, at most twelve, in document order; `place.js` must have been called there.

    Raises:
        ProbeError: the page cannot be looked into.
    """
    phrases, marks = _needles()
    raw = await tab.call("read_aloud_controls", phrases, marks, 3 * _MOST_CONTROLS, frame=frame)
    found = [entry for entry in (_found(one, frame) for one in raw) if entry]
    return found[:_MOST_CONTROLS]


async def click(tab: Tab, x: float, y: float) -> None:
    """Press a point of the viewport with the mouse.

    Raises:
        ProbeError: the tab is gone.
    """
    for kind, count in (("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 1)):
        button = "left" if count else "none"
        event = {"type": kind, "x": x, "y": y, "button": button, "clickCount": count}
        await tab.send("Input.dispatchMouseEvent", event)


def difference(before: dict[str, Any], after: dict[str, Any]) -> str:
    """What two answers of read_aloud_look.js differ in: "style", "controls" or "nothing"."""
    if before["style"] != after["style"]:
        return "style"
    return "nothing" if before["controls"] == after["controls"] else "controls"


@cache
def _needles() -> tuple[list[str], list[str]]:
    known = markers()
    phrases = {words for kind in known.phrases.values() for listed in kind.values() for words in listed}
    phrases |= {words for listed in known.alone.values() for words in listed}
    return sorted(map(" ".join, phrases)), sorted(known.marks)


def _found(raw: dict[str, Any], frame: str) -> FoundControl | None:
    recognised = recognise(tuple(raw["names"]), tuple(raw["marks"]))
    if recognised is None:
        return None
    place = raw["place"]
    reasons = {"hidden": not raw["shown"], "leads-elsewhere": bool(raw["href"]), "form": raw["form"]}
    control = SpecialVersion(
        place=Place(frame, tuple(place["path"]), place["html"], place["selector"]),
        kind=recognised.kind,
        widget=recognised.widget,
        name=next((name for name in raw["names"] if name), "")[:NAME_LENGTH],
        reachable=raw["tabbable"],
        reason=next((reason for reason, holds in reasons.items() if holds), ""),
    )
    return FoundControl(control, control.place.path, raw["address"], raw["window"])
