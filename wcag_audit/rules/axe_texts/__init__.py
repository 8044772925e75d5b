"""What axe-core's rules and checks say, in Kazakh, Russian and English, in words of our own.

`messages_*.toml` hold the sentences of checks, the other TOML files the texts of rules. Written for axe-core 4.12.1;
a test compares the tables with the running axe.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from wcag_audit.model.language import LANGS, Lang, Text

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DECIMAL = re.compile(r"\d+\.\d+(:1)?")
_LONGEST_VALUE = 200  # characters; values come from the page, which may be hostile


@dataclass(frozen=True, slots=True)
class AxeText:
    """What a reader is told about a rule of axe-core.

    Attributes:
        title: what should hold.
        why: who is hit when it does not, and how.
        fix: what to do.
        fix_code: HTML, marked ✗ where it is wrong and ✓ where it is right; the same in every language.
    """

    title: Text
    why: Text
    fix: Text
    fix_code: str


def axe_text(rule_id: str) -> AxeText:
    """The texts of a rule by axe's id, such as "image-alt".

    Raises:
        KeyError: axe-core 4.12.1 has no rule of that name.
    """
    return _rules()[rule_id]


def axe_message(check_id: str, outcome_key: str, subkey: str, data: object) -> Text | None:
    """What a check says about one element.

    Args:
        check_id: axe's id of the check, such as "color-contrast".
        outcome_key: "fail" or "incomplete".
        subkey: axe's reason, such as "bgImage"; "" to read it from `data` in the way axe does.
        data: what axe reports with the check: a table of values, a list, one value or nothing.

    Returns:
        The sentence with its values filled in, unescaped; None where we have no sentence for it or a value is missing,
        so that the caller falls back to the title of the rule. A check without a sentence of its own for "incomplete"
        gives that for "fail": some rules of axe ask for a review where a check fails.
    """
    reasons = _messages().get((check_id, outcome_key)) or _messages().get((check_id, "fail"), {})
    text = reasons.get(subkey or _reason(reasons, data)) or reasons.get("default")
    return text and _filled(text, _values(data))


def _reason(reasons: Mapping[str, Text], data: object) -> str:
    """The key of the message that axe itself would choose for that data."""
    if "" in reasons:
        return ""
    if isinstance(data, str):
        return data
    if isinstance(data, Mapping):
        return str(data.get("messageKey") or "default")
    if isinstance(data, Sequence):
        return "singular" if len(data) == 1 else "plural"
    return "default"


def _values(data: object) -> Mapping[str, str]:
    """Placeholders and what stands in for them, each of bounded length."""
    if isinstance(data, Mapping):
        raw = {str(name): value for name, value in data.items() if value is not None}
    elif isinstance(data, Sequence) and not isinstance(data, str):
        raw = {"values": data}
    else:
        raw = {} if data is None else {"data": data}
    return {name: _shown(value) for name, value in raw.items()}


def _shown(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = ", ".join(map(str, value))
    shown = str(value)
    return shown if len(shown) <= _LONGEST_VALUE else shown[:_LONGEST_VALUE] + "…"


def _filled(text: Text, values: Mapping[str, str]) -> Text | None:
    try:
        return Text.of({lang: _sentence(text[lang], values, lang) for lang in LANGS})
    except KeyError:
        return None


def _sentence(template: str, values: Mapping[str, str], lang: Lang) -> str:
    """The template filled in; KeyError where a value is missing."""
    return _PLACEHOLDER.sub(lambda match: _in_language(values[match[1]], lang), template)


def _in_language(value: str, lang: Lang) -> str:
    """A ratio or measure with the decimal comma of Kazakh and Russian; anything else as it is."""
    return value.replace(".", ",") if lang != "en" and _DECIMAL.fullmatch(value) else value


@cache
def _rules() -> Mapping[str, AxeText]:
    return {
        rule: AxeText(Text.of(row["title"]), Text.of(row["why"]), Text.of(row["fix"]), row["fix_code"].strip())
        for rule, row in _rows(messages=False)
    }


@cache
def _messages() -> Mapping[tuple[str, str], Mapping[str, Text]]:
    """Sentences by check and outcome, then by axe's reason; the reason is "" where a check has a single sentence."""
    rows = dict(_rows(messages=True))
    return {
        (check, outcome): {"": Text.of(said)} if "kk" in said else {key: Text.of(text) for key, text in said.items()}
        for check, row in rows.items()
        for outcome, said in (rows[row["same_as"]] if "same_as" in row else row).items()
    }


def _rows(*, messages: bool) -> Iterator[tuple[str, Any]]:
    for file in files(__package__).iterdir():
        if file.name.endswith(".toml") and file.name.startswith("messages_") is messages:
            yield from tomllib.loads(file.read_text(encoding="utf-8")).items()
