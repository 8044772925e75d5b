"""A report of many sites, and of a site with more than anybody would read: in parts, each of a size that opens."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import made_up_wave
import psutil
import pytest
from bs4 import BeautifulSoup

from bench import made_up_wave as country
from wcag_audit.errors import StoreError
from wcag_audit.model.finding import Target
from wcag_audit.model.register import Site
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.report import sites as writing_sites
from wcag_audit.report import write_report
from wcag_audit.report.data_rows import COLUMNS
from wcag_audit.store import Store

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 2_000_000
_LONG = "ұзақ " * 500


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up country of few sites with few pages."""
    path = tmp_path_factory.mktemp("nation") / "audit.db"
    country.fill(path, sites=country.MODELS + 6, pages=3)
    return path


def _everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_many_sites_are_written_in_other_processes_and_come_out_the_same(
    nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with Store.open(nation, read_only=True) as store:
        one = tmp_path / "one"
        monkeypatch.setattr(writing_sites, "MANY", 1000)
        written = write_report(store, 1, one, langs=("en",))
        many = tmp_path / "many"
        monkeypatch.setattr(writing_sites, "MANY", 2)
        assert write_report(store, 1, many, langs=("en",)).pages == written.pages
    assert _everything(one) == _everything(many)
    assert {path.name for path in many.iterdir()} == {"data", "en", "images", "index.html", "style.css"}


def test_what_goes_wrong_in_another_process_is_told_as_here(
    nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(writing_sites, "MANY", 2)
    with Store.open(nation, read_only=True) as store, pytest.raises(StoreError, match="no site"):
        write_report(store, 1, tmp_path / "out", langs=("en",), history=_fails)
    assert not list((tmp_path / "out").iterdir())


def _fails(site: Site) -> None:
    raise StoreError("store.no-site", wave="2026", site=site.id)


_WRITES = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from wcag_audit.report import sites
pool = ProcessPoolExecutor(1, get_context("spawn"), sites._begin, (None,))
print(pool.submit(os.getpid).result(), flush=True)
time.sleep(600)
"""


def test_processes_that_write_sites_end_with_the_one_that_gives_them_work_even_if_it_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", _WRITES], stdout=subprocess.PIPE, text=True) as giver:  # noqa: S603 - our own
        assert giver.stdout is not None
        worker = psutil.Process(int(giver.stdout.readline()))
        giver.kill()
    worker.wait(60)
    assert not worker.is_running()


def test_an_error_is_the_same_after_its_way_from_another_process() -> None:
    error = StoreError("store.no-site", wave="2026", site="portal")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert (type(again), str(again), again.remark.values) == (StoreError, str(error), error.remark.values)


def test_the_made_up_country_is_the_same_for_the_same_seed_and_copies_are_whole(nation: Path, tmp_path: Path) -> None:
    country.fill(tmp_path / "again.db", sites=country.MODELS + 6, pages=3)
    with Store.open(nation, read_only=True) as first, Store.open(tmp_path / "again.db", read_only=True) as second:
        assert [row.finding for row in first.findings(1)] == [row.finding for row in second.findings(1)]
        model, copy = "site-1", f"site-{country.MODELS}"
        assert [row.finding for row in first.findings(1, model)] == [row.finding for row in first.findings(1, copy)]
        assert [row.index for row in first.indexes(1, model)] == [row.index for row in first.indexes(1, copy)]
        pages = [first.page(row.visit_id) for row in first.pages(1, copy)]
        assert len(pages) == 3
        assert all(page.record.visit.url.startswith(f"https://{copy}.") and page.verdicts for page in pages)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English report of a body with 210 sites, one of which has too much of everything."""
    folder = tmp_path_factory.mktemp("crowded")
    body = replace(
        made_up_wave.REGISTER.bodies[0],
        sites=tuple(Site(f"s-{n}", f"https://{n}.example.kz/", "pastures") for n in range(210)),
    )
    base = made_up_wave.FAULTS[0].finding
    findings = tuple(
        replace(base, target=Target(f"#n{n} {_LONG}", "img", _LONG, f"<p>{_LONG}", None, f"c-{n}"), message_en=_LONG)
        for n in range(1020)
    )
    with Store.open(folder / "audit.db") as store:
        wave = store.begin_wave(made_up_wave.WAVE, replace(made_up_wave.REGISTER, bodies=(body,)))
        address = f"https://0.example.kz/{'a' * 1900}"
        store.add_page(wave.id, "s-0", made_up_wave.page("s-0", address, findings, gaps=(_LONG,) * 200, title=_LONG))
        gone = [
            VisitRecord(Visit(f"{address}/{status}/{n}", "s-0"), status, _LONG)
            for status in (VisitStatus.OVER_BUDGET, VisitStatus.BLOCKED, VisitStatus.TIMEOUT)
            for n in range(350)
        ]
        store.add_records(wave.id, "s-0", gone)
        write_report(store, wave.id, folder / "out", langs=("en",))
    return folder / "out" / "en"


def test_no_page_is_over_2_mb_however_much_a_site_has(crowded: Path) -> None:
    sizes = {str(file.relative_to(crowded)): file.stat().st_size for file in crowded.rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > LIMIT} == {}
    assert len(sizes) > 1000


def test_every_long_list_is_cut_into_parts_that_lead_to_each_other(crowded: Path) -> None:
    parts = {
        "index.html": 3,
        "bodies/pastures.html": 3,
        "sites/s-0/failures.html": 10,
        "sites/s-0/components.html": 10,
        "sites/s-0/coverage.html": 9,
    }
    for name, count in parts.items():
        stem = name.removesuffix(".html")
        paths = [crowded / name, *(crowded / f"{stem}-{n}.html" for n in range(2, count + 1))]
        assert not (crowded / f"{stem}-{count + 1}.html").exists()
        for number, path in enumerate(paths, 1):
            soup = BeautifulSoup(path.read_bytes(), "lxml")
            (nav,) = soup.select("nav.pager")
            assert nav["aria-label"]
            links = nav.select("a")
            assert [(path.parent / str(link["href"])).resolve() for link in links] == paths
            assert [place for place, link in enumerate(links, 1) if link.get("aria-current") == "page"] == [number]
            table = nav.find_previous("table")
            assert table is not None
            assert 1 <= len(table.select("tbody th[scope=row]")) <= 100


def test_all_rows_are_in_the_data_even_where_lists_are_cut(crowded: Path) -> None:
    data = crowded.parent / "data"
    lines = {name: (data / f"{name}.csv").read_bytes().count(b"\r\n") - 1 for name in COLUMNS}
    assert (lines["issues"], lines["findings"], lines["coverage"]) == (1020, 1020, 1051)
