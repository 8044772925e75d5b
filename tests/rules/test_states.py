"""What two states of a page have in common is said once, and where it was found is said too."""

from __future__ import annotations

from wcag_audit.model.finding import Finding, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.state import PageState
from wcag_audit.rules.states import merge_states

OPENED, SPECIAL, BOTH = PageState.AS_OPENED, PageState.SPECIAL, PageState.BOTH


def fault(selector: str, component: str = "c", code: str = "broken", outcome: Outcome = Outcome.FAILED) -> Finding:
    return Finding("rule", outcome, code, ("1.1.1",), Target(selector, component=component))


def told(opened: list[Finding], special: list[Finding]) -> list[tuple[str, PageState]]:
    return [(finding.target.selector, finding.state) for finding in merge_states(opened, special)]


def test_the_same_fault_at_the_same_place_is_one_finding_in_both_states() -> None:
    assert told([fault("#a"), fault("#b")], [fault("#b"), fault("#c", "other")]) == [
        ("#a", OPENED),
        ("#b", BOTH),
        ("#c", SPECIAL),
    ]


def test_a_place_that_the_switch_has_moved_is_still_the_same_fault_but_pairs_with_one_finding_only() -> None:
    opened, moved = [fault("li:nth-child(1)")], [fault("li:nth-child(2)"), fault("li:nth-child(3)")]
    assert told(opened, moved) == [("li:nth-child(1)", BOTH), ("li:nth-child(3)", SPECIAL)]
    assert told(moved, opened) == [("li:nth-child(2)", BOTH), ("li:nth-child(3)", OPENED)]


def test_the_same_place_is_preferred_to_the_same_component() -> None:
    assert told([fault("#a"), fault("#b")], [fault("#b")]) == [("#a", OPENED), ("#b", BOTH)]


def test_an_element_that_the_switch_has_given_a_class_is_the_same_element() -> None:
    assert told([fault("html", "plain")], [fault("html", "dark")]) == [("html", BOTH)]


def test_another_message_or_outcome_is_another_finding() -> None:
    unsure = fault("#a", outcome=Outcome.CANT_TELL)
    assert told([fault("#a")], [unsure, fault("#a", code="worse")]) == [
        ("#a", OPENED),
        ("#a", SPECIAL),
        ("#a", SPECIAL),
    ]


def test_the_state_is_no_part_of_the_identity() -> None:
    (both,) = merge_states([fault("#a")], [fault("#a")])
    assert both.fingerprint == fault("#a").fingerprint
    assert merge_states([], [fault("#a")])[0].fingerprint == both.fingerprint
