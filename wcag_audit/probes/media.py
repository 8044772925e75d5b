"""Media: what the page's audio and video elements play, and what beside them stands in for it (WCAG 1.2, 1.4.2).

Nothing of the page is played or paused: all is measured on copies that make no sound.
"""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from wcag_audit.commons.media_words import stands_in
from wcag_audit.errors import ProbeError
from wcag_audit.model.facts import Place
from wcag_audit.model.facts_media import UNKNOWN, Media, MediaItem, MediaLink, MediaTrack
from wcag_audit.probes.api import Disturbs
from wcag_audit.probes.listening import RATE, speech_share

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

_MOST_FRAMES: Final = 8
_MOST_ITEMS: Final = 6
_MOST_LINKS: Final = 300
_MOST_KEPT: Final = 20
_MOST_READ: Final = 3
"""Pages behind links that are opened for one media element."""
_SECONDS: Final = 20.0
"""After which no further element is begun."""
_LOAD: Final = {"load": 5000}
_TRACKS: Final = {"most": 8, "load": 4000, "characters": 20_000}
_LISTEN: Final = {"load": 8000, "bytes": 12_000_000, "rate": RATE, "span": 4, "parts": 10}
"""Ten times four seconds are listened to; files of more bytes are not."""
_READ: Final = {"load": 3000, "bytes": 400_000}
_LONGEST: Final = 1800.0
"""Seconds; the sound of longer recordings would not fit into memory."""
_AUDIBLE: Final = 0.005
"""Loudest sample, of 1; what is below it (-46 dB) nobody hears."""
_MOST_REMEMBERED: Final = 300


class MediaProbe:
    """Provides `Media`."""

    id: ClassVar[str] = "media"
    provides: ClassVar[type[Media]] = Media
    disturbs: ClassVar[Disturbs] = Disturbs.NOTHING
    budget: ClassVar[float] = 40.0

    def __init__(self) -> None:
        """Begin without having heard anything."""
        self._heard: dict[str, _Heard] = {}

    async def collect(self, tab: Tab) -> Media:
        """What every media element of the page plays.

        Raises:
            ProbeError: the page cannot be looked into.
        """
        items: list[MediaItem] = []
        unread = 0
        until = time.monotonic() + _SECONDS
        for number, frame in enumerate((await tab.frames())[:_MOST_FRAMES]):
            try:
                await tab.call("place", frame=frame)
                listed = await tab.call("media", "list", frame=frame)
                for position, entry in enumerate(listed):
                    if len(items) >= _MOST_ITEMS or time.monotonic() > until:
                        unread += 1
                    else:
                        items.append(await self._item(tab, frame, position, entry))
            except ProbeError:
                if number == 0:
                    raise
                continue  # a frame that went away meanwhile
        return Media(tuple(items), unread)

    async def _item(self, tab: Tab, frame: str, position: int, entry: dict[str, Any]) -> MediaItem:
        state = _state(entry)
        measured: dict[str, Any] = {}
        heard = _UNHEARD
        if state == "known":
            measured = await tab.call("media", "measure", position, _LOAD, frame=frame)
            state = "known" if measured["outcome"] == "loadedmetadata" else str(measured["outcome"])
        if state == "known":
            heard = await self._hear(tab, frame, position, entry["source"], measured)
            # Without byte ranges the browser does not know the length of some files before it has played them.
            if measured["duration"] == UNKNOWN:
                measured["duration"] = measured["plays"] = heard.seconds
            if measured["duration"] == UNKNOWN:
                state = "stream"
        return MediaItem(
            place=Place(frame, tuple(entry["path"]), entry["html"], entry["selector"]),
            kind=entry["kind"],
            source=entry["source"],
            state=state,
            duration=round(float(measured.get("duration", UNKNOWN)), 3),
            width=int(measured.get("width", 0)),
            height=int(measured.get("height", 0)),
            sound=heard.sound,
            speech=heard.speech,
            plays=round(float(measured.get("plays", UNKNOWN)), 3),
            tracks=tuple(_track(track) for track in await tab.call("media", "tracks", position, _TRACKS, frame=frame)),
            links=await _links(tab, frame, position),
            **{name: entry[name] for name in ("controls", "muted", "loop", "autoplay", "playing")},
        )

    async def _hear(self, tab: Tab, frame: str, position: int, source: str, measured: dict[str, Any]) -> _Heard:
        if measured["videoBytes"] and not measured["audioBytes"]:
            return _Heard("none", 0.0)
        if measured["duration"] > _LONGEST or not measured["audioBytes"]:
            return _UNHEARD
        if source not in self._heard:
            self._heard[source] = await _judged_sound(await tab.call("media", "listen", position, _LISTEN, frame=frame))
            for old in list(self._heard)[:-_MOST_REMEMBERED]:
                del self._heard[old]
        return self._heard[source]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is heard ("none", "silent", "audible", "unknown"), the share of speech in it, and its length in seconds."""

    sound: str
    speech: float = UNKNOWN
    seconds: float = UNKNOWN


_UNHEARD: Final = _Heard("unknown")


def _state(entry: dict[str, Any]) -> str:
    if entry["scripted"]:
        return "stream"
    if not entry["source"]:
        return "empty"
    return "error" if entry["broken"] else "known"


async def _judged_sound(heard: dict[str, Any] | None) -> _Heard:
    if heard is None:
        return _UNHEARD
    if heard["peak"] < _AUDIBLE:
        return _Heard("silent", 0.0, heard["seconds"])
    samples = base64.b64decode(heard["samples"])
    length = max(len(samples) // heard["parts"], 2)
    parts = [samples[start : start + length] for start in range(0, len(samples), length)]
    return _Heard("audible", round(await speech_share(parts), 3), heard["seconds"])


def _track(found: dict[str, Any]) -> MediaTrack:
    return MediaTrack(
        kind=found["kind"],
        language=found["language"],
        label=found["label"],
        status=found["status"],
        cues=int(found["cues"]),
        first=round(float(found.get("first", UNKNOWN)), 2),
        last=round(float(found.get("last", UNKNOWN)), 2),
        text=found.get("text", ""),
    )


async def _links(tab: Tab, frame: str, position: int) -> tuple[MediaLink, ...]:
    """What promises to stand in for the element; the first of the same site are opened to see that they are there."""
    found: list[MediaLink] = []
    read = 0
    for entry in await tab.call("media", "links", position, {"most": _MOST_LINKS}, frame=frame):
        kind = stands_in(entry["text"], entry["href"])
        if not kind:
            continue
        answer = {"status": 0, "words": -1}
        if kind != "media" and entry["href"] and read < _MOST_READ:
            read += 1
            answer = await tab.call("media", "read", entry["index"], _READ, frame=frame)
        place = Place(frame, tuple(entry["path"]), entry["html"], entry["selector"])
        found.append(MediaLink(place, entry["text"], entry["href"], kind, int(answer["status"]), int(answer["words"])))
    return tuple(found[:_MOST_KEPT])
