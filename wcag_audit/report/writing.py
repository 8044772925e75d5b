"""Writes the report of a wave: one static site, three languages, data files beside it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING

from wcag_audit.measuring import groups, wave_basket
from wcag_audit.model.language import LANGS
from wcag_audit.model.trend import SiteLives
from wcag_audit.report import data_files, paths
from wcag_audit.report.feed import WaveFeeds
from wcag_audit.report.gathering import gather
from wcag_audit.report.placing import Place, in_place_of_older
from wcag_audit.report.rendering import Renderer
from wcag_audit.report.site_pages import SitePages
from wcag_audit.report.wave_pages import WavePages
from wcag_audit.roadmap import default_roadmap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from wcag_audit.model.index import GroupIndex, SiteMeasures
    from wcag_audit.model.language import Lang
    from wcag_audit.model.register import Body, Site
    from wcag_audit.model.result import Wave
    from wcag_audit.model.trend import Target
    from wcag_audit.model.verdict import SiteCriterionVerdict, Verdict
    from wcag_audit.model.visit import VisitRecord
    from wcag_audit.report.views import IssueEntry, SiteSummary, SiteView
    from wcag_audit.store import Store

History = Callable[["Site"], SiteLives]
"""Gives what became of a site's issues from wave to wave."""
Progress = Callable[[int, int], None]
"""Called with the number of sites that are written and of all sites."""
_DATA = "data"
_OWN = (*LANGS, _DATA, "images", "index.html", paths.STYLE)


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """What was written.

    Attributes:
        folder: the report.
        index: the page to open.
        pages: number of HTML files.
        data: the CSV and JSON files.
    """

    folder: Path
    index: Path
    pages: int
    data: tuple[Path, ...]


def write_report(
    store: Store,
    wave_id: int,
    folder: Path,
    langs: Sequence[Lang] = LANGS,
    progress: Progress | None = None,
    *,
    history: History | None = None,
    targets: Sequence[Target] | None = None,
    address: str = "",
) -> ReportFiles:
    """Write the report of one wave as a folder of static files that open from a disk or any web server.

    An older report in the same folder is replaced as a whole, and only once the new one is complete; other files in the
    folder are left alone. Memory holds one site at a time.

    Args:
        store: the database.
        wave_id: the wave.
        folder: where to; made if it is not there.
        langs: languages, the first of which the choice of languages is written in.
        progress: told how many sites are done.
        history: gives what became of a site's issues up to this wave; None leaves that out.
        targets: the roadmap; decree 1143 if it is None.
        address: where the folder will be served, for absolute links in feeds; "" leaves them relative.

    Raises:
        UsageError: no language is asked for, or the folder holds files that a report would overwrite and no report.
        CouldNotDoError: the files cannot be written.
        StoreError: the wave does not exist or cannot be read.
    """
    wave = store.wave(wave_id)
    place = Place(_OWN, _DATA, _is_report)
    with in_place_of_older(folder, place, langs) as work:
        pages = _Report(
            store, wave, work, langs, history=history, targets=targets, address=_folder_address(address)
        ).write(progress or (lambda _done, _all: None))
    data = tuple(sorted((folder / _DATA).iterdir()))
    return ReportFiles(folder, folder / "index.html", pages, data)


class _Report:
    """One report on its way to a folder."""

    def __init__(
        self,
        store: Store,
        wave: Wave,
        folder: Path,
        langs: Sequence[Lang],
        *,
        history: History | None,
        targets: Sequence[Target] | None,
        address: str,
    ) -> None:
        self._history = history or (lambda _site: SiteLives())
        self._targets = default_roadmap() if targets is None else tuple(targets)
        self._store = store
        self._wave = wave
        self._folder = folder
        self._renderer = Renderer(folder, langs, wave)
        self._data = data_files.DataFiles(folder / _DATA, langs)
        self._feeds = WaveFeeds(folder, langs, wave, address)
        self._states: dict[str, Counter[Verdict]] = defaultdict(Counter)
        self._failing: dict[str, tuple[int, int]] = {}
        self._basket = wave_basket(store, wave)
        self._measures: dict[str, list[SiteMeasures]] = defaultdict(list)

    def write(self, progress: Progress) -> int:
        """Write everything; gives the number of HTML files."""
        register = self._store.register(self._wave.id)
        places = [(body, site) for body in register.bodies for site in body.sites]
        summaries: list[SiteSummary] = []
        with self._data, self._feeds:
            for done, (body, site) in enumerate(places):
                progress(done, len(places))
                summaries.append(self._site(body, site))
        progress(len(places), len(places))
        data_files.write_wave(self._folder / _DATA, self._wave, summaries)
        style = files(__package__).joinpath(paths.STYLE).read_bytes()
        (self._folder / paths.STYLE).write_bytes(style)
        pages = WavePages(
            self._renderer,
            register,
            summaries,
            self._states,
            self._failing,
            groups=self._groups(),
            targets=self._targets,
        )
        pages.write(self._data.rows)
        return self._renderer.count

    def _site(self, body: Body, site: Site) -> SiteSummary:
        data = self._data
        view = gather(
            self._store,
            self._wave,
            body,
            site,
            basket=self._basket,
            on_finding=lambda row: data.finding(body.id, row),
            on_issue=lambda entry: data.issue(body.id, site.id, entry),
            lives=self._history(site),
        )
        view = self._with_images(view)
        data.verdicts(body.id, site.id, view.verdicts)
        self._count(view.verdicts)
        self._measures[body.id].append(view.measures)
        data.measures(body.id, site.id, view.measures, {page.visit_id: page.url for page in view.pages})
        pages = SitePages(self._renderer, view)
        pages.lists()
        pages.for_webmasters()
        self._feeds.site(view)
        pages.coverage(self._records(body, site))
        for entries in (*view.issues.values(), view.gone):
            for issue in entries:
                pages.issue(issue)
        for row, entry in zip(self._store.pages(self._wave.id, site.id), view.pages, strict=True):
            data.page(body.id, site.id, row)
            pages.page(entry, self._store.page(entry.visit_id))
        return view.summary

    def _groups(self) -> Mapping[str, Sequence[GroupIndex]]:
        """Mean indexes by body, and of all sites under ""."""
        everything = [measured for sites in self._measures.values() for measured in sites]
        found = {body: groups(self._wave, self._basket, body, sites) for body, sites in self._measures.items()}
        return {**found, "": groups(self._wave, self._basket, "", everything)} if everything else {}

    def _records(self, body: Body, site: Site) -> Iterator[VisitRecord]:
        for record in self._store.records(self._wave.id, site.id):
            self._data.record(body.id, site.id, record)
            yield record

    def _count(self, verdicts: Sequence[SiteCriterionVerdict]) -> None:
        for item in verdicts:
            self._states[item.criterion][item.verdict] += 1
            failed, tested = self._failing.get(item.criterion, (0, 0))
            self._failing[item.criterion] = (failed + item.failed_pages, tested + item.tested_pages)

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


def _folder_address(address: str) -> str:
    """The address of a folder ends with a slash."""
    return f"{address.rstrip('/')}/" if address else ""


def _is_report(folder: Path) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        text = (folder / _DATA / "wave.json").read_text(encoding="utf-8")
        return bool(json.loads(text).get("format") == data_files.FORMAT)
    return False
