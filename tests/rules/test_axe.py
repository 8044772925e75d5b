"""axe-core's results in our terms, and one finding where two rules say the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patience import LIMITS
from wcag_audit.browser import Browser, look, open_page, plan
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known, Missing
from wcag_audit.model.facts import AxeNode, AxeResults, AxeRuleResult
from wcag_audit.model.finding import Engine, Finding, Maturity, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.snapshot import PageSnapshot
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes.catalogue import all_probes
from wcag_audit.rules.api import Rule, passed
from wcag_audit.rules.axe import axe_findings, axe_sentences
from wcag_audit.rules.axe_texts import axe_text
from wcag_audit.rules.same import merge_same, merge_stricter
from wcag_audit.standards.axe import AXE_RULES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

PAGE = """<!DOCTYPE html><html><head><title>axe</title></head><body><main><h1>Page</h1>
<img src="a.png"><p style="color: #bbb; background: #fff">pale</p><div id="host"></div>
<p style="background-image: linear-gradient(#000, #fff); color: #888">undecided</p>
<a href="/x"></a><button style="font-size: 1px; width: 4px; height: 4px; padding: 0" aria-label="t"></button>
<iframe srcdoc="<html lang=en><title>f</title><main><img src=b.png></main>"></iframe></main>
<script>document.getElementById("host").attachShadow({mode: "open"}).innerHTML = "<img src=c.png>";</script>
</body></html>"""


@pytest.fixture(scope="module")
async def snapshot(browser: Browser) -> AsyncIterator[PageSnapshot]:
    async with browser.tab("axe") as tab:
        await tab.page.route("**/axe.html", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        opened = await open_page(tab, Visit("http://127.0.0.1:9/axe.html", "s"), LIMITS)
        assert opened.record.status is VisitStatus.PENDING, opened.record
        yield (await look(tab, opened, plan([Dom, AxeResults], all_probes()))).snapshot


@pytest.mark.browser
async def test_every_element_that_axe_names_is_one_finding_and_no_more(snapshot: PageSnapshot) -> None:
    findings, tallies = axe_findings(snapshot)
    results = snapshot[AxeResults]
    said = Counter(
        (f"axe-{rule.id}", outcome, node.selector)
        for rule in results.rules
        for outcome, nodes in ((Outcome.FAILED, rule.failed), (Outcome.CANT_TELL, rule.undecided))
        for node in nodes
    )
    assert Counter((finding.rule, finding.outcome, finding.values["selector"]) for finding in findings) == said
    assert {outcome for _, outcome, _ in said} == {Outcome.FAILED, Outcome.CANT_TELL}
    assert [tally.rule for tally in tallies] == [f"axe-{rule.id}" for rule in results.rules]
    for tally, rule in zip(tallies, results.rules, strict=True):
        assert tally.counts.get(Outcome.FAILED, 0) == len(rule.failed)
        assert tally.counts.get(Outcome.CANT_TELL, 0) == len(rule.undecided)
        assert tally.counts.get(Outcome.PASSED, 0) == rule.passed
        assert sum(tally.counts.values()) > 0


@pytest.mark.browser
async def test_findings_of_axe_carry_what_the_browser_says_of_the_element(snapshot: PageSnapshot) -> None:
    findings, _ = axe_findings(snapshot)
    images = [finding for finding in findings if finding.rule == "axe-image-alt"]
    assert {finding.target.html for finding in images} == {f'<img src="{name}.png">' for name in "abc"}
    assert {finding.target.selector for finding in images} == {"img", "#host >>> img", "iframe >>> img"}
    assert all(finding.target.component and finding.target.role == "image" for finding in images)
    assert {finding.criteria for finding in images} == {("1.1.1",)}
    assert {(finding.engine, finding.maturity, finding.impact, finding.code) for finding in images} == {
        (Engine.AXE, Maturity.STABLE, "critical", "violation")
    }
    assert all("alt" in finding.message_en and "has-alt" in str(finding.values["checks"]) for finding in images)


@pytest.mark.browser
async def test_what_axe_says_is_told_in_our_words_with_its_measures(snapshot: PageSnapshot) -> None:
    findings, _ = axe_findings(snapshot)
    pale = next(finding for finding in findings if finding.rule == "axe-color-contrast" and finding.outcome is FAILED)
    (sentence,) = axe_sentences(pale)
    assert "#bbbbbb" in sentence.kk
    assert "4.5" in sentence.en
    assert "4,5" in sentence.ru
    for finding in findings:
        assert axe_sentences(finding)


@pytest.mark.browser
async def test_best_practices_of_axe_break_no_criterion(snapshot: PageSnapshot) -> None:
    _, tallies = axe_findings(snapshot)
    practices = [tally for tally in tallies if tally.rule in {"axe-region", "axe-heading-order"}]
    assert len(practices) == 2
    assert all(tally.criteria == () for tally in practices)


def test_without_axe_each_of_its_rules_cannot_tell() -> None:
    page = PageSnapshot("u", "u", facts={AxeResults: Missing("time limit of 40 s reached")})
    (finding,), tallies = axe_findings(page)
    assert (finding.outcome, finding.code) == (Outcome.CANT_TELL, "missing-fact")
    assert {tally.rule for tally in tallies} == {f"axe-{name}" for name in AXE_RULES}
    assert {(tuple(tally.counts.items()), tally.reason) for tally in tallies} == {
        (((Outcome.CANT_TELL, 1),), "AxeResults: time limit of 40 s reached")
    }


def test_an_element_that_is_not_in_our_tree_keeps_axes_selector_and_html() -> None:
    node = AxeNode(".gone", ("html > body > p",), "<p>" + "x" * 900, "Fix it", (("has-alt", "Fix it", ""),))
    rule = AxeRuleResult("image-alt", Outcome.FAILED, "", "Help", "", ("wcag2a", "wcag111"), failed=(node,))
    for facts in ({}, {Dom: Known(Dom((), (), ()))}):
        page = PageSnapshot("u", "u", facts={AxeResults: Known(AxeResults("4.12.1", (rule,))), **facts})
        (finding,), _ = axe_findings(page)
        assert finding.target == Target(selector=".gone", html=("<p>" + "x" * 900)[:400])
        assert finding.impact == "critical"


def test_data_that_is_too_long_or_broken_falls_back_to_the_title() -> None:
    checks = (("color-contrast", "", '{"fgColor": "' + "x" * 5000 + '"}'), ("color-contrast", "", "{broken"))
    node = AxeNode("p", (), "<p>", "", checks)
    rule = AxeRuleResult("color-contrast", Outcome.FAILED, "", "Help", "", ("wcag143",), failed=(node,))
    page = PageSnapshot("u", "u", facts={AxeResults: Known(AxeResults("4.12.1", (rule,)))})
    (finding,), _ = axe_findings(page)
    assert finding.values["data"] == "[null, null]"
    assert [text.en for text in axe_sentences(finding)] == [axe_text("color-contrast").title.en]


def test_an_undecided_rule_without_elements_is_still_a_question() -> None:
    rule = AxeRuleResult("bypass", Outcome.CANT_TELL, "serious", "Help", "", ("wcag241",))
    page = PageSnapshot("u", "u", facts={AxeResults: Known(AxeResults("4.12.1", (rule,)))})
    (finding,), (tally,) = axe_findings(page)
    assert (finding.outcome, finding.message_en) == (Outcome.CANT_TELL, "Help")
    assert tally.counts == {Outcome.CANT_TELL: 1}


def a_rule(rule_id: str, *same_as: str) -> Rule:
    return Rule(rule_id, ("1.1.1",), (Dom,), lambda _: (), lambda *_: passed(), same_as=same_as)


def ours(outcome: Outcome, *, rule: str = "our-alt", maturity: Maturity = Maturity.STABLE, at: str = "img") -> Finding:
    return Finding(rule, outcome, "no-name", ("1.1.1",), Target(selector=at), maturity=maturity)


def axes(
    outcome: Outcome, *, rule: str = "axe-image-alt", maturity: Maturity = Maturity.STABLE, at: str = "img"
) -> Finding:
    return Finding(rule, outcome, "violation", ("1.1.1",), Target(selector=at), engine=Engine.AXE, maturity=maturity)


RULES = (a_rule("our-alt", "image-alt", "role-img-alt"), a_rule("our-other"))
FAILED, CANT_TELL = Outcome.FAILED, Outcome.CANT_TELL
STABLE, EXPERIMENTAL = Maturity.STABLE, Maturity.EXPERIMENTAL


def merged(*findings: Finding) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.rule, finding.also) for finding in merge_same(findings, RULES)]


def test_where_both_failed_ours_is_left_and_names_axes() -> None:
    assert merged(ours(FAILED), axes(FAILED)) == [("our-alt", ("axe-image-alt",))]
    both = merged(axes(FAILED), axes(FAILED, rule="axe-role-img-alt"), ours(FAILED))
    assert both == [("our-alt", ("axe-image-alt", "axe-role-img-alt"))]


def test_where_ours_asks_and_axe_failed_axes_is_left() -> None:
    assert merged(ours(CANT_TELL), axes(FAILED)) == [("axe-image-alt", ("our-alt",))]


def test_where_both_ask_one_question_is_left() -> None:
    assert merged(ours(CANT_TELL), axes(CANT_TELL)) == [("our-alt", ("axe-image-alt",))]


def test_a_failure_of_ours_does_not_swallow_a_question_of_axes() -> None:
    assert len(merged(ours(FAILED), axes(CANT_TELL))) == 2


def test_a_failure_that_counts_is_not_hidden_behind_one_that_does_not() -> None:
    assert merged(ours(FAILED, maturity=EXPERIMENTAL), axes(FAILED)) == [("axe-image-alt", ("our-alt",))]
    assert merged(ours(FAILED, maturity=EXPERIMENTAL), axes(FAILED, maturity=EXPERIMENTAL)) == [
        ("our-alt", ("axe-image-alt",))
    ]


def test_a_question_that_counts_is_not_hidden_behind_a_failure_that_does_not() -> None:
    assert len(merged(ours(CANT_TELL), axes(FAILED, maturity=EXPERIMENTAL))) == 2


@pytest.mark.parametrize(
    "other",
    [
        axes(FAILED, at="img.b"),
        axes(FAILED, rule="axe-link-name"),
        Finding("axe-image-alt", FAILED, "violation", ("4.1.2",), Target(selector="img"), engine=Engine.AXE),
    ],
)
def test_another_place_rule_or_criterion_is_another_finding(other: Finding) -> None:
    assert len(merged(ours(FAILED), other)) == 2


def test_the_page_as_a_whole_is_axes_root_element() -> None:
    assert merged(ours(FAILED, at=""), axes(FAILED, at="html")) == [("our-alt", ("axe-image-alt",))]


def test_two_findings_of_axe_on_one_element_are_never_counted_once() -> None:
    assert merged(ours(FAILED), axes(FAILED), axes(FAILED)) == [("our-alt", ("axe-image-alt",)), ("axe-image-alt", ())]
    assert merged(ours(FAILED), ours(FAILED), axes(FAILED)) == [("our-alt", ("axe-image-alt",)), ("our-alt", ())]


def counted(findings: Iterable[Finding], prefix: str) -> Counter[tuple[str, str, Outcome]]:
    """What an engine's rules said, as it can be read from findings and their `also`."""
    return Counter(
        (rule, finding.target.selector, finding.outcome)
        for finding in findings
        for rule in (finding.rule, *finding.also)
        if rule.startswith(prefix)
    )


