"""The report on paper, in forced colours, at 400 % zoom, without JavaScript and with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.report.tabs import NARROW, open_tab
from tests.report.test_in_browser import FOCUS_LINE, HOSTILE, PORTAL, find

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

    from wcag_audit.report import ReportFiles

pytestmark = pytest.mark.browser

SHEET = {"width": 718, "height": 1047}
"""A4 without margins of 1 cm, in CSS pixels."""
ZOOMED = {"width": 320, "height": 225}
"""1280 x 900 at 400 %: the frame stays as narrow as in `NARROW` and becomes low."""
PATHS = (
    "index.html",
    f"{PORTAL}/index.html",
    f"{PORTAL}/failures.html",
    f"{PORTAL}/summary.html",
    f"{PORTAL}/issues/*!<img",
    f"{PORTAL}/pages/*!bdi lang",
    f"{HOSTILE}/coverage.html",
    f"{HOSTILE}/pages/*!ұұұұ",
)
CUT = """() => [...document.querySelectorAll('body, main, main *')].filter(element => {
  const style = getComputedStyle(element);
  const clips = style.overflowX !== 'visible' && style.display !== 'inline';
  return element.getBoundingClientRect().right > innerWidth + 1
    || clips && element.scrollWidth > element.clientWidth + 1;
}).map(element => element.outerHTML.slice(0, 150))"""
COLOURS = """() => [...document.querySelectorAll('body *')].flatMap(element => {
  const style = getComputedStyle(element);
  return [style.color, style.backgroundColor, style.fill, style.stroke];
})"""
IN_THE_WAY = """() => [...document.querySelectorAll('body *')].filter(
  element => getComputedStyle(element).position === 'fixed').length"""
SHAPES = """() => {
  const seen = (selector, part) => {
    const found = document.querySelector(selector);
    return found && getComputedStyle(found)[part];
  };
  const ground = getComputedStyle(document.body).backgroundColor;
  return {
    ground, ink: seen('.ink', 'fill'), line: seen('.line', 'stroke'),
    fill: seen('.share .fill', 'fill'), track: seen('.share .track', 'fill'),
    failed: seen('rect.b-failed', 'fill'), open: seen('rect.b-no-failure-found', 'fill'),
  };
}"""


@pytest.fixture(params=PATHS)
def path(request: pytest.FixtureRequest, report: ReportFiles) -> str:
    return find(report.folder / "kk", request.param)


@pytest_asyncio.fixture(scope="module")
async def printed(browser: Browser) -> AsyncIterator[Page]:
    """A tab as wide as a sheet, of a person whose screen is dark."""
    async with open_tab(browser, viewport=SHEET, color_scheme="dark") as tab:
        await tab.emulate_media(media="print")
        yield tab


@pytest_asyncio.fixture(scope="module")
async def unscripted(browser: Browser) -> AsyncIterator[Page]:
    async with open_tab(browser, viewport=NARROW, java_script_enabled=False) as tab:
        yield tab


async def test_on_paper_nothing_is_cut_and_what_leads_elsewhere_is_left_out(
    printed: Page, address: str, path: str
) -> None:
    await printed.goto(f"{address}/kk/{path}")
    assert await printed.evaluate(CUT) == []
    assert await printed.locator("nav:visible, .skip:visible").count() == 0
    assert await printed.locator("main h1:visible").count() == 1
    assert await printed.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


async def test_on_paper_the_colours_are_those_of_a_light_screen(printed: Page, address: str) -> None:
    await printed.goto(f"{address}/kk/{PORTAL}/index.html")
    of_dark = await printed.evaluate(COLOURS)
    try:
        await printed.emulate_media(media="print", color_scheme="light")
        assert await printed.evaluate(COLOURS) == of_dark
    finally:
        await printed.emulate_media(media="print", color_scheme="dark")
    assert "rgb(0, 0, 0)" in of_dark


async def test_on_paper_an_address_can_be_read_where_the_screen_has_a_link(printed: Page, address: str) -> None:
    await printed.goto(f"{address}/en/{PORTAL}/coverage.html")
    links = printed.locator("main a[href^=http]")
    shown = await links.evaluate_all("links => links.map(link => [link.getAttribute('href'), link.innerText])")
    assert shown
    for href, said in shown:
        begin, _, end = said.partition("…")
        assert href.startswith(begin)
        assert href.endswith(end)


async def test_in_forced_colours_shapes_stand_out_from_their_ground(forced: Page, address: str) -> None:
    await forced.goto(f"{address}/en/{PORTAL}/index.html")
    colours = await forced.evaluate(SHAPES)
    assert None not in colours.values()
    assert colours["ink"] != colours["ground"] != colours["line"]
    assert colours["fill"] != colours["track"]
    assert colours["failed"] != colours["open"]
    await forced.keyboard.press("Tab")
    assert await forced.evaluate(FOCUS_LINE) == ["solid", "3px"]


async def test_at_400_percent_nothing_covers_what_is_read(narrow: Page, address: str, path: str) -> None:
    await narrow.set_viewport_size(ZOOMED)
    try:
        await narrow.goto(f"{address}/ru/{path}")
        assert await narrow.evaluate("document.scrollingElement.scrollWidth") == ZOOMED["width"]
        assert await narrow.evaluate(IN_THE_WAY) == 0
    finally:
        await narrow.set_viewport_size(NARROW)


async def test_without_javascript_everything_is_there(unscripted: Page, wide: Page, address: str, path: str) -> None:
    words = []
    for tab in (unscripted, wide):
        await tab.goto(f"{address}/en/{path}")
        words.append(await tab.locator("main").text_content())
    assert words[0] == words[1]
    assert words[0]


async def test_the_keyboard_alone_leads_from_the_overview_to_a_place_to_repair(wide: Page, address: str) -> None:
    await wide.goto(f"{address}/en/index.html")
    for wanted in (f"{PORTAL}/index.html", f"{PORTAL}/issues/"):
        for _step in range(80):
            await wide.keyboard.press("Tab")
            if wanted in await wide.evaluate("document.activeElement.href ?? ''"):
                break
        assert wanted in await wide.evaluate("document.activeElement.href ?? ''")
        async with wide.expect_navigation():
            await wide.keyboard.press("Enter")
    assert await wide.locator("#place, #found").count() > 0
