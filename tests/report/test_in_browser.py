"""The report as a person meets it: in a real Chromium, with axe-core's every rule on."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from tests.patience import SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from playwright.async_api import Browser, BrowserContext, Page

    from wcag_audit.report import ReportFiles

pytestmark = pytest.mark.browser

PORTAL, HOSTILE = "sites/pastures-portal", "sites/abay-hostile"
PATHS: Mapping[str, str] = {
    "overview": "index.html",
    "body": "bodies/abay-akimat.html",
    "criteria": "criteria.html",
    "method": "method.html",
    "site": f"{PORTAL}/index.html",
    "site never visited": "sites/abay-off/index.html",
    "failures": f"{PORTAL}/failures.html",
    "possible failures": f"{PORTAL}/possible-failures.html",
    "to review": f"{PORTAL}/to-review.html",
    "changes": f"{PORTAL}/changes.html",
    "components": f"{PORTAL}/components.html",
    "summary": f"{PORTAL}/summary.html",
    "issue that is gone": f"{PORTAL}/issues/*!aside a.gone",
    "hostile changes": f"{HOSTILE}/changes.html",
    "changes of a site without an earlier wave": "sites/abay-empty/changes.html",
    "summary of a site without pages": "sites/abay-empty/summary.html",
    "pages": f"{PORTAL}/pages.html",
    "second part of the pages": f"{PORTAL}/pages-2.html",
    "coverage": f"{PORTAL}/coverage.html",
    "second part of the coverage": f"{PORTAL}/coverage-2.html",
    "issue with a picture": f"{PORTAL}/issues/*!<img",
    "issue from comparing pages": f"{PORTAL}/issues/*!addresses",
    "page": f"{PORTAL}/pages/*!bdi lang",
    "second part of a page": f"{PORTAL}/pages/*-2.html!<main",
    "hostile site": f"{HOSTILE}/index.html",
    "hostile failures": f"{HOSTILE}/failures.html",
    "hostile issue": f"{HOSTILE}/issues/*!ұұұұ",
    "hostile page": f"{HOSTILE}/pages/*!ұұұұ",
    "hostile coverage": f"{HOSTILE}/coverage.html",
}
"""One page of every kind; "folder/*!text" is the first file of the folder that has the text."""
AXE = """async () => {
  const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
  const results = await axe.run(document, {rules});
  return results.violations.map(rule => [rule.id, rule.nodes.slice(0, 3).map(node => node.html.slice(0, 200))]);
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll('a')].filter(link => {
  const box = link.getBoundingClientRect();
  const alone = link.matches('nav a, .alone, th > a, .criteria a');
  return alone && link.checkVisibility() && (box.height < 44 || box.width < 24);
}).map(link => link.outerHTML.slice(0, 200))"""

WIDER_SPACING = """() => {
  for (const element of document.querySelectorAll('body *')) {
    element.style.cssText += 'line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important';
  }
}"""
# Playwright's own waiting evaluates text in the page, which the report's content policy refuses.
SCROLLED = """() => new Promise((done) => {
  const look = () => document.activeElement.scrollLeft > 0 ? done(true) : requestAnimationFrame(look);
  look();
})"""
FOCUS_LINE = """() => {
  const style = getComputedStyle(document.activeElement);
  return [style.outlineStyle, style.outlineWidth];
}"""


def find(folder: Path, path: str) -> str:
    """The address below `folder` that an entry of PATHS means."""
    pattern, _, text = path.partition("!")
    if not text:
        return path
    parent, _, name = pattern.rpartition("/")
    found = sorted(folder.joinpath(parent).glob(name if "." in name else f"{name}.html"))
    return next(str(file.relative_to(folder)) for file in found if text in file.read_text(encoding="utf-8"))


@pytest.fixture(params=PATHS)
def path(request: pytest.FixtureRequest, report: ReportFiles) -> str:
    return find(report.folder / "kk", PATHS[request.param])


async def _context(browser: Browser, **options: Any) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(**options)
    context.set_default_timeout(SECONDS * 1000)
    yield context
    await context.close()


async def _open(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    """The page, and what was asked for or complained about while it loaded."""
    page = await context.new_page()
    noted: list[str] = []
    page.on("console", lambda said: noted.append(said.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("dialog", lambda dialog: noted.append(dialog.message))
    page.on("request", lambda request: noted.append(request.url))
    await page.goto(url)
    return page, noted


@pytest.fixture
async def wide(browser: Browser) -> AsyncIterator[BrowserContext]:
    async for context in _context(browser, viewport={"width": 1280, "height": 900}):
        yield context


@pytest.fixture
async def dark(browser: Browser) -> AsyncIterator[BrowserContext]:
    async for context in _context(browser, viewport={"width": 1280, "height": 900}, color_scheme="dark"):
        yield context


@pytest.fixture
async def narrow(browser: Browser) -> AsyncIterator[BrowserContext]:
    async for context in _context(browser, viewport={"width": 320, "height": 640}):
        yield context


async def _violations(page: Page) -> list[Any]:
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    await page.evaluate(source)
    found: list[Any] = await page.evaluate(AXE)
    return found


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_axe_finds_nothing_with_every_rule_on(wide: BrowserContext, address: str, path: str, lang: str) -> None:
    page, _ = await _open(wide, f"{address}/{lang}/{path}")
    assert await _violations(page) == []


async def test_axe_finds_nothing_in_the_dark(dark: BrowserContext, address: str, path: str) -> None:
    page, _ = await _open(dark, f"{address}/kk/{path}")
    assert await _violations(page) == []


async def test_axe_finds_nothing_where_the_language_is_chosen(wide: BrowserContext, address: str) -> None:
    page, _ = await _open(wide, f"{address}/index.html")
    assert await _violations(page) == []
    assert await page.locator("a").evaluate_all(
        "links => links.map(link => link.lang || link.closest('[lang]').lang)"
    ) == [
        "kk",
        "ru",
        "en",
    ]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_at_320_px_nothing_scrolls_sideways_but_tables(
    narrow: BrowserContext, address: str, path: str, lang: str
) -> None:
    page, _ = await _open(narrow, f"{address}/{lang}/{path}")
    assert await page.evaluate("document.scrollingElement.scrollWidth") == 320
    assert await page.evaluate(SMALL_TARGETS) == []


async def test_wider_text_spacing_cuts_nothing_off(narrow: BrowserContext, address: str, path: str) -> None:
    page, _ = await _open(narrow, f"{address}/ru/{path}")
    await page.evaluate(WIDER_SPACING)
    assert await page.evaluate("document.scrollingElement.scrollWidth") == 320
    cut = await page.evaluate("""() => [...document.querySelectorAll('main *')].filter(
        element => getComputedStyle(element).overflow === 'hidden' && element.scrollHeight > element.clientHeight + 1
    ).length""")
    assert cut == 0


async def test_nothing_runs_and_nothing_is_asked_from_elsewhere(wide: BrowserContext, address: str, path: str) -> None:
    page, noted = await _open(wide, f"{address}/kk/{path}")
    assert [entry for entry in noted if not entry.startswith(address)] == []
    assert await page.title() != "owned"
    assert await page.locator("script, iframe, object, embed, form, [style], [onerror], base").count() == 0
    hrefs: list[str] = await page.locator("a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(hrefs) <= {"http:", "https:"}


async def test_every_page_has_one_heading_of_the_first_rank_and_a_way_past_the_navigation(
    wide: BrowserContext, address: str, path: str
) -> None:
    page, _ = await _open(wide, f"{address}/en/{path}")
    assert await page.locator("h1").count() == 1
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "main"


async def test_changing_the_language_keeps_the_page(wide: BrowserContext, address: str, path: str) -> None:
    page, _ = await _open(wide, f"{address}/kk/{path}")
    for lang in ("ru", "en", "kk"):
        await page.locator(f"header a[hreflang={lang}]").click()
        assert page.url == f"{address}/{lang}/{path}"
        assert await page.locator("html").get_attribute("lang") == lang
        assert await page.locator(f"header a[hreflang={lang}]").get_attribute("aria-current") == "true"


async def test_a_report_opens_from_a_disk_with_its_style(wide: BrowserContext, report: ReportFiles) -> None:
    page, _ = await _open(wide, (report.folder / "kk" / "index.html").as_uri())
    assert await page.evaluate("getComputedStyle(document.querySelector('.answer')).borderInlineStartWidth") == "6px"


async def test_focus_is_seen_as_a_line_of_3_px(wide: BrowserContext, address: str) -> None:
    page, _ = await _open(wide, f"{address}/en/{PORTAL}/index.html")
    for _step in range(12):
        await page.keyboard.press("Tab")
        style = await page.evaluate(FOCUS_LINE)
        assert style == ["solid", "3px"]


async def test_a_wide_table_is_reached_and_scrolled_with_the_keyboard(narrow: BrowserContext, address: str) -> None:
    page, _ = await _open(narrow, f"{address}/en/criteria.html")
    region = page.get_by_role("region", name="Criteria of the principle “Perceivable”")
    await region.focus()
    for _step in range(5):
        await page.keyboard.press("ArrowRight")
    await page.evaluate(SCROLLED)
