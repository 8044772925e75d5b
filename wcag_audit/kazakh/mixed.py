"""Words that mix Cyrillic and Latin letters: "бiлiм" with a Latin "i" is read by a voice as "b-eye-l-eye-m"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.letters import (
    CYRILLIC_LOOK_ALIKES,
    LOOK_ALIKES,
    is_cyrillic,
    is_latin,
    normalise,
    without_addresses,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_ROMAN_LIKE: Final = frozenset("IVXLCDMІХСМ")
_TWINS: Final = frozenset(own for foreign, own in LOOK_ALIKES.items() if foreign.isascii())
_MIN_TWINS: Final = 4
_TABLE: Final = {**LOOK_ALIKES, **CYRILLIC_LOOK_ALIKES}
_CYRILLIC: Final = "[\u0400-\u052f]"
_FOREIGN: Final = f"[{''.join(LOOK_ALIKES)}]"
_TWO_SCRIPTS: Final = re.compile(f"{_CYRILLIC}{_FOREIGN}|{_FOREIGN}{_CYRILLIC}")
_OTHER_ALPHABET: Final = re.compile(f"[{''.join(CYRILLIC_LOOK_ALIKES)}]")
_OWN_ALPHABET: Final = str.maketrans(dict(CYRILLIC_LOOK_ALIKES))
_SURELY_KAZAKH: Final = re.compile("[іІ]"), re.compile("[әғқңұӘҒҚҢҰ]"), re.compile("[ҙҫҷӣўҘҪҶӢЎєїґЄЇҐ]")
"""Letters that a Kazakh text has, has, and has not; Bashkir, Khanty, Tajik or Uzbek text fails in one of them."""
_WORD: Final = re.compile(f"(?:[^\\W\\d_]|¥(?={_CYRILLIC}))+")
_BRAND_HEADS: Final = frozenset("eimEIM")
"""Latin letters that stand before a word as a brand: eҮкімет, iБанк, mГов."""


@dataclass(frozen=True, slots=True)
class MixedWord:
    """A word of two scripts.

    Attributes:
        word: as it stands.
        repaired: with Cyrillic letters only; both forms joined by " / " where "Y" may be У or Ү.
        letters: the foreign letters, each once, in order.
    """

    word: str
    repaired: str
    letters: str


def mixed_words(text: str) -> Iterator[MixedWord]:
    """Every mixed word of a text that is plainly meant to be Cyrillic, in order.

    Letters of other Cyrillic alphabets (қ typed as Bashkir ҡ) count in text that is plainly Kazakh.

    Left out: addresses, Roman numerals (VІ, ХХI), brands with a Cyrillic ending (Web-порталдың, SMSті, eҮкімет),
    words next to digits (codes), and words with a Latin letter that no Cyrillic letter looks like.
    """
    clean = normalise(text)
    strict = bool(_OTHER_ALPHABET.search(clean)) and _is_surely_kazakh(clean)
    if not strict and not _TWO_SCRIPTS.search(clean):
        return
    for match in _WORD.finditer(without_addresses(clean)):
        word = match.group()
        if word.isascii() or _beside_digit(match):
            continue
        found = _judge(word, CYRILLIC_LOOK_ALIKES if strict else ())
        if found is not None:
            yield found


def _beside_digit(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    return any(sign.isdigit() or sign == "_" for sign in around)


def _is_surely_kazakh(text: str) -> bool:
    first, second, never = _SURELY_KAZAKH
    return bool(first.search(text) and second.search(text) and not never.search(text))


def _judge(word: str, cyrillic_foreign: Collection[str]) -> MixedWord | None:
    foreign = [letter for letter in word if is_latin(letter) or letter in cyrillic_foreign]
    own = [letter for letter in word if is_cyrillic(letter) and letter not in cyrillic_foreign]
    if not foreign or len(foreign) + len(own) != len(word) or len(own) < len(foreign):
        return None
    if any(letter not in _TABLE for letter in foreign) or all(letter in _ROMAN_LIKE for letter in word):
        return None
    if word[0] in _BRAND_HEADS and word[1].isupper() and is_cyrillic(word[1]) and not word.isupper():
        return None
    repaired = _replaced(word)
    if not any(letter not in _TWINS for letter in own) and len(word) < _MIN_TWINS:
        # A short word whose every letter exists in both alphabets may as well be Latin, unless it is a common one
        return MixedWord(word, repaired, "".join(foreign)) if repaired.casefold() in _common_words() else None
    if "Y" in foreign:
        repaired = f"{repaired} / {_replaced(word.replace('Y', 'Ү'))}"
    return MixedWord(word, repaired, "".join(dict.fromkeys(foreign)))


def repair(text: str) -> str:
    """The text with the foreign letters of mixed words replaced; everything else stays.

    Every word that has a Cyrillic letter is repaired, exceptions included: meant for detection and comparison only.
    """
    clean = normalise(text)
    if _OTHER_ALPHABET.search(clean) and _is_surely_kazakh(clean):
        clean = clean.translate(_OWN_ALPHABET)
    return _WORD.sub(_repair_match, clean) if _TWO_SCRIPTS.search(clean) else clean


def _repair_match(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii() or not any(map(is_cyrillic, word)):
        return word
    return "".join(LOOK_ALIKES.get(letter, letter) for letter in word)


@cache
def _common_words() -> frozenset[str]:
    tables = tomllib.loads(files(__package__).joinpath("profiles.toml").read_text(encoding="utf-8"))
    return frozenset([*tables["kk"]["words"].split(), *tables["ru"]["words"].split()])


def _replaced(word: str) -> str:
    return "".join(_TABLE.get(letter, letter) for letter in word)
