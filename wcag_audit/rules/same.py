"""One finding where two rules say the same of the same element: one of ours and axe-core, or two of ours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.model.finding import Engine, Finding, Maturity
from wcag_audit.model.outcome import Outcome
from wcag_audit.rules.axe import PREFIX
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.rules.api import Rule, SiteRule


def merge_same(findings: Sequence[Finding], rules: Iterable[Rule | SiteRule]) -> tuple[Finding, ...]:
    """The findings without saying twice what two rules found; the one that is left names the other in `also`.

    Two findings are the same where our rule names axe's in `same_as`, the target is the same, a criterion is shared
    (or both are best practice) and the outcome is the same, or ours is cantTell and axe-core failed. Ours is left if it
    is as definite and as mature as axe's, axe's otherwise. What axe-core found stays countable: each of its findings is
    left with its outcome, or is in the `also` of exactly one finding with that outcome.

    Args:
        findings: of one page, both engines.
        rules: our rules that ran.

    Returns:
        findings in their order, the merged ones left out.
    """
    same_as = {rule.id: tuple(PREFIX + name for name in rule.same_as) for rule in rules if rule.same_as}
    waiting = _axe_by_place(findings)
    also: dict[int, list[str]] = defaultdict(list)
    dropped: set[int] = set()
    for number, ours in enumerate(findings):
        names = same_as.get(ours.rule, ()) if ours.engine is Engine.WCAG_AUDIT else ()
        lists = [waiting.get((name, _place(ours)), []) for name in names]
        firsts = ((same, next((other for other in same if _same(ours, findings[other])), None)) for same in lists)
        others = [(same, other) for same, other in firsts if other is not None]
        better = next((other for _, other in others if not _ours_stays(ours, findings[other])), None)
        if better is not None:
            also[better].append(ours.rule)
            dropped.add(number)
            continue
        for same, other in others:
            same.remove(other)
            also[number] += [findings[other].rule, *also.pop(other, ())]
            dropped.add(other)
    return _named(findings, dropped, also)


def merge_stricter(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of a page without failures of ours that another failure of ours on the same element implies.

    What fails 1.4.3 fails 1.4.6 too, and the failure of 1.4.3 says so in its criteria. It is left, and names the rule
    of the stricter criterion in `also`; a failure that counts never gives way to one that does not.
    """
    failures: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        if finding.engine is Engine.WCAG_AUDIT and finding.outcome is Outcome.FAILED:
            failures[_place(finding)].append(number)
    also: dict[int, list[str]] = defaultdict(list)
    dropped: set[int] = set()
    for alike in failures.values():
        for number in alike:
            said = findings[number]
            milder = next((other for other in alike if _implies(findings[other], said)), None)
            if milder is not None:
                also[milder] += [said.rule, *said.also]
                dropped.add(number)
    return _named(findings, dropped, also)


def _implies(milder: Finding, stricter: Finding) -> bool:
    implied = {further for number in milder.criteria if number in CRITERIA for further in CRITERIA[number].implies}
    counts_as_much = milder.maturity is Maturity.STABLE or stricter.maturity is Maturity.EXPERIMENTAL
    return counts_as_much and bool(stricter.criteria) and implied.issuperset(stricter.criteria)


def _named(findings: Sequence[Finding], dropped: set[int], also: Mapping[int, Sequence[str]]) -> tuple[Finding, ...]:
    return tuple(
        replace(finding, also=(*finding.also, *also[number])) if also.get(number) else finding
        for number, finding in enumerate(findings)
        if number not in dropped
    )


def _axe_by_place(findings: Sequence[Finding]) -> Mapping[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        if finding.engine is Engine.AXE:
            found[finding.rule, _place(finding)].append(number)
    return found


def _place(finding: Finding) -> str:
    """Our rules speak of the page as a whole where axe-core names its root element."""
    return finding.target.selector or "html"


def _same(ours: Finding, axe: Finding) -> bool:
    if not set(ours.criteria) & set(axe.criteria) and ours.criteria != axe.criteria:
        return False
    if ours.outcome is axe.outcome:
        return True
    # Not into a failure that does not count: the question to a person that does count would be lost.
    return (ours.outcome, axe.outcome) == (Outcome.CANT_TELL, Outcome.FAILED) and (
        axe.maturity is Maturity.STABLE or ours.maturity is Maturity.EXPERIMENTAL
    )


def _ours_stays(ours: Finding, axe: Finding) -> bool:
    counts_as_much = ours.maturity is Maturity.STABLE or axe.maturity is Maturity.EXPERIMENTAL
    return ours.outcome is axe.outcome and counts_as_much
