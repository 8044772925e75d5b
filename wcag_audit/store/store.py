"""Writing: one writer, each page in its own transaction, so that nothing that was finished is lost."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from threading import RLock
from typing import TYPE_CHECKING, Any, Self

from wcag_audit.errors import StoreError
from wcag_audit.model.visit import VisitStatus
from wcag_audit.remark import stored
from wcag_audit.store import codec, index_codec
from wcag_audit.store.connection import connect, explained, transaction
from wcag_audit.store.life_reading import LifeReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlite_utils import Database

    from wcag_audit.model.basket import Basket, Procedure
    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.index import SiteMeasures
    from wcag_audit.model.register import Body, Register
    from wcag_audit.model.result import PageResult, SiteResult, StoredSnapshot, Versions, Wave
    from wcag_audit.model.visit import VisitRecord


class Store(LifeReader):
    """The database of all waves. Waves are appended; a finished one is never changed again.

    Every method may raise StoreError: locked for longer than 10 seconds, disk full, no rights, damaged.
    """

    def __init__(self, path: Path, db: Database) -> None:
        """Write to an open database; use `Store.open`."""
        super().__init__(path, db)
        self._lock = RLock()

    @classmethod
    def open(cls, path: Path, create: bool = True, read_only: bool = False) -> Self:
        """Open the database and bring its tables up to date. Use it as a context manager, or call `close`.

        Args:
            path: the file.
            create: make file and folder if they are not there.
            read_only: never write, not even to bring tables up to date; works in a folder without the right to write.

        Raises:
            StoreError: missing, not a database of wcag-audit, of a newer version, locked, no rights.
        """
        return cls(path, connect(path, create=create, read_only=read_only))

    def __reduce__(self) -> tuple[Any, ...]:
        """A store that is handed to another process is opened there, to be read."""
        return type(self).open, (self._path, False, True)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def begin_wave(self, wave: Wave, register: Register) -> Wave:
        """Store a new wave and the register as it is now.

        Returns:
            The wave with its number. If the name is taken it gets a number too: "2026-11-20-2".
        """
        with self._writing():
            taken = {row["name"] for row in self._rows("SELECT name FROM waves")}
            started = replace(wave, name=_free_name(codec.clean(wave.name), taken))
            row = {
                **codec.wave_row(started),
                "schedule": register.schedule,
                "versions_id": self._versions(wave.versions),
            }
            started = replace(started, id=self._insert("waves", row))
            for region in register.regions:
                self._insert("regions", {"wave_id": started.id, **codec.region_row(region)})
            for body in register.bodies:
                self._put_body(started.id, body)
        return started

    def finish_wave(self, wave_id: int, finished: str = "") -> Wave:
        """Close a wave for good.

        Args:
            wave_id: the wave's number.
            finished: ISO 8601 with offset; now if it is "".
        """
        with self._writing():
            self._open_wave(wave_id)
            self._db.execute("UPDATE waves SET finished = ? WHERE id = ?", [finished or _now(), wave_id])
        return self.wave(wave_id)

    def add_records(self, wave_id: int, site_id: str, records: Iterable[VisitRecord]) -> None:
        """Store addresses and their fates, all in one transaction.

        A page that is stored stays AUDITED, and a decided fate does not become PENDING again. AUDITED without a
        stored page is kept as PENDING, so that a resumed wave visits it. A fate that is replaced is kept in
        `earlier_fates`.
        """
        with self._writing():
            key = self._open_site(wave_id, site_id)
            for record in records:
                audited = record.status is VisitStatus.AUDITED
                self._put_visit(key, replace(record, status=VisitStatus.PENDING) if audited else record)

    def add_page(self, wave_id: int, site_id: str, result: PageResult) -> int:
        """Store the result of one visit in a transaction of its own; of a page stored before nothing changes.

        A result that is not AUDITED has only a fate, and only that is stored.

        Returns:
            The visit's number, for `page`.
        """
        with self._writing():
            key = self._open_site(wave_id, site_id)
            visit_id = self._put_visit(key, result.record)
            stored = self._first("SELECT 1 FROM pages WHERE visit_id = ?", [visit_id])
            if stored is None and result.record.status is VisitStatus.AUDITED:
                self._put_page(visit_id, result)
                self._put_findings(wave_id, site_id, key, visit_id, result.findings)
                self._put_tallies("rule_tallies", {"visit_id": visit_id}, result.tallies)
                verdicts = [codec.verdict_row(verdict) for verdict in result.verdicts]
                self._insert_all("page_verdicts", _numbered({"visit_id": visit_id}, verdicts))
                self._put_shots(key, result)
        return visit_id

    def add_site(self, wave_id: int, result: SiteResult) -> None:
        """Store what comparing a site's pages and merging their verdicts yielded.

        It follows from the pages: when a resumed wave has more of them, it is replaced.
        """
        with self._writing():
            key = self._open_site(wave_id, result.site)
            self._db.execute("DELETE FROM findings WHERE site_id = ? AND visit_id IS NULL", [key])
            self._db.execute("DELETE FROM site_rule_tallies WHERE site_id = ?", [key])
            self._db.execute("DELETE FROM site_verdicts WHERE site_id = ?", [key])
            self._put_findings(wave_id, result.site, key, None, result.findings)
            self._put_tallies("site_rule_tallies", {"site_id": key}, result.tallies)
            verdicts = [codec.site_verdict_row(verdict) for verdict in result.verdicts]
            self._insert_all("site_verdicts", _numbered({"site_id": key}, verdicts))

    def add_rules(self, wave_id: int, procedures: Iterable[Procedure]) -> None:
        """Note with which rules a wave runs; a wave that is resumed with others has both."""
        with self._writing():
            self._open_wave(wave_id)
            for procedure in procedures:
                row = {"wave_id": wave_id, **index_codec.procedure_row(procedure), "maturity": procedure.maturity}
                self._insert("wave_rules", row, "INSERT OR REPLACE")

    def add_measures(self, wave_id: int, measures: SiteMeasures, basket: Basket) -> None:
        """Store the index of a site in a basket, and what it is made of.

        While the wave runs it is replaced, since it follows from the pages. To a finished wave it can only be added:
        an older wave may be scored in a newer basket.

        Raises:
            StoreError: a finished wave has it already, or another basket of that name is known.
        """
        with self._writing():
            key = self._site_key(wave_id, measures.site)
            basket_id = self._put_basket(basket)
            self._clear_measures(self.wave(wave_id), measures.site, key, basket_id)
            strata = [{"site_id": key, **index_codec.stratum_row(stratum)} for stratum in measures.strata]
            self._db.execute("DELETE FROM strata WHERE site_id = ?", [key])
            self._insert_all("strata", strata)
            self._insert_all("page_indexes", [{"basket_id": basket_id, **asdict(page)} for page in measures.pages])
            rows = [
                {"site_id": key, "basket_id": basket_id, **index_codec.index_row(index)} for index in measures.indexes
            ]
            self._insert_all("indexes", rows)

    def _clear_measures(self, wave: Wave, site: str, key: int, basket_id: int) -> None:
        owner = {"site": key, "basket": basket_id}
        where = "basket_id = :basket AND site_id = :site"
        known = self._first(f"SELECT 1 FROM indexes WHERE {where} LIMIT 1", owner)  # noqa: S608 - our own text
        if known and wave.finished:
            raise StoreError("store.index-stands", wave=wave.name, site=site)
        self._db.execute(f"DELETE FROM indexes WHERE {where}", owner)  # noqa: S608 - our own text
        self._db.execute(
            "DELETE FROM page_indexes WHERE basket_id = :basket"
            " AND visit_id IN (SELECT id FROM visits WHERE site_id = :site)",
            owner,
        )

    def _put_basket(self, basket: Basket) -> int:
        known = self._first("SELECT * FROM baskets WHERE name = ?", [basket.name])
        if known is None:
            basket_id = self._insert("baskets", {"name": basket.name, "frozen": basket.frozen})
            rules = [{"basket_id": basket_id, **index_codec.procedure_row(item)} for item in basket.procedures]
            self._insert_all("basket_rules", rules)
            return basket_id
        if self._basket(known) != basket:
            raise StoreError("store.other-basket", path=str(self._path), basket=basket.name)
        known_id: int = known["id"]
        return known_id

    def _put_body(self, wave_id: int, body: Body) -> None:
        body_id = self._insert("bodies", {"wave_id": wave_id, **codec.body_row(body)})
        for site in body.sites:
            self._insert("sites", {"wave_id": wave_id, "body_id": body_id, **codec.site_row(site)})

    def _put_visit(self, key: int, record: VisitRecord) -> int:
        """Make the address known, and replace its fate where the new one says more."""
        visit = codec.visit_row(record.visit)
        fate = codec.fate_row(record)
        known = self._first("SELECT * FROM visits WHERE site_id = ? AND url = ?", [key, visit["url"]])
        if known is None:
            return self._insert("visits", {"site_id": key, **visit, **fate, "recorded": _now()})
        visit_id: int = known["id"]
        before = {column: known[column] for column in fate}
        settled = known["status"] == VisitStatus.AUDITED or record.status is VisitStatus.PENDING
        if settled or before == fate:
            return visit_id
        if known["status"] != VisitStatus.PENDING:
            self._insert("earlier_fates", {"visit_id": visit_id, **before, "recorded": known["recorded"]})
        self._db.table("visits").update(visit_id, {**fate, "recorded": _now()})
        return visit_id

    def _put_page(self, visit_id: int, result: PageResult) -> None:
        self._insert(
            "pages",
            {
                "visit_id": visit_id,
                "title": codec.clean(result.title),
                "lang": codec.clean(result.lang),
                "detected": result.detected,
                "canonical": codec.clean(result.canonical),
                "alternates": codec.to_json(dict(result.alternates)),
                "gaps": codec.to_json([stored(gap) for gap in result.gaps]),
                "timings": codec.to_json(dict(result.timings)),
                "links": codec.pack_links(result.links),
                "snapshot_hash": self._put_snapshot(result.snapshot),
                "template": result.template,
            },
        )
        if result.speech is not None:
            self._insert("page_speech", {"visit_id": visit_id, **codec.speech_row(result.speech)})
        if result.special is not None:
            row = {"visit_id": visit_id, **codec.special_row(result.special)}
            self._insert("page_special_versions", {**row, "snapshot_hash": self._put_snapshot(result.special_snapshot)})

    def _put_snapshot(self, snapshot: StoredSnapshot | None) -> str | None:
        """The same page seen twice, in this wave or another, is kept once."""
        if snapshot is None:
            return None
        self._db.execute("INSERT OR IGNORE INTO snapshots (hash, data) VALUES (?, ?)", [snapshot.hash, snapshot.data])
        return snapshot.hash

    def _put_findings(
        self, wave_id: int, site_id: str, key: int, visit_id: int | None, findings: Iterable[Finding]
    ) -> None:
        rows = [{"site_id": key, "visit_id": visit_id, **codec.finding_row(finding)} for finding in findings]
        self._insert_all("findings", rows)
        for fingerprint, row in {row["fingerprint"]: row for row in rows}.items():
            self._db.execute(
                "INSERT INTO issues VALUES (:site, :fingerprint, :rule, :code, :wave, :wave)"
                " ON CONFLICT (site, fingerprint) DO UPDATE SET"
                " first_wave_id = min(first_wave_id, :wave), last_wave_id = max(last_wave_id, :wave)",
                {
                    "site": site_id,
                    "fingerprint": fingerprint,
                    "rule": row["rule"],
                    "code": row["code"],
                    "wave": wave_id,
                },
            )

    def _put_tallies(self, table: str, owner: codec.Row, tallies: Iterable[RuleTally]) -> None:
        rows = [{"rule_id": self._rule(tally), **codec.tally_row(tally)} for tally in tallies]
        self._insert_all(table, _numbered(owner, rows))

    def _put_shots(self, key: int, result: PageResult) -> None:
        """The first picture of an issue is kept; one is enough to show it."""
        for shot in result.shots:
            self._db.execute(
                "INSERT OR IGNORE INTO screenshots VALUES (?, ?, ?, ?, ?, ?)",
                [key, shot.fingerprint, shot.media_type, shot.width, shot.height, shot.data],
            )

    def _versions(self, versions: Versions) -> int:
        columns = ("package", "axe", "axe_hash", "browser", "rules")
        return self._shared("versions", {column: getattr(versions, column) for column in columns})

    def _rule(self, tally: RuleTally) -> int:
        row = {"rule": tally.rule, "criteria": codec.to_json(tally.criteria), "maturity": tally.maturity}
        return self._shared("rules", row)

    def _shared(self, table: str, row: codec.Row) -> int:
        """The id of a row that many others point to; made if it is not there."""
        # Table and columns are this module's own texts, the values are bound.
        where = " AND ".join(f"{column} = :{column}" for column in row)
        found = self._first(f"SELECT id FROM {table} WHERE {where}", row)  # noqa: S608
        return found["id"] if found else self._insert(table, row)

    def _open_wave(self, wave_id: int) -> Wave:
        wave = self.wave(wave_id)
        if wave.finished:
            raise StoreError("store.finished", wave=wave.name)
        return wave

    def _open_site(self, wave_id: int, site_id: str) -> int:
        self._open_wave(wave_id)
        return self._site_key(wave_id, site_id)

    def _insert(self, table: str, row: codec.Row, how: str = "INSERT") -> int:
        columns = ", ".join(row)
        marks = ", ".join(f":{column}" for column in row)
        key = self._db.execute(f"{how} INTO {table} ({columns}) VALUES ({marks})", row).lastrowid
        return key or 0

    def _insert_all(self, table: str, rows: list[codec.Row]) -> None:
        if rows:
            self._db.table(table).insert_all(rows)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, explained(self._path), transaction(self._db):
            yield


def _free_name(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _numbered(owner: dict[str, Any], rows: list[codec.Row]) -> list[codec.Row]:
    return [{**owner, "position": position, **row} for position, row in enumerate(rows)]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
