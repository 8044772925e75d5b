"""From wave to wave: what became of the issues of a site. How it is told is described in docs/trend.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wcag_audit.model.finding import Finding
from wcag_audit.model.kind import Kind


class IssueState(StrEnum):
    """What became of an issue of a site between two looks."""

    NEW = "new"
    STILL_THERE = "still-there"
    FIXED = "fixed"  # every page it was last seen on was looked at again, by the same or a newer rule
    REGRESSED = "regressed"  # was fixed, and is seen again by the same version of the rule
    NOT_RETESTED = "not-retested"  # not seen, and not shown to be gone


class Origin(StrEnum):
    """Why a new issue was not there before."""

    FIRST_LOOK = "first-look"  # the site was never looked at before
    NEW_CONTENT = "new-content"  # the same version of the rule had looked at the page and had not seen it
    NEW_PAGE = "new-page"  # no page that has it was looked at before: whether it was there is not known
    NEWLY_DETECTED = "newly-detected"  # the rule had not run there, or another version of it had


class Doubt(StrEnum):
    """Why an issue that is not seen is not called fixed."""

    SITE_NOT_IN_WAVE = "site-not-in-wave"
    PAGE_NOT_REACHED = "page-not-reached"  # at least one page it was last seen on was not looked at again
    RULE_NOT_RUN = "rule-not-run"
    OTHER_VERSION = "other-version"  # an older version of the rule, or it is not known which
    UNDECIDED = "undecided"  # the rule cannot tell any more for the same component
    CUT = "cut"  # more failures were counted than listed


@dataclass(frozen=True, slots=True)
class Excepted:
    """An accepted exception: the failure stays a failure, it only does not stop a pipeline.

    Attributes:
        reason, owner: as the file of exceptions has them; hostile text.
        expires: the last day on which it holds.
    """

    reason: str
    owner: str
    expires: date


@dataclass(frozen=True, slots=True)
class IssueLife:
    """One issue of a site as it stands after a wave.

    Attributes:
        fingerprint, rule, code, criteria: as in model.finding.Finding.
        kind: how much it weighs, as when it was last seen.
        level: the lowest level among its criteria; "" for best practice.
        state: what became of it.
        since: name of the wave since which it is in that state.
        first_seen, last_seen: names of waves.
        origin: of a NEW issue; None otherwise.
        doubt: why it is NOT_RETESTED; None otherwise.
        pages: pages it was last seen on.
        looked_again: of these, pages that were looked at since without seeing it.
        excepted: the exception that holds on the day of the question; None if there is none.
    """

    fingerprint: str
    rule: str
    code: str
    criteria: tuple[str, ...]
    kind: Kind
    level: str
    state: IssueState
    since: str
    first_seen: str
    last_seen: str
    origin: Origin | None = None
    doubt: Doubt | None = None
    pages: int = 0
    looked_again: int = 0
    excepted: Excepted | None = None


@dataclass(frozen=True, slots=True)
class LifeCounts:
    """Proven failures (issues of stable rules on success criteria) by what became of them in one wave.

    Attributes:
        states: number per state; a state without issues may be left out. FIXED counts those fixed in this wave only.
        origins: the NEW ones by origin.
        excepted: of all that are there, those with a holding exception.
    """

    states: Mapping[IssueState, int] = field(default_factory=dict)
    origins: Mapping[Origin, int] = field(default_factory=dict)
    excepted: int = 0

    @property
    def open(self) -> int:
        """Issues that were seen in the wave."""
        seen = (IssueState.NEW, IssueState.STILL_THERE, IssueState.REGRESSED)
        return sum(self.states.get(state, 0) for state in seen)


@dataclass(frozen=True, slots=True)
class ComparedIssue:
    """An issue of a comparison with what is shown of it.

    Attributes:
        life: what became of it.
        finding: one of its findings, of the later wave if it has it.
        urls: some of the pages it is, or was, on.
    """

    life: IssueLife
    finding: Finding
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteLives:
    """The issues of one site as they stand after a wave.

    Attributes:
        issues: by fingerprint, also those that are fixed.
        counts: proven failures by what became of them in this wave; None where no earlier wave had the site.
        gone: proven failures that the wave did not see, as they were last seen: those it showed to be fixed, and those
            that are not re-tested.
        days: by name of a wave, the day in Kazakhstan on which it was begun.
    """

    issues: Mapping[str, IssueLife] = field(default_factory=dict)
    counts: LifeCounts | None = None
    gone: tuple[ComparedIssue, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteComparison:
    """One site in two waves.

    Attributes:
        site, body: ids in the register.
        url: the site's address.
        in_before, in_after: whether the waves had it.
        issues: what is new, still there, regressed, fixed in between, or not re-tested; new and regressed ones first.
    """

    site: str
    body: str
    url: str
    in_before: bool
    in_after: bool
    issues: tuple[ComparedIssue, ...]
