"""Runs rules over a snapshot. Never raises: what goes wrong is cantTell with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wcag_audit.commons.places import target, target_at
from wcag_audit.model.dom import Dom, Node
from wcag_audit.model.fact import Known, Missing
from wcag_audit.model.facts import KeyboardTrap, Place
from wcag_audit.model.finding import Finding, RuleTally, Scalar, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.remark import Remark
from wcag_audit.rules.api import Judgement, PagePart, Rule, SiteRule, cant_tell
from wcag_audit.rules.texts import CRASH, MISSING_FACT
from wcag_audit.standards.wcag import with_implied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wcag_audit.model.snapshot import PageSnapshot, SiteSnapshot

FINDINGS_PER_RULE = 200
"""Findings kept of one rule on one page; the tally counts all."""
_TEXT_LIMIT = 300
_KEPT = (Outcome.FAILED, Outcome.CANT_TELL)
_WHOLE = PagePart()


@dataclass(frozen=True, slots=True)
class Judged:
    """One target and what the rule says of it.

    Attributes:
        where: the target's place; a PagePart without address for the page as a whole.
    """

    where: Node | Place | PagePart
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class RuleRun:
    """One rule on one page or site.

    Attributes:
        judged: in the order of the targets; empty if the rule does not apply.
        reason: why something could not be judged ("KeyboardWalk: time-limit", "crash: KeyError: 'x'"); "" otherwise.
    """

    judged: tuple[Judged, ...]
    reason: str = ""


def judge_page(snapshot: PageSnapshot, rules: Iterable[Rule]) -> tuple[tuple[Finding, ...], tuple[RuleTally, ...]]:
    """What the rules say of a page.

    Returns:
        findings (failed and cantTell, at most FINDINGS_PER_RULE of a rule, failures first to be kept) in the order of
        rules and targets; one tally per rule.
    """
    fact = snapshot.fact(Dom)
    dom = fact.value if isinstance(fact, Known) else None
    findings: list[Finding] = []
    tallies: list[RuleTally] = []
    for rule in rules:
        run = run_page_rule(rule, snapshot)
        findings += _findings(rule, run, dom)
        tallies.append(_tally(rule, run))
    return tuple(findings), tuple(tallies)


def judge_site(snapshot: SiteSnapshot, rules: Iterable[SiteRule]) -> tuple[tuple[Finding, ...], tuple[RuleTally, ...]]:
    """What the rules say of a site; as `judge_page`."""
    findings: list[Finding] = []
    tallies: list[RuleTally] = []
    for rule in rules:
        run = run_site_rule(rule, snapshot)
        findings += _findings(rule, run, None)
        tallies.append(_tally(rule, run))
    return tuple(findings), tuple(tallies)


def run_page_rule(rule: Rule, snapshot: PageSnapshot) -> RuleRun:
    """Applicability, then the expectation of each target."""
    for kind in rule.needs:
        fact = snapshot.fact(kind)
        if isinstance(fact, Missing):
            judgement = cant_tell(MISSING_FACT, fact=kind.__name__, reason=fact.reason)
            return RuleRun((Judged(_WHOLE, judgement),), f"{kind.__name__}: {fact.reason}")
    return _run(lambda: rule.targets(snapshot), lambda item: rule.expectation(item, snapshot), where)


def run_site_rule(rule: SiteRule, snapshot: SiteSnapshot) -> RuleRun:
    """Applicability, then the expectation of each target."""
    return _run(lambda: rule.targets(snapshot), lambda item: rule.expectation(item, snapshot), rule.place)


def where(item: Any) -> Node | Place | PagePart:
    """The place that a page rule's target names.

    Args:
        item: a Node, a Place, a PagePart, a fact about a place (FocusStop, Overflow, KeyboardTrap, ...), or a tuple
            that starts with one of these.

    Raises:
        TypeError: the value names no place; a mistake in the rule.
    """
    if isinstance(item, tuple) and item:
        return where(item[0])
    if isinstance(item, KeyboardTrap):
        return item.members[0] if item.members else _WHOLE
    place = getattr(item, "place", item)
    if isinstance(place, Node | Place | PagePart):
        return place
    raise TypeError(f"a target of type {type(item).__name__} names no place")


def locate(place: Node | Place | PagePart, dom: Dom | None) -> Target:
    """The target as findings name it.

    Args:
        place: see `where`.
        dom: the page's, if it is known; a Node always comes from it.
    """
    if isinstance(place, PagePart):
        return Target(selector=place.selector, html=place.html)
    if isinstance(place, Place):
        return target_at(dom, place)
    return target(dom, place) if dom else Target()


def _run(
    targets: Callable[[], Iterable[Any]],
    expectation: Callable[[Any], Judgement],
    place: Callable[[Any], Node | Place | PagePart],
) -> RuleRun:
    judged: list[Judged] = []
    reason = ""
    try:
        for item in targets():
            here: Node | Place | PagePart = _WHOLE
            try:
                here = place(item)
                judged.append(Judged(here, _checked(expectation(item))))
            except Exception as error:  # noqa: BLE001 - a crash is an outcome, whatever its type
                judged.append(Judged(here, _crash(error)))
                reason = reason or f"{CRASH}: {_told(error)}"
    except Exception as error:  # noqa: BLE001 - as above
        judged.append(Judged(_WHOLE, _crash(error)))
        reason = reason or f"{CRASH}: {_told(error)}"
    return RuleRun(tuple(judged), reason)


def _checked(judgement: Judgement) -> Judgement:
    if not isinstance(judgement, Judgement):
        raise TypeError(f"an expectation gave {type(judgement).__name__} instead of a Judgement")
    return judgement


def _crash(error: Exception) -> Judgement:
    return cant_tell(CRASH, error=_told(error))


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_TEXT_LIMIT]


def _tally(rule: Rule | SiteRule, run: RuleRun) -> RuleTally:
    counts: dict[Outcome, int] = {}
    for judged in run.judged:
        outcome = judged.judgement.outcome
        counts[outcome] = counts.get(outcome, 0) + 1
    return RuleTally(
        rule.id, rule.criteria, counts or {Outcome.INAPPLICABLE: 1}, reason=run.reason, maturity=rule.maturity
    )


def _findings(rule: Rule | SiteRule, run: RuleRun, dom: Dom | None) -> list[Finding]:
    worth = [(number, judged) for number, judged in enumerate(run.judged) if judged.judgement.outcome in _KEPT]
    worth.sort(key=lambda pair: _KEPT.index(pair[1].judgement.outcome))
    kept = sorted(worth[:FINDINGS_PER_RULE], key=lambda pair: pair[0])
    return [_finding(rule, judged, dom) for _, judged in kept]


def _finding(rule: Rule | SiteRule, judged: Judged, dom: Dom | None) -> Finding:
    part = judged.where if isinstance(judged.where, PagePart) else _WHOLE
    return Finding(
        rule=rule.id,
        outcome=judged.judgement.outcome,
        code=judged.judgement.code,
        criteria=with_implied(rule.criteria) if judged.judgement.outcome is Outcome.FAILED else rule.criteria,
        target=locate(judged.where, dom),
        values=_bounded(judged.judgement.values),
        maturity=rule.maturity,
        impact=str(rule.impact),
        pages=tuple(dict.fromkeys(url for url in (part.url, *part.pages) if url)),
    )


def _bounded(values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {
        name: value[:_TEXT_LIMIT] if isinstance(value, str) and not isinstance(value, Remark) else value
        for name, value in values.items()
    }
