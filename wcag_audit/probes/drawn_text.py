"""Text in images, canvases, posters and background pictures, read by an OCR engine if there is one (WCAG 1.1.1, 1.4.5).

The browser is asked for pictures of what it drew, with all real text made transparent: so any format can be read,
sprites and cropped pictures are read as they are seen, and nothing of a website's files reaches the engine.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from wcag_audit.errors import ProbeError
from wcag_audit.model.facts import Place
from wcag_audit.model.facts_pictures import DrawnText, DrawnWord, Picture
from wcag_audit.model.finding import Box
from wcag_audit.probes import ocr
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab
    from wcag_audit.probes.ocr import OcrWord

_MOST = 24
"""Pictures of one page that are read, the largest first."""
_SECONDS = 10.0
"""After which no further picture of a page is begun."""
_PICTURE_SECONDS = 8.0
_BEST_PIXELS = 1_200_000
"""A picture is drawn at twice its size, at which small letters are read best, or smaller if it had more pixels."""
_PHOTO = 1.0
"""Bytes of PNG for each pixel from which a picture is a photo; flat drawings and text take a fifth of that."""
_LARGE = 60_000
"""CSS pixels from which a photo takes long to read."""
_MOST_REMEMBERED = 3000
"""Pictures, of all sites together, that need no second reading; those not seen for longest are forgotten first."""
_SAME_PLACE = 0.5
"""Share of both boxes from which two pictures stand in the same place."""


class DrawnTextProbe:
    """Provides `DrawnText`."""

    id: ClassVar[str] = "drawn-text"
    provides: ClassVar[type[DrawnText]] = DrawnText
    disturbs: ClassVar[Disturbs] = Disturbs.STYLE
    budget: ClassVar[float] = 25.0

    def __init__(self) -> None:
        """Begin without having read anything."""
        self._read: dict[bytes, tuple[OcrWord, ...]] = {}
        # Half of the cores read, the others are left to the browser
        self._places = asyncio.Semaphore(max(1, (os.cpu_count() or 1) // 2))

    async def collect(self, tab: Tab) -> DrawnText:
        """What the pictures of the page (not of its frames) say; the text has its colours again afterwards.

        Raises:
            ProbeError: there is no engine, or the page cannot be looked into.
        """
        lacking = await ocr.lacking()
        if lacking is not None:
            raise lacking
        frame = (await tab.frames())[0]
        await tab.call("place", frame=frame)
        listed = await tab.call("pictures", _MOST, frame=frame)
        if not listed["found"]:
            return DrawnText()
        try:
            await tab.call("pictures_bare", True, frame=frame)
            await tab.call("two_frames", frame=frame)
            taken = [(entry, *await _taken(tab, _box(entry))) for entry in listed["found"]]
        finally:
            with suppress(ProbeError):  # what went wrong first is the reason
                await tab.call("pictures_bare", False, frame=frame)
        return await self._read_all(taken, frame, listed["more"])

    async def _read_all(self, taken: list[tuple[dict[str, Any], bytes, float]], frame: str, unread: int) -> DrawnText:
        until = time.monotonic() + _SECONDS
        boxes = [_box(entry) for entry, _, _ in taken]
        found: dict[int, Picture] = {}
        for number in sorted(range(len(taken)), key=lambda number: _noise(taken[number][1], boxes[number])):
            entry, png, scale = taken[number]
            words = await self._words(png, until)
            if words is None:
                unread += 1
                continue
            box = boxes[number]
            others = [other for position, other in enumerate(boxes) if position != number]
            drawn = (_drawn(word, box, scale) for word in words)
            found[number] = Picture(
                place=Place(frame, tuple(entry["path"]), entry["html"], entry["selector"]),
                kind=entry["kind"],
                box=box,
                words=tuple(word for word in drawn if not any(_belongs(word, box, other) for other in others)),
                stacked=any(_same_place(box, other) for other in others),
            )
        return DrawnText(tuple(found[number] for number in sorted(found)), unread)

    async def _words(self, png: bytes, until: float) -> tuple[OcrWord, ...] | None:
        """The words of a picture; None if there was no time to read it."""
        key = hashlib.sha256(png).digest()
        words = self._read.pop(key, None)
        if words is None:
            async with self._places:
                if time.monotonic() > until:
                    return None
                try:
                    words = await ocr.read(png, _PICTURE_SECONDS)
                except ProbeError:
                    return None
        self._read[key] = words
        for old in list(self._read)[:-_MOST_REMEMBERED]:
            del self._read[old]
        return words


def _box(entry: dict[str, Any]) -> Box:
    return Box(*(float(entry[side]) for side in ("x", "y", "width", "height")))


async def _taken(tab: Tab, box: Box) -> tuple[bytes, float]:
    """PNG of a rectangle of the page as it is drawn, and how many of its pixels make a CSS pixel.

    Large photos are not enlarged: they take longest, and small letters in them are seldom text that matters.
    """
    scale = min(2.0, (_BEST_PIXELS / (box.width * box.height)) ** 0.5)
    png = await _drawn_at(tab, box, scale)
    area = box.width * box.height
    if scale <= 1 or area < _LARGE or len(png) < _PHOTO * area * scale**2:
        return png, scale
    return await _drawn_at(tab, box, 1.0), 1.0


async def _drawn_at(tab: Tab, box: Box, scale: float) -> bytes:
    clip = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "scale": scale}
    params = {"format": "png", "optimizeForSpeed": True, "captureBeyondViewport": True, "clip": clip}
    return base64.b64decode((await tab.send("Page.captureScreenshot", params))["data"])


def _noise(png: bytes, box: Box) -> float:
    """How hard the picture was to compress: banners and signs come before photos, which take longest and say least."""
    return len(png) / (box.width * box.height)


def _drawn(word: OcrWord, box: Box, scale: float) -> DrawnWord:
    place = Box(
        round(box.x + word.left / scale, 1),
        round(box.y + word.top / scale, 1),
        round(word.width / scale, 1),
        round(word.height / scale, 1),
    )
    return DrawnWord(word.text, word.confidence, place)


def _belongs(word: DrawnWord, own: Box, other: Box) -> bool:
    """True if a word stands in a smaller picture that lies on this one."""
    x, y = word.box.x + word.box.width / 2, word.box.y + word.box.height / 2
    inside = other.x <= x <= other.x + other.width and other.y <= y <= other.y + other.height
    return inside and other.width * other.height < own.width * own.height


def _same_place(one: Box, other: Box) -> bool:
    width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    larger = max(one.width * one.height, other.width * other.height)
    return width > 0 and height > 0 and width * height >= _SAME_PLACE * larger