_FINDINGS = st.lists(
    st.one_of(
        st.builds(
            ours,
            st.sampled_from([FAILED, CANT_TELL]),
            rule=st.sampled_from(["our-alt", "our-other"]),
            maturity=st.sampled_from(Maturity),
            at=st.sampled_from(["a", "b"]),
        ),
        st.builds(
            axes,
            st.sampled_from([FAILED, CANT_TELL]),
            rule=st.sampled_from(["axe-image-alt", "axe-role-img-alt", "axe-link-name"]),
            maturity=st.sampled_from(Maturity),
            at=st.sampled_from(["a", "b"]),
        ),
    ),
    max_size=12,
)


@given(_FINDINGS)
def test_merging_loses_nothing_that_either_engine_said(findings: list[Finding]) -> None:
    left = merge_same(findings, RULES)
    assert counted(left, "axe-") == counted(findings, "axe-")
    rules = Counter(rule for rule, _, _ in counted(findings, "our-").elements())
    assert Counter(rule for rule, _, _ in counted(left, "our-").elements()) == rules


@given(_FINDINGS)
def test_merging_never_makes_a_failure_that_counts_disappear(findings: list[Finding]) -> None:
    def failing(those: Iterable[Finding]) -> set[str]:
        return {f.target.selector for f in those if f.outcome is FAILED and f.maturity is STABLE}

    assert failing(merge_same(findings, RULES)) == failing(findings)


