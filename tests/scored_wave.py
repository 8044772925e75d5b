"""A wave of three sites whose pages were judged by every procedure of the newest basket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.finding import Finding, Maturity, RuleTally, Target
from wcag_audit.model.language import Text
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.register import Body, BodyKind, Register, Site
from wcag_audit.model.result import PageResult, Versions, Wave
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord, VisitStatus
from wcag_audit.score import page_verdicts
from wcag_audit.standards.baskets import newest

if TYPE_CHECKING:
    from wcag_audit.store import Store

SITES = ("portal", "second", "silent")
REGISTER = Register(
    bodies=(
        Body(
            "ministry",
            Text("М", "М", "M"),
            BodyKind.CENTRAL,
            sites=tuple(Site(site, f"https://{site}.kz/", "ministry") for site in SITES),
        ),
    )
)
WAVE = Wave(0, "2026-11-25", "2026-11-25T01:00:00+05:00", "", "full", "AA", Versions("0.1.0", "4.12.1", "", "", "old"))
CONTRAST = "axe-color-contrast"
PROCEDURES = newest().procedures


def page(site: str, path: str, *failing: str, found_by: FoundBy = FoundBy.LINK) -> PageResult:
    """A page on which every procedure of the basket passed but those named."""
    tallies = tuple(
        RuleTally(
            item.rule,
            item.criteria,
            {Outcome.FAILED: 2} if item.rule in failing else {Outcome.PASSED: 5},
            maturity=Maturity.STABLE,
        )
        for item in PROCEDURES
    )
    findings = tuple(
        Finding(item.rule, Outcome.FAILED, "broken", item.criteria, Target(f"#{n}"), maturity=Maturity.STABLE)
        for item in PROCEDURES
        if item.rule in failing
        for n in range(2)
    )
    url = f"https://{site}.kz/{path}"
    record = VisitRecord(Visit(url, site, found_by=found_by), VisitStatus.AUDITED, final_url=url, http_status=200)
    verdicts = page_verdicts(findings, tallies)
    return PageResult(record, findings=findings, tallies=tallies, verdicts=verdicts, template="t")


def begin(store: Store) -> Wave:
    """Two sites that were reached, one that was not."""
    begun = store.begin_wave(WAVE, REGISTER)
    store.add_page(begun.id, "portal", page("portal", "", CONTRAST, found_by=FoundBy.START))
    for number in range(24):
        store.add_page(begun.id, "portal", page("portal", f"news/{number}", *([CONTRAST] if number % 3 == 0 else [])))
    for number in range(20):
        store.add_page(begun.id, "second", page("second", f"news/{number}"))
    known = [Visit(f"https://portal.kz/news/{number}", "portal") for number in range(1000, 1076)]
    store.add_records(begun.id, "portal", [VisitRecord(visit, VisitStatus.OVER_BUDGET) for visit in known])
    dead = VisitRecord(Visit("https://silent.kz/", "silent"), VisitStatus.DNS)
    store.add_records(begun.id, "silent", [dead])
    store.add_rules(begun.id, PROCEDURES)
    return begun
