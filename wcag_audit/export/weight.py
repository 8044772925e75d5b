"""How an outcome weighs in formats whose readers count: only what a stable rule proved is a failure there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.export.harmless import text
from wcag_audit.export.words import texts
from wcag_audit.i18n.common import meaning
from wcag_audit.i18n.remarks import sentence
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.outcome import Outcome
from wcag_audit.report.rule_words import plain_message
from wcag_audit.report.speech import Speech

if TYPE_CHECKING:
    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.language import Lang
    from wcag_audit.model.life import Excepted
    from wcag_audit.model.visit import VisitRecord


def weighed(finding: Finding) -> Outcome:
    """FAILED for what counts, CANT_TELL for everything that a person must still confirm.

    A failure of an experimental rule is such a candidate: a reader of the export has no column for "does not count".
    """
    if kind_of(finding) is Kind.POSSIBLE:
        return Outcome.CANT_TELL
    return finding.outcome


def tally_outcome(tally: RuleTally) -> Outcome:
    """What a rule said of a page on which it has no finding: PASSED, INAPPLICABLE, or CANT_TELL where it could not run.

    Failures and doubts that were counted and not kept as findings make it CANT_TELL too: their places are not known.
    """
    counts = tally.counts
    if tally.reason or not counts or counts.get(Outcome.FAILED) or counts.get(Outcome.CANT_TELL):
        return Outcome.CANT_TELL
    return Outcome.PASSED if counts.get(Outcome.PASSED) else Outcome.INAPPLICABLE


def told(finding: Finding, lang: Lang) -> str:
    """What was found, and where it does not count, why."""
    said = text(plain_message(finding, lang))
    if kind_of(finding) is Kind.POSSIBLE:
        return f"{said} {Speech(lang).plain('kinds.possible-failures.meaning')}"
    return said


def exception_told(excepted: Excepted, lang: Lang) -> str:
    """That a failure is borne for a time: why, by whom, until when."""
    reason, owner = text(excepted.reason).rstrip("."), text(excepted.owner, 200).rstrip(".")
    return texts("marks").say("excepted", lang, reason=reason, owner=owner, day=excepted.expires)


def could_not_run(tally: RuleTally, lang: Lang) -> str:
    """Why nothing is said; the program's own reason stands in brackets."""
    said = Speech(lang).plain("verdicts.reasons.could-not-run" if tally.reason else "verdicts.reasons.cannot-tell")
    return f"{said} ({text(sentence(tally.reason, lang), 300)})" if tally.reason else said


def fate(record: VisitRecord, lang: Lang) -> str:
    """What became of an address, and why."""
    return f"{meaning(record.status)[lang]} {text(sentence(record.reason, lang), 300)}".strip()
