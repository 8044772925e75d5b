"""The first sheet of a body's workbook: what was audited and with what, the numbers per site, what they do not say."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from wcag_audit.export.grid import Link, Share, Strong
from wcag_audit.export.words import texts
from wcag_audit.model.index import CAP
from wcag_audit.model.kind import Kind
from wcag_audit.report.speech import Speech
from wcag_audit.standards.wcag import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wcag_audit.export.grid import Cell, Grid
    from wcag_audit.model.index import LevelIndex
    from wcag_audit.model.language import Lang
    from wcag_audit.model.register import Body
    from wcag_audit.model.result import Wave
    from wcag_audit.report.views import SiteSummary

_SHEET = "summary"
_SITE_COLUMNS = (
    "site",
    "url",
    "site-status",
    "known",
    "attempted",
    "audited",
    "reached",
    "failing-pages",
    "failures",
    "failures-a",
    "failures-aa",
    "failures-aaa",
    "possible",
    "to-review",
    "best-practice",
    "awaiting",
)
_INDEX_COLUMNS = (
    "site",
    "basket",
    "measured",
    "level",
    "index",
    "index-low",
    "index-high",
    "band-low",
    "band-high",
    "clean-pages",
    "audited",
    "decided",
    "criteria",
    "reached-pages",
    "attempted",
)
_WIDTHS = (44, 52, 36, *(17,) * (len(_SITE_COLUMNS) - 3))


def write_summary(
    grid: Grid, wave: Wave, body: Body, sites: Sequence[tuple[SiteSummary, Sequence[LevelIndex]]], lang: Lang
) -> None:
    """Fill the sheet "summary": facts, a row per site, a row per index, and sentences on what may be concluded.

    Args:
        grid: with all other sheets filled, since what they had no room for is told here.
        wave: the wave.
        body: the body.
        sites: its sites, each with its indexes per level; none where it was never scored.
        lang: language of everything.
    """
    say = texts("workbook").say
    grid.widths(_SHEET, _WIDTHS)
    grid.row(_SHEET, [Strong(say("title", lang, body=body.name[lang]))])
    for label, value in _facts(wave, lang):
        grid.row(_SHEET, [label, value])
    grid.row(_SHEET, [])
    first = grid.rows[_SHEET]
    grid.row(_SHEET, [Strong(say(f"column.{column}", lang)) for column in _SITE_COLUMNS])
    for summary, _ in sites:
        grid.row(_SHEET, [*_site(summary, lang)])
    grid.filters(_SHEET, first, len(_SITE_COLUMNS))
    grid.row(_SHEET, [])
    if any(indexes for _, indexes in sites):
        _write_indexes(grid, sites, lang)
    for sentence in _notes(grid, wave, body, [summary for summary, _ in sites], lang):
        grid.row(_SHEET, [None, sentence])


def _facts(wave: Wave, lang: Lang) -> Iterator[tuple[str, str]]:
    speech, versions = Speech(lang), wave.versions
    yield speech.plain("overview.what-wave"), wave.name
    yield speech.plain("overview.what-started"), _moment(wave.started)
    yield speech.plain("overview.what-finished"), _moment(wave.finished) or speech.plain("overview.not-finished")
    yield speech.plain("overview.what-level"), speech.plain("overview.what-level-value", level=wave.level)
    profile = f"overview.profile-{wave.profile}"
    yield speech.plain("overview.what-profile"), speech.plain(profile)
    yield speech.plain("overview.what-package"), versions.package
    yield speech.plain("overview.what-axe"), versions.axe
    yield speech.plain("overview.what-browser"), versions.browser


def _moment(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%Y-%m-%d %H:%M %z").strip() if moment else ""


def _site(summary: SiteSummary, lang: Lang) -> Iterator[Cell]:
    coverage, kinds = summary.coverage, summary.kinds
    yield summary.site.id
    yield Link(summary.site.url)
    yield Speech(lang).plain(f"verdicts.status.{summary.status.code}")
    yield from (coverage.known, coverage.attempted, coverage.audited)
    yield Share(coverage.reached) if coverage.attempted else None
    yield summary.failing_pages
    yield summary.proven
    for level in Level:
        yield summary.levels.get(level, 0) if level in summary.status.counts else None
    yield from (kinds.get(Kind.POSSIBLE, 0), kinds.get(Kind.REVIEW, 0), kinds.get(Kind.PRACTICE, 0))
    yield summary.status.awaiting


def _write_indexes(grid: Grid, sites: Sequence[tuple[SiteSummary, Sequence[LevelIndex]]], lang: Lang) -> None:
    """The indexes with all that has to stand beside them; where there is none, why."""
    say = texts("workbook").say
    grid.row(_SHEET, [Strong(say(f"column.{column}", lang)) for column in _INDEX_COLUMNS])
    for summary, indexes in sites:
        for index in indexes:
            why = say(f"measured.{index.measured}", lang)
            numbers = (index.value, index.low, index.high, index.band_low, index.band_high)
            values = [_shown(number, index) for number in numbers]
            decided = (index.decided, index.criteria, index.reached, index.attempted)
            head = (summary.site.id, index.basket, why, index.level)
            grid.row(_SHEET, [*head, *values, index.clean_pages, index.pages, *decided])
    grid.row(_SHEET, [])


def _shown(value: float | None, index: LevelIndex) -> float | str | None:
    """A number to one decimal; so near to 100 that only a person may go there, "99+"."""
    if value is None:
        return None
    return f"{CAP:.0f}+" if index.capped and value > CAP else round(value, 1)


def _notes(grid: Grid, wave: Wave, body: Body, summaries: Sequence[SiteSummary], lang: Lang) -> Iterator[str]:
    say, speech = texts("workbook").say, Speech(lang)
    if not wave.finished:
        yield speech.plain("overview.unfinished")
    for summary in summaries:
        if summary.provisional:
            yield say("provisional", lang, site=summary.site.id)
        if not summary.status.measurable:
            yield say("not-measurable", lang, site=summary.site.id)
    if not body.verified:
        yield speech.plain("overview.unverified")
    yield speech.plain("overview.sites-text")
    yield say("no-claim", lang)
    for sheet, rows in grid.left_out.items():
        if rows:
            yield say("left-out", lang, n=rows, sheet=say(f"sheet.{sheet}", lang))
