"""Words whose letters are set apart by spaces: "Қ А З А Қ С Т А Н" is read out letter by letter (failure F32)."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from wcag_audit.kazakh.letters import (
    KAZAKH_ALPHABET,
    LATIN_ALPHABET,
    RUSSIAN_ALPHABET,
    VOWELS,
    is_cyrillic,
    normalise,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_GAP: Final = r"[\s\u00a0\u2009\u200a\u202f]"
_RUN: Final = re.compile(rf"(?<![\w'’-])[^\W\d_](?:{_GAP}[^\W\d_]){{3,}}(?![\w'’-])")
_HINT: Final = re.compile(r"\s\w\W{0,2}\s\w\W{0,2}\s")
_FORMULA: Final = frozenset("=+*/<>^|%×÷±·−–_()[]{}")
_KEYBOARDS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "wasd")
_ONE_LETTER_WORDS: Final = frozenset("авикосуяai")
MIN_CERTAIN: Final = 5
"""Letters from which a word-like run is called a word; four may be initials or blood groups."""


Verdict = Literal["word", "doubtful", "no-word"]


@dataclass(frozen=True, slots=True)
class LetterRun:
    """Four or more single letters in a row, each set apart by one space.

    Attributes:
        text: as it stands, white space folded to single spaces.
        word: the letters joined.
        verdict: "no-word" for alphabets and lists of options (ascending letters), keyboard rows, formulas and runs
            without vowels; "doubtful" where the letters may be initials or an abbreviation that is spelled out.
    """

    text: str
    word: str
    verdict: Verdict


def has_letter_runs(text: str) -> bool:
    """True if `letter_runs` has something to say; quick enough to ask of every text of a page."""
    return _HINT.search(text) is not None and any(letter_runs(text))


def letter_runs(text: str, known: Collection[str] = ()) -> Iterator[LetterRun]:
    """The runs of single letters in a text, in order.

    Args:
        text: text of one text node.
        known: case-folded words that stand unspaced elsewhere; a run that makes one of them is a word.
    """
    for match in _RUN.finditer(normalise(text)):
        yield _run(match, known)


def without_runs(text: str, put: Callable[[LetterRun], str] = lambda run: run.word) -> str:
    """The text with each letter-spaced word, certain or doubtful, joined, or with something else in its place."""
    if not has_letter_runs(text):
        return text

    def replaced(match: re.Match[str]) -> str:
        run = _run(match, ())
        return match.group() if run.verdict == "no-word" else put(run)

    return _RUN.sub(replaced, normalise(text))


def _run(match: re.Match[str], known: Collection[str]) -> LetterRun:
    letters = re.sub(_GAP, "", match.group())
    return LetterRun(" ".join(match.group().split()), letters, _verdict(match, letters, known))


def _verdict(match: re.Match[str], letters: str, known: Collection[str]) -> Verdict:
    if _is_no_word(letters) or _in_formula(match):
        return "no-word"
    folded = letters.casefold()
    if folded in known or (len(letters) >= MIN_CERTAIN and _one_case(letters) and _speakable(folded)):
        return "word"
    return "doubtful"


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
