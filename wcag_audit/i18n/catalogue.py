"""Catalogues: texts for people in TOML files, each in Kazakh, Russian and English.

A leaf is a table with `kk`, `ru`, `en` and, where it helps the translator, a `note`:

    [saved]
    kk = "{file} сақталды."
    ru = "Файл {file} сохранён."
    en = "{file} was saved."

Placeholders are bare names in braces; a brace itself is doubled. Where a text depends on a number, a language may be a
table of CLDR plural forms; the number is the value `n`, or the one that `plural` names:

    [pages]
    kk = "{n} бет"
    ru = { one = "{n} страница", few = "{n} страницы", many = "{n} страниц", other = "{n} страницы" }
    en = { one = "{n} page", other = "{n} pages" }
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from wcag_audit.i18n import format as fmt
from wcag_audit.i18n.lint import letter_problems
from wcag_audit.model.language import LANGS, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

Value = str | int | float | date | Text
_PIECE = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}|[{}]")
_KEYS = {*LANGS, "note", "plural"}


class CatalogueError(ValueError):
    """A catalogue is wrong, or is asked for what it does not have: a mistake in the program, not of its user."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Templates per language and plural form; a language that does not inflect has the form "other" alone."""

    forms: Mapping[Lang, Mapping[str, str]]
    driver: str

    def template(self, lang: Lang, values: Mapping[str, Value]) -> str:
        forms = self.forms[lang]
        if len(forms) == 1:
            return forms["other"]
        amount = values.get(self.driver)
        if isinstance(amount, bool) or not isinstance(amount, int | float):
            raise CatalogueError(f"needs a number as {self.driver!r} to choose the plural form")
        return forms[fmt.plural_form(amount, lang)]


class Catalogue:
    """Texts by dotted key ("status.timeout.name")."""

    def __init__(self, entries: Mapping[str, _Entry], name: str) -> None:
        """Use `read` or `parse` instead: they check the texts."""
        self._entries = entries
        self._name = name

    def __contains__(self, key: object) -> bool:
        """True where there is a text with that key."""
        return key in self._entries

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, in the order of the file."""
        return tuple(self._entries)

    def say(self, key: str, lang: Lang, /, **values: Value) -> str:
        """The text in one language with its placeholders filled.

        Numbers and dates are written as the language writes them (pass a string to keep digits as they are), a `Text`
        in the same language. Values are not escaped. Values that the text does not use are ignored.

        Raises:
            CatalogueError: no such key, or a placeholder without a value.
        """
        try:
            entry = self._entries[key]
        except KeyError:
            raise CatalogueError(f"{self._name} has no text {key!r}.") from None
        try:
            return _fill(entry.template(lang, values), lang, values)
        except CatalogueError as error:
            raise CatalogueError(f"{self._name}: {key} {error}.") from None

    def template(self, key: str, lang: Lang) -> str:
        """The text as it stands in the catalogue, its placeholders unfilled; of plural forms the one for "other".

        Raises:
            KeyError: no such key.
        """
        return self._entries[key].forms[lang]["other"]

    def text(self, key: str, **values: Value) -> Text:
        """The text in all three languages with its placeholders filled.

        Raises:
            CatalogueError: as for `say`.
        """
        return Text(**{lang: self.say(key, lang, **values) for lang in LANGS})


def read(path: Path | Traversable) -> Catalogue:
    """The catalogue in a TOML file.

    Raises:
        CatalogueError: the file is no TOML or a text is wrong; all problems are listed, one a line.
        OSError: the file cannot be read.
    """
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(toml: str, name: str) -> Catalogue:
    """The catalogue in a text; `name` stands in error messages.

    Raises:
        CatalogueError: as for `read`.
    """
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{name}: {error}") from None
    entries: dict[str, _Entry] = {}
    problems: list[str] = []
    for key, value in _leaves(data):
        entry, wrong = _entry(value)
        problems += [f"{name}: {key} {problem}" for problem in wrong]
        entries[key] = entry
    if problems:
        raise CatalogueError("\n".join(problems))
    return Catalogue(entries, name)


def placeholders(template: str) -> frozenset[str]:
    """Names of the placeholders in a template.

    Raises:
        CatalogueError: a brace is neither doubled nor part of a placeholder.
    """
    names = set()
    for match in _PIECE.finditer(template):
        if match[0] in "{}":
            raise CatalogueError(f"has a single {match[0]!r}; double it, or write a placeholder such as {{name}}")
        names.add(match[1])
    return frozenset(name for name in names if name)


def _leaves(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and not value.keys() & set(LANGS):
            yield from _leaves(value, f"{key}.")
        else:
            yield key, value


def _entry(leaf: Any) -> tuple[_Entry, list[str]]:
    if not isinstance(leaf, dict):
        return _Entry({}, ""), ["is not a table with kk, ru and en"]
    problems = [f"has the unknown key {key!r}" for key in leaf if key not in _KEYS]
    driver = leaf.get("plural", "n")
    forms: dict[Lang, dict[str, str]] = {}
    for lang in LANGS:
        value = leaf.get(lang, "")
        forms[lang] = value if isinstance(value, dict) else {"other": value}
        problems += [f"({lang}) {problem}" for problem in _language_problems(lang, forms[lang])]
    if not problems:
        names = {lang: frozenset[str]().union(*map(placeholders, forms[lang].values())) for lang in LANGS}
        if len(set(names.values())) > 1:
            shown = "; ".join(f"{lang}: {', '.join(sorted(names[lang])) or 'none'}" for lang in LANGS)
            problems.append(f"has different placeholders ({shown})")
        elif any(len(forms[lang]) > 1 for lang in LANGS) and driver not in names["kk"]:
            problems.append(f"has plural forms but no placeholder {driver!r} to choose them by")
    return _Entry(forms, driver), problems


def _language_problems(lang: Lang, forms: Mapping[str, Any]) -> Iterator[str]:
    expected = fmt.plural_forms(lang)
    if len(forms) > 1 and forms.keys() != expected:
        yield f"needs the plural forms {', '.join(sorted(expected))}, not {', '.join(sorted(forms))}"
    elif len(forms) == 1 and "other" not in forms:
        yield "needs the plural form 'other'"
    for template in forms.values():
        if not isinstance(template, str) or not template.strip():
            yield "is missing or empty"
            continue
        yield from letter_problems(template, lang)
        try:
            placeholders(template)
        except CatalogueError as error:
            yield str(error)


def _fill(template: str, lang: Lang, values: Mapping[str, Value]) -> str:
    def piece(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0][0]
        if name not in values:
            raise CatalogueError(f"needs a value for {name!r}")
        shown = _shown(values[name], lang)
        twice = shown.endswith(".") and not shown.endswith("..") and template.startswith(".", match.end())
        return shown[:-1] if twice else shown  # "31 декабря 2026 г." ends a sentence by itself

    return _PIECE.sub(piece, template)


def _shown(value: Value, lang: Lang) -> str:
    if isinstance(value, bool):
        raise CatalogueError("has a yes-or-no value in a placeholder; write two texts instead")
    if isinstance(value, int | float):
        return fmt.number(value, lang)
    if isinstance(value, datetime):
        return fmt.moment(value, lang)
    if isinstance(value, date):
        return fmt.day(value, lang)
    return value[lang] if isinstance(value, Text) else value
