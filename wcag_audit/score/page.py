"""Verdicts of one page: 86, in the order of WCAG 2.2 (docs/decisions/verdict-states.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wcag_audit.model.verdict import merge
from wcag_audit.score.evidence import because, parts_by_criterion, settle
from wcag_audit.score.reasons import Reason
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.verdict import CriterionVerdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a page in one of its states; see `page_verdicts` for the attributes."""

    findings: Sequence[Finding] = ()
    tallies: Sequence[RuleTally] = ()
    undecided: Mapping[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()


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
    return verdicts_of_states((Evidence(tuple(findings), tuple(tallies), undecided or {}, absent),))


def verdicts_of_states(states: Sequence[Evidence]) -> tuple[CriterionVerdict, ...]:
    """As `page_verdicts`, of a page that was looked at in several states, each of which is a part of it.

    A failure in one state is a failure of the page. The first state is the page as everybody gets it: no other makes
    its verdict better, as targets that are there only in another one would. Absent is only what no state has.

    Raises:
        ValueError: see `page_verdicts`.
    """
    unknown = sorted({criterion for state in states for criterion in {*state.undecided, *state.absent}} - set(CRITERIA))
    if unknown:
        raise ValueError(f"WCAG 2.2 has no criterion {', '.join(unknown)}.")
    parts = [parts_by_criterion(state.findings, state.tallies) for state in states]
    verdicts = []
    for criterion in CRITERIA:
        first = _settled(criterion, states[:1], parts[:1])
        whole = _settled(criterion, states, parts)
        verdicts.append(first if merge((first.verdict, whole.verdict)) is not whole.verdict else whole)
    return tuple(verdicts)


def _settled(
    criterion: str, states: Sequence[Evidence], parts: Sequence[Mapping[str, Sequence[CriterionVerdict]]]
) -> CriterionVerdict:
    own = [part for found in parts for part in found.get(criterion, ())]
    own += [because(criterion, Reason(state.undecided[criterion])) for state in states if criterion in state.undecided]
    return settle(criterion, own, absent=all(criterion in state.absent for state in states))
