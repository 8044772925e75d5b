"""What comes from a page, as HTML: set apart from the report's own words, bounded, hidden characters written out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from wcag_audit.i18n.remarks import language_of, sentence
from wcag_audit.report.hostile import is_web_address, language_tag, shorten, shorten_middle, visible

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang

_BREAKS = re.compile(r"(?<=[/?&=._-])(?=\w)")
_NAME_LIMIT, _CODE_LIMIT, _ADDRESS_LIMIT = 200, 2000, 160


@lru_cache(maxsize=1024, typed=True)  # `Markup` equals its text and is not the same
def code(text: str, limit: int = _CODE_LIMIT) -> Markup:
    """Machine text from a page: read from left to right, not translated, hidden characters written out."""
    return Markup(f'<code dir="ltr" translate="no">{escape(shorten(visible(text), limit))}</code>')  # noqa: S704 - escaped


@lru_cache(maxsize=1024, typed=True)  # `Markup` equals its text and is not the same
def words(text: str, lang: str = "", limit: int = _NAME_LIMIT) -> Markup:
    """Words from a page, set apart in their own direction and, where it is known, in their language."""
    tag = language_tag(lang)
    shown = escape(shorten(visible(" ".join(text.split())), limit))
    return Markup('<bdi lang="{}">{}</bdi>').format(tag, shown) if tag else Markup("<bdi>{}</bdi>").format(shown)


def remark(text: str, lang: Lang, limit: int = _NAME_LIMIT) -> Markup:
    """Why something could not be done, in the report's language; what an older wave stored stays English."""
    said, tag = sentence(text, lang), language_of(text, lang)
    return words(said, "" if tag == lang else tag, limit)


@lru_cache(maxsize=4096)
def address(url: str) -> Markup:
    """An address as text, its middle left out where it is long; lines break at its joints."""
    parts = _BREAKS.split(shorten_middle(visible(url), _ADDRESS_LIMIT))
    return Markup('<bdi class="address" translate="no">{}</bdi>').format(Markup("<wbr>").join(parts))


@lru_cache(maxsize=4096)
def outside(url: str) -> Markup:
    """A link to an address on the web; only text where it is no http or https address."""
    if not is_web_address(url):
        return code(url, _ADDRESS_LIMIT)
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, address(url))
