"""Opening the database file, and telling in one sentence what is wrong with it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlite_utils import Database

from wcag_audit.errors import StoreError
from wcag_audit.store.schema import KNOWN, MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BUSY_TIMEOUT = 10.0
"""Seconds to wait for another writer before giving up."""

_SIGNS: tuple[tuple[str, Callable[[str], StoreError]], ...] = (
    ("locked", lambda path: StoreError("store.locked", path=path)),
    ("readonly", lambda path: StoreError("store.read-only", path=path)),
    ("unable to open", lambda path: StoreError("store.unopened", path=path)),
    ("not a database", lambda path: StoreError("store.not-ours", path=path)),
    ("full", lambda path: StoreError("store.disk-full", path=path)),
    ("malformed", lambda path: StoreError("store.damaged", path=path)),
)
"""What SQLite says, and what that means for the person."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError with one sentence for the person at the keyboard."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error).lower()
        told = next((told for sign, told in _SIGNS if sign in text), None)
        if told is None:
            raise StoreError("store.trouble", path=str(path), reason=str(error)) from error
        raise told(str(path)) from error


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """All or nothing. The right to write is taken at the start, so that waiting for it cannot fail half-way."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


def connect(path: Path, *, create: bool, read_only: bool) -> Database:
    """Open the database, with all its tables in their present form.

    Raises:
        StoreError: no such file, not a database of ours, written by another version, locked, no rights.
    """
    if path.is_dir():
        raise StoreError("store.is-folder", path=str(path))
    if (read_only or not create) and not path.exists():
        raise StoreError("store.absent", path=str(path))
    try:
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError("store.no-folder", path=str(path.parent), reason=reason) from error
    with explained(path):
        db = _open_to_read(path) if read_only else _open_to_write(path)
        try:
            _check_schema(db, path, read_only=read_only)
        except BaseException:
            db.close()
            raise
        return db


def _wrap(address: str, *, read_only: bool) -> Database:
    # The audit may write from a worker thread; Store serialises its writes itself.
    conn = sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT, check_same_thread=False)
    try:
        conn.execute("PRAGMA foreign_keys = on")
        if read_only:
            conn.execute("PRAGMA query_only = on")
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return Database(conn, execute_plugins=False)
    except BaseException:
        conn.close()
        raise


def _open_to_write(path: Path) -> Database:
    db = _wrap(f"file:{quote(str(path))}?mode=rwc", read_only=False)
    try:
        _refuse_strangers(db, path)
        db.enable_wal()
        # Learn now, not after the first page, that another program holds the file or that it cannot be written.
        with transaction(db):
            pass
    except BaseException:
        db.close()
        raise
    return db


def _open_to_read(path: Path) -> Database:
    address = f"file:{quote(str(path))}?mode=ro"
    try:
        return _wrap(address, read_only=True)
    except sqlite3.OperationalError:
        # WAL needs a shared-memory file beside the database, which a read-only folder does not allow. Without a log
        # left by a writer the file itself is whole and may be read as unchanging.
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size:
            raise
        return _wrap(f"{address}&immutable=1", read_only=True)


def _refuse_strangers(db: Database, path: Path) -> None:
    """A database of another program is left as it is."""
    names = db.table_names()
    if names and "waves" not in names and MIGRATIONS.migrations_table not in names:
        raise StoreError("store.stranger", path=str(path))


def _check_schema(db: Database, path: Path, *, read_only: bool) -> None:
    applied = [migration.name for migration in MIGRATIONS.applied(db)]
    unknown = [name for name in applied if name not in KNOWN]
    if unknown:
        raise StoreError("store.newer", path=str(path))
    if len(applied) == len(KNOWN):
        return
    if not read_only:
        # One transaction around all of them, so that two programs starting at once do not both try.
        with transaction(db):
            MIGRATIONS.apply(db)
        return
    _refuse_strangers(db, path)
    if not applied:
        raise StoreError("store.not-ours", path=str(path))
    raise StoreError("store.older", path=str(path))
