"""Measures what espeak-ng's voices do to Kazakh words, and prints the tables of docs/speech.md.

    .venv/bin/python tools/measure_speech.py                # the sentences of the tests
    .venv/bin/python tools/measure_speech.py TEXT.txt ...   # texts of your own, UTF-8

Needs the extra `speech` (espeakng-loader) or Debian's libespeak-ng.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import itertools
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from wcag_audit.kazakh.alphabet import LETTERS, SPOKEN_WORD, is_speakable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SENTENCES = Path(__file__).parents[1] / "tests" / "kazakh" / "data" / "speech_sentences.toml"
KAZAKH_LETTERS = "әғқңөұүһ"
"""Letters that a Russian voice does not have; і it reads as и, which is wrong but audible."""
_UTF8, _IPA, _NO_SOUND = 1, 2, 2
_LETTER_WORD = {"kk": ("letət", "lˌetət", "lˈetət"), "ru": ("ɭˈetə", "ɭˌitə", "ɭˌetə", "ɭetə", "ɭitə")}
"""How the voices begin when they spell a letter as its code point: "letter four nine b"."""


class NoEspeakError(Exception):
    """There is no espeak-ng library on this machine."""


class Espeak:
    """One voice of espeak-ng, asked for phonemes only; no sound is made."""

    def __init__(self, voice: str) -> None:
        """Load the library and the voice.

        Raises:
            NoEspeakError: there is no library, or it lacks the voice.
        """
        library, data = _library()
        self.voice = voice
        self._lib = ctypes.CDLL(library)
        self._lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._lib.espeak_Info.restype = ctypes.c_char_p
        if self._lib.espeak_Initialize(_NO_SOUND, 0, data, 0) <= 0:
            raise NoEspeakError("espeak-ng does not start; its data are missing.")
        self.version = self._lib.espeak_Info(None).decode()
        self._use()

    def _use(self) -> None:
        if self._lib.espeak_SetVoiceByName(self.voice.encode()):
            raise NoEspeakError(f"espeak-ng has no voice {self.voice}.")

    @lru_cache(maxsize=100_000)  # noqa: B019 - lives as long as the program
    def phonemes(self, text: str) -> str:
        """IPA; marks such as "(en)" where the voice changes the language, spaces between what is said apart."""
        self._use()
        pointer = ctypes.c_char_p(text.encode())
        said: bytes = self._lib.espeak_TextToPhonemes(ctypes.byref(pointer), _UTF8, _IPA)
        return said.decode().strip()

    def says(self, word: str) -> bool:
        """True if the voice says the word as one: no other language, no spelling, no foreign letter left out."""
        said = self.phonemes(word)
        parts = len([part for part in word.replace("\u2010", "-").replace("\u2011", "-").split("-") if part])
        if not said or "(" in said or len(said.split()) > parts or self._spells(said):
            return False
        return all(letter in LETTERS or not letter.isalpha() or self._knows(word, at) for at, letter in enumerate(word))

    def damages(self, word: str, letters: str = KAZAKH_LETTERS) -> dict[str, str]:
        """Letter -> "dropped" or "spelled", for those of the letters in the word that the voice does not say."""
        said = self.phonemes(word)
        lost: dict[str, str] = {}
        for at, letter in enumerate(word):
            if letter.lower() not in letters:
                continue
            if not self._hears(word, at):
                lost[letter.lower()] = "dropped"
            elif self._spells(said):
                lost[letter.lower()] = "spelled"
        return lost

    def _hears(self, word: str, at: int) -> bool:
        return self.phonemes(word) != self.phonemes(word[:at] + word[at + 1 :])

    def _knows(self, word: str, at: int) -> bool:
        """The letter sounds, and not as any letter does that the voice has never met."""
        stranger = "џ" if word[at] != "џ" else "җ"
        return self._hears(word, at) and self.phonemes(word) != self.phonemes(f"{word[:at]}{stranger}{word[at + 1 :]}")

    def _spells(self, said: str) -> bool:
        return any(beginning in said for beginning in _LETTER_WORD.get(self.voice, ()))


def _library() -> tuple[str, bytes | None]:
    try:
        import espeakng_loader  # noqa: PLC0415 - an extra
    except ImportError:
        found = ctypes.util.find_library("espeak-ng")
        if found is None:
            raise NoEspeakError("Install the extra `speech` (pip install espeakng-loader), or espeak-ng.") from None
        return found, None
    return espeakng_loader.get_library_path(), espeakng_loader.get_data_path().encode()


@cache
def sentences(language: str) -> tuple[str, ...]:
    """The clean sentences of the tests in kk, ru or en, each once."""
    tables = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))[language]
    found: dict[str, None] = {}
    for table in tables:
        slots = [key for key in table if key != "text"]
        for words in itertools.product(*(table[slot] for slot in slots)):
            found[table["text"].format(**dict(zip(slots, words, strict=True)))] = None
    return tuple(found)


def running_words(texts: Iterable[str]) -> list[str]:
    """All words of texts that have a Cyrillic letter, in order, repeated ones included."""
    words = (match.group() for text in texts for match in SPOKEN_WORD.finditer(text))
    return [word for word in words if any("\u0400" <= letter <= "\u052f" for letter in word)]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often the alphabet rule and the Kazakh voice say the same; words on which they differ, with counts."""

    words: int
    agree: int
    speakable: int
    differing: tuple[tuple[str, int], ...]


