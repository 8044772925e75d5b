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
_LONGEST: Final = 4
_EDGE: Final = "_"
_MOST_LETTERS: Final = 40
"""Letters of a word that are read; longer ones are no words."""


def grams(word: str) -> Iterator[str]:
    """Sequences of one to four letters of a lower-case word, its two edges counted as letters ("_")."""
    bounded = f"{_EDGE}{word[:_MOST_LETTERS]}{_EDGE}"
    for length in range(1, _LONGEST + 1):
        for start in range(len(bounded) - length + 1):
            gram = bounded[start : start + length]
            if gram != _EDGE:
                yield gram


@lru_cache(maxsize=20_000)
def evidence(word: str) -> float:
    """What a lower-case word says about its language, in bits; 0.0 if nothing in it is known.

    Cyrillic words: above zero for Kazakh, below for Russian. Latin words: above zero for English, below for Kazakh in
    Latin letters. Both are log-odds of a naive Bayes model, so those of several words may be added up.
    """
    table = weights()
    return sum(table.get(gram, 0) for gram in grams(word)) / SCALE


@cache
def weights() -> Mapping[str, int]:
    """The table: sequence of letters -> weight in tenths of a bit. Cyrillic and Latin sequences do not meet."""
    found: dict[str, int] = {}
    for line in files(__package__).joinpath(TABLE).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            weight, *sequences = line.split(" ")
            found.update(dict.fromkeys(sequences, int(weight)))
    return found
