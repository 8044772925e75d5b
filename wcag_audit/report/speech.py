"""The report's sentences in one language, escaped, with marked-up values standing inside them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from wcag_audit.i18n.catalogue import Catalogue, CatalogueError, Value, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wcag_audit.model.language import Lang

_MARK = re.compile("\ue000(\\d+)\ue001")


@cache
def catalogues() -> Mapping[str, Catalogue]:
    """The report's own catalogues by file name, and "verdicts", which all parts of the program share."""
    own = {
        file.name.removesuffix(".toml"): read(file)
        for file in files(__package__).joinpath("texts").iterdir()
        if file.name.endswith(".toml")
    }
    shared = files("wcag_audit.i18n").joinpath("catalogues", "verdicts.toml")
    return {**own, "verdicts": read(shared)}


def with_markup(values: Mapping[str, Value], fill: Callable[[Mapping[str, Value]], str]) -> Markup:
    """A sentence that is escaped as a whole, its `Markup` values put in after that.

    Args:
        values: placeholders; a `Markup` value stays as it is, any other is escaped.
        fill: makes the sentence from the values.
    """
    kept: list[Markup] = []

    def marked(value: Value) -> Value:
        if not isinstance(value, Markup):
            return value
        kept.append(value)
        return f"\ue000{len(kept) - 1}\ue001"

    sentence = str(escape(fill({name: marked(value) for name, value in values.items()})))
    return Markup(_MARK.sub(lambda match: str(kept[int(match[1])]), sentence))  # noqa: S704  # escaped above


class Speech:
    """Says things in one language. Keys are "<file>.<key>", such as "site.heading"."""

    def __init__(self, lang: Lang) -> None:
        """Speak `lang`."""
        self.lang: Lang = lang

    def __call__(self, key: str, **values: Value) -> Markup:
        """The sentence as HTML.

        Raises:
            CatalogueError: no such key, or a placeholder without a value.
        """
        types = tuple(map(type, values.values()))
        if _KEPT.issuperset(types):
            return _escaped(self.lang, key, tuple(values.items()), types)
        return with_markup(values, lambda marked: _said(self.lang, key, marked))

    def plain(self, key: str, **values: Value) -> str:
        """The sentence as text, not escaped.

        Raises:
            CatalogueError: as above.
        """
        types = tuple(map(type, values.values()))
        if _KEPT.issuperset(types):
            return _kept(self.lang, key, tuple(values.items()), types)
        return _said(self.lang, key, values)


def _said(lang: Lang, key: str, values: Mapping[str, Value]) -> str:
    file, _, rest = key.partition(".")
    try:
        catalogue = catalogues()[file]
    except KeyError:
        raise CatalogueError(f"There is no catalogue {file!r} for {key!r}.") from None
    return catalogue.say(rest, lang, **values)


_KEPT = frozenset({str, int, Markup})
"""Types of values whose sentences are remembered, each by itself: `Markup` equals its text and is not the same."""


@lru_cache(maxsize=4096)
def _kept(lang: Lang, key: str, values: tuple[tuple[str, Value], ...], _types: tuple[type, ...]) -> str:
    """The same few hundred sentences stand on every page of a report."""
    return _said(lang, key, dict(values))


@lru_cache(maxsize=4096)
def _escaped(lang: Lang, key: str, values: tuple[tuple[str, Value], ...], _types: tuple[type, ...]) -> Markup:
    return with_markup(dict(values), lambda marked: _said(lang, key, marked))