def agreement(words: Sequence[str]) -> Agreement:
    """The alphabet rule against espeak-ng's Kazakh voice."""
    voice = Espeak("kk")
    counts = Counter(words)
    differing = [(word, count) for word, count in counts.items() if is_speakable(word) != voice.says(word)]
    speakable = sum(count for word, count in counts.items() if is_speakable(word))
    lost = sum(count for _, count in differing)
    return Agreement(len(words), len(words) - lost, speakable, tuple(sorted(differing, key=lambda pair: -pair[1])))


def harm(words: Sequence[str], voice_name: str) -> tuple[int, dict[str, Counter[str]]]:
    """Words that lose a Kazakh letter with a voice, and for each letter how often it occurs, is dropped, is spelled."""
    voice = Espeak(voice_name)
    hurt = 0
    letters = {letter: Counter[str]() for letter in KAZAKH_LETTERS}
    for word, count in Counter(words).items():
        lost = voice.damages(word)
        hurt += count if lost else 0
        for letter in set(word.lower()) & set(KAZAKH_LETTERS):
            letters[letter]["words"] += count
            if letter in lost:
                letters[letter][lost[letter]] += count
    return hurt, letters


def main() -> None:
    """Print the tables."""
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    words = running_words(texts or sentences("kk"))
    found = agreement(words)
    print(f"espeak-ng {Espeak('kk').version}, {found.words:,} running words\n")
    print("| what | words | share |\n|---|--:|--:|")
    print(f"| all letters Kazakh | {found.speakable:,} | {found.speakable / found.words:.2%} |")
    print(f"| alphabet rule and Kazakh voice agree | {found.agree:,} | {found.agree / found.words:.3%} |")
    harms = {name: harm(words, name) for name in ("kk", "ru")}
    for name, (hurt, _) in harms.items():
        print(f"| a Kazakh letter is lost with the voice `{name}` | {hurt:,} | {hurt / found.words:.1%} |")
    print("\nThey differ on:", ", ".join(f"{word} ({count})" for word, count in found.differing[:20]) or "no word")
    print("\n| letter | words with it | dropped by `ru` | word spelled by `ru` |\n|---|--:|--:|--:|")
    for letter, counts in harms["ru"][1].items():
        total = counts["words"] or 1
        print(f"| {letter} | {counts['words']:,} | {counts['dropped'] / total:.1%} | {counts['spelled'] / total:.1%} |")


if __name__ == "__main__":
    main()
