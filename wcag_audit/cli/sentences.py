"""What findings and rules say to the person, whichever engine they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.cli.app import texts
from wcag_audit.i18n.catalogue import CatalogueError
from wcag_audit.model.finding import Engine
from wcag_audit.rules.axe import PREFIX, axe_sentences
from wcag_audit.rules.axe_texts import axe_text
from wcag_audit.rules.catalogue import load_catalogue

if TYPE_CHECKING:
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.language import Lang

_ENGINE = "axe-core"
"""The "rule" of the finding that says that axe-core itself did not run."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a rule in one language.

    Attributes:
        title: what should hold.
        why: who is hit when it does not; "" where we have no text.
        fix: what to do; "" likewise.
        code: an example of repaired code; "" if there is none.
    """

    title: str
    why: str = ""
    fix: str = ""
    code: str = ""


def words(rule_id: str, lang: Lang) -> Words:
    """The texts of one of our rules or of axe-core's ("axe-image-alt"); of an unknown one its id alone."""
    catalogue = load_catalogue()
    if rule_id in catalogue:
        own = catalogue.texts[rule_id]
        return Words(own.title[lang], own.why[lang], own.fix[lang], "\n".join(code for _, code in own.fix_code).strip())
    try:
        text = axe_text(rule_id.removeprefix(PREFIX))
    except KeyError:
        return Words(rule_id)
    return Words(text.title[lang], text.why[lang], text.fix[lang], text.fix_code)


def sentence(finding: Finding, lang: Lang) -> str:
    """What was found at a place, as plain text; values from the page stand in it as they are."""
    if finding.rule == _ENGINE:
        return texts().say("check.axe-did-not-run", lang, reason=str(finding.values.get("reason", "")))
    if finding.engine is Engine.AXE:
        said = " ".join(text[lang] for text in axe_sentences(finding))
        return said or finding.message_en or finding.rule
    try:
        return load_catalogue().message(finding.rule, finding.outcome, finding.code, finding.values, lang)
    except (KeyError, CatalogueError):
        return f"{finding.rule} / {finding.code}"


def is_best_practice(finding: Finding) -> bool:
    """True where no criterion asks for it; an engine that did not run is no such thing."""
    return not finding.criteria and finding.rule != _ENGINE
