"""Writes the pages about the whole wave: overview, bodies, criteria, method."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from wcag_audit.report import paths
from wcag_audit.report.hostile import shorten, visible
from wcag_audit.report.rendering import Crumb, paged
from wcag_audit.report.site_pages import day_of_wave
from wcag_audit.report.speech import Speech
from wcag_audit.report.views import totals
from wcag_audit.roadmap import default_roadmap
from wcag_audit.standards.wcag import PRINCIPLES, Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wcag_audit.model.index import GroupIndex
    from wcag_audit.model.language import Lang
    from wcag_audit.model.register import Register
    from wcag_audit.model.roadmap import Target
    from wcag_audit.model.verdict import Verdict
    from wcag_audit.report.rendering import Renderer
    from wcag_audit.report.views import SiteSummary


class WavePages:
    """The pages that every report has once."""

    def __init__(
        self,
        renderer: Renderer,
        register: Register,
        summaries: Sequence[SiteSummary],
        states: Mapping[str, Counter[Verdict]],
        failing: Mapping[str, tuple[int, int]],
        *,
        groups: Mapping[str, Sequence[GroupIndex]],
        targets: Sequence[Target],
    ) -> None:
        """Write pages about all sites.

        Args:
            renderer: writes the files.
            register: as it was when the wave began.
            summaries: of all its sites, in its order.
            states: per criterion, the number of sites in each state.
            failing: per criterion, failing and tested pages of all sites.
            groups: mean indexes by body, and of all sites under "".
            targets: the roadmap.
        """
        self._renderer = renderer
        self._register = register
        self._summaries = summaries
        self._states = states
        self._failing = failing
        self._groups = groups
        wave = renderer.wave
        self._shared = {
            "shown_levels": frozenset(level for level in Level if Level(wave.level).includes(level)),
            "targets": targets,
            "by_decree": tuple(targets) == default_roadmap(),
            "day_of_wave": day_of_wave(wave),
            "feed": paths.FEED,
        }

    def write(self, data_rows: Mapping[str, int]) -> None:
        """Write them in all languages, and the choice of languages.

        Args:
            data_rows: rows of each data file.
        """
        self._renderer.choice()
        for lang in self._renderer.langs:
            self._overview(lang, data_rows)
            self._bodies(lang)
            crumbs = (Crumb(Speech(lang).plain("frame.to-overview"), paths.OVERVIEW),)
            criteria = {"states": self._states, "failing": self._failing, "principles": PRINCIPLES.values()}
            for template, path, context in (("criteria", paths.CRITERIA, criteria), ("method", paths.METHOD, {})):
                title = Speech(lang).plain(f"{template}.heading")
                self._renderer.write(template, lang, path, title, crumbs, **self._shared, **context)

    def _overview(self, lang: Lang, data_rows: Mapping[str, int]) -> None:
        wave = shorten(visible(self._renderer.wave.name), 100)
        title = Speech(lang).plain("overview.heading", wave=wave)
        context = {
            "totals": totals(self._summaries),
            "levels": self._levels() if len(self._summaries) == 1 else {},
            "data_rows": data_rows,
            "groups": self._groups.get("", ()),
        }
        for pager, rows in paged(self._summaries, paths.OVERVIEW):
            path = paths.numbered(paths.OVERVIEW, pager.number)
            whole = title if pager.number == 1 else f"{title} — {Speech(lang).plain('frame.page-n', n=pager.number)}"
            crumbs = () if pager.number == 1 else (Crumb(Speech(lang).plain("frame.to-overview"), paths.OVERVIEW),)
            self._renderer.write(
                "overview", lang, path, whole, crumbs, pager=pager, rows=rows, **context, **self._shared
            )

    def _levels(self) -> Mapping[Level, Counter[Verdict]]:
        """Criteria by level and state, which means something for a single site only."""
        found: dict[Level, Counter[Verdict]] = defaultdict(Counter)
        for summary in self._summaries:
            for level, states in summary.status.counts.items():
                found[level].update(states)
        return found

    def _bodies(self, lang: Lang) -> None:
        regions = {region.id: region for region in self._register.regions}
        crumbs = (Crumb(Speech(lang).plain("frame.to-overview"), paths.OVERVIEW),)
        by_body: dict[str, list[SiteSummary]] = defaultdict(list)
        for summary in self._summaries:
            by_body[summary.body.id].append(summary)
        for summaries in by_body.values():
            body = summaries[0].body
            context = {
                "body": body,
                "region": regions.get(body.region),
                "groups": self._groups.get(body.id, ()),
                "sums": totals(summaries),
            }
            for pager, rows in paged(summaries, paths.body(body.id)):
                path = paths.numbered(paths.body(body.id), pager.number)
                title = body.name[lang]
                if pager.number > 1:
                    title = f"{title} — {Speech(lang).plain('frame.page-n', n=pager.number)}"
                self._renderer.write(
                    "body", lang, path, title, crumbs, pager=pager, rows=rows, **context, **self._shared
                )
