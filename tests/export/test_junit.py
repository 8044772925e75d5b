"""JUnit: valid by the schema of Jenkins' xUnit plugin, read by junitparser, as pipelines read it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree

from tests.export.conftest import PORTAL, Exports
from tests.export.marks import SomeMarks
from tests.report.made_up_wave import HOSTILE, page
from wcag_audit.export import Occasion
from wcag_audit.export.junit import MAX_PLACES, JunitLog
from wcag_audit.i18n.remarks import sentence
from wcag_audit.model.finding import Finding, Maturity, RuleTally, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.result import PageResult, SiteResult, Versions
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark
from wcag_audit.rules.words import rule_words

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang
    from wcag_audit.store import Store

_SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit-10.xsd")))
_URL = "https://a.kz/"
_RULE = "image-name-is-file-name"


def audited(url: str, findings: tuple[Finding, ...], **more: Any) -> PageResult:
    return page("a.kz", url, findings, **{"tallies": (), **more})


def finding(**more: Any) -> Finding:
    given = {"rule": _RULE, "outcome": Outcome.FAILED, "code": "file-name", "criteria": ("1.1.1",)}
    values = {"values": {"name": "a.jpg"}, "target": Target("img.a"), "maturity": Maturity.STABLE}
    return Finding(**{**values, **given, **more})


def suites(
    *results: PageResult,
    told: tuple[Finding, ...] | None = None,
    site: SiteResult | None = None,
    marks: SomeMarks | None = None,
) -> Any:
    stream = StringIO()
    log = JunitLog(stream, Occasion("check", "en", Versions("0.1.0"), "2026-11-20T01:00:00+05:00", marks=marks))
    log.begin()
    for result in results:
        log.page(result.record.visit.url, result, result.findings if told is None else told)
    if site:
        log.site(_URL, site)
    log.end()
    _SCHEMA.assertValid(etree.fromstring(stream.getvalue().encode()))
    return list(JUnitXml.fromstring(stream.getvalue().encode()))


def test_every_file_is_valid(exports: Exports, lang: Lang) -> None:
    for path in (exports(lang) / "junit").iterdir():
        _SCHEMA.assertValid(etree.parse(path))


def test_every_page_is_a_suite_and_counts_itself_right(exports: Exports, store: Store) -> None:
    read = list(JUnitXml.fromfile(str(exports() / "junit" / f"{PORTAL}.xml")))
    tried = sum(count for status, count in store.coverage(1, PORTAL).items() if status.attempted)
    assert len(read) == tried + 1  # and one for the comparison of pages
    for suite in read:
        said = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert said == (suite.tests, suite.failures, suite.errors, suite.skipped)
    assert {suite.timestamp for suite in read} == {"2026-11-20T01:00:00"}


def test_a_failure_says_where_why_and_how_to_repair() -> None:
    ((case,),) = suites(audited(_URL, (finding(),)))
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (case.classname, case.name) == (_URL, f"{rule_words(_RULE, 'en').title} [{_RULE}]")
    assert failure.type == "WCAG 2.2: 1.1.1"
    assert "img.a" in failure.text
    assert rule_words(_RULE, "en").fix in failure.text


def test_a_fault_in_many_places_is_one_failed_case_of_bounded_size() -> None:
    many = tuple(finding(target=Target(f"img.n{number}")) for number in range(MAX_PLACES + 30))
    ((case,),) = suites(audited(_URL, many))
    (failure,) = case.result
    assert failure.text.count("img.n") == MAX_PLACES
    assert "+ 30" in failure.text


@pytest.mark.parametrize(
    "more", [{"maturity": Maturity.EXPERIMENTAL}, {"criteria": ()}, {"outcome": Outcome.CANT_TELL, "code": "crash"}]
)
def test_what_is_not_proven_is_skipped_and_fails_no_build(more: dict[str, Any]) -> None:
    ((case,),) = suites(audited(_URL, (finding(**more),)))
    (only,) = case.result
    assert isinstance(only, Skipped)
    assert only.message


@pytest.mark.parametrize(
    ("counts", "reason", "results"),
    [
        ({Outcome.PASSED: 2}, "", [[]]),
        ({Outcome.INAPPLICABLE: 1}, "", []),
        ({}, "missing-fact: Dom", [[Skipped]]),
    ],
)
def test_rules_without_findings_pass_are_left_out_or_skipped(
    counts: dict[Outcome, int], reason: str, results: list[list[type]]
) -> None:
    (suite,) = suites(audited(_URL, (), tallies=(RuleTally("reflow", ("1.4.10",), counts, reason),)))
    assert [[type(result) for result in case.result] for case in suite] == results


def test_a_rule_whose_findings_are_not_told_does_not_pass() -> None:
    tally = RuleTally(_RULE, ("1.1.1",), {Outcome.FAILED: 1})
    (suite,) = suites(audited(_URL, (finding(),), tallies=(tally,)), told=())
    assert list(suite) == []


def test_a_page_that_was_not_reached_is_an_error_and_one_that_was_not_tried_is_skipped() -> None:
    for status, kind in ((VisitStatus.TIMEOUT, Error), (VisitStatus.NOT_WEB, Skipped)):
        ((case,),) = suites(PageResult(VisitRecord(Visit(_URL, "a.kz"), status, "why")))
        (result,) = case.result
        assert isinstance(result, kind)
        assert "why" in result.message


def test_the_reason_is_told_in_the_language(lang: Lang) -> None:
    stream = StringIO()
    log = JunitLog(stream, Occasion("check", lang, Versions("0.1.0")))
    reason = Remark("gap.loading", seconds=10.0)
    log.begin()
    log.page(_URL, PageResult(VisitRecord(Visit(_URL, "a.kz"), VisitStatus.TIMEOUT, reason)), ())
    log.end()
    assert sentence(reason, lang) in stream.getvalue()


def test_what_is_excepted_or_was_in_the_baseline_fails_no_build() -> None:
    excepted, known, new = (finding(target=Target(f"img.n{number}")) for number in range(3))
    marks = SomeMarks(excepted, known)
    ((case,),) = suites(audited(_URL, (excepted, known)), marks=marks)
    assert [type(result) for result in case.result] == [Skipped]
    ((case,),) = suites(audited(_URL, (excepted, known, new)), marks=marks)
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert "img.n2" in failure.text
    assert "img.n0" not in failure.text
    assert "A. Owner" in failure.text


def test_the_comparison_of_pages_is_a_suite_of_its_own() -> None:
    shared = finding(rule="consistent-help", code="order", criteria=("3.2.6",), pages=(_URL, f"{_URL}b"))
    first, second = suites(audited(_URL, ()), site=SiteResult("a", (shared,), (), ()))
    assert first.name != second.name
    assert f"{_URL}b" in next(iter(second)).result[0].text


@pytest.mark.parametrize("hostile", [*HOSTILE, "\ud800\ufffe", "]]><x/>", "&lt;&#0;"])
def test_whatever_a_page_says_stays_text(hostile: str) -> None:
    bad = finding(target=Target(hostile, "", hostile, hostile), values={"name": hostile})
    ((case,),) = suites(audited(f"{_URL}{hostile}", (bad,), title=hostile))
    assert "\u202e" not in case.result[0].text
    assert len(case.result) == 1
