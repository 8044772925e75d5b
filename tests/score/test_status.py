"""Coverage and the status words."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcag_audit.model.language import LANGS
from wcag_audit.model.verdict import SiteCriterionVerdict, Verdict
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.score import Coverage, Reason, StatusCode, status_words
from wcag_audit.standards.wcag import CRITERIA, Level

AUDITED, TIMEOUT, PENDING = VisitStatus.AUDITED, VisitStatus.TIMEOUT, VisitStatus.PENDING
FULL = Coverage({AUDITED: 60})


def verdicts(**failing: Verdict) -> list[SiteCriterionVerdict]:
    """Verdicts of a site; `c1_4_3=...` sets one, the others show no failure."""
    states = {name[1:].replace("_", "."): verdict for name, verdict in failing.items()}
    return [
        SiteCriterionVerdict(number, states.get(number, Verdict.NO_FAILURE_FOUND), 0, 60, 0.0, 0.06)
        for number in CRITERIA
    ]


def test_coverage_counts_fates_and_the_last_fate_of_an_address() -> None:
    def record(url: str, status: VisitStatus) -> VisitRecord:
        return VisitRecord(Visit(url, "portal"), status)

    coverage = Coverage.of(
        [
            record("https://a.kz/1", TIMEOUT),
            record("https://a.kz/1", AUDITED),
            record("https://a.kz/2", TIMEOUT),
            record("https://a.kz/3", VisitStatus.ROBOTS),
            record("https://a.kz/4", PENDING),
        ]
    )
    assert (coverage.known, coverage.attempted, coverage.audited, coverage.reached) == (4, 2, 1, 0.5)
    assert not coverage.complete


@pytest.mark.parametrize(
    ("statuses", "measurable"),
    [
        ({AUDITED: 20, PENDING: 100}, True),
        ({AUDITED: 19, PENDING: 1}, False),
        ({AUDITED: 19, VisitStatus.OVER_BUDGET: 1}, False),
        ({AUDITED: 19, VisitStatus.ROBOTS: 5, VisitStatus.DUPLICATE: 5}, True),
        ({AUDITED: 1}, True),
        ({AUDITED: 80, TIMEOUT: 20}, True),
        ({AUDITED: 79, TIMEOUT: 21}, False),
        ({VisitStatus.BLOCKED: 1}, False),
        ({}, False),
    ],
)
def test_a_site_is_measurable_from_80_percent_reached_and_20_pages_or_all(
    statuses: dict[VisitStatus, int], measurable: bool
) -> None:
    assert Coverage(statuses).measurable is measurable


@pytest.mark.parametrize(
    ("failing", "code"),
    [
        ({"c1_4_3": Verdict.FAILED}, "failures-found-at-AA"),
        ({"c1_4_3": Verdict.FAILED, "c1_1_1": Verdict.FAILED}, "failures-found-at-A"),
        ({"c1_4_6": Verdict.FAILED}, "failures-found-at-AAA"),
        ({"c1_1_1": Verdict.NOT_TESTED}, "no-failure-found-by-machine"),
    ],
)
def test_the_lowest_level_with_a_failure_gives_the_word(failing: dict[str, Verdict], code: str) -> None:
    assert status_words(verdicts(**failing), FULL).code == code


def test_criteria_above_the_level_asked_for_are_left_out() -> None:
    status = status_words(verdicts(c1_4_6=Verdict.FAILED), FULL, Level.AA)
    assert status.code is StatusCode.NO_FAILURE_FOUND
    assert list(status.counts) == [Level.A, Level.AA]
    assert status.awaiting == 55


def test_counts_tell_each_level_apart() -> None:
    status = status_words(verdicts(c1_1_1=Verdict.FAILED, c1_4_3=Verdict.REVIEW), FULL)
    assert status.counts[Level.A] == {Verdict.NO_FAILURE_FOUND: 30, Verdict.FAILED: 1}
    assert status.counts[Level.AA] == {Verdict.NO_FAILURE_FOUND: 23, Verdict.REVIEW: 1}
    assert status.awaiting == 85


def test_too_little_reached_is_not_measurable_but_a_failure_that_was_seen_stays_seen() -> None:
    blocked = Coverage({AUDITED: 2, VisitStatus.BLOCKED: 50})
    assert status_words(verdicts(), blocked).code is StatusCode.NOT_MEASURABLE
    failing = status_words(verdicts(c1_1_1=Verdict.FAILED), blocked)
    assert (failing.code, failing.measurable) == (StatusCode.FAILURES_AT_A, False)


@given(
    st.lists(st.sampled_from(Verdict), min_size=86, max_size=86),
    st.dictionaries(st.sampled_from(VisitStatus), st.integers(0, 100)),
    st.sampled_from(Level),
)
def test_no_failure_is_said_only_where_none_is_known_and_enough_was_reached(
    states: list[Verdict], statuses: dict[VisitStatus, int], level: Level
) -> None:
    given_verdicts = [
        SiteCriterionVerdict(number, state, 0, 0, 0.0, 1.0) for number, state in zip(CRITERIA, states, strict=True)
    ]
    status = status_words(given_verdicts, Coverage(statuses), level)
    if status.code is StatusCode.NO_FAILURE_FOUND:
        assert status.measurable
        assert all(Verdict.FAILED not in counts for counts in status.counts.values())
    assert sum(sum(counts.values()) for counts in status.counts.values()) == {"A": 31, "AA": 55, "AAA": 86}[level]


def test_every_code_has_a_sentence_in_three_languages_and_no_sentence_is_left_over() -> None:
    path = files("wcag_audit.i18n").joinpath("catalogues/verdicts.toml")
    catalogue = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(catalogue["reasons"]) == list(Reason)
    assert list(catalogue["status"]) == list(StatusCode)
    for sentences in (*catalogue["reasons"].values(), *catalogue["status"].values()):
        assert list(sentences) == list(LANGS)
        assert all(sentence.endswith(".") for sentence in sentences.values())
