"""Presses what promises to read the page aloud, or to make it easier to see, and notes what the page asks for.

Nothing happens on a page without such a control. On others the page is loaded again with watchers in its own world,
the control is pressed with the mouse, and the page is loaded once more without them. What it would store stays in
that one load.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from wcag_audit.commons.special_versions import SPEECH, VERSION
from wcag_audit.errors import ProbeError
from wcag_audit.model.facts import Place
from wcag_audit.model.facts_speech import ReadAloud, SpecialVersion, SpeechRequest
from wcag_audit.probes.api import Disturbs
from wcag_audit.probes.special_controls import NAME_LENGTH, FoundControl, click, difference, find_in_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.probes.api import Tab

_MOST_PRESSED = 3
"""Speech controls pressed until one speaks: a switch, then the button that plays."""
_MOST_REQUESTS = 10
_MOST_TRIED = 2000
"""Switches remembered, of all sites together; those tried first are forgotten first."""
_LOAD = 2.5
"""Seconds that the page gets to load again; what is there by then is looked at."""
_WORK = 3.0
"""Seconds for pressing."""
_EFFECT = 0.8
"""Seconds in which a control that was pressed has to do something."""
_PAUSE = 0.05
_LANGUAGE_KEYS = frozenset({"tl", "lang", "language", "locale", "hl", "voice"})
"""Names under which services of speech are told the language in an address."""
_LONGEST_CODE = 3


class ReadAloudProbe:
    """Provides `ReadAloud`."""

    id: ClassVar[str] = "read-aloud"
    provides: ClassVar[type[ReadAloud]] = ReadAloud
    disturbs: ClassVar[Disturbs] = Disturbs.INPUT
    budget: ClassVar[float] = 10.0

    def __init__(self) -> None:
        """Begin without having tried anything."""
        self._tried: dict[tuple[str, str], None] = {}

    async def collect(self, tab: Tab) -> ReadAloud:
        """The controls of the page (not of its frames) and what became of pressing them.

        Raises:
            ProbeError: the page cannot be looked into, or could not be loaded again.
        """
        frame = (await tab.frames())[0]
        await tab.call("place", frame=frame)
        controls = [entry.control for entry in await find_in_page(tab, frame)]
        speech = [control for control in controls if control.kind == SPEECH]
        # The same switch without a player is on every page of a site: once is enough, and spares its server
        told = {_key(tab.url, control) for control in controls if not speech} & self._tried.keys()
        controls = [
            replace(control, reason="tried-elsewhere")
            if _key(tab.url, control) in told and not control.reason
            else control
            for control in controls
        ]
        if all(control.reason for control in controls):
            return ReadAloud(tuple(controls))
        seen = await _Trial(tab, frame, tab.url).run()
        if not seen.requests and all(control.kind != SPEECH for control in seen.controls):
            self._remember(_key(tab.url, control) for control in seen.controls)
        return seen

    def _remember(self, keys: Iterable[tuple[str, str]]) -> None:
        self._tried |= dict.fromkeys(keys)
        for key in list(self._tried)[:-_MOST_TRIED]:
            del self._tried[key]


def _key(url: str, control: SpecialVersion) -> tuple[str, str]:
    """What makes it the same control on another page of the site."""
    return urlsplit(url).netloc, control.place.html


@dataclass
class _Trial:
    """One load of the page in which its controls are pressed."""

    tab: Tab
    frame: str
    url: str
    secret: str = field(default_factory=lambda: secrets.token_hex(8))
    load: float = 0.0
    deadline: float = 0.0
    requests: list[SpeechRequest] = field(default_factory=list)
    answered: bool = False
    heard: int = 0
    voices: int = 0
    voices_asked: bool = False

    async def run(self) -> ReadAloud:
        """Load the page with watchers, press, and load it without them."""
        start = await self._state()
        self.load = start["load"]
        source = f"({_hook()})({json.dumps(self.secret)})"
        script = await self.tab.send("Page.addScriptToEvaluateOnNewDocument", {"source": source})
        try:
            await self._load_again()
            controls = await self._press_all()
        except BaseException:
            with suppress(ProbeError, TimeoutError):  # what went wrong first is the reason
                await self._clean(script["identifier"], start["scroll"])
            raise
        await self._clean(script["identifier"], start["scroll"])
        return ReadAloud(tuple(controls), tuple(self.requests[:_MOST_REQUESTS]), self.voices, self.voices_asked)

    async def _clean(self, script: str, scroll: list[float]) -> None:
        async with asyncio.timeout(_LOAD + 1.0):  # a page that hangs answers nothing any more
            await self.tab.send("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})
            await self._load_again(scroll)

    async def _state(self, scroll: list[float] | None = None) -> dict[str, Any]:
        state: dict[str, Any] = await self.tab.call("read_aloud_load", scroll, frame=self.frame)
        return state

    async def _load_again(self, scroll: list[float] | None = None) -> None:
        """Load the page from its address, even if something has led away from it.

        Raises:
            ProbeError: it did not come within the time.
        """
        if self.tab.url.partition("#")[0] == self.url.partition("#")[0]:
            await self.tab.send("Page.reload")
        else:
            await self.tab.send("Page.navigate", {"url": self.url})
        try:
            async with asyncio.timeout(_LOAD + 1.0):
                await self._loaded()
                await self.tab.call("place", frame=self.frame)
                await self.tab.call("settle", 100, 700, frame=self.frame)
                await self._state(scroll)
        except TimeoutError as error:
            raise ProbeError("probe.not-reloaded", seconds=_LOAD) from error

    async def _loaded(self) -> None:
        deadline = time.monotonic() + _LOAD
        while True:
            await asyncio.sleep(_PAUSE)
            try:
                state = await self._state()
            except ProbeError:
                continue  # between two documents
            late = time.monotonic() > deadline
            if state["load"] != self.load and (state["ready"] == "complete" or late):
                self.load = state["load"]
                return

    async def _press_all(self) -> list[SpecialVersion]:
        """Press what reads aloud; where nothing of the kind can be seen, first switch the special version on."""
        self.deadline = time.monotonic() + _WORK
        found = await find_in_page(self.tab, self.frame)
        await self._listen(None)
        controls = {entry.path: entry.control for entry in found}
        speech = [entry for entry in found if entry.control.kind == SPEECH]
        if any(entry.pressable for entry in speech):
            controls |= await self._press_speech(speech)
            return list(controls.values())
        switch = next((entry for entry in found if entry.control.kind == VERSION and entry.pressable), None)
        if switch is None:
            return list(controls.values())
        controls[switch.path] = pressed = await self._press(switch, switch.control.place)
        appeared: dict[tuple[int, ...], SpecialVersion] = {}
        if pressed.effect in {"style", "controls", "unstable"}:
            later = [entry for entry in await find_in_page(self.tab, self.frame) if entry.control.kind == SPEECH]
            appeared = await self._press_speech(later, switch.control.place)
        return _joined(controls.values(), appeared.values())

    async def _press_speech(
        self, speech: Iterable[FoundControl], opener: Place | None = None
    ) -> dict[tuple[int, ...], SpecialVersion]:
        """Press one after the other until text of the page is spoken; what came only later is told of as `opener`'s."""
        results: dict[tuple[int, ...], SpecialVersion] = {}
        presses = 0
        for entry in speech:
            control = entry.control
            if entry.pressable and not self.answered:
                presses += 1
                over = presses > _MOST_PRESSED or time.monotonic() > self.deadline
                control = (
                    replace(control, reason="limit") if over else await self._press(entry, opener or control.place)
                )
            results[entry.path] = control
            if control.effect == "left":
                break
        return results

    async def _press(self, entry: FoundControl, place: Place) -> SpecialVersion:
        """Press a control with the mouse and wait for what it does."""
        first = await self._look()
        point = await self.tab.call("read_aloud_press", list(entry.path), frame=self.frame)
        if not point["free"]:
            return replace(entry.control, reason="covered")
        await asyncio.sleep(4 * _PAUSE)
        before = await self._look()
        await click(self.tab, point["x"], point["y"])
        effect = await self._effect(before, place, speech=entry.control.kind == SPEECH)
        if first != before and effect != "left":
            effect = "unstable"
        return replace(entry.control, operated=True, effect=effect)

    async def _effect(self, before: dict[str, Any], place: Place, *, speech: bool) -> str:
        until = time.monotonic() + _EFFECT
        effect = "nothing"
        while time.monotonic() < until:
            await asyncio.sleep(_PAUSE)
            try:
                state = await self._state()
            except ProbeError:
                continue  # between two documents
            if state["load"] != self.load or self.tab.url.partition("#")[0] != self.url.partition("#")[0]:
                return "left"
            await self._listen(place)
            after = await self._look()
            effect = difference(before, after)
            if self.answered or (effect != "nothing" and not speech):
                break
        return effect

    async def _look(self) -> dict[str, Any]:
        look: dict[str, Any] = await self.tab.call("read_aloud_look", frame=self.frame)
        return look

    async def _listen(self, place: Place | None) -> None:
        """Take in what the page has asked for since the last time; without a place it is forgotten."""
        notes = await self.tab.call("read_aloud_notes", self.secret, frame=self.frame)
        if notes is None:
            raise ProbeError("probe.deaf")
        self.voices, self.voices_asked = int(notes["voices"]), bool(notes["voicesAsked"])
        new = notes["requests"][self.heard :]
        self.heard = len(notes["requests"])
        if place is None:
            return
        for raw in new:
            request = _request(raw, place)
            self.answered |= request.on_page or request.source != "synthesis"  # not where a widget announces itself
            if all(_kind(known) != _kind(request) for known in self.requests):
                self.requests.append(request)


