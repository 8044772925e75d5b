"""Barriers and clean places that show themselves only to somebody who presses keys or changes the style."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

    from wcag_audit.sample_portal import SamplePortal

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 800}
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    "p { margin-bottom: 2em !important }"
)


@asynccontextmanager
async def opened(browser: Browser, address: str) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport=WIDE)
    page = await context.new_page()
    await page.goto(address, wait_until="networkidle")
    yield page
    await context.close()


async def inside_after_each_tab(page: Page, selector: str, key: str, presses: int) -> list[bool]:
    found: list[bool] = []
    for _ in range(presses):
        await page.keyboard.press(key)
        found.append(await page.evaluate("(s) => Boolean(document.activeElement.closest(s))", selector))
    return found


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
async def test_the_calculator_lets_no_key_out(browser: Browser, portal: SamplePortal, key: str) -> None:
    async with opened(browser, f"{portal.url}/ru/services/grazing-permit.html") as page:
        await page.focus("#area")
        await page.keyboard.press("Escape")
        assert all(await inside_after_each_tab(page, ".calc", key, 8))


async def test_the_survey_keeps_tab_inside_and_lets_escape_out(browser: Browser, portal: SamplePortal) -> None:
    async with opened(browser, f"{portal.url}/kk/registry/method.html") as page:
        assert all(await inside_after_each_tab(page, ".survey", "Tab", 5))
        await page.keyboard.press("Escape")
        assert not await page.locator(".survey").is_visible()
        assert await inside_after_each_tab(page, "footer", "Tab", 1) == [True]


async def test_the_native_dialog_opens_on_request_and_closes_with_escape(
    browser: Browser, portal: SamplePortal
) -> None:
    async with opened(browser, f"{portal.url}/kk/contacts.html") as page:
        assert not await page.locator("#how").is_visible()
        await page.click("[data-opens=how]")
        assert await page.locator("#how").is_visible()
        await page.keyboard.press("Escape")
        assert not await page.locator("#how").is_visible()


async def looks_the_same_with_focus(page: Page, selector: str) -> bool:
    """Compare the pixels of an element and 12 pixels around it, before and after the keyboard comes to it."""
    element = page.locator(selector).first
    box = await element.bounding_box()
    assert box is not None
    clip = {"x": box["x"] - 12, "y": box["y"] - 12, "width": box["width"] + 24, "height": box["height"] + 24}
    before = await page.screenshot(clip=clip)
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return before == await page.screenshot(clip=clip)
    raise AssertionError(f"Tab never came to {selector}.")


async def test_the_filter_buttons_look_the_same_with_focus(browser: Browser, portal: SamplePortal) -> None:
    async with opened(browser, f"{portal.url}/kk/services/") as page:
        assert await looks_the_same_with_focus(page, ".chip")


@pytest.mark.parametrize(("path", "selector"), [("/en/", ".glow"), ("/kk/services/", ".card a"), ("/ru/", ".lv-open")])
async def test_other_controls_show_their_focus(
    browser: Browser, portal: SamplePortal, path: str, selector: str
) -> None:
    async with opened(browser, portal.url + path) as page:
        assert not await looks_the_same_with_focus(page, selector)


async def test_only_the_notices_are_cut_by_text_spacing(browser: Browser, portal: SamplePortal) -> None:
    cut = """() => [...document.querySelectorAll("main *")]
      .filter((e) => getComputedStyle(e).overflowY === "hidden" && !e.matches(".vh"))
      .filter((e) => e.scrollHeight > e.clientHeight + 1)
      .map((e) => e.parentElement.className)"""
    for path, expected in (("/ru/", ["promo"] * 3), ("/kk/", []), ("/kk/services/", [])):
        async with opened(browser, portal.url + path) as page:
            assert await page.evaluate(cut) == []
            await page.add_style_tag(content=SPACING)
            assert await page.evaluate(cut) == expected


async def test_the_tiny_buttons_touch_and_the_small_ones_stand_apart(browser: Browser, portal: SamplePortal) -> None:
    boxes = (
        """(s) => [...document.querySelectorAll(s)].map((e) => e.getBoundingClientRect()).map((b) => [b.x, b.width])"""
    )
    async with opened(browser, f"{portal.url}/ru/news/springs-register.html") as page:
        (left, width), (right, _) = await page.evaluate(boxes, ".tiny button")
        assert (width, right - left) == (14, 14)
        (left, width), (right, _) = await page.evaluate(boxes, ".apart button")
        assert width < 24 <= right - left


async def test_the_menu_stands_in_another_order_on_one_russian_page_only(
    browser: Browser, portal: SamplePortal
) -> None:
    order = "() => [...document.querySelectorAll('nav.menu a')].map((a) => a.getAttribute('href'))"
    menus: dict[str, list[str]] = {}
    for path in ("/ru/", "/ru/news/", "/ru/data.html", "/kk/", "/kk/search.html"):
        async with opened(browser, portal.url + path) as page:
            menus[path] = await page.evaluate(order)
    assert menus["/ru/"] == menus["/ru/news/"]
    assert menus["/ru/data.html"] != menus["/ru/"]
    assert sorted(menus["/ru/data.html"]) == sorted(menus["/ru/"])
    assert menus["/kk/search.html"] == [link for link in menus["/kk/"] if link != "/kk/data.html"]


async def test_the_special_version_is_kept_from_page_to_page(browser: Browser, portal: SamplePortal) -> None:
    async with opened(browser, f"{portal.url}/kk/") as page:
        await page.click(".lv-open")
        await page.click("[data-lv='theme=dark']")
        await page.click("[data-lv='size=2']")
        await page.goto(f"{portal.url}/ru/", wait_until="networkidle")
        assert await page.evaluate("document.documentElement.className") == "lv-size-2 lv-dark"


async def test_the_strict_page_refuses_scripts(browser: Browser, portal: SamplePortal) -> None:
    async with opened(browser, f"{portal.url}/en/statistics.html") as page:
        added = """() => new Promise((resolve) => {
          const script = document.createElement("script");
          script.onload = () => resolve("ran");
          script.onerror = () => resolve("refused");
          script.src = "/assets/site.js";
          document.head.append(script);
        })"""
        assert await page.evaluate(added) == "refused"
