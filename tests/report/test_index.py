"""The index in the report: never without what stands beside it, and to be recomputed from the files."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.scored_wave import SITES, begin
from wcag_audit.measuring import score_site
from wcag_audit.report import write_report
from wcag_audit.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in which two sites are stored with an index, and one is not yet finished."""
    place = tmp_path_factory.mktemp("index")
    with Store.open(place / "audit.db") as store:
        wave = begin(store)
        for site in SITES[:2]:
            score_site(store, wave.id, site)
        write_report(store, wave.id, place / "report")
    return place / "report"


def table(folder: Path, path: str) -> list[list[str]]:
    """The rows of the table of indexes, without its head."""
    soup = BeautifulSoup((folder / path).read_bytes(), "lxml")
    section = soup.find("section", attrs={"aria-labelledby": "index"})
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in section.find("tbody").find_all("tr")
    ]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_sites_index_stands_with_interval_band_clean_pages_and_coverage(folder: Path) -> None:
    a, aa = table(folder, "en/sites/portal/index.html")
    assert a[:3] == ["Up to level A", "99+ machine only", "99+ – 99+"]
    level, value, interval, band, clean, decided, reached = aa
    low, high = interval.split(" – ")
    assert level == "Up to level AA"
    assert value == "99+ machine only"  # one criterion of many fails on a few pages, and no person has said "passed"
    assert float(band) < float(low) < 99
    assert high == "99+"
    assert clean == "16 of 25 (43% – 82%)"
    assert decided.endswith("of 55")
    assert reached == "25 of 25"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", "Өлшеуге келмейді: бірде-бір бет ашылмады."),
        ("ru", "Не измеримо: ни одна страница не открылась."),
        ("en", "Not measurable: no page was reached."),
    ],
)
def test_a_site_that_is_not_measurable_gets_words_and_no_number(folder: Path, lang: str, words: str) -> None:
    for row in table(folder, f"{lang}/sites/silent/index.html"):
        assert row[1] == words
        assert len(row) == 5


@pytest.mark.parametrize("path", ["en/index.html", "en/bodies/ministry.html"])
def test_a_group_keeps_its_unreachable_site_as_worst_and_best_case(folder: Path, path: str) -> None:
    a, aa = table(folder, path)
    assert a[1:3] == ["99+ machine only", "99+ – 99+"]
    assert a[3] == "66.7 – 100.0"
    assert (aa[4], aa[5]) == ("2 of 3", "1 of 2")


def test_every_index_can_be_recomputed_from_the_files(folder: Path) -> None:
    known = {(row["site"], row["stratum"]): int(row["known"]) for row in rows(folder, "index_strata")}
    values: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for page in rows(folder, "index_pages"):
        if int(page["applicable"]):
            share = 1 - int(page["failed"]) / int(page["applicable"])
            values[page["site"], page["level"], page["stratum"]].append(share)
    for index in rows(folder, "indexes"):
        parts = {
            stratum: found
            for (site, level, stratum), found in values.items()
            if (site, level) == (index["site"], index["level"])
        }
        whole = sum(known[index["site"], stratum] for stratum in parts)
        computed = sum(known[index["site"], name] * sum(found) / len(found) for name, found in parts.items())
        assert index["value"] == (str(round(100 * computed / whole, 4)) if parts else "")
    assert {row["measured"] for row in rows(folder, "indexes")} == {"measured", "nothing-reached"}


def test_the_file_for_programs_has_the_same_indexes(folder: Path) -> None:
    found = json.loads((folder / "data" / "wave.json").read_text("utf-8"))
    by_site = {site["site"]: site["indexes"] for site in found["sites"]}
    stored = {(row["site"], row["level"]): row["value"] for row in rows(folder, "indexes")}
    assert {
        (site, index["level"]): "" if index["value"] is None else str(index["value"])
        for site, indexes in by_site.items()
        for index in indexes
    } == stored
    assert by_site["silent"][0]["value"] is None


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_page_about_the_method_says_how_the_index_is_computed(folder: Path, lang: str) -> None:
    soup = BeautifulSoup((folder / lang / "method.html").read_bytes(), "lxml")
    assert len(soup.find("section", attrs={"aria-labelledby": "index"}).find_all("li")) == 7
