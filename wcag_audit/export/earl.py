"""EARL 1.0 as JSON-LD, in the way in which ACT implementations are reported.

One test subject per page with its assertions inside. The context stands in the file: nobody has to fetch one.
Sources: EARL 1.0 Schema (W3C), Pointer Methods in RDF 1.0 (W3C), https://act-rules.github.io/earl-context.json.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from wcag_audit.export.harmless import iri, text
from wcag_audit.export.json_text import dumps
from wcag_audit.export.rule_facts import ACT, act_rules, help_address
from wcag_audit.export.weight import could_not_run, exception_told, fate, tally_outcome, told, weighed
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.visit import VisitStatus
from wcag_audit.report.hostile import is_web_address, language_tag
from wcag_audit.rules.axe import PREFIX
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wcag_audit.export.occasion import Occasion
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.result import PageResult, SiteResult

WCAG = "https://www.w3.org/TR/WCAG22/"
CONTEXT: dict[str, Any] = {
    "@vocab": "http://www.w3.org/ns/earl#",
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "ptr": "http://www.w3.org/2009/pointers#",
    "sch": "https://schema.org/",
    "WCAG22": f"{WCAG}#",
    "act": ACT,
    "WebPage": "sch:WebPage",
    "WebSite": "sch:WebSite",
    "title": "dct:title",
    "description": "dct:description",
    "date": "dct:date",
    "source": {"@id": "dct:source", "@type": "@id"},
    "hasVersion": "dct:hasVersion",
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "conformsTo": {"@id": "dct:conformsTo", "@type": "@id"},
    "assertions": {"@reverse": "subject"},
    "assertedBy": {"@type": "@id"},
    "outcome": {"@type": "@id"},
    "mode": {"@type": "@id"},
    "expression": "ptr:expression",
}
"""Terms as ACT's own context has them, with the namespaces that W3C and DCMI publish."""
_OURS = "urn:wcag-audit:{version}"
_OUR_RULE = "urn:wcag-audit:rule:{rule}"
_AXE = "https://github.com/dequelabs/axe-core/releases/tag/v{version}"


