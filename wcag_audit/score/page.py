"""Verdicts of one page: 86, in the order of WCAG 2.2 (docs/decisions/verdict-states.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.score.evidence import because, parts_by_criterion, settle
from wcag_audit.score.reasons import Reason
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.verdict import CriterionVerdict


def page_verdicts(
    findings: Iterable[Finding],
    tallies: Iterable[RuleTally],
    undecided: Mapping[str, str] | None = None,
    absent: frozenset[str] = frozenset(),
) -> tuple[CriterionVerdict, ...]:
    """What can honestly be said about each success criterion on one page.

    Args:
        findings: failed and cantTell outcomes; one that names a rule in `also` counts for that rule too.
        tallies: one per rule that was on, also of those that could not run.
        undecided: criterion -> code from `Reason`, for what the caller knows and the rules do not: a frame that could
            not be entered, a time limit, a profile that leaves procedures out. It is one more part of the page.
        absent: criteria for which a procedure able to see it showed that nothing they speak about is there.

    Returns:
        86 verdicts in the order of WCAG 2.2. PASSED is never among them: that takes a person.

    Raises:
        ValueError: a criterion that WCAG 2.2 does not have, or a code that `Reason` does not have.
    """
    undecided = undecided or {}
    unknown = sorted((set(undecided) | absent) - set(CRITERIA))
    if unknown:
        raise ValueError(f"WCAG 2.2 has no criterion {', '.join(unknown)}.")
    parts = parts_by_criterion(findings, tallies)
    verdicts = []
    for criterion in CRITERIA:
        own = list(parts.get(criterion, ()))
        if criterion in undecided:
            own.append(because(criterion, Reason(undecided[criterion])))
        verdicts.append(settle(criterion, own, absent=criterion in absent))
    return tuple(verdicts)
