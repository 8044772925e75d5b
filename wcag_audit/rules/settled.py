"""Where axe-core cannot tell and a rule of ours has measured the same element, ours has the last word."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known
from wcag_audit.model.finding import Engine, Finding, RuleTally
from wcag_audit.model.outcome import Outcome
from wcag_audit.rules.axe import PREFIX
from wcag_audit.rules.judge import locate, run_page_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Rule


def settle_axe(
    snapshot: PageSnapshot, rules: Iterable[Rule], findings: Sequence[Finding], tallies: Sequence[RuleTally]
) -> tuple[tuple[Finding, ...], tuple[RuleTally, ...]]:
    """axe-core's findings and tallies without the questions that a rule of ours has answered.

    Args:
        snapshot: the page.
        rules: those that `settles` are heard: what they pass or fail is no question any more for the axe rules that
            they are `same_as`. What they cannot tell either, or do not know, stays as it is.
        findings: axe-core's, of the same page.
        tallies: axe-core's.
    """
    known = snapshot.fact(Dom)
    dom = known.value if isinstance(known, Known) else None
    answers: dict[tuple[str, str], Outcome] = {}
    for rule in rules:
        for judged in run_page_rule(rule, snapshot).judged if rule.settles else ():
            selector = locate(judged.where, dom).selector
            if judged.judgement.outcome in {Outcome.PASSED, Outcome.FAILED} and selector:
                answers |= {(PREFIX + name, selector): judged.judgement.outcome for name in rule.same_as}
    settled: Counter[tuple[str, Outcome]] = Counter()
    left: list[Finding] = []
    for finding in findings:
        answer = answers.get((finding.rule, finding.target.selector))
        if answer is None or finding.outcome is not Outcome.CANT_TELL or finding.engine is not Engine.AXE:
            left.append(finding)
        else:
            settled[finding.rule, answer] += 1
    return tuple(left), tuple(_without(tally, settled) for tally in tallies)


def _without(tally: RuleTally, settled: Counter[tuple[str, Outcome]]) -> RuleTally:
    """A tally in which answered questions count as passed, or not at all where our rule counts the failure."""
    passed, failed = settled[tally.rule, Outcome.PASSED], settled[tally.rule, Outcome.FAILED]
    if not passed and not failed:
        return tally
    counts = Counter(tally.counts)
    counts[Outcome.CANT_TELL] -= passed + failed
    counts[Outcome.PASSED] += passed
    told = {outcome: count for outcome, count in counts.items() if count > 0}
    return replace(tally, counts=told or {Outcome.INAPPLICABLE: 1})
