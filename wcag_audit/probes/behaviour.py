"""What a page does at single keys, when the device is tilted, and by itself (WCAG 2.1.4, 2.5.4, 2.2.2)."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Final

from wcag_audit.errors import ProbeError
from wcag_audit.model.facts import Place
from wcag_audit.model.facts_behaviour import CharacterKeys, DeviceMotion, KeyEffect, Movement, Moving
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.probes.api import Tab

_HOLDERS: Final = ("window", "document", "document.documentElement", "document.body")
_KEY_EVENTS: Final = ("keydown", "keypress", "keyup")
_KEYS: Final = (*"abcdefghijklmnopqrstuvwxyz", *"0123456789", *"+-=/.,;*?!")
_NEUTRAL: Final = ("F9", "Pause")
"""Keys that make no character: what happens at them too is no shortcut."""
_MOMENT: Final = 0.03
"""Seconds that a script gets to answer a key."""
_REST: Final = 1.1
"""Seconds without a key, in which a clock or a player would show that it moves by itself."""
_ENOUGH: Final = 3
_KEY_SECONDS: Final = 8.0
_TILT_EVENTS: Final = ("devicemotion", "deviceorientation", "deviceorientationabsolute")
_TILTS: Final = ((10.0, 10.0, 10.0), (90.0, 45.0, 60.0), (200.0, -60.0, -45.0), (200.0, -60.0, 80.0))
_TILT_PAUSE: Final = 0.25
_WATCH: Final = 6.0
"""Seconds; the criterion allows movement of five."""
_OFTEN: Final = 2


async def listened(tab: Tab, events: Iterable[str], holders: Iterable[str] = _HOLDERS) -> list[str]:
    """Types of the listeners that the page has put on its outermost objects, one entry for each.

    Raises:
        ProbeError: the tab is gone.
    """
    wanted = set(events)
    found: list[str] = []
    for holder in holders:
        answer = await tab.send("Runtime.evaluate", {"expression": holder})
        handle = answer["result"].get("objectId")
        if handle is None:
            continue
        listed = await tab.send("DOMDebugger.getEventListeners", {"objectId": handle})
        found += [entry["type"] for entry in listed["listeners"] if entry["type"] in wanted]
    return found


class CharacterKeysProbe:
    """Provides `CharacterKeys`."""

    id: ClassVar[str] = "character-keys"
    provides: ClassVar[type[CharacterKeys]] = CharacterKeys
    disturbs: ClassVar[Disturbs] = Disturbs.INPUT
    budget: ClassVar[float] = 15.0

    async def collect(self, tab: Tab) -> CharacterKeys:
        """Press letters, digits and signs where the page listens for keys, and see what each does.

        Raises:
            ProbeError: the page cannot be looked into.
        """
        listeners = len(await listened(tab, _KEY_EVENTS))
        if not listeners:
            return CharacterKeys(0)
        address, frame = tab.url, (await tab.frames())[0]
        await tab.call("place")
        await tab.call("watch", "start")
        try:
            common = [_path(await _pressed(tab, key)) for key in _NEUTRAL]
            effects: list[KeyEffect] = []
            pressed = 0
            until = time.monotonic() + _KEY_SECONDS
            for key in _KEYS:
                if time.monotonic() > until or len(effects) >= _ENOUGH:
                    break
                pressed += 1
                answer = await _pressed(tab, key)
                if tab.url.split("#")[0] != address.split("#")[0]:
                    effects.append(KeyEffect(key, "left"))
                    break
                if _path(answer) not in (*common, None) and await _again(tab, key):
                    effects.append(_effect(key, answer, frame))
        finally:
            with suppress(ProbeError):  # the page may have been left
                await tab.call("watch", "end")
        return CharacterKeys(listeners, pressed, tuple(effects))


async def _pressed(tab: Tab, key: str) -> dict[str, Any]:
    await tab.press(key)
    await asyncio.sleep(_MOMENT)
    await tab.call("place")
    answer: dict[str, Any] = await tab.call("watch", "look")
    return answer


async def _again(tab: Tab, key: str) -> bool:
    """True if the key does something once more, and nothing happens without it: no clock that ticks meanwhile.

    What can happen only once, as opening a search that is open then, is undone before the key is pressed again.
    """
    await tab.call("watch", "undo")
    await asyncio.sleep(_REST)
    await tab.call("place")
    if _path(await tab.call("watch", "look")) is not None:
        return False
    return _path(await _pressed(tab, key)) is not None


def _path(answer: dict[str, Any]) -> tuple[int, ...] | None:
    entry = answer["focus"] or answer["content"]
    return tuple(entry["path"]) if entry else None


def _place(entry: dict[str, Any], frame: str) -> Place:
    return Place(frame, tuple(entry["path"]), entry["html"], entry["selector"])


def _effect(key: str, answer: dict[str, Any], frame: str) -> KeyEffect:
    name = "focus" if answer["focus"] else "content"
    return KeyEffect(key, name, _place(answer[name], frame), answer[name]["text"])


class DeviceMotionProbe:
    """Provides `DeviceMotion`."""

    id: ClassVar[str] = "device-motion"
    provides: ClassVar[type[DeviceMotion]] = DeviceMotion
    disturbs: ClassVar[Disturbs] = Disturbs.INPUT
    budget: ClassVar[float] = 8.0

    async def collect(self, tab: Tab) -> DeviceMotion:
        """Tilt the device where the page listens for it, and see what changes.

        Raises:
            ProbeError: the page cannot be looked into.
        """
        listens = tuple(sorted(set(await listened(tab, _TILT_EVENTS, ("window",)))))
        if not listens:
            return DeviceMotion()
        frame = (await tab.frames())[0]
        await tab.call("place")
        await tab.call("watch", "start")
        changed: dict[str, Any] | None = None
        try:
            for angles in _TILTS:
                await tab.call("watch", "tilt", angles)
                await asyncio.sleep(_TILT_PAUSE)
                changed = changed or (await tab.call("watch", "look"))["content"]
        finally:
            with suppress(ProbeError):  # the page may have been left
                await tab.call("watch", "end")
        return DeviceMotion(listens, _place(changed, frame) if changed else None, changed["text"] if changed else "")


class MovementProbe:
    """Provides `Movement`."""

    id: ClassVar[str] = "movement"
    provides: ClassVar[type[Movement]] = Movement
    disturbs: ClassVar[Disturbs] = Disturbs.NOTHING
    budget: ClassVar[float] = 12.0

    async def collect(self, tab: Tab) -> Movement:
        """What moves by itself; the page is watched only where something hints at movement.

        Raises:
            ProbeError: the page cannot be looked into.
        """
        frame = (await tab.frames())[0]
        await tab.call("place", frame=frame)
        hints = await tab.call("watch", "hints", frame=frame)
        moving = [_moving(entry, frame) for entry in hints["moving"]]
        if not hints["watch"] and not await _has_timer(tab, frame, hints["scripts"]):
            return Movement(0.0, tuple(moving))
        await tab.call("watch", "start", frame=frame)
        try:
            await asyncio.sleep(_WATCH)
            seen = await tab.call("watch", "history", frame=frame)
        finally:
            with suppress(ProbeError):  # what went wrong first is the reason
                await tab.call("watch", "end", frame=frame)
        moving += [_moving(entry, frame) for entry in seen if entry["changes"] >= _OFTEN]
        return Movement(_WATCH, tuple(moving))


async def _has_timer(tab: Tab, frame: str, addresses: list[str]) -> bool:
    """True if one of the page's script files, as the browser has them, sets a timer that repeats."""
    for address in addresses:
        with suppress(ProbeError):  # a file that the browser no longer has
            found = await tab.send(
                "Page.searchInResource",
                {"frameId": frame, "url": address, "query": "setInterval", "caseSensitive": True},
            )
            if found["result"]:
                return True
    return False


def _moving(entry: dict[str, Any], frame: str) -> Moving:
    changes, seconds = int(entry.get("changes", 0)), round(float(entry.get("seconds", 0.0)), 1)
    return Moving(_place(entry, frame), entry["kind"], changes, seconds, entry["text"])
