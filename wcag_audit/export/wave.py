"""Exports a wave: site by site, each format into a folder of its own."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, TYPE_CHECKING

from wcag_audit.accepted import site_names
from wcag_audit.export.earl import EarlLog
from wcag_audit.export.html_page import HtmlPage
from wcag_audit.export.json_files import JsonFiles
from wcag_audit.export.junit import JunitLog
from wcag_audit.export.occasion import Occasion, ResultLog
from wcag_audit.export.openacr import write_openacr
from wcag_audit.export.sarif import SarifLog
from wcag_audit.export.workbook import Workbook
from wcag_audit.model.result import PageResult
from wcag_audit.model.visit import VisitStatus
from wcag_audit.report import paths
from wcag_audit.report.data_files import DataFiles, write_wave
from wcag_audit.report.data_rows import DataRows
from wcag_audit.report.gathering import gather

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from wcag_audit.accepted import Acceptances
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.language import Lang
    from wcag_audit.model.life import Excepted
    from wcag_audit.model.register import Body, Site
    from wcag_audit.model.result import Wave
    from wcag_audit.report.sites import History
    from wcag_audit.report.views import IssueEntry, SiteSummary, SiteView
    from wcag_audit.store import FindingRow, Store


class Format(StrEnum):
    """What a wave can be exported as."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    EARL = "earl"
    SARIF = "sarif"
    JUNIT = "junit"
    OPENACR = "openacr"


LOGS: dict[Format, Callable[[IO[str], Occasion], ResultLog]] = {
    Format.EARL: EarlLog,
    Format.SARIF: SarifLog,
    Format.JUNIT: JunitLog,
}
"""The formats that take results one by one, and so can be written while an audit runs."""
CHECK_LOGS: dict[str, Callable[[IO[str], Occasion], ResultLog]] = {
    **{str(form): log for form, log in LOGS.items()},
    "html": HtmlPage,
}
"""Formats of a check; a wave has a whole report in place of a single page."""
_SUFFIXES = {
    Format.XLSX: "xlsx",
    Format.EARL: "jsonld",
    Format.SARIF: "sarif",
    Format.JUNIT: "xml",
    Format.OPENACR: "yaml",
}
_TABLES = {Format.XLSX, Format.CSV, Format.JSON, Format.OPENACR}


