"""From the store to the views of one site, in the memory of one site."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wcag_audit.measuring import measures
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.life import SiteLives
from wcag_audit.model.part import part_of
from wcag_audit.report.views import IssueEntry, PageEntry, SiteSummary, SiteView
from wcag_audit.score import Coverage, site_verdicts, status_words
from wcag_audit.standards.affected import affected
from wcag_audit.standards.wcag import CRITERIA, Level, level_of
from wcag_audit.store import IssueRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from wcag_audit.model.basket import Basket
    from wcag_audit.model.life import ComparedIssue, IssueLife
    from wcag_audit.model.register import Body, Site
    from wcag_audit.model.result import Wave
    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.store import FindingRow, Store

MAX_ISSUES = 1000
"""Issues of one kind of one site that get pages of their own; all of them stand in issues.csv."""
MAX_PLACES = 1000
"""Pages that an issue lists; all of them stand in findings.csv."""


@dataclass(slots=True)
class _Tally:
    """What one pass over a site's findings counts."""

    places: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    kinds: dict[int, Counter[Kind]] = field(default_factory=lambda: defaultdict(Counter))
    occurrences: int = 0

    def add(self, row: FindingRow) -> None:
        kind = kind_of(row.finding)
        self.occurrences += kind is Kind.PROVEN
        if row.visit_id is None:
            return
        self.kinds[row.visit_id][kind] += 1
        places = self.places[row.finding.fingerprint]
        if row.visit_id in places or len(places) < MAX_PLACES:
            places[row.visit_id] = places.get(row.visit_id, 0) + 1


def gather(
    store: Store,
    wave: Wave,
    body: Body,
    site: Site,
    *,
    basket: Basket | None = None,
    on_finding: Callable[[FindingRow], None],
    on_issue: Callable[[IssueEntry], None],
    lives: SiteLives | None = None,
) -> SiteView:
    """Everything the report says of one site.

    Args:
        store: where the wave is.
        wave: the wave.
        body: the body that answers for the site.
        site: the site.
        basket: that the indexes are in; None for the newest that the site was scored in.
        on_finding: called with each finding of the site, for the data files.
        on_issue: called with each issue, also with those beyond `MAX_ISSUES`.
        lives: what became of the site's issues from wave to wave; None leaves that out.
    """
    lives = lives or SiteLives()
    tally = _Tally()
    for row in store.findings(wave.id, site.id):
        tally.add(row)
        on_finding(row)
    pages = tuple(_pages(store, wave.id, site.id, tally.kinds))
    issues, kinds, levels = _issues(store.issues(wave.id, site.id), pages, tally.places, lives, on_issue)
    verdicts, provisional = _verdicts(store, wave, site.id)
    coverage = Coverage(store.coverage(wave.id, site.id))
    measured = measures(store, wave, site.id, basket)
    summary = SiteSummary(
        body=body,
        site=site,
        status=status_words(verdicts, coverage, Level(wave.level)),
        coverage=coverage,
        levels=levels,
        kinds=kinds,
        occurrences=tally.occurrences,
        failing_pages=sum(page.kinds.get(Kind.PROVEN, 0) > 0 for page in pages),
        provisional=provisional,
        indexes=measured.indexes,
    )
    return SiteView(
        summary,
        issues,
        pages,
        verdicts,
        cut={kind: kinds[kind] - len(issues[kind]) for kind in Kind if kinds[kind] > len(issues[kind])},
        measures=measured,
        speech=store.speech(wave.id, site.id),
        special=store.special_versions(wave.id, site.id),
        changes=lives.counts,
        gone=_gone(lives, sum(map(len, issues.values()))),
    )


def _verdicts(store: Store, wave: Wave, site_id: str) -> tuple[tuple[SiteCriterionVerdict, ...], bool]:
    """The stored verdicts of the wave's levels; of an unfinished site those of the pages so far, and True."""
    stored = store.site_verdicts(wave.id, site_id)
    verdicts = stored or site_verdicts(site_id, store.page_verdicts(wave.id, site_id))
    asked = Level(wave.level)
    return tuple(item for item in verdicts if asked.includes(CRITERIA[item.criterion].level)), not stored


