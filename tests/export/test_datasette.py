"""Datasette itself opens the database: every table and column described, every ready query answered."""

from __future__ import annotations

import json
import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from datasette.app import Datasette
from datasette.plugins import pm

from tests.export.conftest import HOSTILE_SITE, PAGES, PORTAL
from tests.report import made_up_wave
from wcag_audit.errors import CouldNotDoError
from wcag_audit.export import datasette_plugin
from wcag_audit.export.datasette import QUERIES, may_write, metadata, sql, write_metadata
from wcag_audit.export.words import texts
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark
from wcag_audit.report.gathering import gather
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from wcag_audit.model.language import Lang

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two waves, so that there is a trend; the second one audited fewer pages."""
    path = tmp_path_factory.mktemp("datasette") / "audit.db"
    made_up_wave.fill(path, pages=PAGES).close()
    made_up_wave.fill(path, pages=10).close()
    return path


@pytest_asyncio.fixture
async def datasette(database: Path, lang: Lang, tmp_path: Path) -> AsyncIterator[Datasette]:
    path = tmp_path / "metadata.json"
    with Store.open(database, read_only=True) as store:
        write_metadata(path, "audit", store.tables(), lang)
    opened = Datasette([str(database)], metadata=json.loads(path.read_text("utf-8")))
    await opened.invoke_startup()
    yield opened
    for one in opened.databases.values():
        one.close()


async def rows(datasette: Datasette, query: str, **parameters: str) -> list[dict[str, Any]]:
    answer = await datasette.client.get(f"/audit/{query}.json", params={"_shape": "array", **parameters})
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_every_table_and_column_is_described_in_the_language(
    datasette: Datasette, database: Path, lang: Lang
) -> None:
    with sqlite3.connect(database) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")] for table in tables}
    db.close()
    assert len(tables) > 20
    for table in tables:
        said = datasette.metadata(database="audit", table=table, fallback=False)
        assert said["description"] == texts("datasette").say(f"table.{table}.about", lang)
        assert list(said["columns"]) == columns[table]
        assert all(said["columns"].values())
    page = await datasette.client.get("/audit/findings")
    assert texts("datasette").say("table.findings.about", lang).split(":")[0] in page.text


async def test_the_database_opens_with_its_title_and_lists_the_queries(datasette: Datasette, lang: Lang) -> None:
    assert texts("datasette").say("title", lang) in (await datasette.client.get("/")).text
    page = (await datasette.client.get("/audit")).text
    for query in QUERIES:
        assert f'href="/audit/{query}"' in page
        assert texts("datasette").say(f"query.{query}.title", lang) in page
    assert "/audit/_sqlite_migrations" not in page


@pytest.mark.parametrize("query", QUERIES)
async def test_every_ready_query_answers_with_rows_as_page_and_as_json(datasette: Datasette, query: str) -> None:
    assert await rows(datasette, query)
    page = await datasette.client.get(f"/audit/{query}")
    assert page.status_code == 200
    assert "<script>document.title" not in page.text


@pytest.mark.parametrize("lang", ["en"])
async def test_the_most_frequent_failures_are_those_of_the_report(datasette: Datasette, database: Path) -> None:
    found = await rows(datasette, "frequent_issues", wave="2026-11-20")
    with Store.open(database, read_only=True) as store:
        register = store.register(1)
        body = register.bodies[0]
        view = gather(store, store.wave(1), body, body.sites[0], on_finding=lambda _: None, on_issue=lambda _: None)
    own = [row for row in found if row["site"] == PORTAL]
    assert {row["fingerprint"] for row in own} == {entry.row.fingerprint for entry in view.issues[Kind.PROVEN]}
    assert [row["pages"] for row in own] == sorted((row["pages"] for row in own), reverse=True)


@pytest.mark.parametrize("lang", ["en"])
async def test_sites_that_are_not_measurable_are_those_of_the_report(datasette: Datasette, database: Path) -> None:
    for name, wave_id in (("2026-11-20", 1), ("", 2)):
        found = {row["site"] for row in await rows(datasette, "sites_not_measurable", wave=name)}
        with Store.open(database, read_only=True) as store:
            views = [
                gather(store, store.wave(wave_id), body, site, on_finding=lambda _: None, on_issue=lambda _: None)
                for body in store.register(wave_id).bodies
                for site in body.sites
            ]
        assert found == {view.summary.site.id for view in views if not view.summary.status.measurable}
        assert HOSTILE_SITE in found


@pytest.mark.parametrize("lang", ["en"])
async def test_coverage_counts_every_known_address_once(datasette: Datasette, database: Path) -> None:
    found = await rows(datasette, "coverage_by_reason", wave="2026-11-20")
    with Store.open(database, read_only=True) as store:
        coverage = store.coverage(1, PORTAL)
    own = [row for row in found if row["site"] == PORTAL]
    assert sum(row["addresses"] for row in own) == sum(coverage.values())
    audited = next(row for row in own if row["status"] == "audited")
    assert audited["addresses"] == coverage[VisitStatus.AUDITED] == PAGES


@pytest.mark.parametrize("lang", ["en"])
async def test_the_trend_of_an_issue_has_a_point_per_wave(datasette: Datasette, database: Path) -> None:
    most = await rows(datasette, "trend_of_an_issue")
    assert [(row["wave"], row["pages"]) for row in most] == [("2026-11-20", PAGES), ("2026-11-20-2", 10)]
    with Store.open(database, read_only=True) as store:
        fingerprint = next(row for row in store.issues(1, PORTAL) if row.rule == "axe-html-has-lang").fingerprint
    asked = await rows(datasette, "trend_of_an_issue", fingerprint=fingerprint)
    assert [row["pages"] for row in asked] == [5, 2]


@pytest.mark.parametrize("lang", ["en"])
async def test_questions_for_a_person_hold_nothing_that_is_proven(datasette: Datasette, database: Path) -> None:
    found = await rows(datasette, "questions_for_a_person", wave="2026-11-20")
    with Store.open(database, read_only=True) as store:
        open_ones = {
            row.finding.fingerprint for row in store.findings(1) if kind_of(row.finding) in {Kind.POSSIBLE, Kind.REVIEW}
        }
        proven = {row.finding.fingerprint for row in store.findings(1) if row.finding.outcome is Outcome.FAILED}
    assert {row["fingerprint"] for row in found} == open_ones
    assert open_ones - proven


async def test_reasons_that_differ_only_in_their_values_are_one(lang: Lang, tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    with made_up_wave.fill(path, pages=1, finish=False) as store:
        visits = [Visit(f"https://pastures.example.kz/slow/{number}", PORTAL) for number in range(3)]
        slow = [
            VisitRecord(visit, VisitStatus.TIMEOUT, Remark("gap.loading", seconds=float(number)))
            for number, visit in enumerate(visits)
        ]
        store.add_records(1, PORTAL, slow)
        tables = store.tables()
    opened = Datasette([str(path)], metadata=metadata("audit", tables, lang))
    found = await rows(opened, "coverage_by_reason")
    assert [row["addresses"] for row in found if row["reason"] == "gap.loading"] == [3]
    opened.databases["audit"].close()


@pytest_asyncio.fixture
async def beside_us(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Datasette]:
    """A Datasette that found the plugin and was given the database, one of another program, and no metadata."""
    monkeypatch.setenv("LANGUAGE", "kk")
    with closing(sqlite3.connect(tmp_path / "foreign.db")) as db:
        db.execute("CREATE TABLE findings (id)")
    known = pm.is_registered(datasette_plugin)  # where the package is installed, by its entry point
    if not known:
        pm.register(datasette_plugin)
    opened = Datasette([str(database), str(tmp_path / "foreign.db")])
    await opened.invoke_startup()
    yield opened
    for one in opened.databases.values():
        one.close()
    if not known:
        pm.unregister(datasette_plugin)


async def test_without_a_metadata_file_the_plugin_describes_our_database_and_no_other(beside_us: Datasette) -> None:
    page = (await beside_us.client.get("/audit/pages")).text
    assert texts("datasette").say("table.pages.about", "kk") in page
    for query in QUERIES:
        assert await rows(beside_us, query)
    assert beside_us.metadata(database="foreign", table="findings", fallback=False) == {}


def test_datasette_finds_the_plugin_by_the_entry_point() -> None:
    project = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["datasette"] == {"wcag_audit": datasette_plugin.__name__}


def test_a_table_that_nobody_described_is_noticed() -> None:
    with pytest.raises(ValueError, match=r"table\.new\.about"):
        metadata("audit", {"new": ("id",)}, "kk")


def test_no_description_is_left_of_a_table_or_column_that_is_gone(database: Path) -> None:
    with Store.open(database, read_only=True) as store:
        tables = store.tables()
    known = {f"table.{table}.{column}" for table, columns in tables.items() for column in (*columns, "about")}
    shared = {f"column.{column}" for columns in tables.values() for column in columns}
    said = {key for key in texts("datasette").keys if key.startswith(("table.", "column."))}
    assert said <= known | shared


def test_queries_leave_no_mark_unfilled() -> None:
    assert not [query for query in QUERIES if re.search("@", sql(query))]


def test_a_file_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "metadata.json"
    assert may_write(path)
    write_metadata(path, "audit", {}, "en")
    assert may_write(path)
    for foreign in ('{"title": "mine"}', "[]", "no json", '{"source": "other"}'):
        path.write_text(foreign, "utf-8")
        assert not may_write(path)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CouldNotDoError):
        write_metadata(tmp_path / "file" / "metadata.json", "audit", {}, "en")