@cache
def _hook() -> str:
    return resources.files("wcag_audit.probes").joinpath("js", "read_aloud_hook.js").read_text(encoding="utf-8")


def _joined(first: Iterable[SpecialVersion], later: Iterable[SpecialVersion]) -> list[SpecialVersion]:
    """Controls with what became of those that a version made appear.

    One that was there before, if hidden, keeps its place. Any other has none, since the page's `Dom` does not have it.
    """
    joined = {control.place.selector: control for control in first}
    for control in later:
        known = joined.get(control.place.selector)
        place = known.place if known else Place("", (), control.place.html, control.place.selector)
        joined[control.place.selector] = replace(control, place=place)
    return list(joined.values())


def _kind(request: SpeechRequest) -> tuple[str, str, str, bool]:
    return request.source, request.lang, request.voice, request.on_page


def _request(raw: dict[str, Any], place: Place) -> SpeechRequest:
    text = " ".join(raw["text"].split())
    lang = raw["lang"] or ("" if raw["source"] == "synthesis" else audio_language(text))
    return SpeechRequest(place, raw["source"], lang, raw["voice"], text[:NAME_LENGTH], raw["onPage"])


def audio_language(address: str) -> str:
    """The language that the address of a spoken sound names in its query ("…?tl=ru"); "" if it names none."""
    for pair in address.partition("?")[2].partition("#")[0].split("&"):
        key, _, value = pair.partition("=")
        code = value.replace("_", "-").partition("-")[0]
        if key.lower() in _LANGUAGE_KEYS and code.isascii() and code.isalpha() and len(code) <= _LONGEST_CODE:
            return value
    return ""
