"""The sentences of the tests of speech readiness, and the damage that is done to them on purpose."""

from __future__ import annotations

import os
import random
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from bench.languages import cldr
from tools.measure_speech import sentences as sentences  # noqa: PLC0414 - handed on to the tests
from wcag_audit.kazakh.legacy import TABLES
from wcag_audit.kazakh.letters import CYRILLIC_LOOK_ALIKES, LOOK_ALIKES

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parent / "data"
TEXTS_VARIABLE = "WCAG_AUDIT_KAZAKH_TEXTS"
"""A folder of Kazakh texts (*.kk.txt) to test on besides the committed sentences."""
_WORD = re.compile(r"[^\W\d_]+")


def seeded(seed: int) -> random.Random:
    """Chance that is the same in every run."""
    return random.Random(seed)  # noqa: S311 - no secret hangs on it


def kindred() -> dict[str, list[str]]:
    """Sentences of kindred and neighbouring alphabets, by language."""
    tables = tomllib.loads((DATA / "speech_kindred.toml").read_text(encoding="utf-8"))
    return {language: table["text"].strip().splitlines() for language, table in tables.items()}


def kindred_names() -> dict[str, list[str]]:
    """Several hundred names each of countries, languages, months and days, that CLDR has in kindred alphabets."""
    codes = {"uz_Cyrl": "Uzbek", "uk": "Ukrainian", "sr": "Serbian", "mk": "Macedonian", "be": "Belarusian"}
    codes |= {"tg": "Tajik", "ky": "Kyrgyz", "tt": "Tatar", "bg": "Bulgarian"}
    return {f"{name}, names from CLDR": sorted(cldr(code)) for code, name in codes.items()}


def further_texts() -> list[str]:
    """Kazakh texts of the folder that the environment names; empty if it names none."""
    folder = os.environ.get(TEXTS_VARIABLE)
    return [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.kk.txt"))] if folder else []


def _look_alike(text: str, chance: random.Random) -> str:
    back: dict[str, list[str]] = {}
    for wrong, right in {**LOOK_ALIKES, **CYRILLIC_LOOK_ALIKES}.items():
        back.setdefault(right, []).append(wrong)
    places = [
        match.start() + offset
        for match in _WORD.finditer(text)
        for offset, letter in enumerate(match.group())
        if len(match.group()) > 1 and letter in back
    ]
    place = chance.choice(places)
    return f"{text[:place]}{chance.choice(back[text[place]])}{text[place + 1 :]}"


def _legacy(code_page: str) -> Callable[[str, random.Random], str]:
    table = str.maketrans({kazakh: shown for shown, kazakh in TABLES[code_page].items()})
    return lambda text, _: text.translate(table)


def _misread(codec: str) -> Callable[[str, random.Random], str]:
    """UTF-8 read as browsers read the code page: bytes it does not have become control characters."""
    return lambda text, _: "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in unicodedata.normalize("NFC", text).encode()
    )


def _lost(text: str, _: random.Random) -> str:
    return text.encode("cp1251", "replace").decode("cp1251")


def _inside_a_word(sign: str) -> Callable[[str, random.Random], str]:
    def put(text: str, chance: random.Random) -> str:
        word = chance.choice([match for match in _WORD.finditer(text) if len(match.group()) > 2])
        place = word.start() + chance.randrange(1, len(word.group()))
        return f"{text[:place]}{sign}{text[place:]}"

    return put


def _broken(sign: str) -> Callable[[str, random.Random], str]:
    def put(text: str, chance: random.Random) -> str:
        word = chance.choice([match for match in _WORD.finditer(text) if len(match.group()) > 2])
        place = word.start() + chance.randrange(1, len(word.group()) - 1)
        return f"{text[:place]}{sign}{text[place + 1 :]}"

    return put


def _spaced(text: str, _: random.Random) -> str:
    first, second, *rest = text.split(" ")
    return " ".join([" ".join(first), " ".join(second), *rest])


DAMAGES: dict[str, Callable[[str, random.Random], str]] = {
    "one look-alike letter": _look_alike,
    "і typed as Latin i": lambda text, _: text.replace("і", "i").replace("І", "I"),
    "ә typed as Latin schwa": lambda text, _: text.replace("ә", "ə").replace("Ә", "Ə"),
    "KZ-1048 read as Windows-1251": _legacy("KZ-1048"),
    "PT154 read as Windows-1251": _legacy("PT154"),
    "UTF-8 read as Windows-1251": _misread("cp1251"),
    "UTF-8 read as Windows-1252": _misread("cp1252"),
    "letters lost to question marks": _lost,
    "decomposed letters": lambda text, _: unicodedata.normalize("NFD", text),
    "zero-width space in a word": _inside_a_word("\u200b"),
    "first two words letter-spaced": _spaced,
    "private-use character in a word": _broken("\ue123"),
    "replacement character in a word": _broken("\ufffd"),
}
"""What goes wrong with Kazakh text, done to a sentence; one that has none of the letters concerned stays as it is."""
