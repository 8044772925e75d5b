"""Remarks: sentences of ours that know their code and values, so that they can be said again in another language.

What is raised as an error, or noted as the reason for something, is met far below the place where a person's language
is known. A remark reads as English there, in logs and to programmers; `wcag_audit.i18n.remarks` says it in Kazakh,
Russian or English. The sentences stand in `i18n/catalogues/errors.toml` and `reasons.toml`, under the code.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUES = ("errors.toml", "reasons.toml")
"""Files in i18n/catalogues/ with the sentences of remarks; read here as data, for this layer knows no other."""

Value = str | int | float | tuple["Remark", ...]
"""What a remark may tell: text, a number, another remark (which is a string too), or several, one a line."""


class Remark(str):
    """An English sentence with the code and the values that it was made of.

    Attributes:
        code: key of the sentence in the catalogues.
        values: what fills its placeholders.
    """

    __slots__ = ("code", "values")
    code: str
    values: Mapping[str, Value]

    def __new__(cls, code: str, /, **values: Value) -> Self:
        """Make the sentence. A code without a sentence, as another version may have stored it, stands for itself."""
        made = super().__new__(cls, _english(code, values))
        made.code = code
        made.values = values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Copies are remarks too."""
        return _again, (self.code, dict(self.values))


def stored(text: str) -> str:
    """Text as it is kept: a remark as JSON with code and values, any other text as it is."""
    if isinstance(text, Remark):
        return json.dumps(_tree(text), ensure_ascii=False, separators=(",", ":"))
    return text


def restored(text: str) -> str:
    """The text behind what `stored` gave; a remark if it was one."""
    if not text.startswith('{"code":'):
        return text
    try:
        return _remark(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError):  # not of our making, or damaged
        return text


def _again(code: str, values: Mapping[str, Value]) -> Remark:
    return Remark(code, **values)


def _tree(value: Value) -> Any:
    if isinstance(value, Remark):
        return {"code": value.code, "values": {name: _tree(inner) for name, inner in value.values.items()}}
    return [_tree(item) for item in value] if isinstance(value, tuple) else value


def _remark(tree: Any) -> Remark:
    return Remark(str(tree["code"]), **{name: _grown(inner) for name, inner in tree["values"].items()})


def _grown(tree: Any) -> Value:
    if isinstance(tree, list):
        return tuple(_remark(item) for item in tree)
    if isinstance(tree, dict):
        return _remark(tree)
    return tree if isinstance(tree, str | int | float) else str(tree)


@cache
def _templates() -> Mapping[str, str | Mapping[str, str]]:
    """English templates by code."""
    found: dict[str, str | Mapping[str, str]] = {}
    folder = files("wcag_audit").joinpath("i18n", "catalogues")
    for name in CATALOGUES:
        for group, entries in tomllib.loads(folder.joinpath(name).read_text("utf-8")).items():
            found |= {f"{group}.{key}": entry["en"] for key, entry in entries.items()}
    return found


def _english(code: str, values: Mapping[str, Value]) -> str:
    template = _templates().get(code)
    if template is None:
        return _bare(code, values)
    if not isinstance(template, str):
        template = template["one" if values.get("n") == 1 else "other"]
    try:
        return template.format_map({name: _plain(value) for name, value in values.items()})
    except KeyError:  # a value is not there: of another version, or a mistake that a test tells
        return _bare(code, values)


def _bare(code: str, values: Mapping[str, Value]) -> str:
    return " ".join((code, *(f"{name}={value!r}" for name, value in values.items())))


def _plain(value: Value) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
