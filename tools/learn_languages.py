"""Learns the table by which Kazakh, Russian and English words are told apart, from plain text files.

usage: python tools/learn_languages.py --kk FILE... --ru FILE... --en FILE... [--hold-out ru] [--out FILE]

A word is cut into sequences of one to four letters. A sequence weighs log2 of how much more often it stands in one
language than in the other; counts are damped by log2(1 + count) and smoothed by 0.2. Kazakh is also learned in Latin
letters, by rewriting the Kazakh words in the alphabets of 2018 and 2021, to be told from English.
The same files give the same table. Which texts the shipped table was learned from is said in docs/languages.md.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.letters import WORD, is_cyrillic, is_latin
from wcag_audit.kazakh.mixed import repair
from wcag_audit.kazakh.ngrams import SCALE, TABLE, grams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LANGUAGES: Final = ("kk", "ru", "en")
CYRILLIC_SIZE: Final = 6500
LATIN_SIZE: Final = 1500
SMOOTHING: Final = 0.2
BLOCK: Final = 20
"""Lines of a block; every fifth block of a language named with --hold-out is left for measuring."""
FOLDS: Final = 5
MIN_LINE: Final = 60
"""Characters of a line of prose; shorter lines are headings and torn cells of tables."""
_LINE_HYPHEN: Final = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[^\W\d_])")
_FROM: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_ALPHABETS: Final = {
    "2021": "a ä b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h s ch ş ş - y ı - e iu ia",
    "2018": "a á b v g ǵ d e io j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh sh - y i - e ıý ıa",
}
_TO_LATIN: Final = [
    str.maketrans(dict(zip(_FROM, (letter.strip("-") for letter in row.split()), strict=True)))
    for row in _ALPHABETS.values()
]


def blocks(path: Path) -> list[str]:
    """The prose of a text file in blocks of twenty lines, in order."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    prose = [line for line in lines if len(line) >= MIN_LINE]
    return [_LINE_HYPHEN.sub("", "\n".join(prose[at : at + BLOCK])) for at in range(0, len(prose), BLOCK)]


def learned(path: Path) -> list[str]:
    """The blocks of a held-out language that are learned from."""
    return [block for number, block in enumerate(blocks(path)) if number % FOLDS]


def held_out(path: Path) -> list[str]:
    """The blocks of a held-out language that are never learned from."""
    return blocks(path)[::FOLDS]


def words(texts: Iterable[str], belongs: Callable[[str], bool]) -> Counter[str]:
    """Words of one script, lower case, with look-alike letters repaired."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(word for word in WORD.findall(repair(text).casefold()) if all(map(belongs, word)))
    return found


def contrast(ours: Counter[str], theirs: Counter[str], size: int) -> Iterator[tuple[str, int]]:
    """The sequences that tell most: above zero for ours, below for theirs.

    Yields:
        Sequence and weight, in tenths of a bit.
    """
    damped = [_damped(ours), _damped(theirs)]
    known = sorted(damped[0].keys() | damped[1].keys())
    totals = [sum(counts.values()) + SMOOTHING * len(known) for counts in damped]
    odds = {
        gram: math.log2((damped[0].get(gram, 0.0) + SMOOTHING) / totals[0])
        - math.log2((damped[1].get(gram, 0.0) + SMOOTHING) / totals[1])
        for gram in known
    }
    telling = sorted(known, key=lambda gram: (-abs(odds[gram]) * max(d.get(gram, 0.0) for d in damped), gram))
    for gram in sorted(telling[:size]):
        weight = round(odds[gram] * SCALE)
        if weight:
            yield gram, weight


def _damped(found: Counter[str]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for word, count in found.items():
        for gram in grams(word):
            counts[gram] += count
    return {gram: math.log2(1 + count) for gram, count in counts.items() if count > 1}


def learn(texts: dict[str, list[str]]) -> dict[str, int]:
    """The whole table, from texts of each language."""
    kazakh, russian = (words(texts[language], is_cyrillic) for language in ("kk", "ru"))
    latin = Counter({word.translate(rows): count for rows in _TO_LATIN for word, count in kazakh.items()})
    table = dict(contrast(kazakh, russian, CYRILLIC_SIZE))
    table.update(contrast(words(texts["en"], is_latin), latin, LATIN_SIZE))
    return table


def write(table: dict[str, int], path: Path) -> None:
    """Write the table, one line a weight."""
    lines = ["# Learned by tools/learn_languages.py; see docs/languages.md. Weight, then the sequences that have it."]
    lines += [
        " ".join([str(weight), *sorted(gram for gram, own in table.items() if own == weight)])
        for weight in sorted(set(table.values()))
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Learn and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for language in LANGUAGES:
        parser.add_argument(f"--{language}", type=Path, nargs="+", required=True, metavar="FILE")
    parser.add_argument("--hold-out", choices=LANGUAGES, nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "wcag_audit" / "kazakh" / TABLE)
    options = parser.parse_args()
    texts = {
        language: [
            block
            for path in getattr(options, language)
            for block in (learned(path) if language in options.hold_out else blocks(path))
        ]
        for language in LANGUAGES
    }
    table = learn(texts)
    write(table, options.out)
    print(f"{options.out}: {len(table)} sequences, {options.out.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
