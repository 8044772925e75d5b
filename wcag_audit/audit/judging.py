"""What the rules say of a frozen page: the part of an audit that needs no browser and can be done again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wcag_audit.commons.absence import absent_criteria
from wcag_audit.commons.versions import offers
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known
from wcag_audit.model.facts import AxeResults, Reflow, Response, TextSpacing
from wcag_audit.model.finding import Maturity
from wcag_audit.model.snapshot import SiteSnapshot
from wcag_audit.model.state import PageState
from wcag_audit.rules.axe import axe_findings
from wcag_audit.rules.judge import judge_page
from wcag_audit.rules.same import merge_same, merge_stricter
from wcag_audit.rules.settled import settle_axe
from wcag_audit.rules.states import merge_states
from wcag_audit.score import Evidence, Reason, verdicts_of_states
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wcag_audit.audit.options import AuditPlan
    from wcag_audit.crawl import Frontier
    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.snapshot import PageDigest, PageSnapshot
    from wcag_audit.model.verdict import CriterionVerdict
    from wcag_audit.rules.api import Rule

SPECIAL_FACTS = frozenset({Dom, Response, AxeResults, TextSpacing, Reflow})
"""What is looked at with a special version switched on: the page at rest, wide spacing, and 320 pixels."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Attributes: findings, tallies: of all rules of the plan and of axe-core; verdicts: 86, in WCAG's order."""

    findings: tuple[Finding, ...]
    tallies: tuple[RuleTally, ...]
    verdicts: tuple[CriterionVerdict, ...]


def judge(
    snapshot: PageSnapshot, plan: AuditPlan, special: PageSnapshot | None = None, *, unseen: bool = False
) -> Judged:
    """Judge a page by what was collected of it.

    Args:
        snapshot: the page as it was opened.
        plan: what was asked for.
        special: the page with its special version switched on.
        unseen: True where there may be such a state, and it was not seen.
    """
    opened = evidence(snapshot, plan)
    if special is not None:
        return judge_states(opened, special_evidence(special, plan, opened))
    return judge_states(opened, unseen_state(opened) if unseen else None)


def judge_states(opened: Evidence, special: Evidence | None) -> Judged:
    """What is said of a page with both of its states in it; `special` None where it has one state only."""
    if special is None:
        return Judged(tuple(opened.findings), tuple(opened.tallies), verdicts_of_states((opened,)))
    return Judged(
        findings=merge_states(opened.findings, special.findings),
        tallies=(*opened.tallies, *(replace(tally, state=PageState.SPECIAL) for tally in special.tallies)),
        verdicts=verdicts_of_states((opened, special)),
    )


def evidence(snapshot: PageSnapshot, plan: AuditPlan) -> Evidence:
    """What all rules of the plan and axe-core say of a page as it was opened, and what is known to be open."""
    return _evidence(snapshot, plan, plan.rules)


def special_evidence(snapshot: PageSnapshot, plan: AuditPlan, opened: Evidence) -> Evidence:
    """The same of a page with its special version switched on; what counts and cannot look there leaves it open.

    Args:
        snapshot: the page in that state.
        plan: what was asked for.
        opened: of the page as it was opened.
    """
    found = _evidence(snapshot, plan, [rule for rule in plan.rules if SPECIAL_FACTS.issuperset(rule.needs)])
    ran = {tally.rule for tally in found.tallies}
    silent = [tally for tally in opened.tallies if tally.rule not in ran and tally.maturity is Maturity.STABLE]
    return replace(found, undecided={**_not_seen(silent), **found.undecided})


def unseen_state(opened: Evidence) -> Evidence:
    """Of a state that could not be reached: whatever was judged on the page as opened is open there."""
    return Evidence(undecided=_not_seen(opened.tallies))


def _not_seen(tallies: Iterable[RuleTally]) -> dict[str, str]:
    return dict.fromkeys((number for tally in tallies for number in tally.criteria), str(Reason.STATE_NOT_SEEN))


def _evidence(snapshot: PageSnapshot, plan: AuditPlan, rules: Sequence[Rule]) -> Evidence:
    own, own_tallies = judge_page(snapshot, rules)
    axe, axe_tallies = settle_axe(snapshot, rules, *axe_findings(snapshot))
    level = plan.options.level
    wanted = tuple(
        finding
        for finding in (*own, *axe)
        if not finding.criteria or any(level.includes(CRITERIA[number].level) for number in finding.criteria)
    )
    dom = snapshot.fact(Dom)
    return Evidence(
        findings=merge_stricter(merge_same(wanted, rules)),
        tallies=(*own_tallies, *axe_tallies),
        undecided=_undecided(snapshot, plan),
        absent=absent_criteria(dom.value) if isinstance(dom, Known) else frozenset(),
    )


def freeze_site(site: str, digests: Mapping[str, PageDigest], frontier: Frontier) -> SiteSnapshot:
    """What the rules that compare pages are given.

    Args:
        site: id in the register.
        digests: of the audited pages, by the address asked for.
        frontier: knows what became of the addresses that the pages offer.
    """
    pages = tuple(digests[url] for url in sorted(digests))
    wanted = ((href, page) for page in pages for href in (*offers(page), *_of_one_name(page)))
    fates = {href: fate for href, page in wanted if (fate := frontier.fate(href, page.url))}
    return SiteSnapshot(site, pages, fates)


def _of_one_name(page: PageDigest) -> Iterator[str]:
    for pair in page.same_names:
        yield from (pair.first, pair.second)


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
