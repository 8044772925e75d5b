"""What the store gives to reports beside the values of the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.model.state import PageState

if TYPE_CHECKING:
    from wcag_audit.model.finding import Engine, Finding, Maturity, RuleTally
    from wcag_audit.model.index import LevelIndex
    from wcag_audit.model.outcome import Outcome
    from wcag_audit.model.verdict import CriterionVerdict
    from wcag_audit.model.visit import VisitRecord

MAX_SAMPLE_URLS = 20


@dataclass(frozen=True, slots=True)
class PageRow:
    """One audited page in a list.

    Attributes:
        visit_id: key for `Store.page`.
        record: the address and its fate.
        title, lang, detected: as in PageResult.
        failed, cant_tell: number of findings with that outcome.
        snapshot: hash for `Store.snapshot`; "" if none was kept.
        recorded: when it was stored, ISO 8601 in UTC.
    """

    visit_id: int
    record: VisitRecord
    title: str
    lang: str
    detected: str
    failed: int
    cant_tell: int
    snapshot: str
    recorded: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with where it was found.

    Attributes:
        site: id in the register.
        visit_id: the page's key; None for a site-scope finding.
        url: the page's address as asked for; "" for a site-scope finding.
    """

    site: str
    visit_id: int | None
    url: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One fault of a site, however many pages it is on: the unit of repair (design, section 6).

    Attributes:
        fingerprint: identity of the fault between pages and waves.
        rule, code, outcome, criteria, engine, maturity, impact: as in `finding`.
        pages: number of pages it is on; for a site-scope issue, of the pages compared.
        occurrences: number of findings.
        finding: a representative one, a failed one before one that cannot be told.
        urls: addresses of some of the pages, at most 20.
        first_seen: name of the wave in which the site first had it.
        has_screenshot: True where `Store.screenshot` has a picture of it.
        state: in which state of pages it is found, all its findings together.
    """

    fingerprint: str
    rule: str
    code: str
    outcome: Outcome
    criteria: tuple[str, ...]
    engine: Engine
    maturity: Maturity
    impact: str
    pages: int
    occurrences: int
    finding: Finding
    urls: tuple[str, ...]
    first_seen: str
    has_screenshot: bool
    state: PageState = PageState.AS_OPENED


@dataclass(frozen=True, slots=True)
class IndexRow:
    """An index with the site it belongs to.

    Attributes:
        site: id in the register.
    """

    site: str
    index: LevelIndex


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """What was said of one audited page, as `score` takes it.

    Attributes:
        visit_id, record, template: as in PageRow and PageResult.
    """

    visit_id: int
    record: VisitRecord
    template: str
    findings: tuple[Finding, ...]
    tallies: tuple[RuleTally, ...]
    verdicts: tuple[CriterionVerdict, ...]


@dataclass(frozen=True, slots=True)
class SightingRow:
    """A finding with only what its life between waves hangs on.

    Attributes:
        url: the page's address as asked for; "" for a site-scope finding.
        compared: addresses of the pages that a site-scope finding rests on.
    """

    url: str
    fingerprint: str
    rule: str
    code: str
    criteria: tuple[str, ...]
    outcome: str
    maturity: str
    also: tuple[str, ...]
    selector: str
    component: str
    compared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunRow:
    """How a rule ended on a page.

    Attributes:
        url: the page's address as asked for; "" for a rule that compared the pages of the site.
        ran: True where it ran to its end: it gave no reason, and counted something.
        failed: targets that failed, also those that were not kept as findings.
    """

    url: str
    rule: str
    ran: bool
    failed: int
