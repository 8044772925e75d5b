"""How much of a site was reached, and the status words that its verdicts allow. None of them claims conformance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from wcag_audit.model.verdict import Verdict
from wcag_audit.model.visit import VisitStatus
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.model.visit import VisitRecord

MIN_REACHED = 0.8
MIN_PAGES = 20
"""Below these (share of tried addresses; pages, unless that is all of them) a site is not measurable."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of a site's known addresses.

    Attributes:
        statuses: number of addresses per fate; fates without addresses may be left out.
    """

    statuses: Mapping[VisitStatus, int] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[VisitRecord]) -> Coverage:
        """Count the fates; of several records for one address the last counts."""
        fates = {record.visit.url: record.status for record in records}
        return cls(Counter(fates.values()))

    @property
    def known(self) -> int:
        """Addresses that are known at all."""
        return sum(self.statuses.values())

    @property
    def attempted(self) -> int:
        """Addresses that were tried."""
        return sum(count for status, count in self.statuses.items() if status.attempted)

    @property
    def audited(self) -> int:
        """Pages that were looked at."""
        return self.statuses.get(VisitStatus.AUDITED, 0)

    @property
    def reached(self) -> float:
        """Audited of attempted, 0 to 1; 0 where nothing was tried."""
        return self.audited / self.attempted if self.attempted else 0.0

    @property
    def complete(self) -> bool:
        """True where no page is left out for want of time or budget."""
        left = self.statuses.get(VisitStatus.PENDING, 0) + self.statuses.get(VisitStatus.OVER_BUDGET, 0)
        return left == 0

    @property
    def measurable(self) -> bool:
        """True where enough was reached to speak about the site: 80 % of what was tried; 20 pages, or all."""
        enough = self.audited >= MIN_PAGES or (self.complete and self.audited > 0)
        return enough and self.reached >= MIN_REACHED


class StatusCode(StrEnum):
    """The status words of a site; texts stand in i18n/catalogues/verdicts.toml."""

    FAILURES_AT_A = "failures-found-at-A"
    FAILURES_AT_AA = "failures-found-at-AA"
    FAILURES_AT_AAA = "failures-found-at-AAA"
    NO_FAILURE_FOUND = "no-failure-found-by-machine"
    NOT_MEASURABLE = "not-measurable"


_FAILURES = {
    Level.A: StatusCode.FAILURES_AT_A,
    Level.AA: StatusCode.FAILURES_AT_AA,
    Level.AAA: StatusCode.FAILURES_AT_AAA,
}


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """What may be said of a site in one phrase, with the numbers behind it.

    Attributes:
        code: the phrase.
        measurable: False where too little was reached for anything but the failures that were seen.
        counts: for each level asked for, the number of its own criteria in each state (not cumulative).
        audited, attempted: pages looked at, addresses tried.
    """

    code: StatusCode
    measurable: bool
    counts: Mapping[Level, Mapping[Verdict, int]]
    audited: int
    attempted: int

    @property
    def awaiting(self) -> int:
        """Criteria that a person must still decide: REVIEW, NO FAILURE FOUND and NOT TESTED together."""
        open_states = (Verdict.REVIEW, Verdict.NO_FAILURE_FOUND, Verdict.NOT_TESTED)
        return sum(states.get(state, 0) for states in self.counts.values() for state in open_states)


def status_words(verdicts: Iterable[SiteCriterionVerdict], coverage: Coverage, level: Level = Level.AAA) -> SiteStatus:
    """The status of a site at a level.

    A failure that was seen is there however little was reached, so it goes before "not measurable"; the lowest level
    with a failure gives the word.

    Args:
        verdicts: the site's verdicts.
        coverage: what became of its addresses.
        level: the level asked about; criteria above it are left out.
    """
    states: dict[Level, Counter[Verdict]] = {own: Counter() for own in Level if level.includes(own)}
    for verdict in verdicts:
        own = CRITERIA[verdict.criterion].level
        if own in states:
            states[own][verdict.verdict] += 1
    failing = next((own for own, counts in states.items() if counts[Verdict.FAILED]), None)
    if failing is not None:
        code = _FAILURES[failing]
    elif coverage.measurable:
        code = StatusCode.NO_FAILURE_FOUND
    else:
        code = StatusCode.NOT_MEASURABLE
    counts = {
        own: {state: own_counts[state] for state in Verdict if own_counts[state]} for own, own_counts in states.items()
    }
    return SiteStatus(code, coverage.measurable, counts, coverage.audited, coverage.attempted)
