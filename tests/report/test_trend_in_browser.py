"""The trend report as a person meets it: in a real Chromium, with axe-core's every rule on, and as tagged PDF."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.report.own_audit import proven
from tests.report.tabs import listening, violations
from wcag_audit.audit import Profile
from wcag_audit.browser import Browser as OwnBrowser
from wcag_audit.model.language import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.async_api import Page

    from wcag_audit.report import TrendFiles

pytestmark = pytest.mark.browser

PATHS = (
    "index.html",
    "numbers.html",
    "whole.html",
    "ministries.html",
    "regions.html",
    "kinds.html",
    "bodies.html",
    "bodies-2.html",
    "sites.html",
    "sites-2.html",
    "criteria.html",
    "method.html",
    "ministries/ministry-1.html",
    "regions/region-3.html",
    "kinds/local.html",
)
SMALL_TARGETS = """() => [...document.querySelectorAll('a')].filter(link => {
  const box = link.getBoundingClientRect();
  const alone = link.matches('nav a, .alone, th > a');
  return alone && link.checkVisibility() && (box.height < 44 || box.width < 24);
}).map(link => link.outerHTML.slice(0, 200))"""
# Contrast of what charts draw, which axe-core leaves out: text 7:1, lines and marks that carry meaning 3:1.
FAINT = """() => {
  const channel = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(value => channel(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, two) => {
    const [high, low] = [light(one), light(two)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const faint = [];
  for (const chart of document.querySelectorAll('svg.chart')) {
    const ground = getComputedStyle(chart).backgroundColor;
    for (const text of chart.querySelectorAll('text'))
      if (contrast(getComputedStyle(text).fill, ground) < 7) faint.push(text.outerHTML);
    for (const mark of chart.querySelectorAll('.worst, .best, .way, .whisker-line, .range, .open, .goal, .part'))
      if (contrast(getComputedStyle(mark).stroke, ground) < 3) faint.push(mark.outerHTML);
  }
  return faint;
}"""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PATHS)
async def test_axe_finds_nothing_with_every_rule_on(wide: Page, trend_address: str, path: str, lang: str) -> None:
    await wide.goto(f"{trend_address}/{lang}/{path}")
    assert await violations(wide, of_colour=lang == LANGS[0]) == []


@pytest.mark.parametrize("path", PATHS)
async def test_axe_finds_nothing_in_the_dark(dark: Page, trend_address: str, path: str) -> None:
    await dark.goto(f"{trend_address}/kk/{path}")
    assert await violations(dark, others=False) == []
    assert await dark.evaluate(FAINT) == []


async def test_our_own_audit_proves_no_failure_at_any_level(trend_address: str) -> None:
    live = ["kk/index.html", "ru/regions.html", "kk/sites.html", "en/whole.html"]
    assert await proven([f"{trend_address}/{page}" for page in live], Profile.FULL) == []
    still = ["ru/index.html", "en/index.html", "kk/regions.html"]
    assert await proven([f"{trend_address}/{page}" for page in still], Profile.QUICK) == []


async def test_axe_finds_nothing_where_the_language_is_chosen(wide: Page, trend_address: str) -> None:
    await wide.goto(f"{trend_address}/index.html")
    assert await violations(wide) == []


@pytest.mark.parametrize("path", ["index.html", "numbers.html", "regions/region-3.html"])
async def test_what_charts_draw_is_seen_in_the_light(wide: Page, trend_address: str, path: str) -> None:
    await wide.goto(f"{trend_address}/ru/{path}")
    assert await wide.locator("svg.chart").count() > 0
    assert await wide.evaluate(FAINT) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PATHS)
async def test_at_320_px_nothing_scrolls_sideways_but_tables(
    narrow: Page, trend_address: str, path: str, lang: str
) -> None:
    await narrow.goto(f"{trend_address}/{lang}/{path}")
    assert await narrow.evaluate("document.scrollingElement.scrollWidth") == 320
    assert await narrow.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("path", PATHS)
async def test_nothing_runs_and_nothing_is_asked_from_elsewhere(wide: Page, trend_address: str, path: str) -> None:
    with listening(wide) as noted:
        await wide.goto(f"{trend_address}/kk/{path}")
    assert [entry for entry in noted if not entry.startswith(trend_address)] == []
    assert await wide.title() != "owned"
    assert await wide.locator("script, iframe, object, form, img, [style], [onerror]").count() == 0


async def test_forced_colours_leave_marks_and_patterns_to_be_told_apart(forced: Page, trend_address: str) -> None:
    await forced.goto(f"{trend_address}/en/numbers.html")
    fills = await forced.evaluate("""() => ['.strokes-line', '.strokes-ground', '.dots-dot'].map(
        part => getComputedStyle(document.querySelector(part)).fill)""")
    assert fills[0] != fills[1]
    assert fills[2] != fills[1]


async def test_every_chart_has_a_table_with_its_numbers(wide: Page, trend_address: str) -> None:
    await wide.goto(f"{trend_address}/en/index.html")
    links = wide.locator("figcaption a")
    assert await links.count() == await wide.locator("figure svg[role=img]").count() > 0
    for target in await links.evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        await wide.goto(f"{trend_address}/en/{target}")
        assert await wide.locator("table").count() > 0
        assert await wide.locator(f"#{target.partition('#')[2]}").count() == 1


async def test_without_a_mouse_the_wide_tables_can_be_reached(narrow: Page, trend_address: str) -> None:
    await narrow.goto(f"{trend_address}/en/regions.html")
    regions = narrow.locator(".scroll")
    assert await regions.evaluate_all(
        "all => all.every(one => one.tabIndex === 0 && one.getAttribute('role') === 'region')"
    )


# ── The PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
async def printed(trend_report: TrendFiles, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pdf")
    made = {}
    async with OwnBrowser() as own:
        for lang, page in trend_report.whole.items():
            made[str(lang)] = folder / f"{lang}.pdf"
            made[str(lang)].write_bytes(await own.print_file(page.as_uri()))
    return made


def _tags(node: Any) -> Iterator[tuple[str, str]]:
    """Structure type and alternative text of every tag."""
    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        yield str(node.S), str(node.get("/Alt", ""))
    below = node.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        yield from _tags(child)


@pytest.mark.parametrize("lang", LANGS)
async def test_the_pdf_is_tagged_and_says_its_language_and_title(printed: dict[str, Path], lang: str) -> None:
    with pikepdf.open(printed[lang]) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == lang
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "2026" in str(pdf.docinfo.Title)
        with pdf.open_outline() as outline:
            assert len(outline.root) >= 1
        tags = list(_tags(pdf.Root.StructTreeRoot))
    kinds = [kind for kind, _ in tags]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") > 5
    assert {"/Table", "/TR", "/TH", "/TD", "/L", "/LI"} <= set(kinds)


async def test_every_figure_of_the_pdf_has_its_words(printed: dict[str, Path]) -> None:
    with pikepdf.open(printed["en"]) as pdf:
        words = [alt for kind, alt in _tags(pdf.Root.StructTreeRoot) if kind == "/Figure" and alt]
    assert any(alt.startswith("Share of sites without a failure found at level AA Line chart") for alt in words)
    assert all("chart" in alt and "table" in alt for alt in words)


def test_the_text_of_the_pdf_can_be_taken_out(printed: dict[str, Path]) -> None:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("poppler is not installed")
    text = subprocess.run([tool, printed["kk"], "-"], check=True, capture_output=True, text=True).stdout  # noqa: S603
    assert "Қазақстандағы веб-қолжетімділік" in text
    assert "\ufffd" not in text
