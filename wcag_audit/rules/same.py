"""One finding where one of our rules and axe-core say the same of the same element."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.model.finding import Engine, Finding, Maturity
from wcag_audit.model.outcome import Outcome
from wcag_audit.rules.axe import PREFIX

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
    return tuple(
        replace(finding, also=(*finding.also, *also[number])) if also[number] else finding
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
