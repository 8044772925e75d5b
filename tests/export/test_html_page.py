"""The single page: accessible by axe-core's own word, and nothing of a hostile page comes alive in it."""

from __future__ import annotations

from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from playwright.async_api import async_playwright

from tests.export.marks import SomeMarks
from tests.report import made_up_wave
from tests.report.made_up_wave import HOSTILE, hostile_findings, page
from wcag_audit.browser.executable import installed_browsers
from wcag_audit.export import Occasion
from wcag_audit.export.html_page import MAX_FINDINGS, HtmlPage
from wcag_audit.model.result import PageResult, SiteResult, Versions
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.report.speech import Speech

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.model.language import Lang

_VIOLATIONS = "async () => (await axe.run()).violations.map(rule => [rule.id, rule.nodes[0].html])"
_FINDINGS = tuple(fault.finding for fault in made_up_wave.FAULTS)


def written(lang: Lang = "en", *results: PageResult, site: SiteResult | None = None) -> str:
    stream = StringIO()
    log = HtmlPage(stream, Occasion("check", lang, Versions("0.1.0", "4.12.1", "ab", "Chrome/1")))
    log.begin()
    for result in results:
        log.page(result.record.visit.url, result, result.findings)
    if site:
        log.site("https://a.kz/", site)
    log.end()
    return stream.getvalue()


def everything(lang: Lang) -> str:
    hostile = tuple(hostile_findings())
    pages = [page("a", f"https://a.kz/{number}?{text}", hostile, title=text) for number, text in enumerate(HOSTILE)]
    lost = PageResult(VisitRecord(Visit("javascript:alert(1)", "a"), VisitStatus.NOT_WEB, HOSTILE[0]))
    return written(lang, page("a", "https://a.kz/", _FINDINGS), page("a", "https://a.kz/clean", ()), lost, *pages)


def test_every_address_has_a_section_with_its_findings_proven_ones_first(lang: Lang) -> None:
    html = BeautifulSoup(written(lang, page("a", "https://a.kz/", _FINDINGS), page("a", "https://a.kz/b", ())), "lxml")
    first, second = html.find_all("section")
    speech = Speech(lang)
    assert html.html is not None
    assert html.html["lang"] == lang
    headings = [heading.get_text(" ", strip=True) for heading in first.find_all("h3")]
    assert headings[0] == f"{speech.plain('kinds.failures.many')} (6)"
    assert len(first.find_all("li")) == len(_FINDINGS)
    assert speech.plain("page.no-findings") in second.get_text()


def test_an_accepted_exception_is_told_with_the_failure_that_it_is_of(lang: Lang) -> None:
    stream, (borne, known, *_) = StringIO(), _FINDINGS
    log = HtmlPage(stream, Occasion("check", lang, Versions("0.1.0"), marks=SomeMarks(borne, known)))
    log.begin()
    log.page("https://a.kz/", page("a", "https://a.kz/", _FINDINGS), _FINDINGS)
    log.end()
    said = [item.get_text() for item in BeautifulSoup(stream.getvalue(), "lxml").find_all("strong")]
    assert len(said) == 1
    assert "<b>redesign</b>[U+202E]" in said[0]
    assert "A. Owner" in said[0]


def test_a_page_with_findings_without_end_stays_small() -> None:
    html = BeautifulSoup(written("en", page("a", "https://a.kz/", _FINDINGS[:1] * (MAX_FINDINGS + 7))), "lxml")
    assert len(html.find_all("li")) == MAX_FINDINGS
    assert "+ 7" in html.get_text()


def test_what_comparing_pages_yields_is_shown() -> None:
    html = BeautifulSoup(written("en", site=SiteResult("a", _FINDINGS[:1], (), ())), "lxml")
    assert len(html.find_all("li")) == 1


@pytest.mark.browser
async def test_axe_finds_nothing_and_nothing_comes_alive(tmp_path: Path, lang: Lang) -> None:
    path = tmp_path / "page.html"
    path.write_text(everything(lang), "utf-8")
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=next(installed_browsers()), args=["--no-sandbox"])
        opened = await browser.new_page(bypass_csp=True)
        asked: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        await opened.goto(path.as_uri())
        title = await opened.title()
        await opened.evaluate(axe)
        violations = await opened.evaluate(_VIOLATIONS)
        strict = await browser.new_page()
        await strict.goto(path.as_uri())
        width = await strict.evaluate("getComputedStyle(document.querySelector('main')).maxWidth")
        await browser.close()
    assert violations == []
    assert width != "none"  # the page's own policy lets its style pass
    assert title != "owned"
    assert asked == [path.as_uri()]
