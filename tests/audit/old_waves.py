"""Waves whose pages are frozen, as they were judged when some rules were different."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.audit.judging import judge
from wcag_audit.audit.options import AuditOptions, AuditPlan, make_plan
from wcag_audit.model.dom import Document, Dom, Node, NodeKind
from wcag_audit.model.fact import Known
from wcag_audit.model.finding import RuleTally
from wcag_audit.model.language import Text
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.register import Body, BodyKind, Register, Site
from wcag_audit.model.result import PageResult, SiteResult, StoredSnapshot, Wave
from wcag_audit.model.snapshot import PageSnapshot, pack
from wcag_audit.model.verdict import Verdict
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.score import page_verdicts, site_verdicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.audit.judging import Judged
    from wcag_audit.store import Store

RULE = "language-tag-valid"
SITE = Site("portal", "https://portal.kz/", "ministry")
REGISTER = Register(
    bodies=(
        Body(
            "ministry", Text("М", "М", "M"), BodyKind.CENTRAL, sites=(Site("portal", "https://portal.kz/", "ministry"),)
        ),
    )
)


def snapshot(url: str, lang: str) -> PageSnapshot:
    """A page of which only its root is known."""
    nodes = (
        Node(0, NodeKind.DOCUMENT, -1, "#document"),
        Node(1, NodeKind.ELEMENT, 0, "html", attributes={"lang": lang}),
        Node(2, NodeKind.ELEMENT, 1, "body"),
    )
    return PageSnapshot(url, url, facts={Dom: Known(Dom(nodes, (Document(url, "F", 0),), ()))})


def without_rule(judged: Judged) -> Judged:
    """What was said when the rule about language tags was an older version that passed everything."""
    findings = tuple(item for item in judged.findings if item.rule != RULE)
    tallies = tuple(
        RuleTally(item.rule, item.criteria, {Outcome.PASSED: 1}, maturity=item.maturity) if item.rule == RULE else item
        for item in judged.tallies
    )
    absent = frozenset(item.criterion for item in judged.verdicts if item.verdict is Verdict.NOT_APPLICABLE)
    verdicts = page_verdicts(findings, tallies, absent=absent)
    return replace(judged, findings=findings, tallies=tallies, verdicts=verdicts)


def add_wave(store: Store, name: str, pages: Mapping[str, str], *, old: bool = False, bare: str = "") -> Wave:
    """A finished wave over one site.

    Args:
        store: where to.
        name: of the wave.
        pages: language tag by path.
        old: judged when the rule passed everything, in version 0.
        bare: path of a page that was kept without its snapshot.
    """
    plan: AuditPlan = make_plan(AuditOptions())
    wave = Wave(0, name, f"{name}T01:00:00+05:00", "", "full", "AAA", plan.versions)
    wave = store.begin_wave(wave, REGISTER)
    store.add_rules(
        wave.id, [replace(item, version="0") if old and item.rule == RULE else item for item in plan.procedures]
    )
    for path, lang in pages.items():
        url = f"https://portal.kz/{path}"
        frozen = snapshot(url, lang)
        judged = judge(frozen, plan)
        judged = without_rule(judged) if old else judged
        record = VisitRecord(Visit(url, "portal"), VisitStatus.AUDITED, final_url=url, http_status=200)
        kept = None if path == bare else StoredSnapshot(*pack(frozen))
        result = PageResult(
            record, findings=judged.findings, tallies=judged.tallies, verdicts=judged.verdicts, snapshot=kept
        )
        store.add_page(wave.id, "portal", result)
    store.add_site(
        wave.id, SiteResult("portal", (), (), site_verdicts("portal", store.page_verdicts(wave.id, "portal")))
    )
    return store.finish_wave(wave.id)
