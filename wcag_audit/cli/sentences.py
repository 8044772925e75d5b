"""What findings say to the person at the command line."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from wcag_audit.model.finding import Engine
from wcag_audit.rules.words import finding_sentence, says_that_axe_did_not_run

if TYPE_CHECKING:
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.language import Lang


def sentence(finding: Finding, lang: Lang) -> str:
    """What was found at a place, as plain text; values from the page stand in it as they are."""
    said = ""
    with suppress(KeyError, ValueError):  # a CatalogueError is a ValueError
        said = finding_sentence(finding, finding.values, lang)
    if finding.engine is Engine.AXE:
        return said or finding.message_en or finding.rule
    return said or f"{finding.rule} / {finding.code}"


def is_best_practice(finding: Finding) -> bool:
    """True where no criterion asks for it; an engine that did not run is no such thing."""
    return not finding.criteria and not says_that_axe_did_not_run(finding)