class WaveExport:
    """Writes a wave's exports. Older files of the same name are replaced, each once the new one is complete.

    Memory holds one site at a time.
    """

    def __init__(
        self,
        store: Store,
        wave: Wave,
        folder: Path,
        lang: Lang,
        *,
        history: History | None = None,
        accepted: Acceptances | None = None,
    ) -> None:
        """Export a wave.

        Args:
            store: the database.
            wave: finished or not.
            folder: each format has a folder of its own in it.
            lang: language of all sentences.
            history: gives what became of a site's issues up to this wave, for the formats that are made of issues.
            accepted: the exceptions that hold, for those that are made of findings.
        """
        self._history = history
        self._accepted = accepted
        self._store = store
        self._wave = wave
        self._folder = folder
        self._lang = lang

    def write(self, bodies: Sequence[Body], formats: Collection[Format]) -> Iterator[Path]:
        """Write the formats for some bodies, as registered in the wave.

        Yields:
            each file as soon as it is complete.

        Raises:
            StoreError: the wave cannot be read.
            OSError: a file cannot be written.
        """
        if _TABLES.intersection(formats):
            yield from self._tables(bodies, formats)
        for form in (form for form in LOGS if form in formats):
            for site in (site for body in bodies for site in body.sites):
                path = self._path(form, site.id)
                with _replaced(path) as stream:
                    self._log(LOGS[form], stream, site)
                yield path

    def _path(self, form: Format, name: str) -> Path:
        return self._folder / form / f"{paths.slug(name)}.{_SUFFIXES[form]}"

    def _tables(self, bodies: Sequence[Body], formats: Collection[Format]) -> Iterator[Path]:
        """The formats that are made of the same rows as the report."""
        summaries: list[SiteSummary] = []
        with ExitStack() as stack:
            files: list[DataFiles | JsonFiles] = []
            if Format.CSV in formats:
                files.append(stack.enter_context(DataFiles(self._folder / Format.CSV, (self._lang,))))
            if Format.JSON in formats:
                files.append(stack.enter_context(JsonFiles(self._folder / Format.JSON, (self._lang,))))
            for body in bodies:
                with ExitStack() as books:
                    tables: list[DataRows | Workbook] = [*files]
                    if Format.XLSX in formats:
                        tables.append(books.enter_context(self._book(body)))
                    views = (self._site(body, site, tables) for site in body.sites)
                    for view in views:
                        summaries.append(view.summary)
                        if Format.OPENACR in formats:
                            yield self._acr(view)
                if Format.XLSX in formats:
                    yield self._path(Format.XLSX, body.id)
        if Format.JSON in formats:
            write_wave(self._folder / Format.JSON, self._wave, summaries)
        for form in (form for form in (Format.CSV, Format.JSON) if form in formats):
            yield from sorted((self._folder / form).glob(f"*.{form}"))

    def _site(self, body: Body, site: Site, tables: Sequence[DataRows | Workbook]) -> SiteView:
        """Hand everything that is known of a site to each table, row by row."""

        def on_finding(row: FindingRow) -> None:
            for table in tables:
                table.finding(body.id, row)

        def on_issue(entry: IssueEntry) -> None:
            for table in tables:
                table.issue(body.id, site.id, entry)

        store, wave = self._store, self._wave
        lives = self._history(site) if self._history else None
        view = gather(store, wave, body, site, on_finding=on_finding, on_issue=on_issue, lives=lives)
        for table in tables:
            table.verdicts(body.id, site.id, view.verdicts)
            for record in store.records(wave.id, site.id):
                table.record(body.id, site.id, record)
            for row in store.pages(wave.id, site.id):
                table.page(body.id, site.id, row)
            if isinstance(table, DataRows):
                table.measures(body.id, site.id, view.measures, {page.visit_id: page.url for page in view.pages})
            if isinstance(table, Workbook):
                table.summary(view.summary, [row.index for row in store.indexes(wave.id, site.id)])
        return view

    @contextmanager
    def _book(self, body: Body) -> Iterator[Workbook]:
        path = self._path(Format.XLSX, body.id)
        with _part_of(path) as part, Workbook(part, self._wave, body, self._lang) as book:
            yield book

    def _acr(self, view: SiteView) -> Path:
        path = self._path(Format.OPENACR, view.summary.site.id)
        with _replaced(path) as stream:
            write_openacr(stream, self._wave, view, self._lang)
        return path

    def _log(self, make: Callable[[IO[str], Occasion], ResultLog], stream: IO[str], site: Site) -> None:
        """Pages first, then what their comparison yielded, then the addresses that were tried and not reached."""
        store, wave = self._store, self._wave
        marks = _OfSite(self._accepted, site_names(site)) if self._accepted else None
        name = f"{wave.name}/{site.id}"
        log = make(stream, Occasion(name, self._lang, wave.versions, wave.started, wave.finished, marks))
        log.begin()
        for row in store.pages(wave.id, site.id):
            result = store.page(row.visit_id)
            log.page(result.record.visit.url, result, result.findings)
        log.site(site.url, store.site_result(wave.id, site.id))
        for record in store.records(wave.id, site.id):
            if record.status is not VisitStatus.AUDITED and record.status.attempted:
                log.page(record.visit.url, PageResult(record), ())
        log.end()


@dataclass(frozen=True, slots=True)
class _Mark:
    """Attributes: excepted: the exception that holds; known: nothing, since a wave has no baseline."""

    excepted: Excepted | None
    known: bool | None = None


@dataclass(frozen=True, slots=True)
class _OfSite:
    """Marks findings of one site of a wave."""

    accepted: Acceptances
    names: tuple[str, ...]

    def of(self, _address: str, finding: Finding) -> _Mark:
        """What is known of a finding, on whatever page of the site."""
        return _Mark(self.accepted.of(finding, *self.names))


@contextmanager
def _replaced(path: Path) -> Iterator[IO[str]]:
    """A text stream for the new content of a file."""
    with _part_of(path) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


@contextmanager
def _part_of(path: Path) -> Iterator[Path]:
    """A file to write to that takes the place of an older one at the end, and not before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
