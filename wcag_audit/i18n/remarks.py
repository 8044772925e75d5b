"""What errors and reasons say to people: remarks (`wcag_audit.remark`) in Kazakh, Russian and English."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from wcag_audit.i18n.catalogue import Catalogue, CatalogueError, read
from wcag_audit.remark import CATALOGUES, Remark

if TYPE_CHECKING:
    from wcag_audit.i18n.catalogue import Value
    from wcag_audit.model.language import Lang
    from wcag_audit.remark import Value as RemarkValue

T = TypeVar("T")


@cache
def catalogues() -> tuple[Catalogue, ...]:
    """The sentences of errors, and those of reasons."""
    return tuple(read(files(__package__).joinpath("catalogues", name)) for name in CATALOGUES)


def sentence(text: str, lang: Lang) -> str:
    """A remark in a language; any other text, such as the English that older waves have stored, as it is."""
    if not isinstance(text, Remark):
        return text
    values = {name: _said(value, lang) for name, value in text.values.items()}
    for catalogue in catalogues():
        if text.code in catalogue:
            with suppress(CatalogueError):  # another version may have stored it with other values
                return catalogue.say(text.code, lang, **values)
    return str(text)


def spoken(value: T, lang: Lang) -> T | str:
    """A value for a placeholder: a remark as a sentence in the language, anything else as it is."""
    return sentence(value, lang) if isinstance(value, Remark) else value


def language_of(text: str, lang: Lang) -> Lang:
    """The language in which `sentence` says a text: the one asked for, or English for what is no remark."""
    known = isinstance(text, Remark) and any(text.code in catalogue for catalogue in catalogues())
    return lang if known else "en"


def _said(value: RemarkValue, lang: Lang) -> Value:
    if isinstance(value, tuple):
        return "\n".join(sentence(item, lang) for item in value)
    return spoken(value, lang)
