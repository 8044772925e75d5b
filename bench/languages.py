"""Measures how well and how fast the language of a text is told; docs/languages.md holds the figures.

usage: python -m bench.languages [--kk FILE...] [--ru FILE...] [--rounds N]

Without files: the strings written for the tests (tests/kazakh/data/languages), what the program itself says to people,
and the names of countries, languages, months and days that Babel has from CLDR. With files: also random fragments of
the files' sentences. The Russian files are those the table was learned from; of them only the blocks are read that
learning leaves out.
"""

from __future__ import annotations

import argparse
import random
import re
import time
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel import Locale

from tools.learn_languages import blocks, held_out
from wcag_audit.kazakh.detect import KNOWN, detect
from wcag_audit.kazakh.letters import KAZAKH_ONLY, WORD, is_cyrillic
from wcag_audit.kazakh.ngrams import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PACKAGE: Final = Path(__file__).parents[1] / "wcag_audit"
DATA: Final = Path(__file__).parents[1] / "tests" / "kazakh" / "data" / "languages"
BUCKETS: Final = {"1-3 words": (1, 3), "4-8 words": (4, 8), "9+ words": (9, 25)}
FRAGMENTS: Final = 500
SEED: Final = 7
_PLACE: Final = re.compile(r"\{[^{}]*\}")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;:])\s+")
_KAZAKH_SHARE: Final = 0.04
"""Letters found only in Kazakh that a Kazakh sentence has at least; a Russian one quoted in the text has none."""
CLDR: Final = {"kk": "kk", "ru": "ru", "en": "en", "ky": "ky", "uz (Cyrillic)": "uz_Cyrl", "uz": "uz", "tt": "tt"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A string whose language is known.

    Attributes:
        language: "kk", "ru", "en", or the name of another language.
        bucket: a key of BUCKETS, by the number of words.
    """

    language: str
    bucket: str
    text: str


def bucket(text: str) -> str | None:
    """The bucket of a text by its number of words; None if it has none."""
    words = len(WORD.findall(text))
    return next((name for name, (least, _) in reversed(BUCKETS.items()) if words >= least), None)


def samples(language: str, texts: Iterable[str]) -> Iterator[Sample]:
    """Texts as samples; those without words are left out."""
    for text in texts:
        name = bucket(text)
        if name is not None:
            yield Sample(language, name, text)


def written() -> Iterator[Sample]:
    """The strings written for the tests, and every run of three, of six and of nine words in them."""
    for path in sorted(DATA.glob("*.toml")):
        for language, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield from samples(language, dict.fromkeys(piece for text in texts for piece in (text, *_runs(text))))


def _runs(text: str) -> Iterator[str]:
    words = text.split()
    for length in (2, 3, 6, 9):
        yield from (" ".join(words[at : at + length]) for at in range(len(words) - length))


def catalogues() -> Iterator[Sample]:
    """What the program says to people, in three languages; many sentences quote markup or names in Latin letters.

    Places for values are left out, and so are Kazakh and Russian sentences that are mostly words of code.
    """
    for path in sorted(PACKAGE.rglob("*.toml")):
        yield from dict.fromkeys(_sentences(tomllib.loads(path.read_text(encoding="utf-8"))))


def _sentences(table: Mapping[str, Any]) -> Iterator[Sample]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _sentences(value)
        elif key in KNOWN and isinstance(value, str):
            text = _PLACE.sub(" ", value)
            words = WORD.findall(text)
            if key == "en" or 2 * sum(is_cyrillic(word[0]) for word in words) > len(words):
                yield from samples(key, [text])


def cldr(name: str) -> set[str]:
    """Names of countries, languages, months and days in one language of CLDR."""
    locale = Locale.parse(name)
    found = {*locale.territories.values(), *locale.languages.values()}
    for table in (locale.months, locale.days):
        found |= set(table["format"]["wide"].values())
    return {text for text in found if text}


def fragments(texts: Iterable[str], language: str) -> Iterator[Sample]:
    """Random pieces of sentences, so many for each bucket; always the same for the same texts."""
    chance = random.Random(SEED)  # noqa: S311 - a sample that can be drawn again, no secret
    sentences = [sentence for text in texts for sentence in _SENTENCE_END.split(text) if _is_in(sentence, language)]
    for least, most in BUCKETS.values() if sentences else ():
        long_enough = [sentence.split() for sentence in sentences if len(WORD.findall(sentence)) >= max(least, 3)]
        drawn = 0
        while drawn < FRAGMENTS:
            words = chance.choice(long_enough)
            length = chance.randint(least, most)
            start = chance.randint(0, max(0, len(words) - length))
            piece = " ".join(words[start : start + length])
            count = len(WORD.findall(piece))
            if least <= count <= most:
                drawn += 1
                yield from samples(language, [piece])


def _is_in(sentence: str, language: str) -> bool:
    letters = [letter for letter in sentence.lower() if letter.isalpha()]
    own = sum(letter in KAZAKH_ONLY for letter in letters)
    return bool(letters) and (own >= _KAZAKH_SHARE * len(letters) if language == "kk" else not own)


def rows(found: Iterable[Sample]) -> Iterator[tuple[str, str, int, float, float, list[str]]]:
    """Per language and bucket: number of samples, percent told right, percent told as Kazakh, and wrong ones."""
    groups: dict[tuple[str, str], list[Sample]] = defaultdict(list)
    for sample in found:
        groups[sample.language, sample.bucket].append(sample)
    for (language, name), group in groups.items():
        told = [detect(sample.text).language for sample in group]
        right = sum(said == language or (language not in KNOWN and said not in KNOWN) for said in told)
        kazakh = sum(said == "kk" for said in told)
        wrong = [f"{said}: {sample.text}" for sample, said in zip(group, told, strict=True) if said != language]
        yield language, name, len(group), 100 * right / len(group), 100 * kazakh / len(group), wrong


def time_per_string(found: list[Sample], rounds: int) -> float:
    """Microseconds a string, words never seen before; the best of so many rounds."""
    best = float("inf")
    for _ in range(rounds):
        evidence.cache_clear()
        start = time.perf_counter()
        for sample in found:
            detect(sample.text)
        best = min(best, time.perf_counter() - start)
    return best / len(found) * 1_000_000


def _names() -> Iterator[Sample]:
    tables = {name: cldr(code) for name, code in CLDR.items()}
    alike = tables["kk"] & tables["ru"]
    for name, texts in tables.items():
        yield from samples(name, sorted(texts - alike))


def latin_rows(found: Iterable[Sample]) -> Iterator[tuple[str, str, int, float]]:
    """Per language and bucket of what is written in Latin letters: samples, percent hinted to be Kazakh."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sample in found:
        if not any(is_cyrillic(letter) for letter in sample.text):
            groups[sample.language, sample.bucket].append(sample.text)
    for (language, name), texts in groups.items():
        yield language, name, len(texts), 100 * sum(detect(text).latin_kazakh for text in texts) / len(texts)


def _print_latin(found: Iterable[Sample]) -> None:
    print("\n### Kazakh in Latin letters: how often the hint is given\n")
    print("| language | words | strings | hinted to be Kazakh, % |\n|---|---|---|---|")
    for language, name, number, hinted in latin_rows(found):
        print(f"| {language} | {name.removesuffix(' words')} | {number} | {hinted:.1f} |")


def _print(title: str, found: Iterable[Sample]) -> None:
    print(f"\n### {title}\n\n| language | words | strings | told right, % | called Kazakh, % |\n|---|---|---|---|---|")
    for language, name, number, right, kazakh, _ in rows(found):
        print(f"| {language} | {name.removesuffix(' words')} | {number} | {right:.1f} | {kazakh:.1f} |")


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench.languages")
    parser.add_argument("--kk", type=Path, nargs="*", default=[], help="Kazakh texts that were not learned from")
    parser.add_argument("--ru", type=Path, nargs="*", default=[], help="Russian texts learned from with --hold-out ru")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    _print("Strings written for the tests", written())
    _print_latin(written())
    _print("Sentences of the program itself", catalogues())
    _print("Names from CLDR, those left out that are alike in Kazakh and Russian", _names())
    drawn = [
        *fragments([block for path in options.kk for block in blocks(path)], "kk"),
        *fragments([block for path in options.ru for block in held_out(path)], "ru"),
    ]
    if drawn:
        _print("Random fragments of texts that were not learned from", drawn)
    timed = drawn or list(written())
    print(f"\n{time_per_string(timed, options.rounds):.0f} µs a string over {len(timed)} strings.")


if __name__ == "__main__":
    main()
