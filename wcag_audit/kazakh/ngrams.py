"""What the short letter sequences of a word say about its language: a table learned by tools/learn_languages.py."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TABLE: Final = "ngrams.txt"
SCALE: Final = 10
"""Weights are kept as whole numbers, this many to one bit of evidence (a factor of two)."""
_SIZES: Final = (1, 2, 3, 4)
_EDGE: Final = "_"
_MOST_LETTERS: Final = 40
"""Letters of a word that are read; longer ones are no words."""


def grams(word: str) -> Iterator[str]:
    """Sequences of one to four letters of a lower-case word, its two edges counted as letters ("_")."""
    bounded = _bounded(word)
    for size in _SIZES:
        for start in range(len(bounded) - size + 1):
            gram = bounded[start : start + size]
            if gram != _EDGE:
                yield gram


@lru_cache(maxsize=20_000)
def evidence(word: str) -> float:
    """What a lower-case word says about its language, in bits; 0.0 if nothing in it is known.

    Cyrillic words: above zero for Kazakh, below for Russian. Latin words: above zero for English, below for Kazakh in
    Latin letters. Both are log-odds of a naive Bayes model, so those of several words may be added up.
    """
    weight = weights().get
    bounded = _bounded(word)
    length = len(bounded)
    # Written out instead of asking `grams`: this line is most of what telling the language of a page costs
    found = [weight(bounded[at : at + size], 0) for size in _SIZES for at in range(length - size + 1)]
    return sum(found) / SCALE


def _bounded(word: str) -> str:
    return f"{_EDGE}{word[:_MOST_LETTERS]}{_EDGE}"


@cache
def weights() -> Mapping[str, int]:
    """The table: sequence of letters -> weight in tenths of a bit. Cyrillic and Latin sequences do not meet."""
    found: dict[str, int] = {}
    for line in files(__package__).joinpath(TABLE).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            weight, *sequences = line.split(" ")
            found.update(dict.fromkeys(sequences, int(weight)))
    return found
