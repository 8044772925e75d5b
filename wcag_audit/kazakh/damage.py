"""Everything that keeps a Kazakh word from being read aloud, with the repaired form where there is one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.legacy import code_page, legacy_words, repair_legacy, suspects
from wcag_audit.kazakh.letters import without_addresses
from wcag_audit.kazakh.lost import LETTERS, likely_forms
from wcag_audit.kazakh.mixed import mixed_words
from wcag_audit.kazakh.mixed import repair as repair_mixed
from wcag_audit.kazakh.mojibake import garbled_runs, repair_garbled
from wcag_audit.kazakh.spacing import has_letter_runs, letter_runs, without_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

_CYRILLIC: Final = "[\u0400-\u052f]"
_LOST: Final = re.compile(rf"(?:{_CYRILLIC}|(?<=\s)\?|^\?)(?:{_CYRILLIC}|\?(?={_CYRILLIC}))*")
_LOST_INSIDE: Final = re.compile(
    r"[а-яёәғқңөұүһі]\?+[а-яёәғқңөұүһі]|[А-ЯЁӘҒҚҢӨҰҮҺІ]\?+[А-ЯЁӘҒҚҢӨҰҮҺІ]|[А-ЯЁ]\?+[а-яёі]{2}"
)
_RUN: Final = re.compile("[\\w\ufffd\ue000-\uf8ff]+")
_ANY_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_PRIVATE: Final = re.compile("[^\\W\\d_][\ue000-\uf8ff]+[^\\W\\d_]")
_MARKED_RUN: Final = re.compile("[\u0400-\u052f\u0300-\u036f]+")
_DECOMPOSED: Final = re.compile("[ИиЕеІі][\u0306\u0308]")
_SPLIT_RUN: Final = re.compile("[\u0400-\u052f\u200b-\u200d\u2060\ufeff]+")
_SPLIT: Final = re.compile(f"{_CYRILLIC}[\u200b-\u200d\u2060\ufeff]+{_CYRILLIC}")
_ANY_SPLIT: Final = re.compile("[\u0306\u0308\u200b-\u200d\u2060\ufeff]")
_INVISIBLE: Final = re.compile("[\u200b-\u200d\u2060\ufeff]")


class Damage(StrEnum):
    """Kinds of damage to Kazakh text."""

    LOOK_ALIKE = "look-alike"
    LEGACY_KZ1048 = "legacy-kz1048"
    LEGACY_PT154 = "legacy-pt154"
    UTF8_AS_CP1251 = "utf8-as-cp1251"
    UTF8_AS_CP1252 = "utf8-as-cp1252"
    LOST = "lost-letter"
    REPLACED = "replacement-character"
    PRIVATE_USE = "private-use"
    DECOMPOSED = "decomposed"
    INVISIBLE = "invisible-character"
    SPACED = "letter-spaced"


@dataclass(frozen=True, slots=True)
class DamagedWord:
    """A damaged word, or run of words.

    Attributes:
        word: as it stands.
        repaired: as it is meant; "" where that cannot be known.
        likely: where it cannot be known, what it probably was: the best form first, more than one where that is unsure.
    """

    kind: Damage
    word: str
    repaired: str
    likely: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """A text as it is meant as far as that can be known, and the kinds of damage it has had."""

    text: str
    kinds: frozenset[Damage]


def repair(text: str) -> Repair:
    """The repaired form of a text and the kinds of its damage; lost letters stay lost, letter-spaced words are joined.

    Judged by itself. Strings of a few words from a legacy font tell too little alone: see `legacy.code_page`.
    """
    kinds = frozenset(word.kind for word in damaged_words(text))
    if not kinds:
        return Repair(text, kinds)
    fixed = repair_garbled(text)
    page = code_page(suspects(fixed)) if fixed == text else None
    if page is not None:
        fixed = repair_legacy(fixed, page)
    fixed = _SPLIT_RUN.sub(lambda match: _INVISIBLE.sub("", match.group()), fixed)
    fixed = unicodedata.normalize("NFC", fixed)
    if Damage.LOOK_ALIKE in kinds:
        fixed = repair_mixed(fixed)
    if Damage.SPACED in kinds:
        fixed = without_runs(fixed)
    return Repair(fixed, kinds)


def damaged_words(text: str) -> Iterator[DamagedWord]:
    """Every damaged word of a text, kind by kind, in the order of the text within a kind."""
    garbled = list(garbled_words(text))
    yield from garbled
    if not garbled:
        yield from _legacy(text)
    yield from lost_letters(text)
    yield from split_words(text)
    for mixed in mixed_words(text):
        yield DamagedWord(Damage.LOOK_ALIKE, mixed.word, mixed.repaired)
    if has_letter_runs(text):
        for run in letter_runs(text):
            if run.verdict != "no-word":
                yield DamagedWord(Damage.SPACED, run.text, run.word)


def garbled_words(text: str) -> Iterator[DamagedWord]:
    """Runs of UTF-8 that was read in another encoding."""
    kinds = {"Windows-1251": Damage.UTF8_AS_CP1251, "Windows-1252": Damage.UTF8_AS_CP1252}
    for run in garbled_runs(text):
        yield DamagedWord(kinds[run.read_as], run.text, run.repaired)


def _legacy(text: str) -> Iterator[DamagedWord]:
    page = code_page(suspects(text))
    if page is not None:
        kind = Damage.LEGACY_PT154 if page == "PT154" else Damage.LEGACY_KZ1048
        for word in legacy_words(text, page):
            yield DamagedWord(kind, word.word, word.repaired)


def lost_letters(text: str) -> Iterator[DamagedWord]:
    """Words in which letters gave way to "?", U+FFFD or a private character; what they were cannot be known.

    A "?" counts between letters of the same case only: "Қалай?Бұл" lacks a space, not a letter. It has likely forms.
    """
    if "?" in text and _LOST_INSIDE.search(text):
        letters = LETTERS.replace("і", "") if "і" in text.casefold() else LETTERS  # Windows-1251 has і: it survived
        for match in _LOST.finditer(without_addresses(text)):
            if _LOST_INSIDE.search(match.group()):
                yield DamagedWord(Damage.LOST, match.group(), "", likely_forms(match.group(), letters))
    if "\ufffd" in text:
        for match in _RUN.finditer(text):
            if "\ufffd" in match.group():
                yield DamagedWord(Damage.REPLACED, match.group(), "")
    if _ANY_PRIVATE.search(text) and _PRIVATE.search(text):
        for match in _RUN.finditer(text):
            if _PRIVATE.search(match.group()):
                yield DamagedWord(Damage.PRIVATE_USE, match.group(), "")


def split_words(text: str) -> Iterator[DamagedWord]:
    """Cyrillic words with letters put together from parts, or with invisible characters inside."""
    if not _ANY_SPLIT.search(text):
        return
    for kind, sign, run in ((Damage.DECOMPOSED, _DECOMPOSED, _MARKED_RUN), (Damage.INVISIBLE, _SPLIT, _SPLIT_RUN)):
        if not sign.search(text):
            continue
        for match in run.finditer(text):
            if sign.search(match.group()):
                yield DamagedWord(kind, match.group(), _whole(match.group()))


def _whole(word: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", word))
