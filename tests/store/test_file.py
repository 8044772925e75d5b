"""The database file: versions, rights, locks, two programs, a killed one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlite_utils import Database

import wcag_audit
from wcag_audit.errors import StoreError
from wcag_audit.model.state import PageState
from wcag_audit.model.visit import VisitStatus
from wcag_audit.store import Store, connection
from wcag_audit.store.schema import KNOWN, MIGRATIONS

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

WRITER = Path(__file__).with_name("writer.py")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(wcag_audit.__file__).parents[1])}


def start_writer(path: Path, wave_id: int, site: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(path), str(wave_id), site, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)  # noqa: S603 (our own program)


def test_the_database_uses_a_write_ahead_log_and_checks_foreign_keys(tmp_path: Path) -> None:
    with Store.open(tmp_path / "audit.db") as store:
        assert store._db.journal_mode == "wal"
        assert store._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert store._db.execute("PRAGMA busy_timeout").fetchone()[0] > 1000


def test_the_migrations_are_the_known_ones_in_their_order(tmp_path: Path) -> None:
    with Store.open(tmp_path / "audit.db") as store:
        assert tuple(migration.name for migration in MIGRATIONS.applied(store._db)) == KNOWN


def test_a_database_of_the_first_version_is_brought_up_to_date_with_its_data(tmp_path: Path, samples: Any) -> None:
    full, old = tmp_path / "full.db", tmp_path / "old.db"
    with Store.open(full) as store:
        wave = store.begin_wave(samples.wave, samples.register)
        store.add_page(wave.id, "portal", samples.page("a", replace(samples.finding(), state=PageState.AS_OPENED)))
        expected = list(store.issues(wave.id, "portal"))
    with closing(Database(old)) as db:
        MIGRATIONS.apply(db, stop_before=KNOWN[1])
        tables = [name for name in db.table_names() if not name.startswith("_")]
        assert "issues" not in tables
        db.attach("source", full)
        for table in tables:
            columns = ", ".join(column.name for column in db.table(table).columns)
            db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}")  # noqa: S608
    with pytest.raises(StoreError, match="was written by an older wcag-audit"):
        Store.open(old, read_only=True)
    with Store.open(old) as store:
        assert list(store.issues(wave.id, "portal")) == expected
    with Store.open(old, read_only=True) as store:
        assert store.waves() == (wave,)


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    Store.open(path).close()
    with closing(Database(path)) as db:
        row = {"migration_set": "wcag-audit", "name": "0099_from_the_future", "applied_at": ""}
        db.table("_sqlite_migrations").insert(row)
    for read_only in (False, True):
        with pytest.raises(StoreError, match="was written by a newer wcag-audit; update wcag-audit"):
            Store.open(path, read_only=read_only)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "report.html"
    path.write_text("<!doctype html>" * 1000)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not a database of wcag-audit"):
        Store.open(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "other.db"
    with closing(Database(path)) as db:
        db.table("waves_of_the_sea").insert({"height": 3})
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is the database of another program"):
        Store.open(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_missing_database_is_not_made_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(StoreError, match="There is no database"):
            Store.open(path, **options)
    assert not path.exists()


def test_an_empty_file_becomes_a_database_only_for_writing(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(StoreError, match="is not a database of wcag-audit"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.waves() == ()


def test_a_folder_in_place_of_the_file_and_a_file_in_place_of_the_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder; give the name of a database file"):
        Store.open(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"The folder .*file cannot be made"):
        Store.open(tmp_path / "file" / "audit.db")


def test_a_path_with_signs_that_addresses_give_a_meaning_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "аудит 100%?mode=memory#1.db"
    Store.open(path).close()
    assert path.exists()


def test_a_read_only_folder_can_be_read_but_not_written(
    open_folder: Path, without_rights: AbstractContextManager[None], samples: Any
) -> None:
    path = open_folder / "audit.db"
    with Store.open(path) as store:
        wave = store.begin_wave(samples.wave, samples.register)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights:
        with Store.open(path, read_only=True) as store:
            assert store.waves() == (wave,)
        with pytest.raises(StoreError, match=r"cannot be (written|opened); check"):
            Store.open(path)
        with pytest.raises(StoreError, match="cannot be opened; check that its folder exists"):
            Store.open(open_folder / "new.db")
    assert [item.name for item in open_folder.iterdir()] == ["audit.db"]


def test_a_file_without_the_right_to_read_is_told_in_one_sentence(
    open_folder: Path, without_rights: AbstractContextManager[None]
) -> None:
    path = open_folder / "audit.db"
    Store.open(path).close()
    path.chmod(0)
    with without_rights, pytest.raises(StoreError, match="cannot be opened; check that its folder exists"):
        Store.open(path, read_only=True)


def test_a_store_opened_for_reading_writes_nothing(tmp_path: Path, samples: Any) -> None:
    path = tmp_path / "audit.db"
    Store.open(path).close()
    with (
        Store.open(path, read_only=True) as store,
        pytest.raises(StoreError, match="cannot be written; check the rights"),
    ):
        store.begin_wave(samples.wave, samples.register)


def test_a_database_held_by_another_program_is_told_in_one_sentence(
    tmp_path: Path, samples: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT", 0.05)
    path = tmp_path / "audit.db"
    with Store.open(path) as store, closing(sqlite3.connect(path)) as other:
        wave = store.begin_wave(samples.wave, samples.register)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is in use by another program; wait until it is done"):
            store.add_page(wave.id, "portal", samples.page())
        with pytest.raises(StoreError, match="is in use by another program"):
            Store.open(path)
        with Store.open(path, read_only=True) as reader:
            assert reader.waves() == (wave,)
        other.rollback()
        store.add_page(wave.id, "portal", samples.page())


def test_a_damaged_database_is_told_in_one_sentence(tmp_path: Path, samples: Any) -> None:
    path = tmp_path / "audit.db"
    with Store.open(path) as store:
        wave = store.begin_wave(samples.wave, samples.register)
        for number in range(30):
            store.add_page(wave.id, "portal", samples.page(str(number)))
    data = bytearray(path.read_bytes())
    data[4096 * 20 :] = b"\xff" * len(data[4096 * 20 :])
    path.write_bytes(data)

    def read_all() -> None:
        with Store.open(path) as store:
            for row in store.pages(wave.id, "portal"):
                store.page(row.visit_id)

    with pytest.raises(StoreError, match="is damaged; restore it from a copy"):
        read_all()


def test_two_programs_may_write_at_once_and_nothing_is_lost(tmp_path: Path, samples: Any) -> None:
    path = tmp_path / "audit.db"
    with Store.open(path) as store:
        wave = store.begin_wave(samples.wave, samples.register)
        writers = [start_writer(path, wave.id, site, 30) for site in ("portal", "second")]
        assert [(writer.communicate()[0].split()[-1], writer.returncode) for writer in writers] == [("29", 0)] * 2
        for site in ("portal", "second"):
            assert [row.failed for row in store.pages(wave.id, site)] == [20] * 30


def test_two_programs_may_make_the_same_database_at_once(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from wcag_audit.store import Store; Store.open(Path(sys.argv[1]))"
    command = [sys.executable, "-W", "ignore::ResourceWarning", "-c", code, str(tmp_path / "audit.db")]
    programs = [subprocess.Popen(command, env=ENVIRONMENT) for _ in range(3)]  # noqa: S603 (our own program)
    assert [program.wait() for program in programs] == [0, 0, 0]


def test_a_killed_writer_leaves_every_finished_page_whole(tmp_path: Path, samples: Any) -> None:
    path = tmp_path / "audit.db"
    with Store.open(path) as store:
        wave = store.begin_wave(samples.wave, samples.register)
    writer = start_writer(path, wave.id, "portal", 100_000)
    told = [int(writer.stdout.readline()) for _ in range(12)]
    writer.kill()
    told += [int(line) for line in writer.stdout.read().splitlines() if line]
    writer.stdout.close()
    assert writer.wait() < 0
    with Store.open(path) as store:
        pages = {row.title: row for row in store.pages(wave.id, "portal")}
        assert {str(number) for number in told} <= set(pages)
        assert len(pages) <= len(told) + 2
        assert {row.failed for row in pages.values()} == {20}
        assert {record.status for record in store.records(wave.id, "portal")} == {VisitStatus.AUDITED}
        assert store.unfinished_wave() == wave
        assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        store.add_page(wave.id, "portal", samples.page("after"))


def test_a_log_left_by_a_killed_writer_is_read_too(tmp_path: Path, samples: Any) -> None:
    path, copy = tmp_path / "audit.db", tmp_path / "copy.db"
    with Store.open(path) as store:
        wave = store.begin_wave(samples.wave, samples.register)
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", f"{copy}{end}")
    with Store.open(copy, read_only=True) as store:
        assert store.waves() == (wave,)
