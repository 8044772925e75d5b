"""The states of a page's criteria when only the procedures of a basket are heard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.model.finding import Maturity
from wcag_audit.model.verdict import Verdict
from wcag_audit.score.evidence import because, parts_by_criterion, settle
from wcag_audit.score.reasons import Reason
from wcag_audit.standards.wcag import with_implied

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.model.basket import Basket
    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.verdict import CriterionVerdict


def basket_states(
    basket: Basket,
    counting: frozenset[str],
    findings: Iterable[Finding],
    tallies: Iterable[RuleTally],
    verdicts: Iterable[CriterionVerdict],
) -> Mapping[str, Verdict]:
    """The state of each criterion of a basket on one page. Shadow rules have no say, neither for nor against.

    A criterion whose procedures did not all run as the basket has them is NOT TESTED, unless one of them failed it.

    Args:
        basket: the procedures that count.
        counting: ids of the rules that ran as the basket has them (`Basket.counting`).
        findings: of the page.
        tallies: of the page.
        verdicts: of the page as they were given at the time; they say what was shown absent, which parts were not
            seen, and what a person passed.

    Returns:
        One state for each of `basket.criteria`.
    """
    procedures = {item.rule: item for item in basket.page_procedures if item.rule in counting}
    heard = [replace(tally, maturity=Maturity.STABLE) for tally in tallies if tally.rule in procedures]
    criteria = {rule: frozenset(item.criteria) for rule, item in procedures.items()}
    parts = parts_by_criterion(_heard(findings, criteria), heard)
    ran = {tally.rule for tally in heard}
    silent = {number for item in basket.page_procedures if item.rule not in ran for number in item.criteria}
    given = {verdict.criterion: verdict for verdict in verdicts}
    unseen = _unseen(given.values(), basket.criteria)
    states = {}
    for number in sorted(basket.criteria):
        own = list(parts.get(number, ()))
        if number in silent:
            own.append(because(number, Reason.NOT_IN_PROFILE))
        if number in unseen:
            own.append(because(number, unseen[number]))
        before = given[number].verdict if number in given else None
        state = settle(number, own, absent=before is Verdict.NOT_APPLICABLE).verdict
        passed = before is Verdict.PASSED and state is not Verdict.FAILED
        states[number] = Verdict.PASSED if passed else state
    return states


def _unseen(verdicts: Iterable[CriterionVerdict], criteria: Iterable[str]) -> Mapping[str, Reason]:
    """Criteria about which the look at the page was not whole, and why; a part that was not seen concerns them all."""
    reasons = {verdict.criterion: verdict.reason for verdict in verdicts}
    if Reason.PART_NOT_SEEN in reasons.values():
        return dict.fromkeys(criteria, Reason.PART_NOT_SEEN)
    return {number: Reason.STATE_NOT_SEEN for number, reason in reasons.items() if reason == Reason.STATE_NOT_SEEN}


def _heard(findings: Iterable[Finding], criteria: Mapping[str, frozenset[str]]) -> Iterable[Finding]:
    """Findings in the name of rules that count. One that a shadow rule leads is left to the others that say the same.

    Args:
        findings: of the page.
        criteria: by rule, of those that count.
    """
    for finding in findings:
        names: Sequence[str] = [rule for rule in (finding.rule, *finding.also) if rule in criteria]
        if not names:
            continue
        allowed = with_implied(number for rule in names for number in criteria[rule])
        yield replace(
            finding,
            rule=names[0],
            also=tuple(names[1:]),
            criteria=tuple(number for number in finding.criteria if number in allowed),
            maturity=Maturity.STABLE,
        )
