"""CSV and JSON: the same rows in both, the JSON as it was measured, the CSV safe in a spreadsheet."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.export.conftest import HOSTILE_SITE, PORTAL, Exports
from tests.report.made_up_wave import HOSTILE
from wcag_audit.export import Format, WaveExport
from wcag_audit.report.data_rows import COLUMNS, columns

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.model.language import Lang
    from wcag_audit.store import Store


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def objects(folder: Path, name: str) -> list[dict[str, Any]]:
    return json.loads((folder / "json" / f"{name}.json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", COLUMNS)
def test_csv_and_json_hold_the_same_rows(exports: Exports, name: str, lang: Lang) -> None:
    in_csv, in_json = rows(exports(lang), name), objects(exports(lang), name)
    assert len(in_csv) == len(in_json) > 0
    assert tuple(in_csv[0]) == tuple(in_json[0]) == columns(name, (lang,))
    assert [row["site"] for row in in_csv] == [row["site"] for row in in_json]


def test_values_keep_their_types_in_json(exports: Exports) -> None:
    first = objects(exports(), "findings")[0]
    assert (first["criteria"], first["level"], first["also"]) == (["1.1.1"], ["A"], [])
    assert first["values"]["checks"] == "duplicate"
    page = objects(exports(), "pages")[0]
    assert (page["http_status"], page["failed"] > 0) == (200, True)


def test_hostile_text_is_as_it_was_in_json_and_defused_in_csv(exports: Exports) -> None:
    formula = next(text for text in HOSTILE if text.startswith("="))
    names = {row["name"] for row in objects(exports(), "findings") if row["site"] == HOSTILE_SITE}
    assert formula in names
    cells = {cell for row in rows(exports(), "findings") for cell in row.values()}
    assert f"'{formula}" in cells
    assert formula not in cells


def test_the_index_stands_with_all_that_belongs_to_it(exports: Exports) -> None:
    first, second, *_ = objects(exports(), "indexes")
    assert (first["site"], first["level"], first["value"], first["low"]) == (PORTAL, "A", 81.54, 79.0)
    assert (second["measured"], second["value"]) == ("too-few-pages", None)


def test_the_summary_of_the_wave_names_every_site(exports: Exports) -> None:
    wave = json.loads((exports() / "json" / "wave.json").read_text("utf-8"))
    assert [site["site"] for site in wave["sites"]] == [PORTAL, HOSTILE_SITE, "abay-off", "abay-empty"]


def test_one_body_alone_has_no_row_of_another(store: Store, tmp_path: Path) -> None:
    body = store.register(1).bodies[1]
    written = list(WaveExport(store, store.wave(1), tmp_path, "en").write([body], [Format.JSON, Format.SARIF]))
    assert {row["body"] for name in COLUMNS for row in objects(tmp_path, name)} == {"abay-akimat"}
    assert {row["value"] for row in objects(tmp_path, "indexes")} == {None}
    assert {path.name for path in written if path.suffix == ".sarif"} == {
        "abay-hostile.sarif",
        "abay-off.sarif",
        "abay-empty.sarif",
    }


def test_a_new_export_takes_the_place_of_an_older_one(store: Store, tmp_path: Path) -> None:
    body = store.register(1).bodies[0]
    for lang in ("kk", "en"):
        (path,) = WaveExport(store, store.wave(1), tmp_path, lang).write([body], [Format.OPENACR])
    assert "Draft of an accessibility conformance report" in path.read_text("utf-8")
    assert [file.name for file in path.parent.iterdir()] == [path.name]
