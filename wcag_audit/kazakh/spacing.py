"""Words whose letters are set apart by spaces: "Қ А З А Қ С Т А Н" is read out letter by letter (failure F32)."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.letters import (
    KAZAKH_ALPHABET,
    LATIN_ALPHABET,
    RUSSIAN_ALPHABET,
    VOWELS,
    is_cyrillic,
    normalise,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_GAP: Final = r"[\s\u00a0\u2009\u200a\u202f]"
_RUN: Final = re.compile(rf"(?<![\w'’-])[^\W\d_](?:{_GAP}[^\W\d_]){{3,}}(?![\w'’-])")
_FORMULA: Final = frozenset("=+*/<>^|%×÷±·−–_()[]{}")
_KEYBOARDS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "wasd")
_ONE_LETTER_WORDS: Final = frozenset("авикосуяai")
MIN_CERTAIN: Final = 5
"""Letters from which a word-like run is called a word; four may be initials or blood groups."""


@dataclass(frozen=True, slots=True)
class SpacedWord:
    """A run of single letters.

    Attributes:
        text: as it stands, white space folded to single spaces.
        word: the letters joined.
        certain: True if the letters plainly form a word.
    """

    text: str
    word: str
    certain: bool


def spaced_words(text: str, known: Collection[str] = ()) -> Iterator[SpacedWord]:
    """Runs of four or more single letters of one alphabet that are or may be a word.

    Args:
        text: text of one text node.
        known: case-folded words that stand unspaced elsewhere; a run that makes one of them is a word.

    Left out: alphabets and lists of options (ascending letters), keyboard rows, formulas, runs without vowels.
    """
    for match in _RUN.finditer(normalise(text)):
        letters = re.sub(_GAP, "", match.group())
        if _is_no_word(letters) or _in_formula(match):
            continue
        folded = letters.casefold()
        certain = folded in known or (len(letters) >= MIN_CERTAIN and _one_case(letters) and _speakable(folded))
        yield SpacedWord(" ".join(match.group().split()), letters, certain)


def _is_no_word(letters: str) -> bool:
    folded = letters.casefold()
    vowels = sum(letter in VOWELS for letter in folded)
    return (
        len({is_cyrillic(letter) for letter in folded}) > 1
        or len(set(folded)) < 3  # noqa: PLR2004  # "x x x x", "а б а б"
        or not 0 < vowels < len(folded)
        or any(folded in row for row in _KEYBOARDS)
        or _ascending(folded)
        or (letters.islower() and set(folded) <= _ONE_LETTER_WORDS)
    )


def _ascending(folded: str) -> bool:
    """True for letters in the order of an alphabet, forwards or backwards, as in an index or a list of options."""
    for alphabet in (KAZAKH_ALPHABET, RUSSIAN_ALPHABET, LATIN_ALPHABET):
        places = [alphabet.find(letter) for letter in folded]
        if -1 in places:
            continue
        steps = [after - before for before, after in itertools.pairwise(places)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            return True
    return False


def _in_formula(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()].rstrip()[-1:], match.string[match.end() :].lstrip()[:1]
    return before in _FORMULA or after in _FORMULA if before + after else False


def _one_case(letters: str) -> bool:
    return letters.isupper() or letters.islower() or letters[1:].islower()


def _speakable(folded: str) -> bool:
    """True if vowels and consonants alternate as in words: at most two vowels or three consonants in a row."""
    pattern = "".join("v" if letter in VOWELS else "c" for letter in folded)
    share = pattern.count("v") / len(pattern)
    return "vvv" not in pattern and "cccc" not in pattern and 0.2 <= share <= 0.67  # noqa: PLR2004
