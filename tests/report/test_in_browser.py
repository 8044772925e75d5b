"""The report as a person meets it: in a real Chromium, with axe-core's every rule on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.report.tabs import listening, violations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.async_api import Page

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


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_axe_finds_nothing_with_every_rule_on(wide: Page, address: str, path: str, lang: str) -> None:
    await wide.goto(f"{address}/{lang}/{path}")
    assert await violations(wide, of_colour=lang == "kk") == []


async def test_axe_finds_nothing_in_the_dark(dark: Page, address: str, path: str) -> None:
    await dark.goto(f"{address}/kk/{path}")
    assert await violations(dark, others=False) == []


async def test_axe_finds_nothing_where_the_language_is_chosen(wide: Page, address: str) -> None:
    await wide.goto(f"{address}/index.html")
    assert await violations(wide) == []
    assert await wide.locator("a").evaluate_all(
        "links => links.map(link => link.lang || link.closest('[lang]').lang)"
    ) == [
        "kk",
        "ru",
        "en",
    ]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_at_320_px_nothing_scrolls_sideways_but_tables(narrow: Page, address: str, path: str, lang: str) -> None:
    await narrow.goto(f"{address}/{lang}/{path}")
    assert await narrow.evaluate("document.scrollingElement.scrollWidth") == 320
    assert await narrow.evaluate(SMALL_TARGETS) == []


async def test_wider_text_spacing_cuts_nothing_off(narrow: Page, address: str, path: str) -> None:
    await narrow.goto(f"{address}/ru/{path}")
    await narrow.evaluate(WIDER_SPACING)
    assert await narrow.evaluate("document.scrollingElement.scrollWidth") == 320
    cut = await narrow.evaluate("""() => [...document.querySelectorAll('main *')].filter(
        element => getComputedStyle(element).overflow === 'hidden' && element.scrollHeight > element.clientHeight + 1
    ).length""")
    assert cut == 0


async def test_nothing_runs_and_nothing_is_asked_from_elsewhere(wide: Page, address: str, path: str) -> None:
    with listening(wide) as noted:
        await wide.goto(f"{address}/kk/{path}")
    assert [entry for entry in noted if not entry.startswith(address)] == []
    assert await wide.title() != "owned"
    assert await wide.locator("script, iframe, object, embed, form, [style], [onerror], base").count() == 0
    hrefs: list[str] = await wide.locator("a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(hrefs) <= {"http:", "https:"}


async def test_every_page_has_one_heading_of_the_first_rank_and_a_way_past_the_navigation(
    wide: Page, address: str, path: str
) -> None:
    await wide.goto(f"{address}/en/{path}")
    assert await wide.locator("h1").count() == 1
    await wide.keyboard.press("Tab")
    assert await wide.evaluate("document.activeElement.getAttribute('href')") == "#main"
    await wide.keyboard.press("Enter")
    assert await wide.evaluate("document.activeElement.id") == "main"


async def test_changing_the_language_keeps_the_page(wide: Page, address: str, path: str) -> None:
    await wide.goto(f"{address}/kk/{path}")
    for lang in ("ru", "en", "kk"):
        await wide.locator(f"header a[hreflang={lang}]").click()
        assert wide.url == f"{address}/{lang}/{path}"
        assert await wide.locator("html").get_attribute("lang") == lang
        assert await wide.locator(f"header a[hreflang={lang}]").get_attribute("aria-current") == "true"


async def test_a_report_opens_from_a_disk_with_its_style(wide: Page, report: ReportFiles) -> None:
    await wide.goto((report.folder / "kk" / "index.html").as_uri())
    assert await wide.evaluate("getComputedStyle(document.querySelector('.answer')).borderInlineStartWidth") == "6px"


async def test_focus_is_seen_as_a_line_of_3_px(wide: Page, address: str) -> None:
    await wide.goto(f"{address}/en/{PORTAL}/index.html")
    for _step in range(12):
        await wide.keyboard.press("Tab")
        style = await wide.evaluate(FOCUS_LINE)
        assert style == ["solid", "3px"]


async def test_a_wide_table_is_reached_and_scrolled_with_the_keyboard(narrow: Page, address: str) -> None:
    await narrow.goto(f"{address}/en/criteria.html")
    region = narrow.get_by_role("region", name="Criteria of the principle “Perceivable”")
    await region.focus()
    for _step in range(5):
        await narrow.keyboard.press("ArrowRight")
    await narrow.evaluate(SCROLLED)
