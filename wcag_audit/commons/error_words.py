"""Wording of error messages in forms, in three languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wcag_audit.commons.wording import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def speaks_of_error(text: str) -> bool:
    """True if a word of the text says that something is wrong or missing."""
    stems = tuple(_table()["signs"].split())
    return any(word.startswith(stems) for word in tokens(text))


def marks_error(attributes: Iterable[str]) -> bool:
    """True if an id, class or the like calls its element a message about errors ("form__error")."""
    stems = tuple(_table()["marks"].split())
    return any(word.startswith(stems) for text in attributes for word in tokens(text.replace("_", " ")))


def says_only_wrong(text: str, labels: Iterable[str]) -> bool:
    """True if a message says that something is wrong but neither what nor what is expected.

    Args:
        text: the message.
        labels: of the form's fields; their words say which field, not what is wrong with it.
    """
    named = {word for label in labels for word in tokens(label)}
    words = set(tokens(text))
    wrong = words & set(_table()["wrong"].split())
    return bool(wrong) and not words - wrong - named - set(_table()["nothing"].split())


@cache
def _table() -> Mapping[str, str]:
    return tomllib.loads(files(__package__).joinpath("error_words.toml").read_text(encoding="utf-8"))
