"""What a finding says in a report, also where today's program has no such rule."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from wcag_audit.i18n.remarks import spoken
from wcag_audit.model.finding import Engine
from wcag_audit.model.outcome import Outcome
from wcag_audit.report.hostile import shorten, visible
from wcag_audit.report.speech import Speech, with_markup
from wcag_audit.rules.words import finding_sentence, rule_words, says_that_axe_did_not_run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.i18n.catalogue import Value
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.language import Lang

_VALUE_LIMIT = 300
_NOTHING: tuple[object, ...] = (None, "", [], {})


def message(finding: Finding, lang: Lang) -> Markup:
    """What was found, as HTML: one sentence, values from the page set apart and bounded."""
    return _message(_Told(finding), lang)


class _Told:
    """A finding as far as its sentence goes: the fault of a component is told alike on all its pages."""

    __slots__ = ("finding", "key")

    def __init__(self, finding: Finding) -> None:
        # The repr tells 1 from True, and a remark from the English that it is equal to.
        values = {name: value for name, value in finding.values.items() if name != "selector"}
        self.key = (finding.rule, finding.code, finding.outcome, finding.engine, repr(values))
        self.finding = finding

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Told) and self.key == other.key


@lru_cache(maxsize=2048)
def _message(told: _Told, lang: Lang) -> Markup:
    finding = told.finding
    values: dict[str, Value] = {name: _marked(spoken(value, lang)) for name, value in finding.values.items()}
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
    # Dates never stand in findings; the catalogue takes the rest as it is.
    if finding.engine is not Engine.AXE or says_that_axe_did_not_run(finding):
        return finding_sentence(finding, values, lang)  # type: ignore[arg-type]
    said = _axe_words(finding, lang)
    fallback = "issue.axe-broken" if finding.outcome is Outcome.FAILED else "issue.axe-undecided"
    return said or Speech(lang).plain(fallback)


def _axe_words(finding: Finding, lang: Lang) -> str:
    """What axe's checks say about the element; "" where that is but the requirement, which stands beside it."""
    try:
        said = finding_sentence(finding, finding.values, lang)
    except ValueError:  # what axe measured was damaged; what it found still holds
        return ""
    return "" if said.rstrip(".") == rule_words(finding.rule, lang).title else visible(said)


def measured(finding: Finding, lang: Lang) -> Mapping[str, str]:
    """What was measured on the element, by the engine's own names; shown as it is.

    axe-core gives data per check: tables are taken apart, anything else stands under the name of the check.
    """
    if finding.engine is not Engine.AXE:
        return {name: str(spoken(value, lang)) for name, value in finding.values.items()}
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
