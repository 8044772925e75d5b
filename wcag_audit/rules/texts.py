"""What a rule says to people: title, why it matters, how to fix it, and a sentence per outcome code."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wcag_audit.errors import RuleDefinitionError
from wcag_audit.i18n.catalogue import Catalogue, CatalogueError, parse
from wcag_audit.i18n.remarks import spoken
from wcag_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.model.finding import Scalar
    from wcag_audit.model.language import Lang, Text

MISSING_FACT = "missing-fact"
CRASH = "crash"
_GROUPS = {Outcome.FAILED: "failed", Outcome.CANT_TELL: "cantTell", Outcome.PASSED: "passed"}
_TOPICS = ("title", "why", "fix")
_CODE_TABLE = re.compile(r"^\[fix_code\][^\n]*\n.*?(?=^\[[^\n]*\][ \t]*(?:#[^\n]*)?$|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """The texts of one rule.

    Attributes:
        fix_code: example of repaired code, (language of the code, code) such as ("html", "<img ...>"); may be empty.
        codes: the message codes that the rule brings itself, per outcome.
    """

    title: Text
    why: Text
    fix: Text
    fix_code: tuple[tuple[str, str], ...]
    codes: Mapping[Outcome, tuple[str, ...]]
    _sentences: Catalogue

    def message(self, outcome: Outcome, code: str, values: Mapping[str, Scalar], lang: Lang) -> str:
        """The sentence for an outcome of the rule, with its placeholders filled; values are not escaped.

        Raises:
            CatalogueError: neither the rule nor the machinery has a sentence for that code, or a value is missing.
        """
        key = f"{_GROUPS[outcome]}.{code}"
        return _said(self._sentences if key in self._sentences else _common(), key, values, lang)


def parse_texts(toml: str, name: str) -> RuleTexts:
    """The texts in a rule's texts.toml; `name` stands in error messages.

    Raises:
        RuleDefinitionError: it is no TOML, a topic or a language is missing, or languages differ in placeholders.
    """
    try:
        code = tomllib.loads(toml).get("fix_code", {})
        sentences = parse(_CODE_TABLE.sub("", toml), name)
    except (tomllib.TOMLDecodeError, CatalogueError) as error:
        raise RuleDefinitionError("rules.bad-texts", file=name, reason=str(error)) from error
    absent = [topic for topic in _TOPICS if topic not in sentences]
    if absent:
        raise RuleDefinitionError("rules.no-topics", file=name, topics=f"[{'], ['.join(absent)}]")
    codes: dict[Outcome, tuple[str, ...]] = {}
    for outcome, group in _GROUPS.items():
        codes[outcome] = tuple(key.removeprefix(f"{group}.") for key in sentences.keys if key.startswith(f"{group}."))
    known = {*_TOPICS, *(f"{_GROUPS[outcome]}.{code}" for outcome, names in codes.items() for code in names)}
    strange = [key for key in sentences.keys if key not in known]
    if strange:
        raise RuleDefinitionError("rules.idle-tables", file=name, tables=", ".join(strange))
    title, why, fix = (sentences.text(topic) for topic in _TOPICS)
    return RuleTexts(title, why, fix, tuple(code.items()), codes, sentences)


def axe_did_not_run(values: Mapping[str, Scalar], lang: Lang) -> str:
    """The sentence that axe-core itself did not run on a page; `values` has the reason."""
    return _said(_common(), "axe.did-not-run", {"reason": "?", **values}, lang)


def _said(sentences: Catalogue, key: str, values: Mapping[str, Scalar], lang: Lang) -> str:
    return sentences.say(key, lang, **{name: spoken(value, lang) for name, value in values.items()})


@cache
def _common() -> Catalogue:
    """Sentences that every rule may use: missing facts, crashes, a plain pass."""
    text = files(__package__).joinpath("common_texts.toml").read_text(encoding="utf-8")
    return parse(text, "common_texts.toml")


def is_common(outcome: Outcome, code: str) -> bool:
    """True where every rule has a sentence for that code without bringing its own."""
    return f"{_GROUPS.get(outcome, '')}.{code}" in _common()
