"""Writes all that a report has of its sites: one after the other, or many at once in processes of their own."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from wcag_audit.model.life import SiteLives
from wcag_audit.report import paths
from wcag_audit.report.data_files import DataFiles
from wcag_audit.report.feed import site_feeds
from wcag_audit.report.gathering import gather
from wcag_audit.report.rendering import Renderer
from wcag_audit.report.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from wcag_audit.model.basket import Basket
    from wcag_audit.model.index import SiteMeasures
    from wcag_audit.model.language import Lang
    from wcag_audit.model.register import Body, Site
    from wcag_audit.model.result import Wave
    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.model.visit import VisitRecord
    from wcag_audit.report.changes import Section
    from wcag_audit.report.views import IssueEntry, SiteSummary, SiteView
    from wcag_audit.store import Store

History = Callable[["Site"], SiteLives]
"""Gives what became of a site's issues from wave to wave. For many sites it is pickled."""
MANY = 24
"""Sites from which on other processes help: each takes seconds to start."""
MOST_PROCESSES = 4
"""However many processors there are: each process takes about 200 MiB."""
_PARTS = ".parts"


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """What the rest of the report needs to know of a site.

    Attributes:
        summary: for lists of sites.
        verdicts: of the criteria.
        measures: what its indexes are made of.
        changed: issues by what became of them, as its feeds tell.
        part: folder with the site's rows of the data files, without heads.
        rows: how many there are, by file.
        pages: number of HTML files.
    """

    summary: SiteSummary
    verdicts: Sequence[SiteCriterionVerdict]
    measures: SiteMeasures
    changed: Mapping[Section, int]
    part: Path
    rows: Mapping[str, int]
    pages: int


class SiteWriter:
    """Writes pages, pictures and rows of one site at a time, in the memory of one site."""

    def __init__(
        self,
        store: Store,
        wave: Wave,
        folder: Path,
        langs: Sequence[Lang],
        *,
        basket: Basket,
        history: History | None,
        address: str,
    ) -> None:
        """Write below `folder`; the other arguments are those of `write_report` and `gather`."""
        self._store = store
        self._wave = wave
        self._folder = folder
        self._langs = langs
        self._basket = basket
        self._history = history
        self._address = address

    def __call__(self, body: Body, site: Site) -> WrittenSite:
        """Write everything about a site."""
        renderer = Renderer(self._folder, self._langs, self._wave)
        part = self._folder / _PARTS / paths.slug(site.id)
        with DataFiles(part, self._langs, heads=False) as data:
            view = gather(
                self._store,
                self._wave,
                body,
                site,
                basket=self._basket,
                on_finding=lambda row: data.finding(body.id, row),
                on_issue=lambda entry: data.issue(body.id, site.id, entry),
                lives=self._history(site) if self._history else None,
            )
            view = self._with_images(view)
            data.verdicts(body.id, site.id, view.verdicts)
            data.measures(body.id, site.id, view.measures, {page.visit_id: page.url for page in view.pages})
            pages = SitePages(renderer, view)
            pages.lists()
            pages.for_webmasters()
            changed = site_feeds(self._folder, self._langs, self._wave, self._address, view)
            pages.coverage(self._records(data, body, site))
            for entries in (*view.issues.values(), view.gone):
                for issue in entries:
                    pages.issue(issue)
            for row, entry in zip(self._store.pages(self._wave.id, site.id), view.pages, strict=True):
                data.page(body.id, site.id, row)
                pages.page(entry, self._store.page(entry.visit_id, tallies=False))
        return WrittenSite(view.summary, view.verdicts, view.measures, changed, part, data.rows, renderer.count)

    def clean(self) -> None:
        """Take away what was only needed while writing."""
        shutil.rmtree(self._folder / _PARTS, ignore_errors=True)

    def _records(self, data: DataFiles, body: Body, site: Site) -> Iterator[VisitRecord]:
        for record in self._store.records(self._wave.id, site.id):
            data.record(body.id, site.id, record)
            yield record

    def _with_images(self, view: SiteView) -> SiteView:
        """Write the pictures of the issues, one at a time, and note where they lie."""
        site_id = view.summary.site.id
        issues = {
            kind: tuple(self._with_image(site_id, entry) for entry in entries) for kind, entries in view.issues.items()
        }
        return replace(view, issues=issues)

    def _with_image(self, site_id: str, entry: IssueEntry) -> IssueEntry:
        if not entry.row.has_screenshot:
            return entry
        shot = self._store.screenshot(self._wave.id, entry.row.fingerprint, site_id)
        path = paths.image(site_id, entry.row.fingerprint, shot.media_type) if shot else ""
        if shot is None or not path:
            return entry
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(shot.data)
        return replace(entry, image=path, image_size=(shot.width, shot.height))


@contextmanager
def written(writer: SiteWriter, places: Sequence[tuple[Body, Site]]) -> Iterator[Iterator[WrittenSite]]:
    """Write sites; gives them in their order, each as soon as it and those before it are done."""
    try:
        with _sites(writer, places) as sites:
            yield sites
    finally:
        writer.clean()


@contextmanager
def _sites(writer: SiteWriter, places: Sequence[tuple[Body, Site]]) -> Iterator[Iterator[WrittenSite]]:
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if len(places) < MANY or processes == 1:
        yield (writer(*place) for place in places)
        return
    # Spawned, not forked: an SQLite connection must not be carried into another process.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (writer,))
    try:
        yield pool.map(_write, places)
    finally:
        pool.shutdown(cancel_futures=True)


_writer: SiteWriter


def _begin(writer: SiteWriter) -> None:
    """Make a process ready to write sites. Ctrl-C is for the process that gives it work."""
    global _writer  # noqa: PLW0603 - the way in which a process of a pool keeps what all its work needs
    _writer = writer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the process that gives the work has ended, also where it was killed and could not say so."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _write(place: tuple[Body, Site]) -> WrittenSite:
    return _writer(*place)
