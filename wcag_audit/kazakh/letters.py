"""Letters of Kazakh and Russian, and the foreign letters that are put in their place by mistake."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

KAZAKH_ONLY: Final = frozenset("әғқңөұүһі")
"""Lower-case letters that Kazakh Cyrillic has and Russian has not."""

KAZAKH_ALPHABET: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
RUSSIAN_ALPHABET: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LATIN_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"

VOWELS: Final = frozenset("аәеёиоөуұүыіэюяaeiouyäöüı")
"""Lower-case vowels of both alphabets; "у" and "и" may be consonants in Kazakh, which does not matter here."""

LOOK_ALIKES: Final[Mapping[str, str]] = {
    **dict(zip("iIıəƏǝhöÖθΘŋŊķĶ¥", "іІіәӘәһөӨөӨңҢқҚҰ", strict=True)),
    **dict(zip("aAcCeEoOpPxXyYBHKMTkmt", "аАсСеЕоОрРхХуУВНКМТкмт", strict=True)),
}
"""Foreign letter -> the Kazakh letter it is typed for. "Y" also stands for Ү; a person must choose."""

CYRILLIC_LOOK_ALIKES: Final[Mapping[str, str]] = dict(zip("ѳѲӈӇҥҤҡҠҟҞӄӃҕҔӷӶҳҲ", "өӨңҢңҢқҚқҚқҚғҒғҒһҺ", strict=True))
"""Letters of other Cyrillic alphabets -> the Kazakh letter they are typed for; "ҳ" also stands for х."""

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
WORD: Final = re.compile(r"[^\W\d_]+")
"""A run of letters of any script."""

_TO_LATIN: Final = str.maketrans("аәесһіоөрхуқкнмтвѕјұү", "aeechioopxykkhmtbsjyy")


def normalise(text: str) -> str:
    """The text with composed letters and without soft hyphens and other invisible marks inside words."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


_TOKEN: Final = re.compile(r"\S+")
_ADDRESS: Final = re.compile(r"@|://|www\.")


def without_addresses(text: str) -> str:
    """The text with web and mail addresses left out."""
    if not _ADDRESS.search(text):
        return text
    # Token by token: one pattern for a whole address would take quadratic time on a long word without one
    return _TOKEN.sub(lambda match: " " if _ADDRESS.search(match.group()) else match.group(), text)


def is_cyrillic(letter: str) -> bool:
    """True for a letter of the Cyrillic blocks of Unicode."""
    return "\u0400" <= letter <= "\u052f"


def is_latin(letter: str) -> bool:
    """True for a letter of the Latin blocks, and for the Greek ones and the sign that are typed for ө and Ұ."""
    return (letter.isalpha() and (letter < "\u0250" or letter in "əθΘ")) or letter == "¥"


def fold_look_alikes(text: str) -> str:
    """The case-folded text with Cyrillic letters replaced by the Latin ones they look like, for comparing texts.

    "Сaйт" with a Latin "a" and "Сайт" come out alike; the result is not meant for people.
    """
    return text.casefold().translate(_TO_LATIN)
