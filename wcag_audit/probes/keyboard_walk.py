"""Keyboard walk: real Tab presses from the top of the page until the focus has gone round (WCAG 2.1.2, 2.4.7, 2.4.11).

No Enter, no Space: nothing is activated and nothing is sent.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from wcag_audit.errors import ProbeError
from wcag_audit.model.facts import FocusStop, KeyboardTrap, KeyboardWalk, Place
from wcag_audit.model.finding import Box
from wcag_audit.probes.api import Disturbs
from wcag_audit.probes.focus_advice import advised_exit
from wcag_audit.probes.focus_pixels import UNKNOWN, changed_pixels

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

_MOST_STOPS = 250
_MOST_FRAMES = 20
_MOST_GROUPS = 8
"""Components of which pictures are taken; one picture of each kind is enough."""
_INNER_STOPS = 14
"""Tab stops that a date field, a player or a closed component may have inside, where scripts do not see them."""
_SECONDS = 9.0
"""For walking; pictures have their own time."""
_PICTURE_SECONDS = 6.0
_LATE = 0.06
"""Seconds that a script gets to throw the focus back, when a trap is suspected."""
_RETURN = 0.12
"""The same when the focus has left the page."""
_BACK = "Shift+Tab"
_EXITS = ("Escape", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", _BACK)
_COVERED = 0.96

Key = tuple[str, int]
"""A focused element: frame id and the number that the script in that frame gave it."""


class _LeftPageError(Exception):
    """The page went elsewhere; the text is its address."""


@dataclass(slots=True)
class _Seen:
    """A focused element as the page script describes it; what is learnt later is added."""

    raw: dict[str, Any]
    place: Place
    box: Box | None
    scroll_y: float
    changed: bool = False
    pixels: int = UNKNOWN


class KeyboardWalkProbe:
    """Provides `KeyboardWalk`."""

    id: ClassVar[str] = "keyboard-walk"
    provides: ClassVar[type[KeyboardWalk]] = KeyboardWalk
    disturbs: ClassVar[Disturbs] = Disturbs.INPUT
    budget: ClassVar[float] = 20.0

    async def collect(self, tab: Tab) -> KeyboardWalk:
        """The stops of Tab, how each shows its focus, and where the walk got stuck.

        Raises:
            ProbeError: the page cannot be looked into.
        """
        walker = _Walker(tab)
        try:
            await walker.begin()
            await walker.walk()
            await walker.measure()
            await walker.try_unreached()
        except _LeftPageError as left:
            return walker.result(left_page=str(left) or tab.url)
        finally:
            await walker.end()
        return walker.result()


@dataclass
class _Walker:
    tab: Tab
    frames: list[str] = field(default_factory=list)
    seen: dict[Key, _Seen] = field(default_factory=dict)
    reachable: int = 0
    complete: bool = False
    reason: str = ""
    trap: KeyboardTrap | None = None
    thrown: tuple[Place, ...] = ()
    went_round: bool = False
    scroll: tuple[float, float] = (0.0, 0.0)
    deadline: float = 0.0

    async def begin(self) -> None:
        """Freeze every frame and take the focus away."""
        for frame in (await self.tab.frames())[:_MOST_FRAMES]:
            try:
                await self.tab.call("place", frame=frame)
                self.reachable += (await self.tab.call("focus_walk", "start", frame=frame))["reachable"]
            except ProbeError:
                if not self.frames:
                    raise
                continue  # a frame that went away: the walk does not see inside it
            self.frames.append(frame)
        self.deadline = time.monotonic() + _SECONDS

    async def end(self) -> None:
        """Put everything back as it was, as far as the page is still there."""
        for frame in reversed(self.frames):
            try:
                await self.tab.call("focus_walk", "end", frame=frame)
            except ProbeError:
                continue

    async def _ask(self, frame: str, command: str, *args: int) -> dict[str, Any]:
        answer: dict[str, Any] = await self.tab.call("focus_walk", command, *args, frame=frame)
        if answer.get("lost") and frame == self.frames[0]:
            raise _LeftPageError(answer["href"])
        return answer

    async def _look(self) -> Key | None:
        """The focused element, new ones remembered; None if the focus is on no element."""
        top = self.frames[0]
        answer = await self._ask(top, "look")
        self.scroll = answer["scrollX"], answer["scrollY"]
        await self._note(top, answer)
        key = self._key(top, answer)
        if key is None or not self.seen[key].raw["frame"]:
            return key
        for frame in self.frames[1:]:
            inner = await self._ask(frame, "look")
            if inner.get("lost"):
                continue
            await self._note(frame, inner)
            found = self._key(frame, inner)
            if found and inner["hasFocus"] and not self.seen[found].raw["frame"]:
                return found
        return key

    @staticmethod
    def _key(frame: str, answer: dict[str, Any]) -> Key | None:
        return (frame, answer["stop"]["number"]) if answer["stop"] else None

    async def _note(self, frame: str, answer: dict[str, Any]) -> None:
        """Remember a new stop, and how the elements look from which the focus has gone."""
        for entry in answer["settled"]:
            self.seen[frame, entry["number"]].changed = entry["changed"]
        stop = answer["stop"]
        if stop and not stop["known"]:
            x, y = await self._offset(frame)
            box = stop["box"]
            self.seen[frame, stop["number"]] = _Seen(
                raw=stop,
                place=Place(frame, tuple(stop["path"]), stop["html"], stop["selector"]),
                box=Box(box["x"] + x + self.scroll[0], box["y"] + y + self.scroll[1], box["width"], box["height"]),
                scroll_y=self.scroll[1],
            )

    async def _offset(self, frame: str) -> tuple[float, float]:
        """Where a frame's content begins in the viewport of the page."""
        if frame == self.frames[0]:
            return 0.0, 0.0
        try:
            owner = await self.tab.send("DOM.getFrameOwner", {"frameId": frame})
            model = await self.tab.send("DOM.getBoxModel", {"backendNodeId": owner["backendNodeId"]})
        except ProbeError:
            return 0.0, 0.0
        quad = model["model"]["content"]
        return float(quad[0]), float(quad[1])

    async def _press(self, key: str) -> None:
        await self.tab.press(key.removeprefix("Shift+"), shift=key.startswith("Shift+"))

    async def _step(self, key: str, pause: float) -> Key | None:
        """Press a key and see where the focus is once scripts had their say."""
        await self._press(key)
        if pause:
            await asyncio.sleep(pause)
        return await self._look()

    async def walk(self) -> None:
        """Press Tab until the focus has gone round, is caught, or a limit is reached."""
        order: list[Key] = []
        limit = min(3 * self.reachable + 10, _MOST_STOPS)
        repeats = jumps = 0
        while len(order) < limit and time.monotonic() < self.deadline:
            key = await self._step("Tab", 0) or await self._returned()
            if key is None:
                if self.went_round:
                    self.complete = True
                    return
                self.went_round = True  # an address with a fragment, or a first focus, may have begun half-way down
            elif key not in order:
                order.append(key)
                repeats = 0
            elif self.went_round:
                self.complete = True
                return
            elif key == order[-1] and self.seen[key].raw["several"] and repeats < _INNER_STOPS:
                repeats += 1
            else:
                jumps += 1
                caught = await self._caught(order, key)
                if caught and await self._leave(caught) in {"", _BACK}:
                    self.reason = "trap"
                    return
                if jumps > len(_EXITS):
                    self.reason = "focus-jumps"
                    return
        self.reason = "stop-limit" if len(order) >= limit else "time-limit"

    async def _returned(self) -> Key | None:
        """The focus has left the page; a script may still call it back."""
        await asyncio.sleep(_RETURN)
        return await self._look()

    async def _caught(self, order: list[Key], key: Key) -> list[Key]:
        """Walk slowly from just before the first repeated element.

        Returns:
            the elements between which the focus goes; empty if it came out again.
        """
        first = order.index(key)
        length = len(order) - first + 1
        pause = max(0.02, min(_LATE, 1.5 / length))
        if key != order[-1] and first > 0:
            # A timer may have thrown the focus back while we had gone on: the element before is the suspect.
            frame, number = order[first - 1]
            await self._ask(frame, "focus", number)
        settled: list[Key] = []
        for _ in range(2 * length + 2):
            at = await self._step("Tab", pause)
            if at is None:
                self.went_round = True
                return []
            if at not in order:
                order.append(at)
                return []
            settled.append(at)
        members = sorted(set(settled[len(settled) // 2 :]), key=order.index)
        if len(members) == 1 and self.seen[members[0]].raw["several"]:
            self.reason = "inner-stops"
            return []
        return members

    async def _leave(self, members: list[Key]) -> str:
        """Try the keys that should lead out of a cycle, and note what happened; the one that did, or ""."""
        tried = ["Tab"]
        escaped = ""
        for key in _EXITS:
            tried.append(key)
            if await self._gets_out(key, members):
                escaped = key
                break
        advice, keys = ("", ()) if escaped else advised_exit(await self._text(members))
        for key in keys:
            tried.append(key)
            if await self._gets_out(key, members):
                escaped = key
                break
        details = [self.seen[key].raw for key in members]
        if self.trap is None or not escaped:
            self.trap = KeyboardTrap(
                members=tuple(self.seen[key].place for key in members),
                tried=tuple(tried),
                escaped_by=escaped,
                modal=all(raw["modal"] for raw in details),
                overlay=all(raw["overlay"] for raw in details),
                advice=advice,
                advised=keys,
                outside=max(self.reachable - len(members), 0),
            )
        return escaped

    async def _gets_out(self, key: str, members: list[Key]) -> bool:
        pause = max(0.02, min(_LATE, 1.5 / len(members)))
        if key == _BACK:
            steps = [key] * (len(members) + 1)
        elif key.startswith("Arrow"):
            steps = [key]
        else:
            steps = [key] + ["Tab"] * (len(members) + 1)  # such a key may only open the way
        for step in steps:
            at = await self._step(step, pause)
            if at is None and step in {"Tab", _BACK}:
                self.went_round = True
                return True
            if at is not None and at not in members:
                return True
        return False

    async def _text(self, members: list[Key]) -> str:
        texts = [
            await self._ask(frame, "text") for frame in dict.fromkeys([self.frames[0], *(key[0] for key in members)])
        ]
        return "\n".join(answer.get("text", "") for answer in texts)

    async def measure(self) -> None:
        """Take pictures of stops whose styles show no change, one for each kind of component."""
        await self._settle()
        groups: dict[str, list[Key]] = {}
        for key, seen in self.seen.items():
            raw = seen.raw
            plain = not (seen.changed or raw["editable"] or raw["frame"])
            if plain and raw["visible"] and raw["obscured"] < _COVERED:
                groups.setdefault(f"{key[0]} {raw['group']}", []).append(key)
        deadline = time.monotonic() + _PICTURE_SECONDS
        for members in list(groups.values())[:_MOST_GROUPS]:
            if time.monotonic() > deadline:
                return
            pixels = await self._pixels(members[0])
            for key in members:
                self.seen[key].pixels = pixels

    async def _settle(self) -> None:
        """Take the focus away everywhere, so that the last stops can be compared too."""
        for frame in self.frames:
            if (await self._ask(frame, "blur")).get("lost"):
                continue
            await self._note(frame, await self._ask(frame, "look"))

    async def try_unreached(self) -> None:
        """Give the focus to what Tab did not reach though it should; not where the walk ended before its time."""
        if self.complete and len(self.seen) < self.reachable:
            top = self.frames[0]
            found = (await self._ask(top, "thrown"))["thrown"]
            self.thrown = tuple(Place(top, tuple(at["path"]), at["html"], at["selector"]) for at in found)

    async def _pixels(self, key: Key) -> int:
        frame, number = key
        where = await self._ask(frame, "focus", number)
        if not where.get("done") or not where["visible"] or where["obscured"] >= _COVERED:
            return UNKNOWN  # the page may have scrolled to another place than under the Tab key
        x, y = await self._offset(frame)

        async def focus() -> bool:
            return bool((await self._ask(frame, "focus", number)).get("done"))

        async def blur() -> bool:
            return bool((await self._ask(frame, "blur")).get("done"))

        box = where["box"]
        return await changed_pixels(
            focus, blur, self.tab.screenshot, Box(box["x"] + x, box["y"] + y, box["width"], box["height"])
        )

    def result(self, left_page: str = "") -> KeyboardWalk:
        """What happened, as a fact."""
        stops = [seen for seen in self.seen.values() if not seen.raw["frame"]]
        return KeyboardWalk(
            stops=tuple(
                FocusStop(
                    order=order,
                    place=seen.place,
                    box=seen.box,
                    visible=seen.raw["visible"],
                    style_changed=seen.changed,
                    pixels_changed=seen.pixels,
                    editable=seen.raw["editable"],
                    scroll_y=seen.scroll_y,
                    obscured=seen.raw["obscured"],
                    exposed=seen.raw["exposed"],
                )
                for order, seen in enumerate(stops)
            ),
            complete=self.complete and not left_page,
            trap=self.trap,
            thrown=self.thrown,
            left_page=left_page,
            reason="left-page" if left_page else self.reason if not self.complete else "",
        )
