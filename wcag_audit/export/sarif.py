"""SARIF 2.1.0 (OASIS): results for code scanning, with rules that explain themselves in the reader's language."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from wcag_audit.export.harmless import iri, text
from wcag_audit.export.json_text import dumps
from wcag_audit.export.moments import utc
from wcag_audit.export.rule_facts import act_address, act_rules, help_address
from wcag_audit.export.weight import fate, told
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.visit import VisitStatus
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.export.occasion import Occasion
    from wcag_audit.model.finding import Finding, RuleTally, Target
    from wcag_audit.model.result import PageResult, SiteResult

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "wcagAudit/v1"
MAX_NOTIFICATIONS = 1_000
"""Addresses without a result that are named; all of them stand in coverage.csv."""
_LEVELS = {Kind.PROVEN: "error", Kind.POSSIBLE: "warning", Kind.REVIEW: "none", Kind.PRACTICE: "note"}
_MOST_PAGES = 100


class SarifLog:
    """One log with one run. Results come first; the rules they name stand behind them, when all are known."""

    def __init__(self, stream: IO[str], occasion: Occasion) -> None:
        """Write to a stream that the caller closes."""
        self._stream = stream
        self._occasion = occasion
        self._rules: dict[str, tuple[str, ...]] = {}
        self._notices: list[dict[str, Any]] = []
        self._between = "\n"

    def begin(self) -> None:
        """The head, up to the list of results."""
        run = {"language": self._occasion.lang, "automationDetails": {"id": self._occasion.name}}
        head = dumps({"$schema": SCHEMA, "version": "2.1.0"})[:-1]
        self._stream.write(f'{head}, "runs": [{dumps(run)[:-1]}, "results": [')

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """One result per finding; of an address that was not audited, a notification that says why."""
        self._meet(result.tallies)
        if result.record.status is not VisitStatus.AUDITED:
            self._notice(address, result)
        for finding in findings:
            self._result(finding, [_location(address, finding.target)], _known(self._occasion, address, finding))

    def site(self, address: str, result: SiteResult) -> None:
        """One result per finding, with the pages that were compared."""
        self._meet(result.tallies)
        for finding in result.findings:
            places = [_location(url, finding.target) for url in finding.pages[:_MOST_PAGES]]
            places = places or [_location(address, finding.target)]
            self._result(finding, places, _known(self._occasion, address, finding))

    def end(self) -> None:
        """Close the results; then what ran, with the texts of the rules."""
        occasion, versions = self._occasion, self._occasion.versions
        driver = {
            "name": "wcag-audit",
            "version": versions.package,
            "language": occasion.lang,
            "rules": [_rule(rule, criteria, occasion) for rule, criteria in sorted(self._rules.items())],
            "properties": {"rulesHash": versions.rules},
        }
        axe = {
            "name": "axe-core",
            "version": versions.axe,
            "informationUri": "https://github.com/dequelabs/axe-core",
            "properties": {"sha256": versions.axe_hash},
        }
        invocation: dict[str, Any] = {
            "executionSuccessful": True,
            "toolExecutionNotifications": self._notices,
            "properties": {"browser": versions.browser},
        }
        invocation |= {"startTimeUtc": utc(occasion.started)} if occasion.started else {}
        invocation |= {"endTimeUtc": utc(occasion.finished)} if occasion.finished else {}
        tail = {"tool": {"driver": driver, "extensions": [axe]}, "invocations": [invocation]}
        self._stream.write(f"\n], {dumps(tail)[1:]}]}}\n")

    def _meet(self, tallies: Iterable[RuleTally]) -> None:
        for tally in tallies:
            self._rules.setdefault(tally.rule, tally.criteria)

    def _notice(self, address: str, result: PageResult) -> None:
        if len(self._notices) >= MAX_NOTIFICATIONS:
            return
        record = result.record
        said = fate(record, self._occasion.lang)
        location = {"physicalLocation": {"artifactLocation": {"uri": iri(address)}}}
        level = "warning" if record.status.attempted else "note"
        self._notices.append({"message": {"text": _message(said)}, "level": level, "locations": [location]})

    def _result(self, finding: Finding, locations: list[dict[str, Any]], known: Mapping[str, Any]) -> None:
        self._rules.setdefault(finding.rule, finding.criteria)
        kind = "review" if finding.outcome is Outcome.CANT_TELL else "fail"
        result = {
            "ruleId": finding.rule,
            "kind": kind,
            "level": "none" if kind == "review" else _LEVELS[kind_of(finding)],
            "message": {"text": _message(told(finding, self._occasion.lang))},
            "locations": locations,
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "properties": {
                "outcome": str(finding.outcome),
                "code": finding.code,
                "criteria": list(finding.criteria),
                "maturity": str(finding.maturity),
                "impact": finding.impact,
                "engine": str(finding.engine),
                "also": list(finding.also),
            },
            **known,
        }
        self._stream.write(self._between + dumps(result))
        self._between = ",\n"


def _known(occasion: Occasion, address: str, finding: Finding) -> dict[str, Any]:
    """What an accepted exception and the baseline say of a result, in SARIF's words."""
    if occasion.marks is None:
        return {}
    mark = occasion.marks.of(address, finding)
    known: dict[str, Any] = {} if mark.known is None else {"baselineState": "unchanged" if mark.known else "new"}
    if mark.excepted is not None:
        justification = f"{text(mark.excepted.reason)} ({text(mark.excepted.owner, 200)}, {mark.excepted.expires})"
        known["suppressions"] = [{"kind": "external", "status": "accepted", "justification": justification}]
    return known


def _message(said: str) -> str:
    """A sentence in which nothing is a placeholder or a link: SARIF gives {0} and [text](address) a meaning (3.11)."""
    plain = said.replace("{", "{{").replace("}", "}}")
    return re.sub(r"([\\[\]])", r"\\\1", plain) if "](" in plain else plain


def _location(address: str, target: Target) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": iri(address)}}
    if target.html:
        # A page has no lines that a webmaster could open; readers that insist on one are given the first.
        physical["region"] = {"startLine": 1, "snippet": {"text": text(target.html)}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if target.selector:
        named = {"fullyQualifiedName": text(target.selector), "kind": "element"}
        location["logicalLocations"] = [named | ({"name": text(target.name, 200)} if target.name else {})]
    return location


def _rule(rule: str, criteria: tuple[str, ...], occasion: Occasion) -> dict[str, Any]:
    words = rule_words(rule, occasion.lang)
    code = "\n\n".join(f"```{language}\n{example.strip()}\n```" for language, example in words.code)
    parts = (words.why, words.fix, "\n\n".join(example.strip() for _, example in words.code))
    markdown = "\n\n".join(part for part in (words.why, words.fix, code) if part)
    described = {
        "id": rule,
        "shortDescription": {"text": words.title},
        "properties": {
            "tags": ["accessibility", *(f"WCAG 2.2 {number}" for number in criteria)],
            "levels": sorted({str(CRITERIA[number].level) for number in criteria if number in CRITERIA}),
            "act": [act_address(act) for act in act_rules(rule)],
        },
    }
    if words.why:
        described["fullDescription"] = {"text": words.why}
        described["help"] = {"text": "\n\n".join(part for part in parts if part), "markdown": markdown}
    address = help_address(rule, criteria, occasion.versions)
    return described | ({"helpUri": address} if address else {})
