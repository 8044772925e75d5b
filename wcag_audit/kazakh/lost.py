"""Which Kazakh letters probably stood where a word has "?" now (`аза?стан`).

A code page without the Kazakh letters turns each of them into "?". The letters beside it, the learned table of letter
sequences (`ngrams`) and vowel harmony say which it was. How often that is right is measured in docs/speech.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from wcag_audit.kazakh.ngrams import SCALE, weights

LETTERS: Final = "әғқңөұүһі"
"""What a "?" may stand for."""
SIGN: Final = "?"
MOST_FORMS: Final = 3
SURE: Final = 8.0
"""Bits by which the best form leads from which it is given alone."""
SHORT: Final = 5
"""Letters below which a word always has several forms: many words differ in one letter (көру, кіру)."""
_MOST_GAPS: Final = 10
_MOST_LETTERS: Final = 40
_KEPT: Final = 40
"""Beginnings of a word that are followed up at a time."""
_UNKNOWN: Final = -1.0
"""Bits for a sequence that the table does not have: rare in both languages."""
_SIZES: Final = (1, 2, 3, 4)

_FRONT: Final = frozenset("әөүіе")
_BACK: Final = frozenset("аоұы")
_GLIDES: Final = frozenset("уияюё")
"""Vowels that may stand beside another vowel, or are consonants there."""
_PURE: Final = _FRONT | _BACK
_VOWELS: Final = _PURE | _GLIDES | {"э"}
_DISHARMONY: Final = 14.0
_HIATUS: Final = 6.0
_CLUSTER: Final = 8.0
_CONSONANT: Final = 2.0
"""Bits against vowels of both kinds in one word, two vowels together, three consonants together, қ or ғ beside a front
vowel and (half of that) к or г beside a back one."""


@lru_cache(maxsize=5_000)
def likely_forms(word: str, letters: str = LETTERS) -> tuple[str, ...]:
    """The most probable forms of a word that lost letters.

    Args:
        word: with "?" for each lost letter; the case of the letters beside it is taken over.
        letters: lower-case letters that may have been lost.

    Returns:
        At most three forms, the best first, and one alone where it leads by far and the word is not short; none for a
        word without "?", with very many of them, or that is too long for a word.
    """
    gaps = word.count(SIGN)
    if not 0 < gaps <= _MOST_GAPS or len(word) > _MOST_LETTERS or gaps == len(word):
        return ()
    ranked = ranked_forms(word.casefold(), letters)
    near = ranked[: 1 if stands_alone(ranked) else MOST_FORMS]
    return tuple(_with_case(form, word) for _, form in near)


def stands_alone(ranked: list[tuple[float, str]]) -> bool:
    """True if the best of the ranked forms of a word needs no others beside it."""
    best, second = (*ranked[:2], (float("-inf"), ""))[:2]
    return len(best[1]) >= SHORT and best[0] - second[0] >= SURE


def ranked_forms(word: str, letters: str = LETTERS) -> list[tuple[float, str]]:
    """Evidence in bits and form, the best first, of a lower-case word; some forms only, if there are very many."""
    begun = [(0.0, "_")]
    for sign in (*word, "_"):
        choices = letters if sign == SIGN else sign
        begun = [(score + _gain(form, letter), form + letter) for score, form in begun for letter in choices]
        if len(begun) > _KEPT:
            begun = sorted(begun, key=lambda entry: (-entry[0], entry[1]))[:_KEPT]
    return [(score, form.strip("_")) for score, form in sorted(begun, key=lambda entry: (-entry[0], entry[1]))]


def _gain(form: str, letter: str) -> float:
    """Bits that a letter adds to the beginning of a word."""
    known = weights().get
    grown = form[-3:] + letter
    found = [known(grown[-size:]) for size in _SIZES if size <= len(grown) and grown[-size:] != "_"]
    bits = sum(_UNKNOWN if weight is None else weight / SCALE for weight in found)
    return bits - _strain(form, letter)


def _strain(form: str, letter: str) -> float:
    """Bits against a letter that breaks vowel harmony or stands where Kazakh has none like it."""
    before = form[-1]
    strain = 0.0
    if letter in _PURE:
        vowel = next((sign for sign in reversed(form) if sign in _PURE), "")
        if vowel and (vowel in _FRONT) != (letter in _FRONT):
            strain += _DISHARMONY
        if before in _PURE:
            strain += _HIATUS
    if "_" not in form[-2:] + letter and not {*form[-2:], letter} & _VOWELS:
        strain += _CLUSTER
    for one, other in ((before, letter), (letter, before)):
        if one in "қғ" and other in _FRONT:
            strain += _CONSONANT
        elif one in "кг" and other in _BACK:
            strain += _CONSONANT / 2
    return strain


def _with_case(form: str, word: str) -> str:
    """The form with the case of the word; a found letter is a capital where all letters around it are."""
    whole = word.replace(SIGN, "")
    capitals = len(whole) > 1 and whole.isupper()
    return "".join(
        (letter.upper() if capitals else letter) if sign == SIGN else sign
        for letter, sign in zip(form, word, strict=True)
    )
