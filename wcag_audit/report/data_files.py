"""The data behind a report: CSV for spreadsheets and statistics, JSON for programs. Columns: docs/report.md."""

from __future__ import annotations

import csv
import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self, TextIO

from wcag_audit.model.finding import Engine
from wcag_audit.report import paths
from wcag_audit.report.hostile import csv_cell
from wcag_audit.report.rule_words import plain_message
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from wcag_audit.model.finding import Finding
    from wcag_audit.model.language import Lang
    from wcag_audit.model.result import Wave
    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.model.visit import VisitRecord
    from wcag_audit.report.views import IssueEntry, SiteSummary
    from wcag_audit.store import FindingRow, PageRow

FORMAT = "wcag-audit report"
_PLACE = ("selector", "role", "name", "html")
_RULE = ("rule", "code", "outcome", "criteria", "level", "engine", "also", "maturity", "impact")
_SEEN = ("title", "lang", "detected", "failed", "cant_tell", "snapshot")
COLUMNS: Mapping[str, Sequence[str]] = {
    "issues": ("body", "site", "fingerprint", "kind", *_RULE, "pages", "occurrences", "first_seen", *_PLACE),
    "findings": ("body", "site", "url", "fingerprint", *_RULE, *_PLACE, "component", "values"),
    "pages": ("body", "site", "url", "final_url", "http_status", "recorded", *_SEEN),
    "criteria": ("body", "site", "criterion", "level", "verdict", "failed_pages", "tested_pages", "low", "high"),
    "coverage": (
        "body",
        "site",
        "url",
        "status",
        "reason",
        "http_status",
        "final_url",
        "found_by",
        "found_on",
        "depth",
    ),
}
"""Columns of each file; issues.csv has `title` and `message` per language besides."""


class DataFiles:
    """Writes the files row by row. Use it as a context manager."""

    def __init__(self, folder: Path, langs: Sequence[Lang]) -> None:
        """Write into `folder`, with texts in `langs`."""
        self.folder = folder
        self.rows: dict[str, int] = dict.fromkeys(COLUMNS, 0)
        self._langs = langs
        self._stack = ExitStack()
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Self:
        """Open the files and write their heads."""
        self.folder.mkdir(parents=True, exist_ok=True)
        texts = tuple(f"{column}_{lang}" for lang in self._langs for column in ("title", "message"))
        for name, columns in COLUMNS.items():
            # The mark at the beginning tells Excel that Kazakh letters are UTF-8.
            file: TextIO = self._stack.enter_context(
                (self.folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="")
            )
            self._writers[name] = csv.writer(file)
            self._writers[name].writerow((*columns, *(texts if name == "issues" else ())))
        return self

    def __exit__(self, *_: object) -> None:
        """Close the files."""
        self._stack.close()

    def issue(self, body: str, site: str, entry: IssueEntry) -> None:
        """One issue with its texts."""
        row, finding = entry.row, entry.row.finding
        texts: list[str] = []
        for lang in self._langs:
            texts += [rule_words(row.rule, lang).title, plain_message(finding, lang)]
        counts = (row.pages, row.occurrences, row.first_seen)
        cells = (row.fingerprint, entry.kind, *_rule_cells(finding), *counts, *_place_cells(finding), *texts)
        self._write("issues", body, site, *cells)

    def finding(self, body: str, row: FindingRow) -> None:
        """One finding."""
        finding = row.finding
        values = json.dumps(dict(finding.values), ensure_ascii=False)
        cells = (*_rule_cells(finding), *_place_cells(finding), finding.target.component, values)
        self._write("findings", body, row.site, row.url, finding.fingerprint, *cells)

    def page(self, body: str, site: str, row: PageRow) -> None:
        """One audited page."""
        record = row.record
        reached = (record.visit.url, record.final_url, record.http_status, row.recorded)
        seen = (row.title, row.lang, row.detected, row.failed, row.cant_tell, row.snapshot)
        self._write("pages", body, site, *reached, *seen)

    def verdicts(self, body: str, site: str, verdicts: Iterable[SiteCriterionVerdict]) -> None:
        """The verdicts of a site."""
        for item in verdicts:
            level = CRITERIA[item.criterion].level
            share = (item.failed_pages, item.tested_pages, round(item.low, 4), round(item.high, 4))
            self._write("criteria", body, site, item.criterion, level, item.verdict, *share)

    def record(self, body: str, site: str, record: VisitRecord) -> None:
        """One address with its fate."""
        visit = record.visit
        fate = (record.status, record.reason, record.http_status, record.final_url)
        self._write("coverage", body, site, visit.url, *fate, visit.found_by, visit.found_on, visit.depth)

    def _write(self, name: str, *cells: object) -> None:
        self.rows[name] += 1
        self._writers[name].writerow([csv_cell(_plain(cell)) for cell in cells])


def _plain(cell: object) -> object:
    """Enumerations as their values, tuples as words with blanks between."""
    if isinstance(cell, tuple):
        return " ".join(str(part) for part in cell)
    return str(cell) if isinstance(cell, str) else cell


def _rule_cells(finding: Finding) -> tuple[object, ...]:
    levels = tuple(dict.fromkeys(CRITERIA[number].level for number in finding.criteria if number in CRITERIA))
    return (
        finding.rule,
        finding.code,
        finding.outcome,
        finding.criteria,
        levels,
        finding.engine,
        finding.also,
        finding.maturity,
        finding.impact,
    )


def _place_cells(finding: Finding) -> tuple[str, ...]:
    target = finding.target
    return target.selector, target.role, target.name, target.html


def wave_json(wave: Wave, summaries: Iterable[SiteSummary]) -> dict[str, Any]:
    """The wave in one table: what ran, and per site its status, counts and coverage."""
    versions = wave.versions
    return {
        "format": FORMAT,
        "wave": {
            "name": wave.name,
            "started": wave.started,
            "finished": wave.finished,
            "profile": wave.profile,
            "level": wave.level,
            "versions": {
                "wcag-audit": versions.package,
                "axe-core": versions.axe,
                "axe-core-sha256": versions.axe_hash,
                "browser": versions.browser,
                "rules": versions.rules,
            },
        },
        "engines": [str(engine) for engine in Engine],
        "sites": [_site_json(summary) for summary in summaries],
    }


def _site_json(summary: SiteSummary) -> dict[str, Any]:
    status, coverage = summary.status, summary.coverage
    return {
        "body": summary.body.id,
        "site": summary.site.id,
        "url": summary.site.url,
        "report": paths.site(summary.site.id),
        "status": str(status.code),
        "measurable": status.measurable,
        "provisional": summary.provisional,
        "issues": {str(kind): count for kind, count in summary.kinds.items()},
        "failures": {str(level): summary.levels.get(level, 0) for level in Level if level in status.counts},
        "criteria": {
            str(level): {str(state): count for state, count in states.items()}
            for level, states in status.counts.items()
        },
        "pages": {
            "known": coverage.known,
            "attempted": coverage.attempted,
            "audited": coverage.audited,
            "with_failures": summary.failing_pages,
        },
        "fates": {str(fate): count for fate, count in coverage.statuses.items() if count},
    }


def write_wave(folder: Path, wave: Wave, summaries: Sequence[SiteSummary]) -> None:
    """Write wave.json."""
    text = json.dumps(wave_json(wave, summaries), ensure_ascii=False, indent=1)
    (folder / "wave.json").write_text(text + "\n", encoding="utf-8")
