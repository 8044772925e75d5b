"""What the report's pages show: frozen values between the store's rows and the templates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from wcag_audit.model.kind import Kind
from wcag_audit.model.part import Part
from wcag_audit.model.people import Affected
from wcag_audit.model.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from wcag_audit.model.finding import Finding
    from wcag_audit.model.index import LevelIndex, SiteMeasures
    from wcag_audit.model.life import IssueLife, LifeCounts
    from wcag_audit.model.register import Body, Site
    from wcag_audit.model.speech import SpeechReadiness
    from wcag_audit.model.state import SwitchOutcome
    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.score import Coverage, SiteStatus
    from wcag_audit.standards.wcag import Level
    from wcag_audit.store import IssueRow

_IMPACTS: Final[Mapping[str, int]] = {"critical": 4, "serious": 3, "moderate": 2, "minor": 1}
_UNKNOWN_IMPACT: Final = 2
STATES: tuple[Verdict, ...] = (
    Verdict.FAILED,
    Verdict.REVIEW,
    Verdict.NOT_TESTED,
    Verdict.NO_FAILURE_FOUND,
    Verdict.PASSED,
    Verdict.NOT_APPLICABLE,
)
"""Verdict states in the order in which people should look at them."""


# What is compared by identity can be a key: `templating.Once` remembers what pages say of it.
@dataclass(frozen=True, slots=True, eq=False)
class PageEntry:
    """An audited page as lists name it.

    Attributes:
        number: from 1, in the order of the addresses.
        lang: what its text is written in, else the language it declares; "" if neither is known.
        kinds: findings on it by kind.
    """

    number: int
    visit_id: int
    url: str
    title: str
    lang: str
    kinds: Mapping[Kind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class IssueEntry:
    """An issue as lists name it and its own page shows it.

    Attributes:
        number: from 1 within the site, proven failures first, then by need.
        places: (page, findings on it) of the pages it is on, at most `gathering.MAX_PLACES`.
        hidden: pages beyond that number.
        lang: language of the page it was seen on first; "" if unknown.
        image: path of its picture in the report; "" if there is none.
        life: what became of it from wave to wave, and the exception that holds; None where it was not asked for.
        since_day: the day on which the wave began since which it is so; None if that is not known.
        affected: whom it hits.
        part: what kind of component it is about.
    """

    number: int
    row: IssueRow
    kind: Kind
    level: Level | None
    places: Sequence[tuple[PageEntry, int]]
    hidden: int
    lang: str = ""
    image: str = ""
    image_size: tuple[int, int] = (0, 0)
    life: IssueLife | None = None
    since_day: date | None = None
    affected: Affected = field(default_factory=Affected)
    part: Part = Part.OTHER

    @property
    def need(self) -> int:
        """What decides the order of repair: impact (1 to 4) x people hit x pages cleared (docs/report.md)."""
        return _IMPACTS.get(self.row.impact, _UNKNOWN_IMPACT) * self.affected.weight * self.row.pages

    @property
    def order(self) -> tuple[int, int, str, int, str]:
        """Sorts issues: most need first; of equal need more pages, lower level, more places, then the fingerprint."""
        row = self.row
        return -self.need, -row.pages, self.level or "", -row.occurrences, row.fingerprint


@dataclass(frozen=True, slots=True, eq=False)
class FoundEntry:
    """A finding as the list of its page shows it.

    Attributes:
        issue: the issue it is part of; None where that has no page of its own.
    """

    finding: Finding
    kind: Kind
    issue: IssueEntry | None


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What lists of sites show of one; small, since those of all sites are held at once.

    Attributes:
        status: the words that may be said of it.
        levels: proven failures (issues) by the lowest level they break.
        kinds: issues by kind.
        occurrences: findings that are proven failures.
        failing_pages: pages with at least one proven failure.
        provisional: True where the wave is not finished with the site.
        indexes: one per level of the wave, all in the basket of the report.
    """

    body: Body
    site: Site
    status: SiteStatus
    coverage: Coverage
    levels: Mapping[Level, int]
    kinds: Mapping[Kind, int]
    occurrences: int
    failing_pages: int
    provisional: bool
    indexes: tuple[LevelIndex, ...] = ()

    @property
    def proven(self) -> int:
        """Number of proven failures (issues)."""
        return self.kinds.get(Kind.PROVEN, 0)

    @property
    def states(self) -> Counter[Verdict]:
        """Criteria by state, all levels together."""
        total: Counter[Verdict] = Counter()
        for states in self.status.counts.values():
            total.update(states)
        return total


@dataclass(frozen=True, slots=True)
class SiteView:
    """One site with all that its pages show.

    Attributes:
        issues: by kind, at most `gathering.MAX_ISSUES` of each.
        pages: the audited pages, in the order of their addresses.
        verdicts: 86 of them; of an unfinished site, computed from the pages so far.
        cut: issues by kind that have no page of their own in the report.
        measures: what its indexes are made of.
        speech: how far the site's Kazakh can be read aloud; None where it was not measured.
        special: on how many pages its special version was tried, by what became of it.
        changes: proven failures by what became of them in this wave; None where no earlier wave had the site.
        gone: proven failures that the wave did not see, as they were last seen: fixed in it, or not re-tested.
    """

    summary: SiteSummary
    issues: Mapping[Kind, Sequence[IssueEntry]]
    pages: Sequence[PageEntry]
    verdicts: Sequence[SiteCriterionVerdict]
    cut: Mapping[Kind, int]
    measures: SiteMeasures
    speech: SpeechReadiness | None = None
    special: Mapping[SwitchOutcome, int] = field(default_factory=dict)
    changes: LifeCounts | None = None
    gone: Sequence[IssueEntry] = ()

    @property
    def numbers(self) -> Mapping[str, IssueEntry]:
        """The issues with a page of their own, by fingerprint."""
        return {entry.row.fingerprint: entry for entries in self.issues.values() for entry in entries}


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over sites, for a wave or a body."""

    sites: int = 0
    measured: int = 0
    audited: int = 0
    attempted: int = 0
    proven: int = 0
    failing_pages: int = 0
    failing_sites: int = 0
    levels: Mapping[Level, int] = field(default_factory=dict)
    kinds: Mapping[Kind, int] = field(default_factory=dict)


def totals(summaries: Iterable[SiteSummary]) -> Totals:
    """The sums of some sites."""
    summaries = tuple(summaries)
    levels: Counter[Level] = Counter()
    kinds: Counter[Kind] = Counter()
    for summary in summaries:
        levels.update(summary.levels)
        kinds.update(summary.kinds)
    return Totals(
        sites=len(summaries),
        measured=sum(summary.status.measurable for summary in summaries),
        audited=sum(summary.coverage.audited for summary in summaries),
        attempted=sum(summary.coverage.attempted for summary in summaries),
        proven=sum(summary.proven for summary in summaries),
        failing_pages=sum(summary.failing_pages for summary in summaries),
        failing_sites=sum(summary.proven > 0 for summary in summaries),
        levels=levels,
        kinds=kinds,
    )
