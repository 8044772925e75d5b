"""axe-core's results as findings, and the merging of findings that say the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from wcag_audit.commons.places import HTML_LIMIT, resolve_ancestry, target
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known, Missing
from wcag_audit.model.facts import AxeNode, AxeResults, AxeRuleResult
from wcag_audit.model.finding import Engine, Finding, RuleTally, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.rules.axe_texts import axe_message, axe_text
from wcag_audit.rules.texts import MISSING_FACT
from wcag_audit.standards.axe import AXE_RULES, criteria_of, maturity_of
from wcag_audit.standards.wcag import with_implied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.language import Text
    from wcag_audit.model.snapshot import PageSnapshot

PREFIX = "axe-"
_CODES = {Outcome.FAILED: "violation", Outcome.CANT_TELL: "incomplete"}
_KEYS = {Outcome.FAILED: "fail", Outcome.CANT_TELL: "incomplete"}
_MESSAGE_LIMIT = 1000
_DATA_LIMIT = 1000


def axe_findings(snapshot: PageSnapshot) -> tuple[tuple[Finding, ...], tuple[RuleTally, ...]]:
    """What axe-core said of a page, in our terms: violations are failed, incompletes cantTell.

    Nothing is left out and nothing added: one finding per element that axe names, in axe's order. `values` holds axe's
    own `selector`, so that a plain axe run can be compared, and what decided: ids of `checks`, parted by commas, and
    their `data` as a JSON list.

    Returns:
        findings, and one tally per rule that ran; if axe-core did not run, one cantTell finding of the rule "axe-core"
        and a cantTell tally for each of its rules.
    """
    fact = snapshot.fact(AxeResults)
    if isinstance(fact, Missing):
        return _not_run(fact.reason)
    known = snapshot.fact(Dom)
    dom = known.value if isinstance(known, Known) else None
    findings = tuple(finding for rule in fact.value.rules for finding in _of_rule(rule, dom))
    return findings, tuple(_tally(rule) for rule in fact.value.rules)


def axe_sentences(finding: Finding) -> tuple[Text, ...]:
    """What axe-core says of an element, in our words: one sentence for each check that decided, unescaped.

    Where there is none for any of the checks, the title of the rule; nothing for rules that we have no texts for.
    """
    checks = str(finding.values.get("checks", "")).split(",")
    data = json.loads(str(finding.values.get("data", "[]")))
    told = (axe_message(check, _KEYS[finding.outcome], "", datum) for check, datum in zip(checks, data, strict=False))
    sentences = tuple(dict.fromkeys(text for text in told if text is not None))
    if sentences:
        return sentences
    try:
        return (axe_text(finding.rule.removeprefix(PREFIX)).title,)
    except KeyError:
        return ()


def _not_run(reason: str) -> tuple[tuple[Finding, ...], tuple[RuleTally, ...]]:
    finding = Finding(
        rule="axe-core",
        outcome=Outcome.CANT_TELL,
        code=MISSING_FACT,
        criteria=(),
        values={"fact": AxeResults.__name__, "reason": reason},
        engine=Engine.AXE,
    )
    tallies = tuple(
        RuleTally(
            PREFIX + rule.id,
            rule.criteria,
            {Outcome.CANT_TELL: 1},
            reason=f"{AxeResults.__name__}: {reason}",
            maturity=rule.maturity,
        )
        for rule in AXE_RULES.values()
    )
    return (finding,), tallies


def _of_rule(rule: AxeRuleResult, dom: Dom | None) -> Iterator[Finding]:
    for outcome, nodes in ((Outcome.FAILED, rule.failed), (Outcome.CANT_TELL, rule.undecided)):
        for node in nodes:
            yield _finding(rule, outcome, node, dom)
    if not rule.failed and not rule.undecided and rule.outcome in _CODES:
        yield _finding(rule, rule.outcome, None, dom)  # axe names no element when a rule of its own broke


def _finding(rule: AxeRuleResult, outcome: Outcome, node: AxeNode | None, dom: Dom | None) -> Finding:
    criteria = criteria_of(rule.tags)
    return Finding(
        rule=PREFIX + rule.id,
        outcome=outcome,
        code=_CODES[outcome],
        criteria=with_implied(criteria) if outcome is Outcome.FAILED else criteria,
        target=_target(node, dom) if node else Target(),
        values={
            "selector": node.selector if node else "",
            "checks": ",".join(check[0] for check in node.checks) if node else "",
            "data": _data(node) if node else "[]",
        },
        engine=Engine.AXE,
        maturity=maturity_of(rule.id, rule.tags),
        impact=rule.impact or (AXE_RULES[rule.id].impact if rule.id in AXE_RULES else "moderate"),
        message_en=((node.summary if node else "") or rule.help)[:_MESSAGE_LIMIT],
    )


def _data(node: AxeNode) -> str:
    """What axe reports with each check, as one JSON list; null in the place of what is too long or no JSON."""
    found: list[object] = []
    for _, _, text in node.checks:
        try:
            found.append(json.loads(text) if 0 < len(text) <= _DATA_LIMIT else None)
        except ValueError:
            found.append(None)
    return json.dumps(found, ensure_ascii=False)


def _target(node: AxeNode, dom: Dom | None) -> Target:
    ours = resolve_ancestry(dom, node.ancestry) if dom else None
    if dom is None or ours is None:
        return Target(selector=node.selector, html=node.html[:HTML_LIMIT])
    return target(dom, ours)


def _tally(rule: AxeRuleResult) -> RuleTally:
    counts = {
        Outcome.PASSED: rule.passed,
        Outcome.CANT_TELL: len(rule.undecided),
        Outcome.FAILED: len(rule.failed),
    }
    told = {outcome: count for outcome, count in counts.items() if count}
    return RuleTally(
        PREFIX + rule.id, criteria_of(rule.tags), told or {rule.outcome: 1}, maturity=maturity_of(rule.id, rule.tags)
    )
