"""How much weight a finding carries, and so the issue it stands for."""

from __future__ import annotations

from enum import StrEnum

from wcag_audit.model.finding import Finding, Maturity
from wcag_audit.model.outcome import Outcome


class Kind(StrEnum):
    """Proven failures are kept apart from everything that is less certain."""

    PROVEN = "failures"  # a stable rule failed on a success criterion
    POSSIBLE = "possible-failures"  # an experimental rule failed
    REVIEW = "to-review"  # a person must decide
    PRACTICE = "best-practice"  # breaks no success criterion


def kind_of(finding: Finding) -> Kind:
    """The kind of a finding."""
    return kind_by(finding.criteria, finding.outcome, finding.maturity)


def kind_by(criteria: tuple[str, ...], outcome: str, maturity: str) -> Kind:
    """The kind from the three things it depends on."""
    if not criteria:
        return Kind.PRACTICE
    if outcome == Outcome.CANT_TELL:
        return Kind.REVIEW
    return Kind.PROVEN if maturity == Maturity.STABLE else Kind.POSSIBLE
