"""JUnit XML: a suite per page, a case per rule, for build servers that show tests.

The form is the one that Jenkins reads (its JUnit and xUnit plugins); `<failure>` is only what a stable rule proved.
"""

from __future__ import annotations

from collections import defaultdict
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from lxml import etree  # type: ignore[import-untyped]  # the library ships no types

from wcag_audit.export.harmless import text
from wcag_audit.export.moments import local
from wcag_audit.export.weight import could_not_run, exception_told, fate, tally_outcome, told
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.visit import VisitStatus
from wcag_audit.rules.words import rule_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.export.occasion import Occasion
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.result import PageResult, SiteResult

MAX_PLACES = 20
"""Places of one fault that a case lists; their number stands beside them."""
_COUNTED = ("failure", "error", "skipped")


class JunitLog:
    """One document; memory holds one page."""

    def __init__(self, stream: IO[str], occasion: Occasion) -> None:
        """Write to a stream that the caller closes."""
        self._stream = stream
        self._occasion = occasion

    def begin(self) -> None:
        """The head."""
        name = quoteattr(f"wcag-audit: {text(self._occasion.name, 300)}")
        self._stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name={name}>\n')

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """A suite for a page. An address that was tried and not reached is an error: nothing was tested there."""
        suite = self._suite(address)
        record = result.record
        if record.status is VisitStatus.AUDITED:
            self._cases(suite, address, result, findings)
        else:
            case = _case(suite, address, "WCAG 2.2")
            said = fate(record, self._occasion.lang)
            note = etree.SubElement(case, "error" if record.status.attempted else "skipped")
            note.set("message", said)
            if record.status.attempted:
                note.set("type", str(record.status))
        self._write(suite)

    def site(self, address: str, result: SiteResult) -> None:
        """A suite for the rules that compare the pages of a site."""
        suite = self._suite(f"{address} *")
        self._cases(suite, address, result, result.findings)
        if suite.find("testcase") is not None:
            self._write(suite)

    def end(self) -> None:
        """Close the document."""
        self._stream.write("</testsuites>\n")

    def _suite(self, name: str) -> etree._Element:
        suite = etree.Element("testsuite", name=text(name, 1000))
        if self._occasion.started:
            suite.set("timestamp", local(self._occasion.started))
        properties = etree.SubElement(suite, "properties")
        versions = self._occasion.versions
        for key, value in (
            ("wcag-audit", versions.package),
            ("axe-core", versions.axe),
            ("browser", versions.browser),
            ("rules", versions.rules),
        ):
            etree.SubElement(properties, "property", name=key, value=text(value))
        return suite

    def _write(self, suite: etree._Element) -> None:
        suite.set("tests", str(len(suite.findall("testcase"))))
        for kind, attribute in zip(_COUNTED, ("failures", "errors", "skipped"), strict=True):
            suite.set(attribute, str(len(suite.findall(f"testcase/{kind}"))))
        etree.indent(suite)
        self._stream.write(etree.tostring(suite, encoding="unicode") + "\n")

    def _cases(
        self, suite: etree._Element, address: str, result: PageResult | SiteResult, findings: Iterable[Finding]
    ) -> None:
        by_rule: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_rule[finding.rule].append(finding)
        for rule, found in by_rule.items():
            self._found(_case(suite, address, self._named(rule)), address, found)
        # A rule whose findings are not all told here has no case: one that says "passed" would be wrong.
        others = {rule for finding in result.findings for rule in (finding.rule, *finding.also)}
        for tally in result.tallies:
            outcome = tally_outcome(tally)
            if tally.rule in others or outcome is Outcome.INAPPLICABLE:
                continue
            case = _case(suite, address, self._named(tally.rule))
            if outcome is Outcome.CANT_TELL:
                etree.SubElement(case, "skipped", message=could_not_run(tally, self._occasion.lang))

    def _found(self, case: etree._Element, address: str, findings: Sequence[Finding]) -> None:
        proven = [finding for finding in findings if self._fails(address, finding)]
        lang = self._occasion.lang
        borne = self._borne(address, findings)
        if not proven:
            etree.SubElement(case, "skipped", message=" ".join((told(findings[0], lang), *borne)))
            return
        criteria = ", ".join(dict.fromkeys(number for finding in proven for number in finding.criteria))
        failure = etree.SubElement(case, "failure", message=told(proven[0], lang), type=f"WCAG 2.2: {criteria}")
        fix = rule_words(proven[0].rule, lang).fix
        lines = [f"{number}. {self._place(finding)}" for number, finding in enumerate(proven[:MAX_PLACES], 1)]
        rest = len(proven) - MAX_PLACES
        failure.text = "\n\n".join([*lines, *([f"+ {rest}"] if rest > 0 else []), *([fix] if fix else []), *borne])

    def _borne(self, address: str, findings: Iterable[Finding]) -> list[str]:
        """What is said of accepted exceptions; one may hold for many places."""
        found = (self._occasion.excepted(address, finding) for finding in findings)
        said = dict.fromkeys(exception_told(excepted, self._occasion.lang) for excepted in found if excepted)
        return [*said][:MAX_PLACES]

    def _fails(self, address: str, finding: Finding) -> bool:
        """True for what a stable rule proved, unless an accepted exception or the baseline lets a build pass by it."""
        if kind_of(finding) is not Kind.PROVEN:
            return False
        mark = self._occasion.marks.of(address, finding) if self._occasion.marks else None
        return mark is None or (mark.excepted is None and not mark.known)

    def _place(self, finding: Finding) -> str:
        target = finding.target
        parts = (told(finding, self._occasion.lang), text(target.selector), text(target.html))
        pages = [text(url, 300) for url in finding.pages[:MAX_PLACES]]
        return "\n   ".join(part for part in (*parts, *pages) if part)

    def _named(self, rule: str) -> str:
        return f"{rule_words(rule, self._occasion.lang).title} [{rule}]"


def _case(suite: etree._Element, address: str, name: str) -> etree._Element:
    """A case; readers tell cases apart by class and name, so the class is the page."""
    return etree.SubElement(suite, "testcase", classname=text(address, 1000), name=text(name, 500))
