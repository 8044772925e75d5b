"""What a rule and a finding say to people, whichever engine found it, also where today's program has no such rule."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from wcag_audit.model.finding import Engine
from wcag_audit.model.outcome import Outcome
from wcag_audit.report.hostile import shorten, visible
from wcag_audit.report.speech import Speech, with_markup
from wcag_audit.rules.axe import PREFIX, axe_sentences
from wcag_audit.rules.axe_texts import axe_text
from wcag_audit.rules.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.i18n.catalogue import Value
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.language import Lang

_VALUE_LIMIT = 300
_NOTHING: tuple[object, ...] = (None, "", [], {})


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


def rule_words(rule_id: str, lang: Lang) -> RuleWords:
    """The texts of one of our rules or of axe-core's; of an unknown one (an older wave) only its id."""
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


def message(finding: Finding, lang: Lang) -> Markup:
    """What was found, as HTML: one sentence, values from the page set apart and bounded."""
    values: dict[str, Value] = {name: _marked(value) for name, value in finding.values.items()}
    try:
        return with_markup(values, lambda marked: _sentence(finding, marked, lang))
    except (KeyError, ValueError):  # a CatalogueError is a ValueError
        return _fallback(finding, lang)


def plain_message(finding: Finding, lang: Lang) -> str:
    """The same sentence as text, for spreadsheets."""
    try:
        return _sentence(finding, finding.values, lang)
    except (KeyError, ValueError):  # a CatalogueError is a ValueError
        return _fallback(finding, lang).striptags()


def _sentence(finding: Finding, values: Mapping[str, Value], lang: Lang) -> str:
    if finding.engine is Engine.AXE:
        said = _axe_sentences(finding, lang)
        if said:
            return said
        if finding.code not in {"violation", "incomplete"}:
            return Speech(lang).plain("issue.axe-did-not-run")
        return Speech(lang).plain("issue.axe-broken" if finding.outcome is Outcome.FAILED else "issue.axe-undecided")
    catalogue = load_catalogue()
    # Dates never stand in findings; the catalogue takes the rest as it is.
    return catalogue.message(finding.rule, finding.outcome, finding.code, values, lang)  # type: ignore[arg-type]


def _axe_sentences(finding: Finding, lang: Lang) -> str:
    """What axe's checks say about the element; "" where that is but the requirement, which stands beside it."""
    try:
        said = " ".join(text[lang] for text in axe_sentences(finding))
    except ValueError:  # what axe measured was damaged; what it found still holds
        return ""
    return "" if said.rstrip(".") == rule_words(finding.rule, lang).title else visible(said)


def measured(finding: Finding) -> Mapping[str, str]:
    """What was measured on the element, by the engine's own names; shown as it is.

    axe-core gives data per check: tables are taken apart, anything else stands under the name of the check.
    """
    if finding.engine is not Engine.AXE:
        return {name: str(value) for name, value in finding.values.items()}
    found: dict[str, str] = {}
    checks = str(finding.values.get("checks", "")).split(",")
    try:
        data = json.loads(str(finding.values.get("data", "[]")))
    except ValueError:
        return {}
    for check, datum in zip(checks, data if isinstance(data, list) else [], strict=False):
        table = datum if isinstance(datum, dict) else {check: datum}
        found |= {str(name): _shown(value) for name, value in table.items() if value not in _NOTHING}
    return found


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _fallback(finding: Finding, lang: Lang) -> Markup:
    code = Markup("<code>{}</code>").format(visible(f"{finding.rule} / {finding.code}"))
    return Speech(lang)("issue.unknown-message", code=code)


def _marked(value: str | float) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    return Markup("<bdi>{}</bdi>").format(shorten(visible(value), _VALUE_LIMIT))
