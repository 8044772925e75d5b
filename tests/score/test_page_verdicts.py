"""Page verdicts: the table of docs/decisions/verdict-states.md, and what must hold for any evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcag_audit.model.finding import Finding, Maturity, RuleTally
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.verdict import CriterionVerdict, Verdict, merge
from wcag_audit.score import Evidence, Reason, combine, page_verdicts, verdicts_of_states
from wcag_audit.score.people import PERSON_DECIDES
from wcag_audit.standards.wcag import CRITERIA

STABLE, EXPERIMENTAL = Maturity.STABLE, Maturity.EXPERIMENTAL
FAILED, CANT_TELL, PASSED, INAPPLICABLE = Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE
RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}


@dataclass(frozen=True)
class Run:
    """One rule on one page: the outcome for each target, with the criteria that this outcome is about."""

    rule: str
    criteria: tuple[str, ...]
    maturity: Maturity
    targets: tuple[tuple[Outcome, tuple[str, ...]], ...] = ()
    reason: str = ""

    @property
    def tally(self) -> RuleTally:
        counts = Counter(outcome for outcome, _ in self.targets) or {INAPPLICABLE: 1}
        return RuleTally(self.rule, self.criteria, dict(counts), self.reason, self.maturity)

    @property
    def findings(self) -> list[Finding]:
        return [
            Finding(self.rule, outcome, "code", criteria, maturity=self.maturity)
            for outcome, criteria in self.targets
            if outcome in (FAILED, CANT_TELL)
        ]


def judge(runs: list[Run], **more: object) -> dict[str, CriterionVerdict]:
    findings = [finding for run in runs for finding in run.findings]
    verdicts = page_verdicts(findings, [run.tally for run in runs], **more)
    return {verdict.criterion: verdict for verdict in verdicts}


def run(maturity: Maturity, *outcomes: Outcome, criterion: str = "1.4.3", rule: str = "rule", reason: str = "") -> Run:
    return Run(rule, (criterion,), maturity, tuple((outcome, (criterion,)) for outcome in outcomes), reason)


@pytest.mark.parametrize(
    ("runs", "state", "reason"),
    [
        ([run(STABLE, FAILED, PASSED)], Verdict.FAILED, ""),
        ([run(STABLE, FAILED, reason="half of it crashed")], Verdict.FAILED, ""),
        ([run(EXPERIMENTAL, FAILED)], Verdict.REVIEW, "possible-failure"),
        ([run(STABLE, CANT_TELL, PASSED)], Verdict.REVIEW, "cannot-tell"),
        ([run(STABLE, CANT_TELL, reason="no keyboard walk")], Verdict.NOT_TESTED, "could-not-run"),
        ([run(EXPERIMENTAL, CANT_TELL, reason="crash")], Verdict.NOT_TESTED, "could-not-run"),
        ([run(STABLE, PASSED)], Verdict.NO_FAILURE_FOUND, ""),
        ([run(STABLE, PASSED, criterion="1.2.2")], Verdict.REVIEW, "needs-person"),
        ([run(STABLE)], Verdict.REVIEW, "no-targets"),
        ([run(EXPERIMENTAL, PASSED)], Verdict.REVIEW, "only-experimental"),
        ([run(STABLE), run(EXPERIMENTAL, PASSED, rule="b")], Verdict.REVIEW, "only-experimental"),
        ([run(STABLE, PASSED), run(STABLE, rule="b")], Verdict.NO_FAILURE_FOUND, ""),
        ([run(STABLE, PASSED), run(EXPERIMENTAL, PASSED, rule="b")], Verdict.NO_FAILURE_FOUND, ""),
        ([run(STABLE, PASSED), run(STABLE, rule="b", reason="crash")], Verdict.NOT_TESTED, "could-not-run"),
        ([run(STABLE, CANT_TELL), run(EXPERIMENTAL, FAILED, rule="b")], Verdict.REVIEW, "possible-failure"),
        ([], Verdict.NOT_TESTED, "no-procedure"),
    ],
)
def test_each_line_of_the_table(runs: list[Run], state: Verdict, reason: str) -> None:
    criterion = runs[0].criteria[0] if runs else "1.4.3"
    verdict = judge(runs)[criterion]
    assert (verdict.verdict, verdict.reason) == (state, reason)


def test_a_tally_that_counted_nothing_is_not_a_pass() -> None:
    tally = RuleTally("rule", ("1.4.3",), {}, maturity=STABLE)
    verdict = next(verdict for verdict in page_verdicts([], [tally]) if verdict.criterion == "1.4.3")
    assert (verdict.verdict, verdict.reason) == (Verdict.NOT_TESTED, Reason.COULD_NOT_RUN)


def test_a_failure_speaks_only_about_the_criteria_it_names() -> None:
    both = Run("contrast", ("1.4.3", "1.4.6"), STABLE, ((FAILED, ("1.4.6",)), (PASSED, ())))
    verdicts = judge([both])
    assert verdicts["1.4.6"].verdict is Verdict.FAILED
    assert verdicts["1.4.3"].verdict is Verdict.NO_FAILURE_FOUND
    only_failures = replace(both, targets=both.targets[:1])
    assert judge([only_failures])["1.4.3"].reason == Reason.NO_TARGETS


def test_a_failure_that_was_counted_but_not_kept_is_not_lost() -> None:
    single = RuleTally("one", ("1.4.3",), {FAILED: 1}, maturity=STABLE)
    several = RuleTally("two", ("2.4.4", "4.1.2"), {FAILED: 1}, maturity=STABLE)
    verdicts = {verdict.criterion: verdict for verdict in page_verdicts([], [single, several])}
    assert verdicts["1.4.3"].verdict is Verdict.FAILED
    for criterion in ("2.4.4", "4.1.2"):
        assert verdicts[criterion].verdict is Verdict.REVIEW
        assert verdicts[criterion].reason == Reason.POSSIBLE_FAILURE


def test_a_finding_that_names_a_stable_rule_beside_an_experimental_one_counts_for_the_stable_one() -> None:
    finding = Finding("ours", FAILED, "small", ("2.5.8",), maturity=EXPERIMENTAL, also=("axe-target-size",))
    ours = RuleTally("ours", ("2.5.8",), {FAILED: 1}, maturity=EXPERIMENTAL)
    axe = RuleTally("axe-target-size", ("2.5.8",), {FAILED: 1}, maturity=STABLE)
    verdicts = {verdict.criterion: verdict for verdict in page_verdicts([finding], [ours, axe])}
    assert verdicts["2.5.8"] == CriterionVerdict("2.5.8", Verdict.FAILED, ("axe-target-size",))


def test_a_finding_without_a_tally_still_counts() -> None:
    verdicts = {
        verdict.criterion: verdict.verdict
        for verdict in page_verdicts([Finding("x", FAILED, "c", ("1.1.1",), maturity=STABLE)], [])
    }
    assert verdicts["1.1.1"] is Verdict.FAILED


def test_best_practice_speaks_about_no_criterion() -> None:
    finding = Finding("region", FAILED, "c", (), maturity=STABLE)
    tally = RuleTally("region", (), {FAILED: 1}, maturity=STABLE)
    assert {verdict.reason for verdict in page_verdicts([finding], [tally])} == {"no-procedure"}


def test_absent_content_is_not_applicable_only_while_nothing_was_found() -> None:
    absent = frozenset({"1.2.2"})
    shown = judge([run(STABLE, criterion="1.2.2")], absent=absent)["1.2.2"]
    assert shown == CriterionVerdict("1.2.2", Verdict.NOT_APPLICABLE, ("rule",))
    assert judge([], absent=absent)["1.2.2"].verdict is Verdict.NOT_APPLICABLE
    assert judge([], absent=absent)["1.2.3"].verdict is Verdict.NOT_TESTED
    for outcomes, state in [((PASSED,), Verdict.REVIEW), ((FAILED,), Verdict.FAILED), ((CANT_TELL,), Verdict.REVIEW)]:
        found = judge([run(STABLE, *outcomes, criterion="1.2.2")], absent=absent)["1.2.2"]
        assert found.verdict is state
    crashed = judge([run(STABLE, criterion="1.2.2", reason="crash")], absent=absent)["1.2.2"]
    assert crashed.verdict is Verdict.NOT_TESTED


def test_what_the_caller_leaves_undecided_is_one_more_part() -> None:
    runs = [run(STABLE, PASSED)]
    assert judge(runs, undecided={"1.4.3": "part-not-seen"})["1.4.3"].verdict is Verdict.REVIEW
    assert judge(runs, undecided={"1.4.3": "time-limit"})["1.4.3"].verdict is Verdict.NOT_TESTED
    assert judge([run(STABLE, FAILED)], undecided={"1.4.3": "time-limit"})["1.4.3"].verdict is Verdict.FAILED
    assert judge([], undecided={"1.4.3": "not-in-profile"})["1.4.3"].reason == "not-in-profile"
    absent = judge([], undecided={"1.2.2": "part-not-seen"}, absent=frozenset({"1.2.2"}))["1.2.2"]
    assert absent.verdict is Verdict.REVIEW


def test_a_criterion_or_code_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no criterion 4\.1\.1, which old-rule names"):
        page_verdicts([], [RuleTally("old-rule", ("4.1.1",), {PASSED: 1})])
    with pytest.raises(ValueError, match=r"no criterion 9\.9\.9"):
        page_verdicts([], [], undecided={"9.9.9": "time-limit"})
    with pytest.raises(ValueError, match="mood"):
        page_verdicts([], [], undecided={"1.1.1": "mood"})


def test_the_criteria_that_people_decide_exist() -> None:
    assert set(CRITERIA) >= PERSON_DECIDES


_FEW = ("1.1.1", "1.2.2", "1.4.3", "2.4.4", "4.1.2")
_subsets = st.lists(st.sampled_from(_FEW), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def _runs(draw: st.DrawFn, rule: str) -> Run:
    criteria = draw(_subsets)
    about = st.lists(st.sampled_from(criteria), min_size=1, unique=True).map(tuple)
    targets = draw(st.lists(st.tuples(st.sampled_from([PASSED, FAILED, CANT_TELL]), about), max_size=4))
    reason = draw(st.sampled_from(["", "", "", "crash"]))
    return Run(rule, criteria, draw(st.sampled_from(Maturity)), tuple(targets), reason)


evidence = st.integers(0, 5).flatmap(lambda count: st.tuples(*(_runs(f"rule-{number}") for number in range(count))))
absences = st.frozensets(st.sampled_from(_FEW))


@given(evidence, absences)
def test_any_evidence_gives_86_verdicts_in_order_and_never_a_pass(
    runs: tuple[Run, ...], absent: frozenset[str]
) -> None:
    verdicts = judge(list(runs), absent=absent)
    assert list(verdicts) == list(CRITERIA)
    for verdict in verdicts.values():
        assert verdict.verdict is not Verdict.PASSED
        explained = verdict.verdict in (Verdict.REVIEW, Verdict.NOT_TESTED)
        assert bool(verdict.reason) == explained
        if explained:
            assert Reason(verdict.reason).verdict is verdict.verdict


@given(evidence, st.randoms(use_true_random=False))
def test_order_of_findings_and_rules_does_not_matter(runs: tuple[Run, ...], random: object) -> None:
    findings = [finding for item in runs for finding in item.findings]
    tallies = [item.tally for item in runs]
    before = page_verdicts(findings, tallies)
    random.shuffle(findings)
    random.shuffle(tallies)
    assert page_verdicts(findings, tallies) == before


@given(evidence, absences, st.sampled_from(_FEW), st.sampled_from(Maturity), st.data())
def test_one_more_failure_never_improves_a_verdict(
    runs: tuple[Run, ...], absent: frozenset[str], criterion: str, maturity: Maturity, data: st.DataObject
) -> None:
    before = judge(list(runs), absent=absent)
    fitting = [item for item in runs if criterion in item.criteria]
    if fitting and data.draw(st.booleans()):
        chosen = data.draw(st.sampled_from(fitting))
        worse = replace(chosen, targets=(*chosen.targets, (FAILED, (criterion,))))
        more = [worse if item is chosen else item for item in runs]
    else:
        more = [*runs, run(maturity, FAILED, criterion=criterion, rule="another")]
    after = judge(more, absent=absent)
    for number in CRITERIA:
        if before[number].reason != Reason.NO_PROCEDURE:
            assert RANK[after[number].verdict] >= RANK[before[number].verdict]
    assert after[criterion].verdict in (Verdict.FAILED, Verdict.NOT_TESTED, Verdict.REVIEW)


@given(evidence, st.data())
def test_one_more_crash_never_improves_a_verdict(runs: tuple[Run, ...], data: st.DataObject) -> None:
    before = judge(list(runs))
    crashed = replace(data.draw(_runs("another")), targets=(), reason="crash")
    after = judge([*runs, crashed])
    for number in CRITERIA:
        if before[number].reason != Reason.NO_PROCEDURE:
            assert RANK[after[number].verdict] >= RANK[before[number].verdict]
    for number in crashed.criteria:
        assert after[number].verdict in (Verdict.FAILED, Verdict.NOT_TESTED)


def states(*runs: tuple[Run, ...]) -> dict[str, CriterionVerdict]:
    seen = [
        Evidence([finding for item in state for finding in item.findings], [item.tally for item in state])
        for state in runs
    ]
    return {verdict.criterion: verdict for verdict in verdicts_of_states(seen)}


@given(evidence, evidence)
def test_a_page_fails_where_one_of_its_states_fails_and_no_state_improves_the_page_as_opened(
    opened: tuple[Run, ...], special: tuple[Run, ...]
) -> None:
    both, first, second = states(opened, special), states(opened), states(special)
    for number in CRITERIA:
        fails = Verdict.FAILED in (first[number].verdict, second[number].verdict)
        assert (both[number].verdict is Verdict.FAILED) is fails
        assert RANK[both[number].verdict] >= RANK[first[number].verdict]


def test_what_a_state_does_not_have_says_nothing_against_the_page() -> None:
    seen = (run(STABLE, PASSED),)
    assert states(seen, (run(STABLE),))["1.4.3"].verdict is Verdict.NO_FAILURE_FOUND
    assert states((run(STABLE),), seen)["1.4.3"].reason == Reason.NO_TARGETS


def test_only_what_no_state_has_is_absent() -> None:
    nothing, something = Evidence(absent=frozenset({"1.2.1"})), Evidence()
    for pair, verdict in [((nothing, nothing), Verdict.NOT_APPLICABLE), ((nothing, something), Verdict.NOT_TESTED)]:
        (found,) = [one for one in verdicts_of_states(pair) if one.criterion == "1.2.1"]
        assert found.verdict is verdict


@given(evidence, absences)
def test_no_failure_found_rests_on_rules_that_all_ran_and_one_that_had_targets(
    runs: tuple[Run, ...], absent: frozenset[str]
) -> None:
    for number, verdict in judge(list(runs), absent=absent).items():
        if verdict.verdict is not Verdict.NO_FAILURE_FOUND:
            continue
        speaking = [item for item in runs if number in item.criteria]
        assert not any(item.reason for item in speaking)
        said = [outcome for item in speaking for outcome, about in item.targets if number in about]
        assert FAILED not in said
        assert CANT_TELL not in said
        passing = [item for item in speaking if any(outcome is PASSED for outcome, _ in item.targets)]
        assert any(item.maturity is STABLE for item in passing)
        assert number not in PERSON_DECIDES


_reasons = {
    Verdict.REVIEW: [reason for reason in Reason if reason.verdict is Verdict.REVIEW],
    Verdict.NOT_TESTED: [reason for reason in Reason if reason.verdict is Verdict.NOT_TESTED],
}
parts = st.sampled_from(Verdict).flatmap(
    lambda verdict: st.builds(
        CriterionVerdict,
        st.just("1.1.1"),
        st.just(verdict),
        st.lists(st.sampled_from("abcd"), unique=True).map(sorted).map(tuple),
        st.sampled_from(_reasons.get(verdict, [""])),
    )
)


@given(st.lists(parts, min_size=1), st.lists(parts, min_size=1), st.lists(parts, min_size=1))
def test_merging_parts_is_associative_and_order_does_not_matter(
    one: list[CriterionVerdict], two: list[CriterionVerdict], three: list[CriterionVerdict]
) -> None:
    def whole(*items: CriterionVerdict) -> CriterionVerdict:
        return combine("1.1.1", items)

    left = whole(whole(whole(*one), whole(*two)), whole(*three))
    right = whole(whole(*one), whole(whole(*two), whole(*three)))
    assert left == right == whole(*three, *two, *one)
    assert left.verdict is merge(part.verdict for part in (*one, *two, *three))


def test_verdicts_of_other_criteria_are_not_merged() -> None:
    with pytest.raises(ValueError, match=r"1\.4\.3 cannot be merged into 1\.1\.1"):
        combine("1.1.1", [CriterionVerdict("1.4.3", Verdict.FAILED)])
