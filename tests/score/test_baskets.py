"""Baskets: what is not in them is shadow, shown and never scored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wcag_audit.errors import RuleDefinitionError
from wcag_audit.model.basket import Basket, Procedure, Scope
from wcag_audit.model.finding import Engine, Finding, Maturity, RuleTally
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.verdict import CriterionVerdict, Verdict
from wcag_audit.score.basket import basket_states
from wcag_audit.standards.baskets import BASKETS, newest, read_basket

CONTRAST = Procedure("axe-color-contrast", "4.12.1", ("1.4.3",), engine=Engine.AXE)
LANGUAGE = Procedure("language-tag-valid", "1", ("3.1.1",))
NAME = Procedure("control-has-name", "2", ("4.1.2",))
MENU = Procedure("consistent-navigation", "1", ("3.2.3",), scope=Scope.SITE)
BASKET = Basket("2026.1", "2026-11-25", (CONTRAST, MENU, NAME, LANGUAGE))
RAN = BASKET.procedures

PASSED = {Outcome.PASSED: 3}
FAILED = {Outcome.FAILED: 1}

UNSURE = {"3.1.1": Verdict.REVIEW, "4.1.2": Verdict.REVIEW}


def tally(item: Procedure, counts: dict[Outcome, int], maturity: Maturity = Maturity.STABLE) -> RuleTally:
    return RuleTally(item.rule, item.criteria, counts, maturity=maturity)


def finding(item: Procedure, *also: str) -> Finding:
    return Finding(item.rule, Outcome.FAILED, "broken", item.criteria, maturity=Maturity.STABLE, also=also)


ALL = (tally(CONTRAST, PASSED), tally(NAME, PASSED), tally(LANGUAGE, PASSED))
CLEAN = {"1.4.3": Verdict.NO_FAILURE_FOUND, "3.1.1": Verdict.NO_FAILURE_FOUND, "4.1.2": Verdict.NO_FAILURE_FOUND}


def states(
    findings: tuple[Finding, ...] = (),
    tallies: tuple[RuleTally, ...] = ALL,
    ran: tuple[Procedure, ...] = RAN,
    verdicts: tuple[CriterionVerdict, ...] = (),
) -> dict[str, Verdict]:
    return dict(basket_states(BASKET, BASKET.counting(ran), findings, tallies, verdicts))


def test_what_every_procedure_of_the_basket_says_is_the_state_of_its_criteria() -> None:
    assert states() == CLEAN
    tallies = (tally(CONTRAST, FAILED), *ALL[1:])
    assert states((finding(CONTRAST),), tallies) == {**CLEAN, "1.4.3": Verdict.FAILED}


def test_a_rule_that_is_not_in_the_basket_has_no_say_at_all() -> None:
    newcomer = Procedure("brand-new", "1", ("1.4.3", "2.4.4"))
    with_it = (*ALL, tally(newcomer, FAILED), tally(replace(newcomer, rule="crashed"), {Outcome.CANT_TELL: 1}))
    assert states((finding(newcomer),), with_it, (*RAN, newcomer)) == CLEAN


def test_a_rule_in_another_version_is_not_scored_and_leaves_its_criterion_untested() -> None:
    changed = tuple(replace(item, version="3") if item is NAME else item for item in RAN)
    tallies = (*ALL[:1], tally(NAME, FAILED), *ALL[2:])
    assert states((finding(NAME),), tallies, changed) == {**CLEAN, "4.1.2": Verdict.NOT_TESTED}


def test_a_rule_that_changed_its_criteria_without_a_new_version_is_not_scored_either() -> None:
    changed = tuple(replace(item, criteria=("1.1.1",)) if item is NAME else item for item in RAN)
    assert states(ran=changed) == {**CLEAN, "4.1.2": Verdict.NOT_TESTED}


def test_a_rule_that_ran_in_two_versions_in_one_wave_is_not_scored() -> None:
    assert states(ran=(*RAN, replace(NAME, version="3"))) == {**CLEAN, "4.1.2": Verdict.NOT_TESTED}


def test_a_procedure_that_did_not_run_on_the_page_leaves_its_criterion_untested() -> None:
    assert states(tallies=ALL[:2]) == {**CLEAN, "3.1.1": Verdict.NOT_TESTED}


def test_a_failure_that_a_shadow_rule_leads_counts_for_the_procedure_that_says_the_same() -> None:
    newcomer = Procedure("contrast-ours", "1", ("1.4.3", "1.4.6"))
    tallies = (tally(CONTRAST, FAILED), *ALL[1:], tally(newcomer, FAILED))
    found = states((finding(newcomer, CONTRAST.rule),), tallies, (*RAN, newcomer))
    assert found == {**CLEAN, "1.4.3": Verdict.FAILED}


def test_a_failure_breaks_the_criteria_too_that_ask_for_more_of_the_same() -> None:
    enhanced = Procedure("axe-color-contrast-enhanced", "4.12.1", ("1.4.6",), engine=Engine.AXE)
    basket = Basket("2026.2", "2026-11-26", (*BASKET.procedures, enhanced))
    tallies = (tally(CONTRAST, FAILED), *ALL[1:], tally(enhanced, PASSED))
    failure = replace(finding(CONTRAST), criteria=("1.4.3", "1.4.6"))
    found = basket_states(basket, basket.counting(basket.procedures), (failure,), tallies, ())
    assert (found["1.4.3"], found["1.4.6"]) == (Verdict.FAILED, Verdict.FAILED)


def test_maturity_is_the_baskets_to_say() -> None:
    demoted = (tally(CONTRAST, FAILED, Maturity.EXPERIMENTAL), *ALL[1:])
    trial = replace(finding(CONTRAST), maturity=Maturity.EXPERIMENTAL)
    assert states((trial,), demoted)["1.4.3"] is Verdict.FAILED


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (CriterionVerdict("3.1.1", Verdict.PASSED), {"3.1.1": Verdict.PASSED}),
        (CriterionVerdict("1.4.3", Verdict.PASSED), {"1.4.3": Verdict.FAILED}),
        (
            CriterionVerdict("3.1.1", Verdict.REVIEW, reason="part-not-seen"),
            dict.fromkeys(("3.1.1", "4.1.2"), Verdict.REVIEW),
        ),
        (CriterionVerdict("4.1.2", Verdict.REVIEW, reason="state-not-seen"), {"4.1.2": Verdict.REVIEW}),
    ],
    ids=[
        "passed by a person",
        "passed by a person and failed by a procedure",
        "a part of the page was not seen",
        "a state of the page was not seen",
    ],
)
def test_what_people_and_the_look_at_the_page_said_is_kept(
    given: CriterionVerdict, expected: dict[str, Verdict]
) -> None:
    found = states((finding(CONTRAST),), (tally(CONTRAST, FAILED), *ALL[1:]), verdicts=(given,))
    assert found == {**CLEAN, "1.4.3": Verdict.FAILED, **expected}


def test_what_was_shown_absent_does_not_apply_unless_a_procedure_had_something_to_judge() -> None:
    absent = (CriterionVerdict("3.1.1", Verdict.NOT_APPLICABLE),)
    nothing = (*ALL[:2], tally(LANGUAGE, {Outcome.INAPPLICABLE: 1}))
    assert states(tallies=nothing, verdicts=absent)["3.1.1"] is Verdict.NOT_APPLICABLE
    assert states(tallies=nothing)["3.1.1"] is Verdict.REVIEW
    assert states(verdicts=absent)["3.1.1"] is Verdict.NO_FAILURE_FOUND


def test_the_newest_basket_is_the_last_and_has_stable_procedures_of_both_engines() -> None:
    assert newest() == list(BASKETS.values())[-1]
    assert {item.engine for item in newest().procedures} == set(Engine)
    assert all(item.criteria and item.maturity is Maturity.STABLE for item in newest().procedures)
    assert "3.2.3" not in newest().criteria  # only comparing pages tells


def test_a_frozen_list_that_was_changed_by_hand_is_refused() -> None:
    text = """
name = "2026.1"
frozen = "2026-11-25"
axe-core = "4.12.1"
seal = "{}"
[page]
control-has-name = {{ version = 1, criteria = ["4.1.2"] }}
[axe]
image-alt = ["1.1.1"]
"""
    seal = "b1d3"
    with pytest.raises(RuleDefinitionError, match=r"x\.toml was changed after it was frozen"):
        read_basket(text.format(seal), "x.toml")
