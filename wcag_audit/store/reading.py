"""Reading: rows come one by one, so that a wave of any size is reported in the memory of one page."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from wcag_audit.errors import StoreError
from wcag_audit.model.register import Register
from wcag_audit.model.result import PageResult, Screenshot, SiteResult
from wcag_audit.model.speech import SpeechReadiness
from wcag_audit.model.state import PageState, SwitchOutcome
from wcag_audit.model.visit import VisitStatus
from wcag_audit.remark import restored
from wcag_audit.store import codec
from wcag_audit.store.connection import explained
from wcag_audit.store.rows import MAX_SAMPLE_URLS, FindingRow, IssueRow, PageRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlite_utils import Database

    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.register import Site
    from wcag_audit.model.result import Wave
    from wcag_audit.model.state import SpecialVersionTrial
    from wcag_audit.model.verdict import CriterionVerdict, SiteCriterionVerdict
    from wcag_audit.model.visit import VisitRecord

_WAVES = (
    "SELECT waves.*, package, axe, axe_hash, browser, rules FROM waves JOIN versions ON versions.id = waves.versions_id"
)
_FINDING = ", ".join(f"findings.{column}" for column in codec.FINDING)
_VERDICT = ", ".join(codec.VERDICT)
_VISITS = "SELECT visits.*, sites.site FROM visits JOIN sites ON sites.id = visits.site_id"


class Reader:
    """The reading half of the store. Iterators hold one row at a time; an unknown wave or site is a StoreError."""

    def __init__(self, path: Path, db: Database) -> None:
        """Read from an open database; use `Store.open`."""
        self._path = path
        self._db = db

    def tables(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of every table."""
        names = [row["name"] for row in self._rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: tuple(column.name for column in self._db.table(name).columns) for name in names}

    def waves(self) -> tuple[Wave, ...]:
        """All waves, oldest first."""
        return tuple(codec.wave_of(row) for row in self._rows(f"{_WAVES} ORDER BY waves.id"))

    def latest_wave(self) -> Wave | None:
        """The wave begun last, whether or not it is finished (see Wave.finished); None in an empty store."""
        row = self._first(f"{_WAVES} ORDER BY waves.id DESC LIMIT 1")
        return codec.wave_of(row) if row else None

    def unfinished_wave(self, name: str | None = None) -> Wave | None:
        """The latest wave that is not finished, of that name if one is given; None if there is none."""
        row = self._first(
            f"{_WAVES} WHERE finished = '' AND (:name IS NULL OR name = :name) ORDER BY waves.id DESC LIMIT 1",
            {"name": name},
        )
        return codec.wave_of(row) if row else None

    def wave(self, wave_id: int) -> Wave:
        """The wave with that number.

        Raises:
            StoreError: there is none.
        """
        row = self._first(f"{_WAVES} WHERE waves.id = ?", [wave_id])
        if row is None:
            raise StoreError("store.no-wave", path=str(self._path), number=str(wave_id))
        return codec.wave_of(row)

    def register(self, wave_id: int) -> Register:
        """The register as it was when the wave began."""
        self.wave(wave_id)
        sites: dict[int, list[Site]] = {}
        for row in self._rows("SELECT * FROM sites WHERE wave_id = ? ORDER BY id", [wave_id]):
            sites.setdefault(row["body_id"], []).append(codec.site_of(row))
        bodies = self._rows("SELECT * FROM bodies WHERE wave_id = ? ORDER BY id", [wave_id])
        regions = self._rows("SELECT * FROM regions WHERE wave_id = ? ORDER BY id", [wave_id])
        return Register(
            bodies=tuple(codec.body_of(row, tuple(sites.get(row["id"], ()))) for row in bodies),
            regions=tuple(codec.region_of(row) for row in regions),
            schedule=self._one("SELECT schedule FROM waves WHERE id = ?", [wave_id])["schedule"],
        )

    def records(self, wave_id: int, site_id: str) -> Iterator[VisitRecord]:
        """Every known address of a site with its fate, in the order they became known."""
        key = self._site_key(wave_id, site_id)
        for row in self._rows(f"{_VISITS} WHERE site_id = ? ORDER BY visits.id", [key]):
            yield codec.record_of(row)

    def coverage(self, wave_id: int, site_id: str) -> Mapping[VisitStatus, int]:
        """Number of addresses per fate, as `score.Coverage` takes them."""
        sql = "SELECT status, count(*) AS addresses FROM visits WHERE site_id = ? GROUP BY status"
        counts = {row["status"]: row["addresses"] for row in self._rows(sql, [self._site_key(wave_id, site_id)])}
        return {status: counts[status] for status in VisitStatus if status in counts}

    def pages(self, wave_id: int, site_id: str) -> Iterator[PageRow]:
        """The audited pages of a site, in the order of their addresses."""
        sql = """
            SELECT visits.*, sites.site, pages.title, pages.lang, pages.detected, pages.snapshot_hash,
                   (SELECT count(*) FROM findings WHERE visit_id = visits.id AND outcome = 'failed') AS failed,
                   (SELECT count(*) FROM findings WHERE visit_id = visits.id AND outcome = 'cantTell') AS cant_tell
            FROM visits JOIN sites ON sites.id = visits.site_id JOIN pages ON pages.visit_id = visits.id
            WHERE visits.site_id = ? ORDER BY visits.url
        """
        for row in self._rows(sql, [self._site_key(wave_id, site_id)]):
            yield PageRow(
                visit_id=row["id"],
                record=codec.record_of(row),
                title=row["title"],
                lang=row["lang"],
                detected=row["detected"],
                failed=row["failed"],
                cant_tell=row["cant_tell"],
                snapshot=row["snapshot_hash"] or "",
                recorded=row["recorded"],
            )

    def page(self, visit_id: int, *, tallies: bool = True) -> PageResult:
        """The result of one page, without its snapshot and pictures (see `snapshot` and `screenshot`).

        Args:
            visit_id: the page's key.
            tallies: False leaves out the tallies, which are most of what is stored of a page.

        Raises:
            StoreError: there is no such page.
        """
        row = self._first(
            "SELECT pages.*, visits.*, sites.site FROM pages JOIN visits ON visits.id = pages.visit_id"
            " JOIN sites ON sites.id = visits.site_id WHERE visits.id = ?",
            [visit_id],
        )
        if row is None:
            raise StoreError("store.no-page", path=str(self._path), number=str(visit_id))
        return PageResult(
            record=codec.record_of(row),
            title=row["title"],
            lang=row["lang"],
            detected=row["detected"],
            findings=self._findings_of("visit_id = ?", visit_id),
            tallies=self._tallies_of("rule_tallies WHERE visit_id = ?", visit_id) if tallies else (),
            verdicts=self._verdicts_of(visit_id),
            links=codec.unpack_links(row["links"]),
            alternates=json.loads(row["alternates"]),
            canonical=row["canonical"],
            gaps=tuple(restored(gap) for gap in codec.strings(row["gaps"])),
            timings=json.loads(row["timings"]),
            speech=next((codec.speech_of(row) for row in self._speech_rows("visit_id = ?", visit_id)), None),
            template=row["template"],
            special=self.special_version(visit_id),
        )

    def speech(self, wave_id: int, site_id: str) -> SpeechReadiness | None:
        """How far the Kazakh of a site can be read aloud: the sums over its pages; None where no page was measured."""
        of_site = "visit_id IN (SELECT id FROM visits WHERE site_id = ?)"
        pages = [codec.speech_of(row) for row in self._speech_rows(of_site, self._site_key(wave_id, site_id))]
        if not pages:
            return None
        advice: Counter[str] = Counter()
        for page in pages:
            advice.update(page.advice)
        return SpeechReadiness(
            words=sum(page.words for page in pages),
            well_formed=sum(page.well_formed for page in pages),
            marked=sum(page.marked for page in pages),
            ready=sum(page.ready for page in pages),
            advice=dict(sorted(advice.items())),
        )

    def special_snapshot(self, visit_id: int) -> str:
        """Hash, for `snapshot`, of the page with its special version switched on; "" if none was kept."""
        row = self._first("SELECT snapshot_hash FROM page_special_versions WHERE visit_id = ?", [visit_id])
        return (row["snapshot_hash"] or "") if row else ""

    def special_versions(self, wave_id: int, site_id: str) -> Mapping[SwitchOutcome, int]:
        """On how many pages of a site the special version was tried, by what became of it."""
        sql = """
            SELECT outcome, count(*) AS pages FROM page_special_versions JOIN visits ON visits.id = visit_id
            WHERE site_id = ? GROUP BY outcome
        """
        counts = {row["outcome"]: row["pages"] for row in self._rows(sql, [self._site_key(wave_id, site_id)])}
        return {outcome: counts[outcome] for outcome in SwitchOutcome if outcome in counts}

    def special_version(self, visit_id: int) -> SpecialVersionTrial | None:
        """What became of switching the special version of a page on; None where it was not tried."""
        row = self._first("SELECT * FROM page_special_versions WHERE visit_id = ?", [visit_id])
        return codec.special_of(row) if row else None

    def _speech_rows(self, where: str, key: int) -> Iterator[codec.Row]:
        return self._rows(f"SELECT * FROM page_speech WHERE {where}", [key])  # noqa: S608 - `where` is our own text

    def page_verdicts(self, wave_id: int, site_id: str) -> Iterator[tuple[CriterionVerdict, ...]]:
        """The verdicts of each audited page of a site, as `score.site_verdicts` takes them."""
        for row in self._rows(
            "SELECT visit_id FROM pages JOIN visits ON visits.id = visit_id WHERE site_id = ? ORDER BY url",
            [self._site_key(wave_id, site_id)],
        ):
            yield self._verdicts_of(row["visit_id"])

    def findings(self, wave_id: int, site_id: str | None = None, url: str | None = None) -> Iterator[FindingRow]:
        """Findings of a wave, a site or a page (`url` as it was asked for), site-scope ones with the url ""."""
        self.wave(wave_id)
        if site_id is not None:
            self._site_key(wave_id, site_id)
        sql = f"""
            SELECT sites.site, visits.id, visits.url, {_FINDING}
            FROM sites JOIN findings ON findings.site_id = sites.id
            LEFT JOIN visits ON visits.id = findings.visit_id
            WHERE sites.wave_id = :wave AND (:site IS NULL OR sites.site = :site)
                AND (:url IS NULL OR visits.url = :url)
            ORDER BY sites.id, findings.id
        """  # noqa: S608 - our own columns
        for site, visit, address, *cells in self._cells(sql, {"wave": wave_id, "site": site_id, "url": url}):
            yield FindingRow(site, visit, address or "", codec.finding_of(*cells))

    def issues(self, wave_id: int, site_id: str) -> Iterator[IssueRow]:
        """The faults of a site: failed ones first, then those on most pages first."""
        sql = """
            SELECT fingerprint, count(*) AS occurrences, count(DISTINCT visit_id) AS pages,
                   min(CASE outcome WHEN 'failed' THEN id END) AS failed, min(id) AS found,
                   min(state) AS lowest, max(state) AS highest
            FROM findings WHERE site_id = ? GROUP BY fingerprint
            ORDER BY failed IS NULL, pages DESC, occurrences DESC, fingerprint
        """
        key = self._site_key(wave_id, site_id)
        for row in self._rows(sql, [key]):
            yield self._issue(key, site_id, row)

    def screenshot(self, wave_id: int, fingerprint: str, site_id: str | None = None) -> Screenshot | None:
        """The picture of an issue; None if there is none.

        Two sites can have an issue of the same fingerprint: without `site_id` it is the first site's picture.
        """
        row = self._first(
            "SELECT screenshots.* FROM screenshots JOIN sites ON sites.id = screenshots.site_id"
            " WHERE wave_id = :wave AND fingerprint = :fingerprint AND (:site IS NULL OR site = :site)"
            " ORDER BY sites.id LIMIT 1",
            {"wave": wave_id, "fingerprint": fingerprint, "site": site_id},
        )
        if row is None:
            return None
        return Screenshot(row["fingerprint"], row["media_type"], row["data"], row["width"], row["height"])

    def site_verdicts(self, wave_id: int, site_id: str) -> tuple[SiteCriterionVerdict, ...]:
        """The site's verdicts; () while the site is not finished."""
        sql = "SELECT * FROM site_verdicts WHERE site_id = ? ORDER BY position"
        return tuple(codec.site_verdict_of(row) for row in self._rows(sql, [self._site_key(wave_id, site_id)]))

    def site_result(self, wave_id: int, site_id: str) -> SiteResult:
        """What comparing the site's pages yielded; empty while the site is not finished."""
        key = self._site_key(wave_id, site_id)
        return SiteResult(
            site=site_id,
            findings=self._findings_of("visit_id IS NULL AND site_id = ?", key),
            tallies=self._tallies_of("site_rule_tallies WHERE site_id = ?", key),
            verdicts=self.site_verdicts(wave_id, site_id),
        )

    def snapshot(self, snapshot_hash: str) -> bytes:
        """A compressed snapshot, for model.snapshot.unpack.

        Raises:
            StoreError: there is none with that hash.
        """
        row = self._first("SELECT data FROM snapshots WHERE hash = ?", [snapshot_hash])
        if row is None:
            raise StoreError("store.no-snapshot", path=str(self._path), hash=snapshot_hash)
        data: bytes = row["data"]
        return data

    def _issue(self, key: int, site_id: str, row: codec.Row) -> IssueRow:
        (finding,) = self._findings_of("id = ?", row["failed"] or row["found"])
        urls = self._rows(
            "SELECT DISTINCT url FROM findings JOIN visits ON visits.id = visit_id"
            " WHERE findings.site_id = ? AND fingerprint = ? ORDER BY url LIMIT ?",
            [key, row["fingerprint"], MAX_SAMPLE_URLS],
        )
        extra = self._one(
            "SELECT waves.name,"
            " EXISTS (SELECT 1 FROM screenshots WHERE site_id = :key AND fingerprint = :print) AS shot"
            " FROM issues JOIN waves ON waves.id = first_wave_id WHERE site = :site AND fingerprint = :print",
            {"key": key, "site": site_id, "print": row["fingerprint"]},
        )
        return IssueRow(
            fingerprint=row["fingerprint"],
            rule=finding.rule,
            code=finding.code,
            outcome=finding.outcome,
            criteria=finding.criteria,
            engine=finding.engine,
            maturity=finding.maturity,
            impact=finding.impact,
            pages=row["pages"] or len(finding.pages),
            occurrences=row["occurrences"],
            finding=finding,
            urls=tuple(found["url"] for found in urls) or finding.pages[:MAX_SAMPLE_URLS],
            first_seen=extra["name"],
            has_screenshot=bool(extra["shot"]),
            state=PageState(row["lowest"]) if row["lowest"] == row["highest"] else PageState.BOTH,
        )

    def _findings_of(self, where: str, key: int) -> tuple[Finding, ...]:
        # The condition is one of this module's own texts, never a value.
        rows = self._cells(f"SELECT {_FINDING} FROM findings WHERE {where} ORDER BY findings.id", [key])  # noqa: S608
        return tuple(codec.finding_of(*cells) for cells in rows)

    def _tallies_of(self, source: str, key: int) -> tuple[RuleTally, ...]:
        head, where = source.split(" ", 1)
        sql = f"SELECT * FROM {head} JOIN rules ON rules.id = rule_id {where} ORDER BY position"  # noqa: S608 (own texts)
        return tuple(codec.tally_of(row) for row in self._rows(sql, [key]))

    def _verdicts_of(self, visit_id: int) -> tuple[CriterionVerdict, ...]:
        rows = self._cells(f"SELECT {_VERDICT} FROM page_verdicts WHERE visit_id = ? ORDER BY position", [visit_id])  # noqa: S608
        return tuple(codec.verdict_of(*cells) for cells in rows)

    def _site_key(self, wave_id: int, site_id: str) -> int:
        row = self._first("SELECT id FROM sites WHERE wave_id = ? AND site = ?", [wave_id, site_id])
        if row is None:
            raise StoreError("store.no-site", wave=self.wave(wave_id).name, site=site_id)
        key: int = row["id"]
        return key

    def _rows(self, sql: str, values: list[Any] | dict[str, Any] | None = None) -> Iterator[codec.Row]:
        with explained(self._path):
            cursor = self._db.execute(sql, values or [])
            columns = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(columns, row, strict=True))

    def _cells(self, sql: str, values: list[Any] | dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        """Rows without names, for tables of which millions are read."""
        with explained(self._path):
            yield from self._db.execute(sql, values)

    def _first(self, sql: str, values: list[Any] | dict[str, Any] | None = None) -> codec.Row | None:
        return next(self._rows(sql, values), None)

    def _one(self, sql: str, values: list[Any] | dict[str, Any] | None = None) -> codec.Row:
        return next(self._rows(sql, values))