class EarlLog:
    """One document: who asserts, then one test subject per address."""

    def __init__(self, stream: IO[str], occasion: Occasion) -> None:
        """Write to a stream that the caller closes."""
        self._stream = stream
        self._occasion = occasion
        versions = occasion.versions
        self._ours = _OURS.format(version=versions.package)
        self._axe = _AXE.format(version=versions.axe)
        self._between = "\n"

    def begin(self) -> None:
        """The context and the two programs that judge."""
        versions = self._occasion.versions
        spoken = {"@language": self._occasion.lang}
        context = CONTEXT | {name: {"@id": CONTEXT[name]} | spoken for name in ("title", "description")}
        self._stream.write(f'{{"@context": {dumps(context)}, "@graph": [')
        ours = {"description": {"@value": f"{versions.browser}, rules {versions.rules}", "@language": "en"}}
        axe = {"description": {"@value": f"sha256 {versions.axe_hash}", "@language": "en"}}
        self._node(_software(self._ours, "wcag-audit", versions.package) | ours)
        self._node(_software(self._axe, "axe-core", versions.axe) | axe)

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """A page with an assertion per rule, or per element where there are findings; else why there are none."""
        record = result.record
        subject: dict[str, Any] = {"@type": ["TestSubject", "WebPage"]} | _named(address, record.final_url)
        if result.title:
            subject["title"] = {"@value": text(result.title, 300)} | _language(result.lang)
        if record.status is VisitStatus.AUDITED:
            subject["assertions"] = [*self._assertions(address, result, findings)]
        else:
            subject["assertions"] = [self._untested(fate(record, self._occasion.lang))]
        self._node(subject)

    def site(self, address: str, result: SiteResult) -> None:
        """The site as a whole, for the rules that compare its pages."""
        assertions = [*self._assertions(address, result, result.findings)]
        if assertions:
            # The start page is a subject of its own, so the site needs another name than its address.
            name = f"urn:wcag-audit:site:{iri(address)}"
            subject = {"@id": name, "@type": ["TestSubject", "WebSite"], "source": iri(address)}
            self._node(subject | {"assertions": assertions})

    def end(self) -> None:
        """Close the document."""
        self._stream.write("\n]}\n")

    def _node(self, node: dict[str, Any]) -> None:
        self._stream.write(self._between + dumps(node))
        self._between = ",\n"

    def _assertions(
        self, address: str, result: PageResult | SiteResult, findings: Sequence[Finding]
    ) -> Iterator[dict[str, Any]]:
        criteria = {tally.rule: tally.criteria for tally in result.tallies}
        for finding in findings:
            for rule in (finding.rule, *finding.also):
                yield self._assertion(rule, criteria.get(rule, finding.criteria), self._finding(address, finding))
        # A rule whose findings are not all told here has no assertion: one that says less would be wrong.
        found = {rule for finding in result.findings for rule in (finding.rule, *finding.also)}
        for tally in result.tallies:
            if tally.rule not in found:
                outcome = tally_outcome(tally)
                said: dict[str, Any] = {"@type": "TestResult", "outcome": f"earl:{outcome}"}
                if outcome is Outcome.CANT_TELL:
                    said["description"] = could_not_run(tally, self._occasion.lang)
                yield self._assertion(tally.rule, tally.criteria, said)

    def _assertion(self, rule: str, criteria: Iterable[str], result: dict[str, Any]) -> dict[str, Any]:
        asserted_by = self._axe if rule.startswith(PREFIX) else self._ours
        return _assertion(asserted_by, self._test(rule, criteria), result)

    def _finding(self, address: str, finding: Finding) -> dict[str, Any]:
        lang, excepted = self._occasion.lang, self._occasion.excepted(address, finding)
        # EARL has no word for an exception, and what is borne still fails.
        borne = f" {exception_told(excepted, lang)}" if excepted else ""
        result: dict[str, Any] = {
            "@type": "TestResult",
            "outcome": f"earl:{weighed(finding)}",
            "description": told(finding, lang) + borne,
            "info": f"{finding.code}; {finding.fingerprint}",
        }
        selector = finding.target.selector
        if selector:
            # A way through frames and shadow roots is no CSS selector; the general class says only that it points.
            kind = "ptr:Pointer" if " >>> " in selector else "ptr:CSSSelectorPointer"
            result["pointer"] = {"@type": kind, "expression": text(selector)}
        return result

    def _test(self, rule: str, criteria: Iterable[str]) -> dict[str, Any]:
        known = [CRITERIA[number].handle for number in criteria if number in CRITERIA]
        axe = rule.startswith(PREFIX)
        name = help_address(rule, (), self._occasion.versions) if axe else ""
        test: dict[str, Any] = {
            "@id": name or _OUR_RULE.format(rule=iri(rule)),
            "@type": "TestCase",
            "title": rule_words(rule, self._occasion.lang).title,
            "isPartOf": [f"WCAG22:{handle}" for handle in known],
        }
        act = act_rules(rule)
        return test | ({"conformsTo": [f"act:{number}/" for number in act]} if act else {})

    def _untested(self, reason: str) -> dict[str, Any]:
        test = {"@id": WCAG, "@type": "TestRequirement", "title": {"@value": "WCAG 2.2", "@language": "en"}}
        result = {"@type": "TestResult", "outcome": "earl:untested", "description": reason}
        return _assertion(self._ours, test, result)


def _assertion(asserted_by: str, test: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    return {"@type": "Assertion", "assertedBy": asserted_by, "mode": "earl:automatic", "test": test, "result": result}


def _named(address: str, final: str) -> dict[str, str]:
    """What identifies a page; an address that is none on the web is only told."""
    if not is_web_address(address):
        return {"description": text(address, 300)}
    return {"@id": iri(address), "source": iri(final if is_web_address(final) else address)}


def _software(name: str, title: str, version: str) -> dict[str, Any]:
    return {
        "@id": name,
        "@type": ["Assertor", "Software", "doap:Project"],
        "title": {"@value": title, "@language": "en"},
        "hasVersion": version,
    }


def _language(tag: str) -> dict[str, str]:
    """What a page says of its language, where it is a valid tag."""
    valid = language_tag(tag)
    return {"@language": valid} if valid else {}
