"""From what one rule said to the verdict it supports for one criterion."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wcag_audit.model.finding import Maturity
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.verdict import CriterionVerdict, Verdict
from wcag_audit.score.merging import combine
from wcag_audit.score.people import PERSON_DECIDES
from wcag_audit.score.reasons import Reason
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.model.finding import Finding, RuleTally

WEIGHTLESS = frozenset({Reason.NO_TARGETS, Reason.ONLY_EXPERIMENTAL})
"""What a rule leaves open that another rule's word settles: it says nothing about the page that counts."""


def parts_by_criterion(
    findings: Iterable[Finding], tallies: Iterable[RuleTally]
) -> Mapping[str, Sequence[CriterionVerdict]]:
    """One verdict per rule and criterion, by criterion; criteria without any rule are left out.

    Raises:
        ValueError: a rule names a criterion that WCAG 2.2 does not have.
    """
    findings, tallies = tuple(findings), tuple(tallies)
    listed: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for rule in (finding.rule, *finding.also):
            listed[rule].append(finding)
    parts: dict[str, list[CriterionVerdict]] = defaultdict(list)
    counted: set[tuple[str, str]] = set()
    for tally in tallies:
        for criterion in tally.criteria:
            counted.add((tally.rule, criterion))
            parts[criterion].append(_of_tally(criterion, tally, listed[tally.rule]))
    for finding in findings:
        for criterion in finding.criteria:
            if (finding.rule, criterion) not in counted:
                parts[criterion].append(_of_finding(criterion, finding))
    unknown = sorted(set(parts) - set(CRITERIA))
    if unknown:
        rules = sorted({rule for criterion in unknown for part in parts[criterion] for rule in part.rules})
        raise ValueError(f"WCAG 2.2 has no criterion {', '.join(unknown)}, which {', '.join(rules)} names.")
    return parts


def settle(criterion: str, parts: Iterable[CriterionVerdict], *, absent: bool = False) -> CriterionVerdict:
    """The verdict for a criterion from the words of its rules.

    A rule without targets, or an experimental one without failures, decides only where nothing else does. `absent`
    (a procedure able to see it says there is nothing the criterion speaks about) yields to any target that was found.
    """
    parts = tuple(parts)
    weighty = [part for part in parts if part.reason not in WEIGHTLESS]
    trials = [part for part in parts if part.reason == Reason.ONLY_EXPERIMENTAL]
    if weighty or trials:
        return combine(criterion, weighty or trials)
    if absent:
        rules = sorted({rule for part in parts for rule in part.rules})
        return CriterionVerdict(criterion, Verdict.NOT_APPLICABLE, tuple(rules))
    return combine(criterion, parts)


def because(criterion: str, reason: Reason, *rules: str) -> CriterionVerdict:
    """The verdict that a reason explains."""
    return CriterionVerdict(criterion, reason.verdict, rules, reason)


def _of_tally(criterion: str, tally: RuleTally, listed: Sequence[Finding]) -> CriterionVerdict:
    """What one rule supports for one of its criteria; `listed` are the findings that name the rule."""
    stable = tally.maturity is Maturity.STABLE
    failures = [finding for finding in listed if finding.outcome is Outcome.FAILED]
    named = [finding for finding in failures if criterion in finding.criteria]
    # A failure that was counted but not kept as a finding: which of several criteria it broke is not known.
    unlisted = tally.counts.get(Outcome.FAILED, 0) > len(failures)
    proven = any(
        (finding.maturity if finding.rule == tally.rule else tally.maturity) is Maturity.STABLE for finding in named
    )
    if proven or (unlisted and stable and len(tally.criteria) == 1):
        return CriterionVerdict(criterion, Verdict.FAILED, (tally.rule,))
    reason = _open(criterion, tally, listed, possible=bool(named) or unlisted)
    if reason is not None:
        return because(criterion, reason, tally.rule)
    return CriterionVerdict(criterion, Verdict.NO_FAILURE_FOUND, (tally.rule,))


def _open(criterion: str, tally: RuleTally, listed: Sequence[Finding], *, possible: bool) -> Reason | None:
    """Why a rule that proves no failure does not support NO FAILURE FOUND either; None where it does."""
    if tally.reason or not any(tally.counts.values()):
        return Reason.COULD_NOT_RUN
    if possible:
        return Reason.POSSIBLE_FAILURE
    unsure = [finding for finding in listed if finding.outcome is Outcome.CANT_TELL]
    if any(criterion in finding.criteria for finding in unsure) or tally.counts.get(Outcome.CANT_TELL, 0) > len(unsure):
        return Reason.CANNOT_TELL
    if not tally.counts.get(Outcome.PASSED, 0):
        return Reason.NO_TARGETS  # what failed another criterion shows nothing about this one
    if tally.maturity is not Maturity.STABLE:
        return Reason.ONLY_EXPERIMENTAL
    return Reason.NEEDS_PERSON if criterion in PERSON_DECIDES else None


def _of_finding(criterion: str, finding: Finding) -> CriterionVerdict:
    """What a finding supports for a criterion that its rule's tally does not cover."""
    if finding.outcome is Outcome.FAILED and finding.maturity is Maturity.STABLE:
        return CriterionVerdict(criterion, Verdict.FAILED, (finding.rule,))
    candidate = finding.outcome is Outcome.FAILED
    return because(criterion, Reason.POSSIBLE_FAILURE if candidate else Reason.CANNOT_TELL, finding.rule)
