"""What we say of cases of our own, which were written without a look at the rules.

The suite takes those whose criteria are judged from the page at rest. WCAG_AUDIT_UNSEEN=all takes the others too.
"""

from __future__ import annotations

import os

import pytest

from bench.agreement import TO_WRITE, Kind, differences, known
from bench.own_cases import DISAGREEMENTS, PARTS, at_rest, judged, read_cases, run

ALL = read_cases()
CHOSEN = ALL if os.environ.get("WCAG_AUDIT_UNSEEN") == "all" else at_rest(ALL)
FEWEST = {"failed": 4, "passed": 4, "inapplicable": 2}


@pytest.mark.browser
async def test_we_agree_with_every_case_but_those_recorded_with_a_reason() -> None:
    ids = {case.id for case in CHOSEN}
    recorded = {case: entry for case, entry in known(DISAGREEMENTS).items() if case in ids}
    assert differences(judged(CHOSEN, await run(CHOSEN)), recorded) == ()


def test_no_passed_or_inapplicable_case_is_recorded_as_a_false_alarm() -> None:
    assert [case for case, entry in known(DISAGREEMENTS).items() if entry["kind"] == Kind.ALARM] == []


def test_every_disagreement_is_about_a_case_that_there_is_and_has_a_reason() -> None:
    ids = {case.id for case in ALL}
    for case, entry in known(DISAGREEMENTS).items():
        assert case in ids
        assert len(entry["reason"].split()) > 3, case
        assert TO_WRITE not in entry["reason"], case


def test_every_act_rule_has_failing_passing_and_inapplicable_cases_in_both_parts() -> None:
    for rule in {case.rule for case in ALL if not case.rule.startswith("F")}:
        own = [case.id for case in ALL if case.rule == rule]
        for outcome, fewest in FEWEST.items():
            assert sum(f"/{outcome}-" in case for case in own) >= fewest, (rule, outcome)
        assert {case.split("/")[0] for case in own} == set(PARTS), rule


def test_every_case_says_why_and_no_two_of_a_rule_have_the_same_page() -> None:
    assert all(len(case.why.split()) > 2 for case in ALL)
    pages = {(case.rule, page) for case in ALL for path, page in case.files.items() if path == case.path}
    assert len(pages) == len(ALL)
