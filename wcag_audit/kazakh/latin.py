"""Texts in Latin letters that are plainly in one language and not in another, told by their commonest words.

The detector in `detect` knows English only; this table knows some thirty languages, but answers only beyond doubt.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.letters import WORD, is_latin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_QUOTED: Final = re.compile(r"«[^«»]{1,120}»|[“„][^“”„]{1,120}[“”]|\"[^\"]{1,120}\"")
FEWEST: Final = 8
"""Words from which common words tell a language."""
_LONG: Final = 30
_SHARE: Final = 0.3
_SHARE_OF_LONG: Final = 0.15
"""Share of common words that a text has; a page with its menus has fewer than a sentence."""
_COMMON: Final = 3
"""Different common words that it has at least."""
_RIVAL: Final = 0.6
"""Part of these that any other language may have: kindred languages are not told apart."""
_OWN: Final = 0.1
"""Share of the words that may be common words of the declared language alone."""
_LIKELY: Final = 5
"""Different common words of the declared language that a page of menus and labels has at least."""
_SHARE_OF_LIKELY: Final = 0.05
_PHRASE: Final = 2
_TURKIC: Final = frozenset({"kk", "ky", "tt", "tr", "az", "uz", "tk", "ba", "ug"})


def is_known(language: str) -> bool:
    """True for a language whose common words are in the table."""
    return language in _table()


def best_language(text: str) -> str:
    """The language in Latin letters that a text of at least eight words is plainly written in; "" if there is doubt."""
    words = _words(text)
    if len(words) < FEWEST:
        return ""
    counts = {language: sum(word in common for word in words) for language, common in _table().items()}
    best = max(counts, key=lambda language: counts[language])
    least = _SHARE if len(words) < _LONG else _SHARE_OF_LONG
    different = {word for word in words if len(word) > 1} & _table()[best]  # letters may number the items of a list
    if counts[best] < least * len(words) or len(different) < _COMMON:
        return ""
    rival = max(count for language, count in counts.items() if language != best)
    return best if rival <= _RIVAL * counts[best] else ""


def plain_language(text: str, declared: str) -> str:
    """The language that a text is plainly written in, if that is not the declared one; "" if there is any doubt.

    Args:
        text: at least eight words, nearly all in Latin letters; else nothing is said.
        declared: primary subtag; of languages outside the table only Kazakh and Russian are judged, since it is known
            that such a text is in neither.
    """
    best = best_language(text) if is_known(declared) or declared in {"kk", "ru"} else ""
    if best in {declared, ""} or (best in _TURKIC and declared in _TURKIC):
        return ""
    words = _words(text)
    own = _table().get(declared, frozenset()) - _table()[best]
    return best if sum(word in own for word in words) <= _OWN * len(words) else ""


def is_likely(text: str, language: str) -> bool:
    """True if more different common words of a language stand in a text than of any other, though they may be few.

    Menus, tables and labels have few common words, so that `best_language` says nothing of them. This is enough to
    believe a page what it declares, not to doubt it.
    """
    words = _words(text)
    different = set(words)
    own = different & _table().get(language, frozenset())
    if len(own) < _LIKELY or sum(word in own for word in words) < _SHARE_OF_LIKELY * len(words):
        return False
    rivals = (len(different & common) for other, common in _table().items() if other != language)
    return max(rivals) <= _RIVAL * len(own)


def phrase_language(text: str, declared: str) -> str:
    """The language of a short phrase all of whose words are among the commonest of one language, none of the declared.

    Phrases that may be names, with a capital in every word, say nothing.
    """
    words = _words(text)
    if not _PHRASE <= len(words) < FEWEST or not is_known(declared) or set(words) & _table()[declared]:
        return ""
    if all(word[0].isupper() for word in WORD.findall(text)):
        return ""
    found = [language for language, common in _table().items() if set(words) <= common]
    return found[0] if len(found) == 1 else ""


def _words(text: str) -> Sequence[str]:
    """The words of a text, case folded; none if they are not nearly all in Latin letters.

    What stands in quotation marks may be in another language and is left out if enough remains.
    """
    words = [word.casefold() for word in WORD.findall(_QUOTED.sub(" ", text))]
    if len(words) < FEWEST:
        words = [word.casefold() for word in WORD.findall(text)]
    latin = [word for word in words if is_latin(word[0])]
    return latin if len(latin) * 10 >= len(words) * 9 else ()


@cache
def _table() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("latin_words.toml").read_text(encoding="utf-8"))
    return {language: frozenset(row["words"].split()) for language, row in table.items()}
