"""Verdicts of a site over its sampled pages, with the share of failing pages and its exact interval."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wcag_audit.model.verdict import SiteCriterionVerdict, Verdict, merge
from wcag_audit.score.evidence import WEIGHTLESS, parts_by_criterion, settle
from wcag_audit.score.interval import clopper_pearson
from wcag_audit.score.reasons import Reason
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.verdict import CriterionVerdict


def site_verdicts(
    site: str,
    pages: Iterable[tuple[CriterionVerdict, ...]],
    site_findings: Iterable[Finding] = (),
    site_tallies: Iterable[RuleTally] = (),
) -> tuple[SiteCriterionVerdict, ...]:
    """What can honestly be said about each success criterion on a site.

    FAILED where any sampled page or a site-scope rule fails, else the weakest state present. Pages for which no
    procedure exists do not weaken a criterion that a site-scope rule looked at. Pages are read one by one.

    Args:
        site: id in the register, for messages.
        pages: per audited page its 86 verdicts in the order of WCAG 2.2.
        site_findings: findings of the rules that compare pages.
        site_tallies: one per such rule.

    Returns:
        86 verdicts in the order of WCAG 2.2. `tested_pages` are those not NOT TESTED. The interval (two-sided, 95 %)
        is about failures that the procedures can see; pages in REVIEW count as tested and not failed.

    Raises:
        ValueError: a page whose verdicts are not these 86.
    """
    states: dict[str, Counter[Verdict]] = {criterion: Counter() for criterion in CRITERIA}
    unlooked: Counter[str] = Counter()
    for verdicts in pages:
        if [verdict.criterion for verdict in verdicts] != list(CRITERIA):
            raise ValueError(f"A page of {site} does not have the {len(CRITERIA)} verdicts of WCAG 2.2 in their order.")
        for verdict in verdicts:
            states[verdict.criterion][verdict.verdict] += 1
            unlooked[verdict.criterion] += verdict.reason == Reason.NO_PROCEDURE
    parts = parts_by_criterion(site_findings, site_tallies)
    return tuple(
        _site_verdict(
            criterion,
            states[criterion],
            unlooked[criterion],
            settle(criterion, parts[criterion]) if criterion in parts else None,
        )
        for criterion in CRITERIA
    )


def _site_verdict(
    criterion: str, states: Counter[Verdict], unlooked: int, compared: CriterionVerdict | None
) -> SiteCriterionVerdict:
    present = set(states)
    if compared is not None:
        if states[Verdict.NOT_TESTED] == unlooked:
            present.discard(Verdict.NOT_TESTED)
        if not present or compared.reason not in WEIGHTLESS:
            present.add(compared.verdict)
    failed = states[Verdict.FAILED]
    tested = states.total() - states[Verdict.NOT_TESTED]
    low, high = clopper_pearson(failed, tested)
    return SiteCriterionVerdict(
        criterion=criterion,
        verdict=merge(present),
        failed_pages=failed,
        tested_pages=tested,
        low=low,
        high=high,
        states={verdict: states[verdict] for verdict in Verdict if states[verdict]},
    )
