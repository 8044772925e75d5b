"""One browser, a context per site, tabs used again, and one clear sentence where there is no browser."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import LIMITS
from tests.browser.server import Web, page
from wcag_audit.browser import Browser, BrowserOptions, launch, open_page
from wcag_audit.browser.launch import WORLD
from wcag_audit.errors import NoBrowserError, ProbeError
from wcag_audit.model.snapshot import Viewport
from wcag_audit.model.visit import Visit, VisitStatus

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.browser import ChromiumTab


async def go(tab: ChromiumTab, address: str) -> None:
    assert (await open_page(tab, Visit(address, "x"), LIMITS)).record.status is VisitStatus.PENDING


async def browser_process(browser: Browser) -> int:
    session = await browser._browser.new_browser_cdp_session()
    processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
    return next(int(process["id"]) for process in processes if process["type"] == "browser")


async def test_cookies_are_shared_within_a_site_and_with_no_other(browser: Browser, web: Web) -> None:
    address = web.put("/", page())
    async with browser.tab("one") as tab:
        await go(tab, address)
        await tab.page.evaluate("document.cookie = 'known=yes'")
    async with browser.tab("one") as again, browser.tab("two") as other:
        assert again is tab
        await go(again, address)
        await go(other, address)
        assert await again.page.evaluate("document.cookie") == "known=yes"
        assert await other.page.evaluate("document.cookie") == ""
    await browser.close_site("one")
    async with browser.tab("one") as fresh:
        await go(fresh, address)
        assert await fresh.page.evaluate("document.cookie") == ""


async def test_a_tab_is_replaced_when_it_is_broken_or_worn_out(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browser.tab("one") as first:
        first.broken = True
    monkeypatch.setattr(launch, "_TAB_USES", 2)
    async with browser.tab("one") as second:
        assert second is not first
    async with browser.tab("one") as third:
        assert third is second
    async with browser.tab("one") as fourth:
        assert fourth is not third
        assert third.page.is_closed()


async def test_sites_not_used_for_longest_are_forgotten(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "_IDLE_SITES", 2)
    async with browser.tab("in use") as used:
        for site in ("a", "b", "a", "c"):
            async with browser.tab(site):
                pass
        assert set(browser._contexts) >= {"in use", "a", "c"}
        assert "b" not in browser._contexts
        assert not used.page.is_closed()
    assert len(browser._browser.contexts) == 2


async def test_sites_are_told_who_asks_and_get_a_page_as_people_do(web: Web) -> None:
    address = web.put("/", page())
    options = BrowserOptions(allow_private=True, user_agent="wcag-audit/0 (test)", viewport=Viewport(800, 500))
    async with Browser(options) as browser, browser.tab("x") as tab:
        await go(tab, address)
        seen = await tab.page.evaluate("[navigator.userAgent, navigator.language, innerWidth, innerHeight]")
        assert browser.version.partition("/")[2][:1].isdigit()
    assert seen[0].endswith(" wcag-audit/0 (test)")
    assert "Headless" not in seen[0]
    assert seen[1:] == ["kk-KZ", 800, 500]
    assert web.asked[0].agent == seen[0]


async def test_a_browser_that_was_killed_is_known_to_be_dead_and_lends_no_tab(web: Web) -> None:
    async with Browser(BrowserOptions(allow_private=True)) as browser:
        async with browser.tab("x") as tab:
            await go(tab, web.put("/", page()))
            assert browser.alive
            os.kill(await browser_process(browser), signal.SIGKILL)
            with pytest.raises(ProbeError):
                await tab.call("two_frames")
        assert not browser.alive
        with pytest.raises(NoBrowserError, match="cannot open a tab"):
            async with browser.tab("x"):
                pass


async def test_a_browser_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoBrowserError, match="does not start") as told:
        async with Browser(BrowserOptions(executable=tmp_path / "nothing")):
            pass
    assert "\n" not in str(told.value)
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    with pytest.raises(NoBrowserError, match="does not start"):
        async with Browser(BrowserOptions(executable=broken)):
            pass


async def test_a_driver_that_ends_while_it_starts_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
    with pytest.raises(NoBrowserError, match="driver") as told:
        async with Browser():
            pass
    assert "\n" not in str(told.value)


async def test_scripts_run_in_a_world_of_their_own_in_every_frame(browser: Browser, web: Web) -> None:
    web.put("/inner", page("Inner"))
    address = web.put("/", page(f"<iframe title=a src=/inner></iframe><iframe title=b src={web.elsewhere}/inner>"))
    async with browser.tab("x") as tab:
        await go(tab, address)
        frames = await tab.frames()
        assert len(frames) == 3
        assert [(await tab.call("measure", frame=frame))["title"] for frame in frames] == ["A page"] * 3
        await tab.page.evaluate("document.title = 'New'; Object.defineProperty(document, 'title', {get: () => 'no'})")
        assert (await tab.call("measure"))["title"] == "New"
        assert await tab.page.evaluate(f"Object.keys(window).some((name) => /axe|{WORLD}/i.test(name))") is False
        with pytest.raises(ProbeError, match="No frame"):
            await tab.call("measure", frame="no such frame")


async def test_a_picture_is_taken_of_a_part_and_no_larger_than_textures_allow(browser: Browser, web: Web) -> None:
    address = web.put("/", page("<div style='height: 9000px'></div>"))
    async with browser.tab("x") as tab:
        await go(tab, address)
        await tab.resize(Viewport(320, 400))
        assert await tab.page.evaluate("[innerWidth, innerHeight]") == [320, 400]
        assert tab.viewport == Viewport(320, 400)
        whole = await tab.screenshot()
        assert whole.startswith(b"\x89PNG")
        await tab.resize(browser.options.viewport)
