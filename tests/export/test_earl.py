"""EARL: expanded by PyLD, asked in SPARQL by RDFLib, in the terms that W3C publishes."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from pyld import jsonld
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS
from rfc3986_validator import validate_rfc3986

from tests.export.conftest import HOSTILE_SITE, PORTAL, Exports
from tests.report.made_up_wave import HOSTILE, page
from wcag_audit.export import Occasion
from wcag_audit.export.earl import EarlLog
from wcag_audit.model.finding import Engine, Finding, Maturity, RuleTally, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.result import PageResult, SiteResult, Versions
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.rules.catalogue import load_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.model.language import Lang
    from wcag_audit.store import Store

EARL = Namespace("http://www.w3.org/ns/earl#")
PTR = Namespace("http://www.w3.org/2009/pointers#")
_EARL_TERMS = {
    *("Assertion", "Assertor", "Software", "TestSubject", "TestCase", "TestRequirement", "TestResult"),
    *("assertedBy", "subject", "test", "result", "mode", "outcome", "pointer", "info", "automatic"),
    *("passed", "failed", "cantTell", "inapplicable", "untested"),
}
"""The terms of EARL 1.0 Schema that these files use."""
_URL = "https://a.kz/"
_RULE = "image-name-is-file-name"


def graph(document: Any) -> Graph:
    triples = jsonld.to_rdf(document, {"format": "application/n-quads"})
    return Graph().parse(data=triples, format="nt")


def load(path: Path) -> Graph:
    return graph(json.loads(path.read_text("utf-8")))


def document(*results: PageResult, site: SiteResult | None = None, lang: Lang = "en") -> Any:
    stream = StringIO()
    log = EarlLog(stream, Occasion("check", lang, Versions("0.1.0", "4.12.1", "ab", "Chrome/1")))
    log.begin()
    for result in results:
        log.page(result.record.visit.url, result, result.findings)
    if site:
        log.site(_URL, site)
    log.end()
    return json.loads(stream.getvalue())


def audited(url: str, findings: tuple[Finding, ...], **more: Any) -> PageResult:
    return page("a.kz", url, findings, **{"tallies": (), **more})


def finding(**more: Any) -> Finding:
    given = {"rule": _RULE, "outcome": Outcome.FAILED, "code": "file-name", "criteria": ("1.1.1",)}
    values = {"values": {"name": "a.jpg"}, "target": Target("img.a"), "maturity": Maturity.STABLE}
    return Finding(**{**values, **given, **more})


def outcomes(found: Graph, rule: str) -> list[str]:
    """Outcomes of the assertions of a rule, by the end of its name."""
    tests = {test for test in found.objects(None, EARL.test) if str(test).endswith(rule)}
    assertions = [assertion for test in tests for assertion in found.subjects(EARL.test, test)]
    results = [result for assertion in assertions for result in found.objects(assertion, EARL.result)]
    return sorted(str(outcome).removeprefix(EARL) for one in results for outcome in found.objects(one, EARL.outcome))


def names_of(value: Any) -> set[str]:
    """Every property, type and identifier of an expanded document."""
    if isinstance(value, list):
        return set().union(*map(names_of, value))
    if not isinstance(value, dict):
        return set()
    own = {key for key in value if not key.startswith("@")} | set(value.get("@type", ())) | {value.get("@id", "")}
    return own.union(*(names_of(inner) for key, inner in value.items() if key not in {"@value", "@type", "@id"}))


def test_every_term_expands_to_one_that_w3c_publishes(exports: Exports) -> None:
    for path in (exports() / "earl").iterdir():
        names = names_of(jsonld.expand(json.loads(path.read_text("utf-8"))))
        used = {name.removeprefix(EARL) for name in names if name.startswith(EARL)}
        assert used <= _EARL_TERMS
        assert {"Assertor", "Software"} <= used
        for name in names - {""}:
            assert name.startswith(("http", "urn:wcag-audit:", "_:")), name


@pytest.mark.parametrize("site", [PORTAL, HOSTILE_SITE])
def test_every_assertion_has_who_what_and_how(exports: Exports, site: str) -> None:
    found = load(exports() / "earl" / f"{site}.jsonld")
    assertions = list(found.subjects(RDF.type, EARL.Assertion))
    assert len(assertions) > 20
    for assertion in assertions:
        parts = [list(found.objects(assertion, part)) for part in (EARL.assertedBy, EARL.subject, EARL.test)]
        assert [len(part) for part in parts] == [1, 1, 1]
        assert (parts[0][0], RDF.type, EARL.Assertor) in found
        assert (parts[1][0], RDF.type, EARL.TestSubject) in found
        assert list(found.objects(assertion, EARL.mode)) == [EARL.automatic]
        (result,) = found.objects(assertion, EARL.result)
        (outcome,) = found.objects(result, EARL.outcome)
        assert str(outcome).removeprefix(EARL) in {"passed", "failed", "cantTell", "inapplicable", "untested"}


def test_a_question_in_sparql_gives_the_failures_of_a_criterion(exports: Exports, store: Store) -> None:
    found = load(exports() / "earl" / f"{PORTAL}.jsonld")
    question = """
        SELECT DISTINCT ?page WHERE {
            ?assertion earl:subject ?page ; earl:test ?test ; earl:result/earl:outcome earl:failed .
            ?test dct:isPartOf <https://www.w3.org/TR/WCAG22/#contrast-minimum> . ?page a sch:WebPage }
    """
    prefixes = {"earl": EARL, "dct": DCTERMS, "sch": Namespace("https://schema.org/")}
    pages = {str(row[0]) for row in found.query(question, initNs=prefixes)}
    proven = (row for row in store.findings(1, PORTAL) if row.finding.outcome is Outcome.FAILED)
    assert pages == {row.url for row in proven if "1.4.3" in row.finding.criteria} != set()


def test_a_rule_names_the_act_rule_that_it_implements() -> None:
    found = graph(document(audited(_URL, (finding(),))))
    (test,) = set(found.subjects(DCTERMS.conformsTo, None))
    assert str(test) == f"urn:wcag-audit:rule:{_RULE}"
    acts = load_catalogue()[_RULE].act
    assert "9eb3f6" in acts
    named = {URIRef(f"https://www.w3.org/WAI/standards-guidelines/act/rules/{act}/") for act in acts}
    assert set(found.objects(test, DCTERMS.conformsTo)) == named


def test_axe_asserts_its_own_findings_under_its_own_name() -> None:
    axe = finding(rule="axe-image-alt", code="violation", engine=Engine.AXE)
    found = graph(document(audited(_URL, (axe,))))
    test = URIRef("https://dequeuniversity.com/rules/axe/4.12/image-alt")
    (assertion,) = found.subjects(EARL.test, test)
    (who,) = found.objects(assertion, EARL.assertedBy)
    assert str(who) == "https://github.com/dequelabs/axe-core/releases/tag/v4.12.1"
    assert [str(version) for version in found.objects(who, DCTERMS.hasVersion)] == ["4.12.1"]


@pytest.mark.parametrize(
    ("counts", "reason", "outcome"),
    [
        ({Outcome.PASSED: 3, Outcome.INAPPLICABLE: 1}, "", "passed"),
        ({Outcome.INAPPLICABLE: 1}, "", "inapplicable"),
        ({}, "missing-fact: Dom", "cantTell"),
        ({Outcome.PASSED: 3}, "crash: ValueError", "cantTell"),
        ({Outcome.FAILED: 1}, "", "cantTell"),
    ],
)
def test_a_rule_without_findings_says_what_its_tally_says(
    counts: dict[Outcome, int], reason: str, outcome: str
) -> None:
    tally = RuleTally("reflow", ("1.4.10",), counts, reason)
    assert outcomes(graph(document(audited(_URL, (), tallies=(tally,)))), "reflow") == [outcome]


def test_a_failure_of_an_experimental_rule_is_no_failure_of_the_page() -> None:
    possible = finding(maturity=Maturity.EXPERIMENTAL)
    assert outcomes(graph(document(audited(_URL, (possible,)))), _RULE) == ["cantTell"]


def test_two_rules_that_say_the_same_both_assert_it() -> None:
    both = finding(also=("axe-image-alt",))
    tallies = (RuleTally("axe-image-alt", ("1.1.1",), {Outcome.FAILED: 1}, maturity=Maturity.STABLE),)
    found = graph(document(audited(_URL, (both,), tallies=tallies)))
    assert outcomes(found, "image-alt") == outcomes(found, _RULE) == ["failed"]


def test_a_rule_whose_findings_are_not_told_asserts_nothing() -> None:
    result = audited(_URL, (finding(),), tallies=(RuleTally(_RULE, ("1.1.1",), {Outcome.FAILED: 1}),))
    stream = StringIO()
    log = EarlLog(stream, Occasion("check", "en", Versions("0.1.0", "4.12.1")))
    log.begin()
    log.page(_URL, result, ())
    log.end()
    assert outcomes(graph(json.loads(stream.getvalue())), _RULE) == []


def test_a_pointer_through_frames_does_not_pass_for_a_css_selector() -> None:
    for selector, kind in (("main img", PTR.CSSSelectorPointer), ("iframe >>> img", PTR.Pointer)):
        found = graph(document(audited(_URL, (finding(target=Target(selector)),))))
        (pointer,) = found.objects(None, EARL.pointer)
        assert (pointer, RDF.type, kind) in found
        assert [str(words) for words in found.objects(pointer, PTR.expression)] == [selector]


def test_a_page_that_was_not_reached_is_untested(lang: Lang) -> None:
    record = VisitRecord(Visit(_URL, "a.kz"), VisitStatus.TIMEOUT, "30 s")
    found = graph(document(PageResult(record), lang=lang))
    (result,) = found.subjects(EARL.outcome, EARL.untested)
    (why,) = found.objects(result, DCTERMS.description)
    assert why.language == lang


def test_the_comparison_of_pages_is_about_the_site() -> None:
    shared = finding(rule="consistent-help", code="order", criteria=("3.2.6",), pages=(_URL,))
    found = graph(document(audited(_URL, ()), site=SiteResult("a", (shared,), (), ())))
    (site,) = found.subjects(RDF.type, URIRef("https://schema.org/WebSite"))
    assert list(found.objects(site, DCTERMS.source)) == [URIRef(_URL)]
    assert outcomes(found, "consistent-help") == ["failed"]


@pytest.mark.parametrize("hostile", [*HOSTILE, "\ud800", '"}]}', "https://a.kz/<b> ?q=\u202e"])
def test_whatever_a_page_says_stays_text(hostile: str) -> None:
    bad = finding(target=Target(hostile, "", hostile, hostile), values={"name": hostile})
    result = audited(hostile, (bad,), title=hostile, lang=hostile)
    written = document(result)
    assert "\u202e" not in json.dumps(written, ensure_ascii=False)
    found = graph(written)
    assert outcomes(found, _RULE) == ["failed"]
    assert all(validate_rfc3986(str(node), rule="URI") for node in found.all_nodes() if isinstance(node, URIRef))
