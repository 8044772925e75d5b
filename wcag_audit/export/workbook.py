"""One Excel workbook per body: summary, issues, pages, criteria, coverage, for people who work in spreadsheets."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from wcag_audit.export.grid import MAX_ROWS, Cell, Grid, Link, Share
from wcag_audit.export.summary_sheet import write_summary
from wcag_audit.export.words import texts
from wcag_audit.i18n.common import common, meaning, name
from wcag_audit.i18n.remarks import sentence
from wcag_audit.report.rule_words import plain_message
from wcag_audit.report.speech import Speech
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from wcag_audit.model.index import LevelIndex
    from wcag_audit.model.language import Lang
    from wcag_audit.model.register import Body
    from wcag_audit.model.result import Wave
    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.model.visit import VisitRecord
    from wcag_audit.report.views import IssueEntry, SiteSummary
    from wcag_audit.store import FindingRow, PageRow


class Sheet(StrEnum):
    """The sheets in their order."""

    SUMMARY = "summary"
    ISSUES = "issues"
    PAGES = "pages"
    CRITERIA = "criteria"
    COVERAGE = "coverage"


_COLUMNS: dict[Sheet, dict[str, int]] = {
    Sheet.ISSUES: {
        "site": 20,
        "kind": 24,
        "level": 9,
        "criteria": 16,
        "requirement": 44,
        "found": 60,
        "fix": 60,
        "pages": 10,
        "occurrences": 12,
        "impact": 14,
        "part": 20,
        "people": 40,
        "people-also": 40,
        "need": 10,
        "excepted-until": 16,
        "excepted-reason": 40,
        "excepted-owner": 24,
        "example": 48,
        "selector": 40,
        "name": 28,
        "html": 50,
        "first-seen": 16,
        "rule": 28,
        "fingerprint": 24,
    },
    Sheet.PAGES: {
        "site": 20,
        "url": 60,
        "title": 48,
        "lang": 12,
        "detected": 12,
        "failed": 12,
        "cant-tell": 14,
        "http-status": 9,
        "final-url": 48,
        "recorded": 24,
    },
    Sheet.CRITERIA: {
        "site": 20,
        "criterion": 16,
        "criterion-name": 48,
        "level": 9,
        "verdict": 32,
        "failed-pages": 14,
        "tested-pages": 14,
        "share": 12,
        "low": 12,
        "high": 12,
    },
    Sheet.COVERAGE: {
        "site": 20,
        "url": 60,
        "status": 26,
        "status-meaning": 60,
        "reason": 40,
        "http-status": 9,
        "found-by": 20,
        "found-on": 48,
        "depth": 9,
    },
}
"""Columns with their widths in characters."""


class Workbook:
    """Writes a body's workbook site by site, in the memory of one row. Use it as a context manager."""

    def __init__(self, path: Path, wave: Wave, body: Body, lang: Lang, max_rows: int = MAX_ROWS) -> None:
        """Write to `path` in `lang`; `max_rows` as for `Grid`."""
        self._wave, self._body, self._lang = wave, body, lang
        names = {str(sheet): texts("workbook").say(f"sheet.{sheet}", lang) for sheet in Sheet}
        title = texts("workbook").say("title", lang, body=body.name[lang])
        self._grid = Grid(path, names, title=title, lang=lang, max_rows=max_rows)
        self._sites: list[tuple[SiteSummary, Sequence[LevelIndex]]] = []

    def __enter__(self) -> Self:
        """Write the heads."""
        for sheet, columns in _COLUMNS.items():
            self._grid.widths(sheet, tuple(columns.values()))
            self._grid.head(sheet, [texts("workbook").say(f"column.{key}", self._lang) for key in columns])
        return self

    def __exit__(self, *_: object) -> None:
        """Write the summary, which all sites are needed for, and the file."""
        for sheet, columns in _COLUMNS.items():
            self._grid.filters(sheet, 0, len(columns))
        write_summary(self._grid, self._wave, self._body, self._sites, self._lang)
        self._grid.close()

    def summary(self, summary: SiteSummary, indexes: Sequence[LevelIndex]) -> None:
        """The numbers of a site for the first sheet."""
        self._sites.append((summary, indexes))

    def finding(self, body: str, row: FindingRow) -> None:
        """Nothing: people work issue by issue."""

    def issue(self, body: str, site: str, entry: IssueEntry) -> None:  # noqa: ARG002 - the tables of all formats are filled alike
        """One issue."""
        row, lang = entry.row, self._lang
        target, words = row.finding.target, rule_words(row.rule, lang)
        says: tuple[Cell, ...] = (words.title, plain_message(row.finding, lang), words.fix)
        counts: tuple[Cell, ...] = (row.pages, row.occurrences, _impact(row.impact, lang), *_needs(entry, lang))
        place: tuple[Cell, ...] = (Link(row.urls[0]) if row.urls else None, target.selector, target.name, target.html)
        kind = Speech(lang).plain(f"kinds.{entry.kind}.one")
        head: tuple[Cell, ...] = (site, kind, entry.level and str(entry.level), ", ".join(row.criteria))
        self._grid.row(Sheet.ISSUES, (*head, *says, *counts, *place, row.first_seen, row.rule, row.fingerprint))

    def page(self, body: str, site: str, row: PageRow) -> None:  # noqa: ARG002 - as above
        """One audited page."""
        record = row.record
        seen = (row.title, row.lang, row.detected, row.failed, row.cant_tell, record.http_status or None)
        self._grid.row(
            Sheet.PAGES, (site, Link(record.visit.url), *seen, Link(record.final_url), _moment(row.recorded))
        )

    def verdicts(self, body: str, site: str, verdicts: Iterable[SiteCriterionVerdict]) -> None:  # noqa: ARG002 - as above
        """The verdicts of a site."""
        for item in verdicts:
            criterion = CRITERIA[item.criterion]
            shares: tuple[Cell, ...] = (None, None, None)
            if item.tested_pages:
                shares = (Share(item.failed_pages / item.tested_pages), Share(item.low), Share(item.high))
            said: tuple[Cell, ...] = (criterion.name[self._lang], str(criterion.level), name(item.verdict)[self._lang])
            counts = (item.failed_pages, item.tested_pages)
            self._grid.row(Sheet.CRITERIA, (site, item.criterion, *said, *counts, *shares))

    def record(self, body: str, site: str, record: VisitRecord) -> None:  # noqa: ARG002 - as above
        """One address with its fate."""
        visit, lang = record.visit, self._lang
        fate = (
            name(record.status)[lang],
            meaning(record.status)[lang],
            sentence(record.reason, lang),
            record.http_status or None,
        )
        found = (name(visit.found_by)[lang], visit.found_on, visit.depth)
        self._grid.row(Sheet.COVERAGE, (site, Link(visit.url), *fate, *found))


def _needs(entry: IssueEntry, lang: Lang) -> tuple[Cell, ...]:
    """As a webmaster sees it: what it is about, whom it hits, what decides the order, and whether it is borne."""
    people = (
        ", ".join(name(group)[lang] for group in groups) for groups in (entry.affected.first, entry.affected.also)
    )
    excepted = entry.life.excepted if entry.life else None
    borne = (excepted.expires.isoformat(), excepted.reason, excepted.owner) if excepted else (None, None, None)
    return (name(entry.part)[lang], *people, entry.need, *borne)


def _impact(impact: str, lang: Lang) -> str:
    key = f"impact.{impact}.name"
    return common().say(key, lang) if key in common() else impact


def _moment(recorded: str) -> str:
    return recorded.replace("T", " ")
