"""The trend report as files: complete, bounded, escaped, and put in place of nothing but its own."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import nations
import pytest

from bench.nation import simulate
from wcag_audit.errors import UsageError
from wcag_audit.report import write_trend_report

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.model.trend import Trend
    from wcag_audit.report import TrendFiles

MAX_BYTES = 2_000_000


class _Page(HTMLParser):
    """Ids and links of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" and "href" in found else []


def _pages(folder: Path) -> dict[Path, _Page]:
    return {file: _Page(file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("*.html"))}


def test_every_link_within_the_report_leads_somewhere(trend_report: TrendFiles) -> None:
    pages = _pages(trend_report.folder)
    assert len(pages) == trend_report.pages
    for file, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), file
        for link in page.links:
            parts = urlsplit(link)
            if parts.path.startswith("../" * 4) or "/wave/" in parts.path:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target in pages, (file, link)
            assert not parts.fragment or parts.fragment in pages[target].ids, (file, link)


def test_no_page_is_heavier_than_two_megabytes(trend_report: TrendFiles) -> None:
    assert max(file.stat().st_size for file in trend_report.folder.rglob("*.html")) < MAX_BYTES


def test_sites_lead_to_the_report_of_the_last_wave_where_there_is_one(
    small_trend: Trend, trend_report: TrendFiles, tmp_path: Path
) -> None:
    site = small_trend.sites[5]
    link = f'href="../../wave/ru/sites/{site.site}/index.html"'
    assert link in (trend_report.folder / "ru" / "sites.html").read_text(encoding="utf-8")
    alone = write_trend_report(small_trend, tmp_path / "alone", ("ru",))
    assert "/sites/" not in (alone.folder / "ru" / "sites.html").read_text(encoding="utf-8")


def test_hostile_names_are_text(trend_report: TrendFiles) -> None:
    for file in trend_report.folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<(script|img)|\u202e|href=\"javascript", text), file
    body = (trend_report.folder / "kk" / "bodies.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;document.title=" in body
    assert "ұ" * 400 not in (trend_report.folder / "ru" / "bodies.html").read_text(encoding="utf-8")


def test_a_nation_that_nothing_is_known_of_is_told_in_words(unknown_trend: Trend, tmp_path: Path) -> None:
    written = write_trend_report(unknown_trend, tmp_path / "report", ("en",))
    text = (written.folder / "en" / "index.html").read_text(encoding="utf-8")
    assert "<figure>" not in text
    assert "None" not in text
    numbers = set(re.findall(r"\b\d+\b", re.sub(r"<[^>]+>", " ", text[text.index("<main") :])))
    assert not numbers & {"100"}, "a nation without sites has no share"


def test_a_single_wave_tells_of_no_move(tmp_path: Path) -> None:
    trend = nations.trend_of(simulate(sites=4, waves=1), tmp_path / "audit.db")
    written = write_trend_report(trend, tmp_path / "report", ("en",))
    text = (written.folder / "en" / "index.html").read_text(encoding="utf-8")
    assert text.count("It takes two waves to compare.") == 2
    assert "Failures fixed" not in text
    assert "Too early to tell" in text


def test_an_older_trend_report_is_replaced_and_other_files_are_left_alone(small_trend: Trend, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    write_trend_report(small_trend, folder)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    write_trend_report(small_trend, folder, ("kk",))
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert not (folder / "ru").exists()
    assert not list(folder.glob(".report-*"))


def test_a_folder_with_files_of_others_is_refused(small_trend: Trend, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("theirs", encoding="utf-8")
    with pytest.raises(UsageError):
        write_trend_report(small_trend, tmp_path)
    with pytest.raises(UsageError):
        write_trend_report(small_trend, tmp_path / "new", ())
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "theirs"


def test_no_sentence_calls_what_a_machine_measured_conformant(trend_report: TrendFiles) -> None:
    for file in (trend_report.folder / "en").rglob("*.html"):
        text = re.sub(r"<[^>]+>", " ", file.read_text(encoding="utf-8"))
        assert not re.search(r"\b(?:is|are) (?:AA|AAA|conformant|compliant)\b|\bconforms to\b", text), file
        assert "only a person can confirm conformance" in text, file
