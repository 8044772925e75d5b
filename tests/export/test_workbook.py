"""Workbooks: read by openpyxl and, where it is installed, by LibreOffice; whatever pages say stays text."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.export.conftest import HOSTILE_SITE, PORTAL, Exports
from tests.report.made_up_wave import HOSTILE
from wcag_audit.export.grid import Grid, Link
from wcag_audit.export.words import texts
from wcag_audit.export.workbook import Sheet, Workbook
from wcag_audit.i18n.common import name
from wcag_audit.model.language import LANGS
from wcag_audit.model.verdict import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.model.language import Lang
    from wcag_audit.store import Store

_SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_LONGEST_CELL = 32_767


def read(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def table(book: Any, place: int) -> list[dict[str, Any]]:
    head, *rows = book.worksheets[place].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_every_body_has_a_workbook_with_five_sheets_in_the_language(exports: Exports, lang: Lang) -> None:
    assert {path.name for path in (exports(lang) / "xlsx").iterdir()} == {"pastures.xlsx", "abay-akimat.xlsx"}
    book = read(exports(lang) / "xlsx" / "pastures.xlsx")
    assert book.sheetnames == [texts("workbook").say(f"sheet.{sheet}", lang) for sheet in Sheet]
    assert {"kk": "Жайылымдар", "ru": "пастбищ", "en": "Pastures"}[lang] in book.properties.title
    assert book.custom_doc_props["Language"].value == lang


def test_names_of_sheets_are_names_that_excel_takes() -> None:
    for sheet in Sheet:
        for lang in LANGS:
            name = texts("workbook").say(f"sheet.{sheet}", lang)
            assert len(name) <= 31
            assert not set(name) & set("[]:*?/\\")


def test_heads_are_frozen_and_filtered_and_repeated_in_print(exports: Exports) -> None:
    for sheet in read(exports() / "xlsx" / "pastures.xlsx").worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert all(sheet.column_dimensions[cell.column_letter].width >= 9 for cell in sheet[1])


def test_the_sheets_say_what_the_data_files_say(exports: Exports) -> None:
    book = read(exports() / "xlsx" / "pastures.xlsx")
    for place, file_name in enumerate(("issues", "pages", "criteria", "coverage"), 1):
        with (exports() / "csv" / f"{file_name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["site"] == PORTAL]
        assert len(table(book, place)) == len(rows)
    first = table(book, 1)[0]
    assert (first["Criteria"], first["Level"], first["Pages"], first["Kind"]) == ("1.1.1", "A", 30, "Proven failure")
    failed = [row for row in table(book, 3) if row["Verdict"] == name(Verdict.FAILED)["en"]]
    assert [row["Criterion"] for row in failed][:2] == ["1.1.1", "1.4.3"]
    assert failed[0]["Share of failing pages"] == 1.0


def test_the_summary_has_the_numbers_of_the_site_and_claims_nothing(exports: Exports, store: Store) -> None:
    rows = list(read(exports() / "xlsx" / "pastures.xlsx").worksheets[0].iter_rows(values_only=True))
    said = [str(cell) for row in rows for cell in row if cell is not None]
    site = next(row for row in rows if row[0] == PORTAL)
    coverage = store.coverage(1, PORTAL)
    tried = sum(count for status, count in coverage.items() if status.attempted)
    assert site[2:6] == ("Failures found at level A.", sum(coverage.values()), tried, 30)
    assert any("claims no conformance" in words for words in said)
    index = [row[2:9] for row in rows if row[1] == "2026.1"]
    assert index == [
        ("Measured", "A", 81.5, 79, 84, 20, 81.5),
        ("Not measured: too few pages", "AA", None, None, None, None, None),
        ("Measured", "AAA", "99+", 98, "99+", 20, "99+"),
    ]


def test_nothing_is_a_formula_and_nothing_unseen_is_left(exports: Exports) -> None:
    path = exports() / "xlsx" / "abay-akimat.xlsx"
    cells = [cell for sheet in read(path).worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    said = [cell for cell in cells if isinstance(cell.value, str)]
    assert any(cell.value.startswith("=HYPERLINK") for cell in said)
    assert all(cell.quotePrefix for cell in said if cell.value.startswith(("=", "+", "-", "@")))
    assert not [cell for cell in said if re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", cell.value)]
    assert any("[U+202E]gnp.exe" in cell.value for cell in said)
    assert max(len(cell.value) for cell in said) < _LONGEST_CELL
    with zipfile.ZipFile(path) as file:
        sheets = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not [sheet for sheet in sheets if "<f>" in sheet]


def test_only_addresses_on_the_web_are_links(exports: Exports) -> None:
    sheet = read(exports() / "xlsx" / "abay-akimat.xlsx").worksheets[4]
    links = {cell.value: cell.hyperlink for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2) for cell in row}
    assert any(value.startswith("javascript:") for value in links)
    for value, link in links.items():
        assert (link is not None) == value.startswith("https://"), value
        assert link is None or link.target.startswith("https://abay.example.kz/")


def test_a_sheet_that_is_full_says_in_the_summary_how_much_it_leaves_out(store: Store, tmp_path: Path) -> None:
    body = store.register(1).bodies[0]
    path = tmp_path / "full.xlsx"
    with Workbook(path, store.wave(1), body, "en", max_rows=40) as book:
        for record in store.records(1, PORTAL):
            book.record(body.id, PORTAL, record)
    assert read(path).worksheets[4].max_row == 40
    said = [cell for row in read(path).worksheets[0].iter_rows(values_only=True) for cell in row if cell]
    left_out = sum(store.coverage(1, PORTAL).values()) - 39
    assert (
        f"The sheet “Coverage” had no room for {left_out} rows; the exports as CSV and JSON have all of them." in said
    )


@pytest.mark.parametrize(
    "text", [*HOSTILE, "_x0041_", "\ufffe\ud800", "+7 701", "@SUM(A1)", "-1", "\tx", "＝1", "x" * 99_999]
)
def test_a_cell_holds_any_text_as_text(text: str, tmp_path: Path) -> None:
    grid = Grid(tmp_path / "a.xlsx", {"a": "A"}, title=text[:200], lang="kk")
    grid.widths("a", (20, 20))
    grid.row("a", [text, Link(text)])
    grid.close()
    first, second = next(read(tmp_path / "a.xlsx").worksheets[0].iter_rows())
    assert first.data_type in {"s", "inlineStr"}
    assert first.value == second.value
    assert second.hyperlink is None
    if text == "_x0041_":  # which Excel would read as "A"; openpyxl shows the escape that keeps it from that
        assert first.value == "_x005F_x0041_"


@pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_hostile_workbook(exports: Exports, tmp_path: Path) -> None:
    path = exports("kk") / "xlsx" / "abay-akimat.xlsx"
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    # Sheet 2 with formulas rather than their values: "=…" would come back as a formula if it were one.
    how = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2"
    command = [str(_SOFFICE), home, "--headless", "--convert-to", how, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - a program of this machine
    (made,) = tmp_path.glob("*.csv")
    rows = list(csv.reader(made.read_text(encoding="utf-8").splitlines(keepends=True)))
    assert rows[0][0] == "Сайт"
    assert {row[0] for row in rows[1:]} == {HOSTILE_SITE}
    assert any(cell.lstrip("'").startswith('=HYPERLINK("http://evil.example")') for row in rows for cell in row)
