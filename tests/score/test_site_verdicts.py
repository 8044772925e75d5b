"""Site verdicts over sampled pages and site-scope rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcag_audit.model.finding import Finding, Maturity, RuleTally
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.verdict import CriterionVerdict, SiteCriterionVerdict, Verdict, merge
from wcag_audit.score import clopper_pearson, page_verdicts, site_verdicts
from wcag_audit.standards.wcag import CRITERIA

RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}
Page = tuple[CriterionVerdict, ...]


def page(state: Verdict, criterion: str = "1.4.3", reason: str = "") -> Page:
    """A page in that state for one criterion, and without any failure for the others."""
    return tuple(
        CriterionVerdict(number, state, reason=reason)
        if number == criterion
        else CriterionVerdict(number, Verdict.NO_FAILURE_FOUND)
        for number in CRITERIA
    )


def of_site(pages: list[Page], criterion: str = "1.4.3", **site_scope: object) -> SiteCriterionVerdict:
    verdicts = site_verdicts("portal", pages, **site_scope)
    assert [verdict.criterion for verdict in verdicts] == list(CRITERIA)
    return next(verdict for verdict in verdicts if verdict.criterion == criterion)


def compared(outcome: Outcome, maturity: Maturity = Maturity.STABLE, criterion: str = "3.2.3") -> dict[str, object]:
    """What a site-scope rule hands over."""
    kept = outcome in (Outcome.FAILED, Outcome.CANT_TELL)
    finding = Finding("consistent-navigation", outcome, "order", (criterion,), maturity=maturity)
    return {
        "site_findings": (finding,) if kept else (),
        "site_tallies": (RuleTally("consistent-navigation", (criterion,), {outcome: 1}, maturity=maturity),),
    }


def test_one_failing_page_fails_the_site_and_the_share_has_its_interval() -> None:
    verdict = of_site([page(Verdict.FAILED), *[page(Verdict.NO_FAILURE_FOUND)] * 59])
    assert verdict.verdict is Verdict.FAILED
    assert (verdict.failed_pages, verdict.tested_pages) == (1, 60)
    assert (verdict.low, verdict.high) == clopper_pearson(1, 60)
    assert verdict.states == {Verdict.NO_FAILURE_FOUND: 59, Verdict.FAILED: 1}


def test_pages_that_were_not_tested_are_not_in_the_share() -> None:
    verdict = of_site([page(Verdict.NO_FAILURE_FOUND)] * 3 + [page(Verdict.NOT_TESTED, reason="could-not-run")] * 2)
    assert (verdict.failed_pages, verdict.tested_pages) == (0, 3)
    assert verdict.verdict is Verdict.NOT_TESTED


def test_a_site_without_pages_is_not_tested() -> None:
    verdict = of_site([])
    assert verdict == SiteCriterionVerdict("1.4.3", Verdict.NOT_TESTED, 0, 0, 0.0, 1.0, {})


def test_a_site_scope_failure_fails_the_site_without_a_failing_page() -> None:
    verdict = of_site([page(Verdict.NO_FAILURE_FOUND)], "3.2.3", **compared(Outcome.FAILED))
    assert verdict.verdict is Verdict.FAILED
    assert verdict.failed_pages == 0


@pytest.mark.parametrize(
    ("outcome", "maturity", "state"),
    [
        (Outcome.PASSED, Maturity.STABLE, Verdict.NO_FAILURE_FOUND),
        (Outcome.PASSED, Maturity.EXPERIMENTAL, Verdict.REVIEW),
        (Outcome.FAILED, Maturity.EXPERIMENTAL, Verdict.REVIEW),
        (Outcome.CANT_TELL, Maturity.STABLE, Verdict.REVIEW),
        (Outcome.INAPPLICABLE, Maturity.STABLE, Verdict.REVIEW),
    ],
)
def test_what_only_comparing_pages_can_test_is_not_weakened_by_single_pages(
    outcome: Outcome, maturity: Maturity, state: Verdict
) -> None:
    pages = [page(Verdict.NOT_TESTED, "3.2.3", "no-procedure")] * 3
    assert of_site(pages, "3.2.3").verdict is Verdict.NOT_TESTED
    assert of_site(pages, "3.2.3", **compared(outcome, maturity)).verdict is state


def test_a_page_whose_check_crashed_stays_not_tested_beside_a_site_rule() -> None:
    pages = [page(Verdict.NOT_TESTED, "3.2.3", "no-procedure"), page(Verdict.NOT_TESTED, "3.2.3", "could-not-run")]
    assert of_site(pages, "3.2.3", **compared(Outcome.PASSED)).verdict is Verdict.NOT_TESTED


def test_a_site_rule_without_targets_does_not_weaken_what_pages_say() -> None:
    pages = [page(Verdict.NO_FAILURE_FOUND)]
    assert of_site(pages, "3.2.3", **compared(Outcome.INAPPLICABLE)).verdict is Verdict.NO_FAILURE_FOUND


def test_a_page_without_its_86_verdicts_is_refused_with_the_site_named() -> None:
    with pytest.raises(ValueError, match="A page of portal does not have the 86 verdicts"):
        site_verdicts("portal", [page(Verdict.FAILED)[:-1]])


def test_verdicts_of_pages_may_come_from_an_iterator() -> None:
    verdict = next(iter(site_verdicts("portal", (page_verdicts([], []) for _ in range(2)))))
    assert verdict.states == {Verdict.NOT_TESTED: 2}


pages_of_states = st.lists(st.sampled_from(Verdict).map(page), max_size=12)


@given(pages_of_states)
def test_without_site_rules_the_verdict_is_the_weakest_state_present(pages: list[Page]) -> None:
    verdict = of_site(pages)
    assert verdict.verdict is merge(verdict.states)
    assert sum(verdict.states.values()) == len(pages)
    assert 0 <= verdict.low <= verdict.high <= 1


@given(pages_of_states, st.randoms(use_true_random=False))
def test_order_of_pages_does_not_matter(pages: list[Page], random: object) -> None:
    before = site_verdicts("portal", pages)
    random.shuffle(pages)
    assert site_verdicts("portal", pages) == before


@given(pages_of_states, st.sampled_from(Outcome), st.sampled_from(Maturity))
def test_one_more_failing_page_never_improves_a_verdict(
    pages: list[Page], outcome: Outcome, maturity: Maturity
) -> None:
    site_scope = compared(outcome, maturity, "1.4.3")
    after = of_site([*pages, page(Verdict.FAILED)], **site_scope)
    assert after.verdict is Verdict.FAILED
    assert RANK[of_site(pages, **site_scope).verdict] <= RANK[after.verdict]
