"""Checks on the letters of our own texts: a Kazakh word with a Latin "i" looks right and is read aloud wrong."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.language import Lang

_KAZAKH = frozenset("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")
_KAZAKH_LETTERS = _KAZAKH | {letter.upper() for letter in _KAZAKH}
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def letter_problems(text: str, lang: Lang) -> Iterator[str]:
    """What is wrong with the letters of a text, one English sentence per problem; nothing if all is well."""
    if text != unicodedata.normalize("NFC", text):
        yield "has letters put together from parts; save it in Unicode form NFC"
    if match := _INVISIBLE.search(text):
        yield f"has an invisible character U+{ord(match[0]):04X}; delete it"
    for word in _WORD.findall(text):
        cyrillic = {letter for letter in word if _script(letter) == "CYRILLIC"}
        if cyrillic and any(_script(letter) == "LATIN" for letter in word):
            yield f"mixes Latin and Cyrillic letters in {word!r}"
        elif lang == "kk" and (foreign := cyrillic - _KAZAKH_LETTERS):
            yield f"has letters that are not Kazakh ({', '.join(sorted(foreign))}) in {word!r}"


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", 1)[0]
