"""A tab of Chromium, driven by the DevTools protocol through Playwright; implements `probes.api.Tab`."""

from __future__ import annotations

import asyncio
import base64
from contextlib import suppress
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from wcag_audit.browser import bare
from wcag_audit.errors import ProbeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import CDPSession, Page

    from wcag_audit.browser.guard import Guard
    from wcag_audit.model.finding import Box
    from wcag_audit.model.snapshot import Viewport

WORLD = "wcag-audit"
"""Name of the isolated world in which all scripts of ours run."""

_CRASHED = "crashed"
_REASON = 300
"""Characters of what the browser gives as a reason; it may quote the page."""
_LIMIT_PIXELS = 4000
"""A picture larger than this in either direction is cut: the browser's textures end somewhere."""


@cache
def script_source(name: str) -> str:
    """Text of a probe script.

    Raises:
        FileNotFoundError: no such script; a mistake of the programmer.
    """
    return resources.files("wcag_audit.probes").joinpath("js", f"{name}.js").read_text(encoding="utf-8")


class ChromiumTab:
    """One tab and its DevTools session. Site isolation is off, so one session reaches all frames (see decisions)."""

    def __init__(self, page: Page, session: CDPSession, guard: Guard, viewport: Viewport) -> None:
        """Wrap an open page; `browser.launch` makes tabs.

        Attributes:
            guard: watches the tab's requests.
            broken: set by whoever finds the tab hung or crashed; nothing more is asked of it.
            spent: set by whoever leaves something on in it: this page may be finished, the next gets another tab.
        """
        self.page = page
        self.session = session
        self.guard = guard
        self.broken = False
        self.spent = False
        self._crash: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._viewport = viewport
        self._worlds: dict[str, int] = {}
        page.on("crash", self._on_crash)

    def _on_crash(self, _: object) -> None:
        self.broken = True
        if not self._crash.done():
            self._crash.set_result(None)

    @property
    def crashed(self) -> bool:
        """True once the page's process has died; the tab is then broken too."""
        return self._crash.done()

    async def crash(self) -> None:
        """Wait until the page's process dies."""
        await asyncio.shield(self._crash)

    @property
    def url(self) -> str:
        """Address of the page now."""
        return self.page.url

    @property
    def viewport(self) -> Viewport:
        """Size of the window in CSS pixels."""
        return self._viewport

    def forget_worlds(self) -> None:
        """To be called when the page has been navigated: all script contexts are new."""
        self._worlds.clear()

    async def send(self, method: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """One DevTools protocol command.

        Raises:
            ProbeError: the browser refused, or the tab is gone.
        """
        command = asyncio.ensure_future(bare.send(self.session, method, params or {}))
        try:
            await asyncio.wait((command, self._crash), return_when=asyncio.FIRST_COMPLETED)
            if not command.done():
                raise ProbeError("probe.crashed", method=method)  # and will never answer
            answer: dict[str, Any] = command.result()
        except PlaywrightError as error:
            if _CRASHED in error.message:  # told before the event of it
                self._on_crash(self.page)
            raise ProbeError("probe.refused", method=method, reason=_first_line(error)) from error
        finally:
            command.cancel()
        return answer

    async def frames(self) -> list[str]:
        """Ids of all frames, the page itself first, in tree order."""
        tree = (await self.send("Page.getFrameTree"))["frameTree"]
        found: list[str] = []
        stack = [tree]
        while stack:
            node = stack.pop()
            found.append(node["frame"]["id"])
            stack.extend(reversed(node.get("childFrames", [])))
        return found

    async def _world(self, frame: str) -> int:
        if frame not in self._worlds:
            answer = await self.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
            self._worlds[frame] = int(answer["executionContextId"])
        return self._worlds[frame]

    async def call(self, script: str, *args: Any, frame: str | None = None) -> Any:
        """Call the function of a script file in the isolated world of a frame.

        Args:
            script: name of a file in wcag_audit/probes/js without ".js".
            args: JSON values.
            frame: a frame's id; the page itself by default.

        Returns:
            The JSON value that the function (or its promise) gave.

        Raises:
            ProbeError: the script threw, or the frame is gone.
        """
        answer = await self._run(script, args, frame, {"returnByValue": True})
        return answer["result"].get("value")

    async def frames_of(self, script: str, *args: Any, frame: str | None = None) -> list[str]:
        """Call a script that gives a list of frame elements; returns the ids of the frames in them.

        Args:
            script: name of a file in wcag_audit/probes/js without ".js".
            args: JSON values.
            frame: a frame's id; the page itself by default.

        Returns:
            As many ids as elements, in their order; "" for what is no frame element.

        Raises:
            ProbeError: the script threw, or the frame is gone.
        """
        answer = await self._run(script, args, frame, {"returnByValue": False})
        listed = await self.send(
            "Runtime.getProperties", {"objectId": answer["result"]["objectId"], "ownProperties": True}
        )
        found: list[str] = []
        for entry in listed["result"]:
            if entry["name"].isdigit():
                element = entry["value"].get("objectId")
                node = (await self.send("DOM.describeNode", {"objectId": element}))["node"] if element else {}
                found.append(str(node.get("frameId", "")))
        return found

    async def _run(self, script: str, args: tuple[Any, ...], frame: str | None, how: Mapping[str, Any]) -> Any:
        home = frame or self.guard.main_frame
        request = {
            "functionDeclaration": script_source(script),
            "arguments": [{"value": value} for value in args],
            "awaitPromise": True,
            **how,
        }
        try:
            answer = await self.send(
                "Runtime.callFunctionOn", {**request, "executionContextId": await self._world(home)}
            )
        except ProbeError:
            # The frame was navigated since its world was made: make a new one, once.
            self._worlds.pop(home, None)
            answer = await self.send(
                "Runtime.callFunctionOn", {**request, "executionContextId": await self._world(home)}
            )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            text = details.get("exception", {}).get("description") or details.get("text", "")
            raise ProbeError("probe.script", script=script, reason=text.splitlines()[0][:_REASON] if text else "?")
        return answer

    async def press(self, key: str, *, shift: bool = False) -> None:
        """Press and release a key as a person would.

        Raises:
            ProbeError: the tab is gone.
        """
        try:
            await self.page.keyboard.press(f"Shift+{key}" if shift else key)
        except PlaywrightError as error:
            raise ProbeError("probe.refused", method=key, reason=_first_line(error)) from error

    async def screenshot(self, clip: Box | None = None) -> bytes:
        """PNG of the viewport, or of a rectangle of the whole page in CSS pixels.

        Raises:
            ProbeError: the browser gave no picture.
        """
        params: dict[str, Any] = {"format": "png", "optimizeForSpeed": True}
        if clip is not None:
            params |= {
                "captureBeyondViewport": True,
                "clip": {
                    "x": max(clip.x, 0),
                    "y": max(clip.y, 0),
                    "width": min(max(clip.width, 1), _LIMIT_PIXELS),
                    "height": min(max(clip.height, 1), _LIMIT_PIXELS),
                    "scale": 1,
                },
            }
        return base64.b64decode((await self.send("Page.captureScreenshot", params))["data"])

    async def leave(self, limit: float) -> bool:
        """Go to an empty page, so that what the last one still does costs nothing and disturbs nobody.

        Returns:
            False if that did not work within `limit` seconds; the tab is then of no more use.
        """
        self.guard.probing = True  # what the page would send while it is left is stopped
        self.forget_worlds()
        try:
            await self.page.goto("about:blank", wait_until="commit", timeout=limit * 1000)
        except PlaywrightError:
            return False
        return True

    async def reopen(self, url: str, limit: float) -> None:
        """Load the page again that a probe has led away from.

        Raises:
            ProbeError: it could not be loaded within `limit` seconds.
        """
        self.forget_worlds()
        with self.guard.release():
            try:
                await self.page.goto(url, wait_until="load", timeout=limit * 1000)
            except PlaywrightError as error:
                raise ProbeError("probe.not-reopened", reason=_first_line(error)) from error

    async def answers(self, limit: float) -> bool:
        """Whether the page's own thread still answers within `limit` seconds."""
        try:
            async with asyncio.timeout(limit):
                await self.send("Runtime.evaluate", {"expression": "0"})
        except (TimeoutError, ProbeError):
            return False
        return True

    async def network_quiet(self, limit: float) -> None:
        """Wait until no request has been under way for half a second, at most `limit` seconds."""
        with suppress(PlaywrightTimeoutError):
            await self.page.wait_for_load_state("networkidle", timeout=limit * 1000)

    async def resize(self, viewport: Viewport) -> None:
        """Set the size of the window in CSS pixels and wait for two frames to be drawn.

        Raises:
            ProbeError: the tab is gone.
        """
        size = {"width": viewport.width, "height": viewport.height, "deviceScaleFactor": 1, "mobile": False}
        await self.send("Emulation.setDeviceMetricsOverride", size)
        self._viewport = viewport
        await self.call("two_frames")


def _first_line(error: PlaywrightError) -> str:
    return error.message.splitlines()[0][:_REASON] if error.message else "?"
