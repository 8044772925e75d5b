"""A page's result as the public JSON contract has it (docs/check.schema.json)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wcag_audit.cli.marks import Marks
from wcag_audit.cli.sentences import sentence
from wcag_audit.export.json_text import dumps
from wcag_audit.model.state import PageState
from wcag_audit.model.verdict import Verdict
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.cli.marks import Mark
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.language import Lang
    from wcag_audit.model.result import PageResult, Versions


def page_record(
    address: str, result: PageResult, findings: Iterable[Finding], lang: Lang, marks: Marks | None = None
) -> dict[str, Any]:
    """One line of `check --format jsonl`.

    Args:
        address: exactly as it was given.
        result: of its audit.
        findings: those of the result that are told.
        lang: language of the messages.
        marks: what is known of findings beforehand.
    """
    record, marks = result.record, marks or Marks()
    verdicts = dict.fromkeys(CRITERIA, str(Verdict.NOT_TESTED))
    verdicts |= {verdict.criterion: str(verdict.verdict) for verdict in result.verdicts}
    told = {
        "url": address,
        "final_url": record.final_url,
        "status": str(record.status),
        "reason": record.reason,
        "http_status": record.http_status or None,
        "title": result.title,
        "lang": result.lang,
        "findings": [_finding(finding, lang, marks.of(address, finding)) for finding in findings],
        "verdicts": verdicts,
        "gaps": list(result.gaps),
        "timings": dict(result.timings),
    }
    if result.special is not None:
        told["special_version"] = asdict(result.special)
    return told


def document_head(versions: Versions) -> str:
    """The beginning of `check --format json`, up to where the pages follow."""
    return f'{{"versions": {dumps(asdict(versions))}, "pages": ['


def _finding(finding: Finding, lang: Lang, mark: Mark) -> dict[str, Any]:
    place, excepted = finding.target, mark.excepted
    told: dict[str, Any] = {
        "rule": finding.rule,
        "outcome": str(finding.outcome),
        "criteria": list(finding.criteria),
        "code": finding.code,
        "message": sentence(finding, lang),
        "engine": str(finding.engine),
        "maturity": str(finding.maturity),
        "impact": finding.impact,
        "also": list(finding.also),
        "target": {"selector": place.selector, "role": place.role, "name": place.name, "html": place.html},
        "fingerprint": finding.fingerprint,
    }
    if excepted is not None:
        told["excepted"] = {
            "reason": excepted.reason,
            "owner": excepted.owner,
            "expires": excepted.expires.isoformat(),
        }
    if mark.known is not None:
        told["baseline"] = "known" if mark.known else "new"
    if finding.state is not PageState.AS_OPENED:
        told["state"] = str(finding.state)
    return told
