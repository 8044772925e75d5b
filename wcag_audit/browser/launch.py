"""Starts a Chromium and lends tabs: one browser, one context per site, tabs used again."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from wcag_audit.browser.executable import installed_browsers, is_root, named_browser
from wcag_audit.browser.guard import Guard
from wcag_audit.browser.tab import WORLD, ChromiumTab, script_source
from wcag_audit.errors import CouldNotDoError, NoBrowserError
from wcag_audit.model.snapshot import Viewport
from wcag_audit.probes.axe import AxeFile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser as PlaywrightBrowser
    from playwright.async_api import BrowserContext, Dialog, Page, Playwright

_ARGUMENTS = [
    "--disable-site-isolation-trials",  # one process, one session for all frames of a page (docs/decisions)
    "--disable-background-networking",  # no calls home, nothing but the audited site
    "--disable-component-update",
    "--disable-quic",
    "--block-new-web-contents",  # a window that a page opens would be out of our sight: forms could be sent from it
    "--disable-shared-workers",  # the same: their requests pass no tab
    "--autoplay-policy=no-user-gesture-required",  # what plays by itself must play while we look (WCAG 1.4.2)
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    # Pages live for seconds: what optimising compilers would save in them they cost twice over (docs/performance.md).
    "--js-flags=--no-opt --no-maglev --always-sparkplug --single-threaded-gc",
]
_TAB_USES = 50
"""Pages after which a tab is replaced, so that what leaks in a renderer cannot grow for ever."""
_CLOSE_LIMIT = 5.0
_LEAVE_LIMIT = 2.0
_IDLE_SITES = 16
"""Sites whose cookies and tabs are kept for their next page; those not used for longest are forgotten first."""


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """How the browser is started.

    Attributes:
        executable: a browser to use; None looks for one.
        viewport: size of the windows.
        locale: what pages are told of the visitor's language.
        allow_private: whether loopback and private addresses may be opened.
        user_agent: text added to the browser's own user agent: who we are.
    """

    executable: Path | None = None
    viewport: Viewport = field(default_factory=Viewport)
    locale: str = "kk-KZ"
    allow_private: bool = False
    user_agent: str = ""
    axe: AxeFile = field(default_factory=AxeFile.load)


class Browser:
    """A running Chromium. Use as an asynchronous context manager."""

    def __init__(self, options: BrowserOptions | None = None) -> None:
        """Prepare; nothing is started before `__aenter__`."""
        self.options = options or BrowserOptions()
        self.version = ""
        self.executable = self.options.executable or named_browser()
        self._playwright: Playwright
        self._browser: PlaywrightBrowser
        self._contexts: dict[str, BrowserContext] = {}
        self._idle: dict[str, list[_Lent]] = {}
        self._busy: Counter[str] = Counter()
        self._user_agent = ""

    async def __aenter__(self) -> Self:
        """Start the browser.

        Raises:
            NoBrowserError: none was found, or none starts.
        """
        try:
            self._playwright = await async_playwright().start()
        except Exception as error:  # Playwright has no error of its own for a driver that is not there or ends
            raise NoBrowserError("browser.no-driver", reason=str(error)[:250]) from error
        try:
            self._browser = await self._start()
            await self._introduce()
        except BaseException:
            await self._playwright.stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop the browser, whatever state its tabs are in."""
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_CLOSE_LIMIT):
                await self._browser.close()
        await self._playwright.stop()

    async def _start(self) -> PlaywrightBrowser:
        named = self.options.executable or named_browser()
        if named is not None:
            return await self._launch(named)
        last = NoBrowserError("browser.none")
        for candidate in (None, *installed_browsers()):  # Playwright's own first; an installed one may be a stub
            try:
                started = await self._launch(candidate)
            except NoBrowserError as error:
                last = error if candidate else last
            else:
                self.executable = candidate
                return started
        raise last

    async def _launch(self, executable: Path | None) -> PlaywrightBrowser:
        try:
            return await self._playwright.chromium.launch(
                executable_path=executable,
                args=_ARGUMENTS,
                chromium_sandbox=not is_root(),
                # A terminal sends Ctrl-C to everyone in it. We decide when the browser goes: after the open pages are
                # finished and kept, not in the middle of them.
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except PlaywrightError as error:
            reason = error.message.splitlines()[0] if error.message else "?"
            if executable is None:
                raise NoBrowserError("browser.own-no-start", reason=reason) from error
            raise NoBrowserError("browser.no-start", browser=str(executable), reason=reason) from error

    async def _introduce(self) -> None:
        """Learn the browser's own user agent and say who we are besides."""
        session = await self._browser.new_browser_cdp_session()
        about = await session.send("Browser.getVersion")
        await session.detach()
        self.version = about["product"]
        own = about["userAgent"].replace("HeadlessChrome", "Chrome")
        self._user_agent = f"{own} {self.options.user_agent}".strip()

    @property
    def alive(self) -> bool:
        """False once the browser has died."""
        return self._browser.is_connected()

    @asynccontextmanager
    async def tab(self, site: str) -> AsyncIterator[ChromiumTab]:
        """Lend a tab for one page of a site; cookies and storage are shared within the site and with no other.

        A tab that comes back broken, or after many pages, is closed; the next caller gets a new one.

        Raises:
            NoBrowserError: the browser has died.
        """
        idle = self._idle.pop(site, [])
        self._idle[site] = idle  # the last one is the one used last
        self._busy[site] += 1
        healthy = False
        lent = None
        try:
            lent = idle.pop() if idle else await self._open(site)
            lent.uses += 1
            yield lent.tab
            worn = lent.tab.broken or lent.tab.spent or lent.uses >= _TAB_USES
            healthy = not worn and await lent.tab.leave(_LEAVE_LIMIT)
        finally:
            self._busy[site] -= 1
            if lent is not None and healthy and self._idle.get(site) is idle:
                idle.append(lent)
            elif lent is not None:
                await _close(lent.page)
            await self._forget_old()

    async def _forget_old(self) -> None:
        resting = [site for site in self._idle if not self._busy[site]]
        for site in resting[: max(0, len(resting) - _IDLE_SITES)]:
            await self.close_site(site)

    async def close_site(self, site: str) -> None:
        """Forget a site: its tabs, cookies and storage."""
        self._idle.pop(site, None)
        if not self._busy[site]:
            del self._busy[site]
        context = self._contexts.pop(site, None)
        if context is not None:
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(_CLOSE_LIMIT):
                    await context.close()

    async def print_file(self, address: str) -> bytes:
        """A page of our own on this disk as tagged PDF, with its title, language, outline and alternative texts.

        No script runs in it and nothing is asked from the network, whatever texts of crawled pages stand in it.

        Args:
            address: of the file, "file:///...".

        Raises:
            CouldNotDoError: the browser cannot open or print it.
        """
        try:
            context = await self._browser.new_context(java_script_enabled=False, offline=True)
            try:
                sheet = await context.new_page()
                await sheet.goto(address)
                return await sheet.pdf(tagged=True, outline=True, prefer_css_page_size=True)
            finally:
                await context.close()
        except PlaywrightError as error:
            reason = error.message.splitlines()[0] if error.message else "no reason given"
            raise CouldNotDoError("browser.no-print", page=address, reason=reason) from error

    async def _open(self, site: str) -> _Lent:
        try:
            context = self._contexts.get(site) or await self._new_context(site)
            page = await context.new_page()
            page.on("dialog", _dismiss)
            page.on("popup", _close)
            session = await context.new_cdp_session(page)
            await session.send("Page.enable")
            scripts = script_source("axe_before"), self.options.axe.source, script_source("axe_share")
            await session.send(
                "Page.addScriptToEvaluateOnNewDocument", {"source": "\n;".join(scripts), "worldName": WORLD}
            )
            tree = await session.send("Page.getFrameTree")
            guard = Guard(session, tree["frameTree"]["frame"]["id"], allow_private=self.options.allow_private)
            await guard.start()
        except PlaywrightError as error:
            self._contexts.pop(site, None)
            raise NoBrowserError("browser.no-tab", reason=error.message.splitlines()[0]) from error
        return _Lent(page, ChromiumTab(page, session, guard, self.options.viewport))

    async def _new_context(self, site: str) -> BrowserContext:
        view = self.options.viewport
        context = await self._browser.new_context(
            user_agent=self._user_agent,
            locale=self.options.locale,
            viewport={"width": view.width, "height": view.height},
            accept_downloads=False,
            service_workers="block",
        )
        self._contexts[site] = context
        return context


@dataclass(slots=True)
class _Lent:
    page: Page
    tab: ChromiumTab
    uses: int = 0


async def _dismiss(dialog: Dialog) -> None:
    """Answer a dialog as a visitor who wants to go on: refuse everything but leaving the page."""
    with suppress(PlaywrightError):
        if dialog.type == "beforeunload":
            await dialog.accept()
        else:
            await dialog.dismiss()


async def _close(page: Page) -> None:
    """Close a tab or a window that a page opened; a hung renderer must not hold us."""
    with suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(_CLOSE_LIMIT):
            await page.close()
