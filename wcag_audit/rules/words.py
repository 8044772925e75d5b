"""What a rule and its findings say to people, whichever engine they come from; reports and command line share it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wcag_audit.model.finding import Engine
from wcag_audit.rules.axe import PREFIX, axe_sentences
from wcag_audit.rules.axe_texts import axe_text
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.texts import axe_did_not_run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.model.finding import Finding, Scalar
    from wcag_audit.model.language import Lang

_ENGINE = "axe-core"
"""The "rule" of the finding that says that axe-core itself did not run."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The texts of a rule in one language.

    Attributes:
        title: what should hold, without a full stop.
        why: who is hit and how; "" for a rule we have no texts of.
        fix: what to do; "" likewise.
        code: examples of repaired code, (language of the code, code).
    """

    title: str
    why: str = ""
    fix: str = ""
    code: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=2048)
def rule_words(rule_id: str, lang: Lang) -> RuleWords:
    """The texts of one of our rules or of axe-core's ("axe-image-alt"); of an unknown one (an older wave) its id."""
    catalogue = load_catalogue()
    if rule_id in catalogue:
        texts = catalogue.texts[rule_id]
        return RuleWords(texts.title[lang].rstrip("."), texts.why[lang], texts.fix[lang], texts.fix_code)
    try:
        words = axe_text(rule_id.removeprefix(PREFIX))
    except KeyError:
        return RuleWords(rule_id)
    code = (("html", words.fix_code),) if words.fix_code else ()
    return RuleWords(words.title[lang].rstrip("."), words.why[lang], words.fix[lang], code)


def finding_sentence(finding: Finding, values: Mapping[str, Scalar], lang: Lang) -> str:
    """What was found at a place, as plain text.

    Args:
        finding: of either engine.
        values: those of the finding, prepared for where the sentence will stand; they stand in it as they are.
        lang: the language.

    Returns:
        The sentence; "" for an element of a rule of axe-core's that we have no texts of.

    Raises:
        KeyError: today's program has no such rule.
        CatalogueError: the rule has no such sentence, or a value is missing.
        ValueError: what axe-core measured is damaged.
    """
    if says_that_axe_did_not_run(finding):
        return axe_did_not_run(values, lang)
    if finding.engine is Engine.AXE:
        return " ".join(text[lang] for text in axe_sentences(finding))
    return load_catalogue().message(finding.rule, finding.outcome, finding.code, values, lang)


def says_that_axe_did_not_run(finding: Finding) -> bool:
    """True for the one finding that is about no rule but about axe-core as a whole."""
    return finding.rule == _ENGINE
