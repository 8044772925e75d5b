"""Running rules: outcomes are counted, nothing raises, and what goes wrong is cantTell with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from wcag_audit.model.dom import AxNode, Document, Dom, Node, NodeKind
from wcag_audit.model.fact import Known, Missing
from wcag_audit.model.facts import FocusStop, KeyboardTrap, KeyboardWalk, Overflow, Place
from wcag_audit.model.finding import Finding, Maturity, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.snapshot import PageDigest, PageSnapshot, SiteSnapshot
from wcag_audit.rules.api import Impact, Judgement, PagePart, Rule, SiteRule, cant_tell, failed, passed
from wcag_audit.rules.judge import FINDINGS_PER_RULE, judge_page, judge_site, where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def a_dom(links: int) -> Dom:
    """A page with so many links, named "link 0" and so on."""
    nodes = [Node(0, NodeKind.DOCUMENT, -1, "#document"), Node(1, NodeKind.ELEMENT, 0, "html")]
    nodes += [Node(2 + i, NodeKind.ELEMENT, 1, "a", ax=AxNode("link", f"link {i}")) for i in range(links)]
    return Dom(tuple(nodes), (Document("https://gov.kz/", "f", 0),), ())


def a_page(links: int = 3, **facts: Any) -> PageSnapshot:
    known: dict[type[Any], Any] = {Dom: Known(a_dom(links))}
    return PageSnapshot("https://gov.kz/", "https://gov.kz/", facts=known | facts.get("facts", {}))


def a_rule(
    expectation: Callable[[Any, PageSnapshot], Judgement],
    targets: Callable[[PageSnapshot], Iterable[Any]] = lambda page: page[Dom].elements("a"),
    needs: tuple[type[Any], ...] = (Dom,),
) -> Rule:
    return Rule("a-rule", ("2.4.4",), needs, targets, expectation, impact=Impact.MINOR, maturity=Maturity.STABLE)


def number(node: Node) -> int:
    return int(node.accessible_name.split()[1])


def test_each_target_is_judged_and_counted_and_only_passes_leave_no_finding() -> None:
    def expectation(node: Node, _: PageSnapshot) -> Judgement:
        return [passed(), failed("bad", which=number(node)), cant_tell("maybe")][number(node) % 3]

    findings, (tally,) = judge_page(a_page(7), [a_rule(expectation)])
    assert dict(tally.counts) == {Outcome.PASSED: 3, Outcome.FAILED: 2, Outcome.CANT_TELL: 2}
    assert (tally.rule, tally.criteria, tally.reason, tally.maturity) == ("a-rule", ("2.4.4",), "", Maturity.STABLE)
    assert [(finding.outcome, finding.code, finding.target.name) for finding in findings] == [
        (Outcome.FAILED, "bad", "link 1"),
        (Outcome.CANT_TELL, "maybe", "link 2"),
        (Outcome.FAILED, "bad", "link 4"),
        (Outcome.CANT_TELL, "maybe", "link 5"),
    ]
    assert findings[2].values == {"which": 4}
    assert findings[2].target.selector == "html > a:nth-of-type(5)"
    assert findings[0].criteria == ("2.4.4", "2.4.9")  # what breaks the one breaks the other
    assert (findings[0].impact, findings[0].maturity) == ("minor", Maturity.STABLE)


def test_a_rule_without_targets_is_inapplicable() -> None:
    assert judge_page(a_page(0), [a_rule(lambda *_: failed("bad"))])[1][0].counts == {Outcome.INAPPLICABLE: 1}


@pytest.mark.parametrize("fact", [{KeyboardWalk: Missing("time limit of 30 s reached")}, {}])
def test_a_missing_fact_is_one_question_for_the_page_and_the_rule_is_not_called(fact: dict[Any, Any]) -> None:
    def never(*_: object) -> Judgement:
        raise AssertionError("the rule was called")

    findings, (tally,) = judge_page(a_page(facts=fact), [a_rule(never, never, needs=(Dom, KeyboardWalk))])  # type: ignore[arg-type]
    reason = fact[KeyboardWalk].reason if fact else "not-collected"
    assert tally.counts == {Outcome.CANT_TELL: 1}
    assert tally.reason == f"KeyboardWalk: {reason}"
    assert [(finding.code, finding.values, finding.target) for finding in findings] == [
        ("missing-fact", {"fact": "KeyboardWalk", "reason": reason}, Target())
    ]


def test_a_crash_on_one_target_leaves_the_others_judged() -> None:
    def expectation(node: Node, _: PageSnapshot) -> Judgement:
        if number(node) == 1:
            raise ValueError("odd " + "x" * 1000)
        return failed("bad")

    findings, (tally,) = judge_page(a_page(3), [a_rule(expectation)])
    assert tally.counts == {Outcome.FAILED: 2, Outcome.CANT_TELL: 1}
    assert tally.reason.startswith("crash: ValueError: odd xxx")
    assert len(tally.reason) < 400
    assert [finding.code for finding in findings] == ["bad", "crash", "bad"]
    assert findings[1].target.name == "link 1"


def test_a_crash_while_finding_targets_keeps_what_was_judged_before() -> None:
    def targets(page: PageSnapshot) -> Iterable[Node]:
        yield next(page[Dom].elements("a"))
        raise RecursionError("too deep")

    findings, (tally,) = judge_page(a_page(), [a_rule(lambda *_: failed("bad"), targets)])
    assert [finding.code for finding in findings] == ["bad", "crash"]
    assert tally.reason == "crash: RecursionError: too deep"


@pytest.mark.parametrize(
    ("targets", "expectation"),
    [
        (lambda _: ["a string names no place"], lambda *_: failed("bad")),
        (lambda page: page[Dom].elements("a"), lambda *_: None),
        (lambda _: None, lambda *_: failed("bad")),
    ],
)
def test_a_rule_that_breaks_its_contract_never_fails_a_page(targets: Any, expectation: Any) -> None:
    findings, (tally,) = judge_page(a_page(1), [a_rule(expectation, targets)])
    assert {finding.code for finding in findings} == {"crash"}
    assert set(tally.counts) == {Outcome.CANT_TELL}
    assert tally.reason.startswith("crash: TypeError")


def test_one_rule_that_crashes_does_not_touch_the_next() -> None:
    broken = a_rule(lambda *_: failed("bad"), lambda _: 1 / 0)  # type: ignore[arg-type, return-value]
    _, tallies = judge_page(a_page(2), [broken, a_rule(lambda *_: passed())])
    assert [dict(tally.counts) for tally in tallies] == [{Outcome.CANT_TELL: 1}, {Outcome.PASSED: 2}]


def test_findings_are_bounded_failures_first_and_the_tally_counts_all() -> None:
    def expectation(node: Node, _: PageSnapshot) -> Judgement:
        return failed("bad") if number(node) >= FINDINGS_PER_RULE else cant_tell("maybe")

    findings, (tally,) = judge_page(a_page(FINDINGS_PER_RULE + 50), [a_rule(expectation)])
    assert len(findings) == FINDINGS_PER_RULE
    assert sum(finding.outcome is Outcome.FAILED for finding in findings) == 50
    assert [finding.target.selector for finding in findings[-50:]] == [
        f"html > a:nth-of-type({n})" for n in range(FINDINGS_PER_RULE + 1, FINDINGS_PER_RULE + 51)
    ]
    assert tally.counts == {Outcome.CANT_TELL: FINDINGS_PER_RULE, Outcome.FAILED: 50}


def test_long_values_from_the_page_are_cut() -> None:
    findings, _ = judge_page(a_page(1), [a_rule(lambda *_: failed("bad", text="x" * 10_000))])
    assert len(str(findings[0].values["text"])) == 300


def test_a_target_that_a_probe_met_is_found_in_the_page() -> None:
    place = Place("f", (0, 1))
    items = [
        FocusStop(0, place, None, visible=True, style_changed=False),
        Overflow(place, 400.0, two_dimensional=False, text=True),
        KeyboardTrap((place,), ("Tab",)),
        (place, "more"),
        place,
    ]
    findings, _ = judge_page(a_page(3), [a_rule(lambda *_: failed("bad"), lambda _: items)])
    assert [finding.target.name for finding in findings] == ["link 1"] * len(items)


def test_the_page_as_a_whole_has_no_selector() -> None:
    findings, _ = judge_page(a_page(), [a_rule(lambda *_: failed("bad"), lambda _: [PagePart()])])
    assert findings[0].target == Target()
    assert where(KeyboardTrap((), ())) == PagePart()


def test_a_site_rule_names_its_place_and_the_pages_it_compared() -> None:
    pages = tuple(PageDigest(f"https://gov.kz/{name}", "kk", name) for name in "abc")
    rule = SiteRule(
        "site-rule",
        ("3.2.3",),
        targets=lambda site: [page.url for page in site.pages],
        expectation=lambda url, _: failed("moved") if url.endswith("b") else passed(),
        place=lambda url: PagePart(url, "nav", "<nav>", pages=("https://gov.kz/a", url)),
    )
    findings, (tally,) = judge_site(SiteSnapshot("gov", pages), [rule])
    assert tally.counts == {Outcome.PASSED: 2, Outcome.FAILED: 1}
    assert findings == (
        Finding(
            "site-rule",
            Outcome.FAILED,
            "moved",
            ("3.2.3",),
            Target(selector="nav", html="<nav>"),
            impact="moderate",
            pages=("https://gov.kz/b", "https://gov.kz/a"),
        ),
    )


def test_a_site_rule_that_cannot_name_its_place_is_a_question_not_a_failure() -> None:
    rule = SiteRule("site-rule", (), lambda _: [1], lambda *_: failed("bad"), place=lambda item: item.nothing)
    findings, (tally,) = judge_site(SiteSnapshot("gov", ()), [rule])
    assert [finding.code for finding in findings] == ["crash"]
    assert tally.counts == {Outcome.CANT_TELL: 1}
