"""Measures how surely damage to Kazakh text is found, and lost letters are guessed; docs/speech.md holds the figures.

usage: python -m bench.damage [TEXT.kk.txt ...]

Does each damage to every clean sentence of the tests, puts them into a page, opens it in Chromium and asks the rules.
With files: guesses the lost letters of their words too. Take texts from which the table of letter sequences was not
learned.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.kazakh.speech_data import DAMAGES, kindred, kindred_names, seeded, sentences
from tests.kazakh.speech_pages import found, look_at
from tests.rules.server import serve
from wcag_audit.browser import Browser, BrowserOptions
from wcag_audit.kazakh.alphabet import SPOKEN_WORD, is_speakable
from wcag_audit.kazakh.damage import damaged_words
from wcag_audit.kazakh.lost import LETTERS, MOST_FORMS, SIGN, ranked_forms, stands_alone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.rules.server import Shelf

SEED: Final = 11
LOSSES: Final = {"Windows-1251 (і stays)": LETTERS.replace("і", ""), "all nine letters": LETTERS}


@dataclass(frozen=True, slots=True)
class Guesses:
    """How lost letters were guessed; shares of the running words that lost any.

    Attributes:
        words: running words that lost a letter and have one left.
        first, third: share whose best form, one of whose three best forms, is the true one.
        alone: share of which one form is given alone.
        alone_right: share of these that are right.
    """

    words: int
    first: float
    third: float
    alone: float
    alone_right: float


def guess(texts: Iterable[str], letters: str) -> Guesses:
    """Take the letters out of every word of Kazakh letters, and guess them."""
    words = Counter(word[0].casefold() for text in texts for word in SPOKEN_WORD.finditer(text))
    tally: Counter[str] = Counter()
    for word, count in words.items():
        torn = "".join(SIGN if letter in letters else letter for letter in word)
        if torn == word or not set(torn) - {SIGN} or not is_speakable(word):
            continue
        ranked = ranked_forms(torn, letters)
        forms = [form for _, form in ranked[:MOST_FORMS]]
        alone = stands_alone(ranked)
        tally += Counter(words=count, first=count * (forms[0] == word), third=count * (word in forms))
        tally += Counter(alone=count * alone, alone_right=count * (alone and forms[0] == word))
    number = tally["words"] or 1
    right = tally["alone_right"] / (tally["alone"] or 1)
    return Guesses(number, tally["first"] / number, tally["third"] / number, tally["alone"] / number, right)


async def _damages(browser: Browser, shelf: Shelf) -> None:
    clean = sentences("kk")
    print("| damage | sentences changed | found alone | found in a page | found where nothing was done |")
    print("|---|--:|--:|--:|--:|")
    for name, damage in DAMAGES.items():
        chance = seeded(SEED)
        damaged = [damage(text, chance) for text in clean]
        changed = {f"s{number}" for number, text in enumerate(damaged) if text != clean[number]}
        objections = found(await look_at(browser, shelf, damaged, "kk"))
        alone = sum(any(True for _ in damaged_words(damaged[int(place[1:])])) for place in changed)
        caught, wrong = changed & objections.keys(), objections.keys() - changed
        shares = (alone / len(changed), len(caught) / len(changed))
        print(f"| {name} | {len(changed)} | {shares[0]:.1%} | {shares[1]:.1%} | {len(wrong)} |")


async def _clean(browser: Browser, shelf: Shelf) -> None:
    print("\n| clean text | strings | found alone | found in a page |\n|---|--:|--:|--:|")
    texts = {"Kazakh": sentences("kk"), "Russian": sentences("ru"), "English": sentences("en")}
    tags = {"Kazakh": "kk", "Russian": "ru", "English": "en"}
    for name, lines in (texts | kindred() | kindred_names()).items():
        objections = found(await look_at(browser, shelf, lines, tags.get(name, "und")))
        alone = sum(any(True for _ in damaged_words(line)) for line in lines)
        print(f"| {name.capitalize() if name.islower() else name} | {len(lines)} | {alone} | {len(objections)} |")


def _guesses(title: str, texts: Iterable[str]) -> None:
    for loss, letters in LOSSES.items():
        done = guess(texts, letters)
        shares = f"{done.first:.1%} | {done.third:.1%} | {done.alone:.1%} | {done.alone_right:.1%}"
        print(f"| {title} | {loss} | {done.words:,} | {shares} |")


async def _measure() -> None:
    with serve() as shelf:
        async with Browser(BrowserOptions(allow_private=True)) as browser:
            await _damages(browser, shelf)
            await _clean(browser, shelf)


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench.damage")
    parser.add_argument("texts", type=Path, nargs="*", help="further Kazakh texts")
    options = parser.parse_args()
    asyncio.run(_measure())
    print("\n| text | lost | words | best form right | among three | one form alone | of these right |")
    print("|---|---|--:|--:|--:|--:|--:|")
    _guesses("sentences of the tests", sentences("kk"))
    if options.texts:
        _guesses("further texts", [path.read_text(encoding="utf-8") for path in options.texts])


if __name__ == "__main__":
    main()
