"""Writes the report of a wave: one static site, three languages, data files beside it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from wcag_audit.measuring import groups, wave_basket
from wcag_audit.model.language import LANGS
from wcag_audit.report import data_files, paths
from wcag_audit.report.feed import WaveFeeds
from wcag_audit.report.placing import Place, in_place_of_older
from wcag_audit.report.rendering import Renderer
from wcag_audit.report.sites import SiteWriter, written
from wcag_audit.report.wave_pages import WavePages
from wcag_audit.roadmap import default_roadmap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from wcag_audit.model.index import GroupIndex, SiteMeasures
    from wcag_audit.model.language import Lang
    from wcag_audit.model.result import Wave
    from wcag_audit.model.roadmap import Target
    from wcag_audit.model.verdict import SiteCriterionVerdict, Verdict
    from wcag_audit.report.sites import History
    from wcag_audit.report.views import SiteSummary
    from wcag_audit.store import Store

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
    folder are left alone. Memory holds one site at a time,
    and where there are many sites, one in each of a few processes.

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
        self._sites = SiteWriter(
            store, wave, folder, tuple(langs), basket=self._basket, history=history, address=address
        )
        self._measures: dict[str, list[SiteMeasures]] = defaultdict(list)

    def write(self, progress: Progress) -> int:
        """Write everything; gives the number of HTML files."""
        register = self._store.register(self._wave.id)
        places = [(body, site) for body in register.bodies for site in body.sites]
        summaries: list[SiteSummary] = []
        progress(0, len(places))
        with self._data, self._feeds, written(self._sites, places) as sites:
            for done, site in enumerate(sites, 1):
                self._data.take(site.part, site.rows)
                self._feeds.site(site.summary.site, site.changed)
                self._count(site.verdicts)
                self._measures[site.summary.body.id].append(site.measures)
                self._renderer.count += site.pages
                summaries.append(site.summary)
                progress(done, len(places))
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

    def _groups(self) -> Mapping[str, Sequence[GroupIndex]]:
        """Mean indexes by body, and of all sites under ""."""
        everything = [measured for sites in self._measures.values() for measured in sites]
        found = {body: groups(self._wave, self._basket, body, sites) for body, sites in self._measures.items()}
        return {**found, "": groups(self._wave, self._basket, "", everything)} if everything else {}

    def _count(self, verdicts: Sequence[SiteCriterionVerdict]) -> None:
        for item in verdicts:
            self._states[item.criterion][item.verdict] += 1
            failed, tested = self._failing.get(item.criterion, (0, 0))
            self._failing[item.criterion] = (failed + item.failed_pages, tested + item.tested_pages)


def _folder_address(address: str) -> str:
    """The address of a folder ends with a slash."""
    return f"{address.rstrip('/')}/" if address else ""


def _is_report(folder: Path) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        text = (folder / _DATA / "wave.json").read_text(encoding="utf-8")
        return bool(json.loads(text).get("format") == data_files.FORMAT)
    return False
