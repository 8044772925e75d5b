"""The rows behind a report: what stands in each table of its data, whatever they are written to (docs/report.md)."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from wcag_audit.model.index import LevelIndex
from wcag_audit.report.rule_words import plain_message
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from wcag_audit.model.finding import Finding
    from wcag_audit.model.index import SiteMeasures
    from wcag_audit.model.language import Lang
    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.model.visit import VisitRecord
    from wcag_audit.report.views import IssueEntry
    from wcag_audit.store import FindingRow, PageRow

_PLACE = ("selector", "role", "name", "html")
_RULE = ("rule", "code", "outcome", "criteria", "level", "engine", "also", "maturity", "impact")
_LIFE = ("life", "life_since", "excepted_reason", "excepted_owner", "excepted_until")
_NEED = ("part", "people", "people_also", "need")
_SEEN = ("title", "lang", "detected", "failed", "cant_tell", "snapshot")
_INDEX = tuple(item.name for item in fields(LevelIndex))
_STANDING = ("failed", "undecided", "untested", "applicable")
COLUMNS: Mapping[str, Sequence[str]] = {
    "issues": (
        "body",
        "site",
        "fingerprint",
        "kind",
        *_RULE,
        "pages",
        "occurrences",
        "first_seen",
        *_PLACE,
        "state",
        *_LIFE,
        *_NEED,
    ),
    "findings": ("body", "site", "url", "fingerprint", *_RULE, *_PLACE, "component", "values", "state"),
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
    "indexes": ("body", "site", *_INDEX),
    "index_pages": ("body", "site", "url", "basket", "level", "stratum", *_STANDING),
    "index_strata": ("body", "site", "stratum", "known", "pages", "take_all"),
}
"""Columns of each table; issues have `title` and `message` per language besides (see `columns`)."""


def columns(table: str, langs: Sequence[Lang]) -> tuple[str, ...]:
    """Names of the columns of a table, with texts in `langs`."""
    texts = tuple(f"{column}_{lang}" for lang in langs for column in ("title", "message"))
    return (*COLUMNS[table], *(texts if table == "issues" else ()))


def figure(value: object) -> object:
    """A figure of an index: four digits are enough to recompute from."""
    return round(value, 4) if isinstance(value, float) else value


class DataRows:
    """Makes rows of what the store has, and hands each on at once."""

    def __init__(self, langs: Sequence[Lang], put: Callable[[str, Sequence[object]], None]) -> None:
        """Make rows with texts in `langs`; `put` is given the table's name and the cells in the order of `columns`.

        Cells are text, numbers, None, tuples of texts, or a mapping (the values of a finding).
        """
        self._langs = langs
        self._put = put

    def issue(self, body: str, site: str, entry: IssueEntry) -> None:
        """One issue with its texts."""
        row, finding = entry.row, entry.row.finding
        texts: list[str] = []
        for lang in self._langs:
            texts += [rule_words(row.rule, lang).title, plain_message(finding, lang)]
        counts = (row.pages, row.occurrences, row.first_seen)
        cells = (
            row.fingerprint,
            entry.kind,
            *_rule_cells(finding),
            *counts,
            *_place_cells(finding),
            row.state,
            *_life_cells(entry),
            *_need_cells(entry),
            *texts,
        )
        self._put_row("issues", body, site, *cells)

    def finding(self, body: str, row: FindingRow) -> None:
        """One finding."""
        finding = row.finding
        cells = (*_rule_cells(finding), *_place_cells(finding), finding.target.component, finding.values, finding.state)
        self._put_row("findings", body, row.site, row.url, finding.fingerprint, *cells)

    def page(self, body: str, site: str, row: PageRow) -> None:
        """One audited page."""
        record = row.record
        reached = (record.visit.url, record.final_url, record.http_status, row.recorded)
        seen = (row.title, row.lang, row.detected, row.failed, row.cant_tell, row.snapshot)
        self._put_row("pages", body, site, *reached, *seen)

    def verdicts(self, body: str, site: str, verdicts: Iterable[SiteCriterionVerdict]) -> None:
        """The verdicts of a site."""
        for item in verdicts:
            level = CRITERIA[item.criterion].level
            share = (item.failed_pages, item.tested_pages, round(item.low, 4), round(item.high, 4))
            self._put_row("criteria", body, site, item.criterion, level, item.verdict, *share)

    def measures(self, body: str, site: str, measured: SiteMeasures, urls: Mapping[int, str]) -> None:
        """The indexes of a site and all that is needed to recompute them.

        Args:
            body: id of the body.
            site: id of the site.
            measured: what the indexes are made of.
            urls: addresses of its pages by their key.
        """
        for index in measured.indexes:
            self._put_row("indexes", body, site, *(figure(getattr(index, name)) for name in _INDEX))
        for page in measured.pages:
            standing = (getattr(page, name) for name in _STANDING)
            cells = (urls.get(page.visit_id, ""), measured.basket, page.level, page.stratum, *standing)
            self._put_row("index_pages", body, site, *cells)
        for stratum in measured.strata:
            self._put_row("index_strata", body, site, stratum.name, stratum.known, stratum.pages, stratum.take_all)

    def record(self, body: str, site: str, record: VisitRecord) -> None:
        """One address with its fate."""
        visit = record.visit
        fate = (record.status, record.reason, record.http_status, record.final_url)
        self._put_row("coverage", body, site, visit.url, *fate, visit.found_by, visit.found_on, visit.depth)

    def _put_row(self, table: str, *cells: object) -> None:
        self._put(table, cells)


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


def _need_cells(entry: IssueEntry) -> tuple[object, ...]:
    """What kind of component, whom it hits, and what decides the order of repair."""
    return entry.part, entry.affected.first, entry.affected.also, entry.need


def _life_cells(entry: IssueEntry) -> tuple[str, ...]:
    """What became of an issue, and the exception that holds; empty where it was not asked for, or there is none."""
    life = entry.life
    excepted = life.excepted if life else None
    state = (str(life.state), life.since) if life else ("", "")
    return (*state, *((excepted.reason, excepted.owner, excepted.expires.isoformat()) if excepted else ("", "", "")))
