"""What the rules say of a frozen page: the part of an audit that needs no browser and can be done again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.commons.absence import absent_criteria
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known
from wcag_audit.model.facts import AxeResults
from wcag_audit.rules.axe import axe_findings
from wcag_audit.rules.judge import judge_page
from wcag_audit.rules.same import merge_same
from wcag_audit.score import Reason, page_verdicts
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from wcag_audit.audit.options import AuditPlan
    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.model.verdict import CriterionVerdict


@dataclass(frozen=True, slots=True)
class Judged:
    """Attributes: findings, tallies: of all rules of the plan and of axe-core; verdicts: 86, in WCAG's order."""

    findings: tuple[Finding, ...]
    tallies: tuple[RuleTally, ...]
    verdicts: tuple[CriterionVerdict, ...]


def judge(snapshot: PageSnapshot, plan: AuditPlan) -> Judged:
    """Judge a page by what was collected of it."""
    own, own_tallies = judge_page(snapshot, plan.rules)
    axe, axe_tallies = axe_findings(snapshot)
    level = plan.options.level
    wanted = tuple(
        finding
        for finding in (*own, *axe)
        if not finding.criteria or any(level.includes(CRITERIA[number].level) for number in finding.criteria)
    )
    findings, tallies = merge_same(wanted, plan.rules), (*own_tallies, *axe_tallies)
    dom = snapshot.fact(Dom)
    absent = absent_criteria(dom.value) if isinstance(dom, Known) else frozenset()
    return Judged(findings, tallies, page_verdicts(findings, tallies, _undecided(snapshot, plan), absent))


def _undecided(snapshot: PageSnapshot, plan: AuditPlan) -> dict[str, str]:
    """Criteria about which something is known to be missing: parts of the page, or procedures of the profile."""
    undecided = dict(plan.left_out)
    dom, axe = snapshot.fact(Dom), snapshot.fact(AxeResults)
    cut = isinstance(dom, Known) and dom.value.truncated
    untested = isinstance(axe, Known) and bool(axe.value.untested_frames)
    if cut or untested:
        judged = {number for rule in plan.rules for number in rule.criteria}
        undecided = dict.fromkeys(judged, str(Reason.PART_NOT_SEEN)) | undecided
    return undecided
