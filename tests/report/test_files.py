"""The report as files: links lead somewhere, nothing is too large, data can be trusted, other files are left alone."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

import made_up_wave
import pytest
from bs4 import BeautifulSoup

from wcag_audit.errors import CouldNotDoError, StoreError, UsageError
from wcag_audit.i18n.common import meaning
from wcag_audit.measuring import measures
from wcag_audit.report import write_report
from wcag_audit.report.data_rows import COLUMNS
from wcag_audit.report.gathering import MAX_PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.report import ReportFiles
    from wcag_audit.store import Store


@pytest.fixture(scope="module")
def documents(report: ReportFiles) -> Mapping[Path, BeautifulSoup]:
    return {file: BeautifulSoup(file.read_bytes(), "lxml") for file in report.folder.rglob("*.html")}


def rows(report: ReportFiles, name: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with (report.folder / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def test_what_is_written_is_told(report: ReportFiles) -> None:
    assert report.index.is_file()
    assert report.pages == len(list(report.folder.rglob("*.html")))
    assert {file.name for file in report.data} == {*(f"{name}.csv" for name in COLUMNS), "wave.json"}
    assert not list(report.folder.glob(".report-*"))


def test_every_link_and_picture_inside_the_report_is_there(documents: Mapping[Path, BeautifulSoup]) -> None:
    broken = []
    ids = {file: {tag["id"] for tag in html.find_all(id=True)} for file, html in documents.items()}
    for file, html in documents.items():
        for tag in html.find_all(["a", "link", "img"]):
            target, fragment = urldefrag(tag.get("href") or tag.get("src"))
            if "://" in target:
                continue
            wanted = (file.parent / unquote(target)).resolve() if target else file.resolve()
            if not wanted.is_file() or (fragment and fragment not in ids[wanted]):
                broken.append((file, tag))
    assert broken == []


def test_titles_are_unique_and_say_the_page_of_a_list(documents: Mapping[Path, BeautifulSoup]) -> None:
    titles = defaultdict(list)
    for file, html in documents.items():
        titles[html["lang"] if html.has_attr("lang") else html.html["lang"], html.title.string].append(file)
    del titles["kk", documents_title(documents)]
    assert [files for files in titles.values() if len(files) > 1] == []


def documents_title(documents: Mapping[Path, BeautifulSoup]) -> str:
    """The title of the page on which the language is chosen."""
    return next(str(html.title.string) for file, html in documents.items() if html.select_one("main.choice"))


def test_links_with_the_same_words_lead_to_the_same_place(documents: Mapping[Path, BeautifulSoup]) -> None:
    for file, html in documents.items():
        targets = defaultdict(set)
        for link in html.find_all("a"):
            targets[link.get_text(" ", strip=True)].add((file.parent / link["href"]).resolve())
        assert {text: found for text, found in targets.items() if len(found) > 1} == {}, file


def test_every_id_is_used_once_and_headings_skip_no_rank(documents: Mapping[Path, BeautifulSoup]) -> None:
    for file, html in documents.items():
        ids = [tag["id"] for tag in html.find_all(id=True)]
        assert len(ids) == len(set(ids)), file
        ranks = [int(tag.name[1]) for tag in html.find_all(["h1", "h2", "h3", "h4"])]
        assert ranks[0] == 1, file
        assert all(after <= before + 1 for before, after in pairwise(ranks)), file


def test_every_table_has_a_caption_and_heads_with_a_scope(documents: Mapping[Path, BeautifulSoup]) -> None:
    for file, html in documents.items():
        for table in html.find_all("table"):
            assert table.caption.get_text(strip=True), file
            assert all(head.has_attr("scope") for head in table.find_all("th")), file
            assert table.parent["tabindex"] == "0", file


def test_no_file_is_larger_than_2_mb(documents: Mapping[Path, BeautifulSoup]) -> None:
    assert max(file.stat().st_size for file in documents) < 2_000_000


def test_the_three_languages_have_the_same_pages(report: ReportFiles) -> None:
    folders = {lang: report.folder / lang for lang in ("kk", "ru", "en")}
    pages = {lang: {str(file.relative_to(root)) for file in root.rglob("*.html")} for lang, root in folders.items()}
    assert pages["kk"] == pages["ru"] == pages["en"]
    assert len(pages["kk"]) > 100


def test_nothing_of_a_hostile_page_becomes_markup(documents: Mapping[Path, BeautifulSoup]) -> None:
    for file, html in documents.items():
        assert html.find_all(["script", "iframe", "form", "base", "object", "embed"]) == [], file
        assert [
            tag for tag in html.find_all(True) if any(name.startswith("on") or name == "style" for name in tag.attrs)
        ] == []
        assert all(
            link["href"].split(":", 1)[0] in {"http", "https"} for link in html.find_all("a") if ":" in link["href"]
        )
        assert not set("\u202e\u2066\x00\x07") & set(html.get_text()), file


def test_hostile_names_are_shown_as_they_are_written(report: ReportFiles) -> None:
    page = (report.folder / "en/sites/abay-hostile/failures.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;" in page
    assert "[U+202E]gnp.exe" in page
    assert "{{ 7 * 7 }}" in page


def test_long_words_of_a_page_are_cut(report: ReportFiles) -> None:
    page = (report.folder / "en/sites/abay-hostile/failures.html").read_text(encoding="utf-8")
    assert "ұ" * 200 in page
    assert "ұ" * 400 not in page


def test_cells_cannot_become_formulas(report: ReportFiles) -> None:
    names = set()
    for name in COLUMNS:
        for row in rows(report, name):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], name
            names.add(row.get("name"))
    assert '\'=HYPERLINK("http://evil.example")' in names


def test_data_files_have_every_row_and_a_mark_that_they_are_utf_8(report: ReportFiles, store: Store) -> None:
    sites = [site.id for site in store.register(1).sites]
    assert (report.folder / "data" / "issues.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    expected = {
        "findings": sum(1 for _ in store.findings(1)),
        "issues": sum(1 for site in sites for _ in store.issues(1, site)),
        "pages": sum(1 for site in sites for _ in store.pages(1, site)),
        "coverage": sum(1 for site in sites for _ in store.records(1, site)),
        "criteria": 86 * len(sites),
        "indexes": 3 * len(sites),
        "index_pages": 3 * sum(1 for site in sites for _ in store.pages(1, site)),
        "index_strata": sum(len(measures(store, store.wave(1), site).strata) for site in sites),
    }
    assert {name: sum(1 for _ in rows(report, name)) for name in COLUMNS} == expected


def test_issues_are_told_in_three_languages_with_the_pages_they_clear(report: ReportFiles) -> None:
    image = next(row for row in rows(report, "issues") if row["rule"] == "axe-image-alt")
    assert image["pages"] == "105"
    assert image["kind"] == "failures"
    assert len({image["title_kk"], image["title_ru"], image["title_en"]}) == 3


def test_the_wave_as_json_has_versions_and_the_numbers_of_the_overview(report: ReportFiles) -> None:
    wave = json.loads((report.folder / "data" / "wave.json").read_text(encoding="utf-8"))
    assert wave["wave"]["versions"]["axe-core"] == "4.12.1"
    portal_site = wave["sites"][0]
    assert portal_site["failures"] == {"A": 5, "AA": 1, "AAA": 1}
    assert portal_site["issues"] == {"failures": 7, "possible-failures": 1, "to-review": 1, "best-practice": 1}
    assert portal_site["pages"]["with_failures"] == 105
    assert "conform" not in json.dumps(wave["sites"])


def test_an_issue_lists_all_its_pages_part_by_part(
    report: ReportFiles, documents: Mapping[Path, BeautifulSoup]
) -> None:
    image = next(row for row in rows(report, "issues") if row["rule"] == "axe-image-alt")
    folder = report.folder / "ru/sites/pastures-portal/issues"
    parts = [documents[folder / f"{image['fingerprint']}{part}.html"] for part in ("", "-2")]
    assert [len(part.select("table:last-of-type th[scope=row] a")) for part in parts] == [100, 5]
    assert MAX_PLACES > 100


def test_an_issue_names_place_command_engine_and_the_other_source(
    report: ReportFiles, documents: Mapping[Path, BeautifulSoup]
) -> None:
    link = next(row for row in rows(report, "issues") if row["rule"] == "axe-link-name")
    text = documents[report.folder / f"en/sites/pastures-portal/issues/{link['fingerprint']}.html"].get_text(
        " ", strip=True
    )
    for part in (
        "footer a.social",
        '<a class="social" href="/fb"></a>',
        "wcag-audit check https://pastures.example.kz/kk/",
        "axe-core 4.12.1",
        "image-name-is-file-name",
        "2.4.4 Link Purpose (In Context)",
        "One fix clears 35 pages.",
    ):
        assert part in text


def test_it_is_told_where_something_was_found_and_what_became_of_the_special_version(
    report: ReportFiles, documents: Mapping[Path, BeautifulSoup], store: Store
) -> None:
    portal = report.folder / "en/sites/pastures-portal"

    def text(name: str) -> str:
        return documents[portal / name].get_text(" ", strip=True)

    issues = {row["rule"]: row for row in rows(report, "issues") if row["site"] == "pastures-portal"}
    for rule, state, sentence in [
        ("axe-label", "special-version", "It was found only with the version for the visually impaired switched on."),
        ("axe-html-has-lang", "both", "It was found on the page as it opens, and also with the version"),
    ]:
        assert issues[rule]["state"] == state
        assert sentence in text(f"issues/{issues[rule]['fingerprint']}.html")
    assert issues["axe-image-alt"]["state"] == "as-opened"
    assert "It was found" not in text(f"issues/{issues['axe-image-alt']['fingerprint']}.html")
    assert {row["state"] for row in rows(report, "findings")} == {"as-opened", "special-version", "both"}
    site = text("index.html")
    assert "Both states were audited: 2 pages Nothing changed: 1 page A page of its own: 1 page Not audited: 1" in site
    pages = {store.page(row.visit_id).special: row.visit_id for row in store.pages(1, "pastures-portal")}
    for trial, visit_id in pages.items():
        if trial is not None:
            page = text(f"pages/{visit_id}.html")
            assert meaning(trial.outcome).en in page
            assert trial.address in page.replace(" ", "")
    first = text(f"pages/{pages[made_up_wave.TRIALS[4]]}.html")
    assert "Only in the version for the visually impaired" in first


def test_no_page_claims_conformance(documents: Mapping[Path, BeautifulSoup]) -> None:
    claims = ("is compliant", "fully conforms", "conforms to", "соответствует уровню A", "деңгейіне сәйкес келеді")
    for file, html in documents.items():
        text = html.get_text(" ", strip=True)
        assert [claim for claim in claims if claim in text] == [], file


def test_a_site_that_is_not_finished_is_reported_as_such(tmp_path: Path) -> None:
    with made_up_wave.fill(tmp_path / "audit.db", pages=2, finish=False) as store:
        store._db.execute("DELETE FROM site_verdicts")
        report = write_report(store, 1, tmp_path / "out", langs=("en",))
    site = (report.folder / "en/sites/pastures-portal/index.html").read_text(encoding="utf-8")
    assert "The audit of this site is not finished" in site
    assert "1 of 2" in BeautifulSoup(site, "lxml").get_text()
    assert "This wave is not finished" in (report.folder / "en/index.html").read_text(encoding="utf-8")
    assert not (report.folder / "kk").exists()


def test_a_report_is_replaced_and_other_files_are_left_alone(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "wave"
    write_report(store, 1, folder, langs=("ru",))
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    write_report(store, 1, folder, langs=("en",))
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (folder / "en").is_dir()
    assert not (folder / "ru").exists()


def test_a_folder_with_files_of_others_is_refused_untouched(store: Store, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "wave.json").write_text('{"format": "surf report"}', encoding="utf-8")
    with pytest.raises(UsageError, match="data that no report of ours wrote"):
        write_report(store, 1, tmp_path)
    assert [file.name for file in tmp_path.rglob("*")] == ["data", "wave.json"]


def test_a_file_in_place_of_the_folder_is_told_in_one_sentence(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        write_report(store, 1, tmp_path / "file")
    with pytest.raises(CouldNotDoError, match="choose another folder"):
        write_report(store, 1, tmp_path / "file" / "below")


def test_an_unknown_wave_or_language_writes_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        write_report(store, 9, tmp_path / "out")
    with pytest.raises(UsageError, match="kk, ru, en"):
        write_report(store, 1, tmp_path / "out", langs=("de",))  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_progress_is_told_site_by_site(store: Store, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_report(store, 1, tmp_path / "out", langs=("en",), progress=lambda done, whole: told.append((done, whole)))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_documentation_names_the_columns_of_every_file() -> None:
    text = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| `(\w+)\.csv` \|[^|]*\| ([^|]*) \|$", text, re.MULTILINE))
    for name, columns in COLUMNS.items():
        named = documented[name].replace(" (JSON)", "").removesuffix(", and title and message per language")
        assert tuple(named.split(", ")) == tuple(columns)


def test_reasons_and_gaps_are_told_in_the_language_of_the_report(
    report: ReportFiles, documents: Mapping[Path, BeautifulSoup]
) -> None:
    said = {
        "kk": ("{} мекенжайына қайта бағыттайды", "10 с өткенде беттің бөліктері әлі жүктеліп жатты."),
        "ru": ("перенаправляет на {}", "Части страницы всё ещё загружались через 10 с."),
        "en": ("redirects to {}", "Parts of the page were still loading after 10 s."),
    }
    for lang, (reason, gap) in said.items():
        cells = [cell for file, soup in documents.items() if lang in file.parts for cell in soup.select("td.found bdi")]
        assert reason.format("https://pastures.example.kz/") in {cell.get_text() for cell in cells}
        gaps = [item for file, soup in documents.items() if lang in file.parts for item in soup.select("ul > li > bdi")]
        told = {item.get_text(): item.get("lang") for item in gaps}
        assert told[gap] is None
        # What an older wave has stored is English, and says so.
        assert told["The frame https://map.example/ could not be entered."] == (None if lang == "en" else "en")
    assert "redirects to https://pastures.example.kz/" in {row["reason"] for row in rows(report, "coverage")}