def contrast(rule: str, *criteria: str, maturity: Maturity = STABLE, at: str = "p") -> Finding:
    return Finding(rule, FAILED, "low", criteria, Target(selector=at), maturity=maturity, also=(f"axe-{rule}",))


def test_what_fails_a_criterion_is_not_said_again_for_the_stricter_one() -> None:
    mild, strict = contrast("mild", "1.4.3", "1.4.6"), contrast("strict", "1.4.6")
    for findings in ((mild, strict), (strict, mild)):
        assert [(f.rule, f.also) for f in merge_stricter(findings)] == [("mild", ("axe-mild", "strict", "axe-strict"))]


@pytest.mark.parametrize(
    ("mild", "strict"),
    [
        (contrast("mild", "1.4.3", "1.4.6", at="i"), contrast("strict", "1.4.6")),
        (contrast("mild", "1.4.3", "1.4.6", maturity=EXPERIMENTAL), contrast("strict", "1.4.6")),
        (contrast("other", "1.1.1"), contrast("strict", "1.4.6")),
        (contrast("same", "1.4.6"), contrast("strict", "1.4.6")),
        (contrast("mild", "1.4.3", "1.4.6"), contrast("best-practice")),
    ],
)
def test_other_failures_of_an_element_are_all_said(mild: Finding, strict: Finding) -> None:
    assert merge_stricter((mild, strict)) == (mild, strict)