def _pages(store: Store, wave_id: int, site_id: str, kinds: Mapping[int, Counter[Kind]]) -> Iterator[PageEntry]:
    for number, row in enumerate(store.pages(wave_id, site_id), 1):
        # What the text is written in tells a voice more than what the page says of itself, which may be the fault.
        lang = row.detected or row.lang
        yield PageEntry(number, row.visit_id, row.record.visit.url, row.title, lang, kinds.get(row.visit_id, {}))


def _issues(
    rows: Iterator[IssueRow],
    pages: Sequence[PageEntry],
    places: Mapping[str, Mapping[int, int]],
    lives: SiteLives,
    on_issue: Callable[[IssueEntry], None],
) -> tuple[Mapping[Kind, Sequence[IssueEntry]], Counter[Kind], Counter[Level]]:
    """Issues by kind, those of most need first; and how many there are by kind and level."""
    by_visit = {page.visit_id: page for page in pages}
    kept: dict[Kind, list[IssueEntry]] = {kind: [] for kind in Kind}
    kinds: Counter[Kind] = Counter()
    levels: Counter[Level] = Counter()
    for row in rows:
        entry = _entry(row, by_visit, places.get(row.fingerprint, {}), lives.issues.get(row.fingerprint), lives.days)
        kinds[entry.kind] += 1
        if entry.kind is Kind.PROVEN and entry.level is not None:
            levels[entry.level] += 1
        on_issue(entry)
        kept[entry.kind].append(entry)
        if len(kept[entry.kind]) == 2 * MAX_ISSUES:
            kept[entry.kind] = _most_needed(kept[entry.kind])
    number = 0
    issues: dict[Kind, Sequence[IssueEntry]] = {}
    for kind, found in kept.items():
        entries = _most_needed(found)
        issues[kind] = tuple(replace(entry, number=number + place) for place, entry in enumerate(entries, 1))
        number += len(entries)
    return issues, kinds, levels


def _most_needed(entries: Iterable[IssueEntry]) -> list[IssueEntry]:
    return sorted(entries, key=lambda entry: entry.order)[:MAX_ISSUES]


def _gone(lives: SiteLives, numbered: int) -> tuple[IssueEntry, ...]:
    """Issues that the wave did not see, those of most need first; their numbers follow those of the others."""
    entries = (
        replace(_entry(_row_of(issue), {}, {}, issue.life, lives.days), kind=issue.life.kind, hidden=issue.life.pages)
        for issue in lives.gone
    )
    return tuple(replace(entry, number=numbered + place) for place, entry in enumerate(_most_needed(entries), 1))


def _row_of(issue: ComparedIssue) -> IssueRow:
    """An issue of an earlier wave in the form of one of this wave; what is not known any more is left empty."""
    life, finding = issue.life, issue.finding
    return IssueRow(
        fingerprint=life.fingerprint,
        rule=finding.rule,
        code=finding.code,
        outcome=finding.outcome,
        criteria=finding.criteria,
        engine=finding.engine,
        maturity=finding.maturity,
        impact=finding.impact,
        pages=life.pages,
        occurrences=life.pages,
        finding=finding,
        urls=issue.urls,
        first_seen=life.first_seen,
        has_screenshot=False,
        state=finding.state,
    )


def _entry(
    row: IssueRow,
    by_visit: Mapping[int, PageEntry],
    places: Mapping[int, int],
    life: IssueLife | None,
    days: Mapping[str, date],
) -> IssueEntry:
    listed = sorted(
        ((by_visit[visit], count) for visit, count in places.items() if visit in by_visit),
        key=lambda place: place[0].number,
    )
    return IssueEntry(
        number=0,
        row=row,
        kind=kind_of(row.finding),
        level=level_of(row.criteria),
        places=tuple(listed),
        hidden=max(0, row.pages - len(listed)) if listed else 0,
        lang=listed[0][0].lang if listed else "",
        life=life,
        since_day=days.get(life.since) if life else None,
        affected=affected(row.criteria, row.rule),
        part=part_of(row.finding.target),
    )
