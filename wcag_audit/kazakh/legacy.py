"""Text of legacy 8-bit Kazakh fonts: "Ќазаќстан", Kazakh code pages whose bytes were read as Windows-1251.

The tables are derived from the code pages KZ-1048 (STRK1048) and PT154 against Windows-1251.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from wcag_audit.kazakh.alphabet import is_speakable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CodePage = Literal["KZ-1048", "PT154"]

_KAZAKH: Final = "ӘәҒғҚқҢңӨөҰұҮүҺһ"
TABLES: Final[Mapping[CodePage, Mapping[str, str]]] = {
    "KZ-1048": dict(zip("ЈјЄєЌќЅѕҐґЎўЇїЋћ", _KAZAKH, strict=True)),
    "PT154": dict(zip("ЄєЃѓЌќЊњ¤µ¦±‡‰Ћћ", _KAZAKH, strict=True)),
}
"""Letter as it is shown -> Kazakh letter that is meant."""
_TRANSLATIONS: Final = {page: str.maketrans(dict(table)) for page, table in TABLES.items()}
_ONLY: Final[Mapping[CodePage, frozenset[str]]] = {
    "KZ-1048": frozenset("ЈјЅѕҐґЎўЇї"),
    "PT154": frozenset("ЃѓЊњ¤µ¦±‡‰"),
}
_MARKERS: Final = frozenset("ЌќЈјЅѕЊњЃѓ")
"""Uzbek, Ukrainian and Belarusian have none of these, although they have ў, є, ї or ґ."""
_MARKED_SHARE: Final = 0.15
_SHOWN: Final = "".join(sorted({letter for table in TABLES.values() for letter in table}))
_ANY: Final = re.compile(f"[{_SHOWN}]")
_WORD: Final = re.compile(r"(?:[\u0400-\u052f]|[¤µ¦±‡‰](?=[\u0400-\u052f])|(?<=[\u0400-\u052f])[¤µ¦±‡‰])+")
_SOUTH_SLAVIC: Final = frozenset("ЂђЉљЏџ")
_NEVER_SOUTH_SLAVIC: Final = frozenset("іІыЫэЭ")
"""Serbian and Macedonian have ј, ѕ, њ, ќ, ѓ, ћ, but none of these, without which Kazakh is hardly written."""


@dataclass(frozen=True, slots=True)
class LegacyWord:
    """A word of a legacy font: as it is shown, and as it is meant."""

    word: str
    repaired: str


def suspects(text: str) -> list[str]:
    """The words of a text that could come from a legacy font, in order; quick where there are none."""
    if text.isascii() or not _ANY.search(text):
        return []
    words = (match.group() for match in _WORD.finditer(text))
    return [word for word in words if _ANY.search(word) and _could_be(word)]


def code_page(words: Iterable[str]) -> CodePage | None:
    """Which code page the words are from; None if they may just as well be Uzbek, Ukrainian, Serbian or the like.

    Args:
        words: the suspects of a block, better of a whole page: short strings alone tell too little.
    """
    listed = list(words)
    joined = "".join(listed)
    letters = set(joined)
    shown = letters & set(_SHOWN)
    if len({letter.lower() for letter in shown}) < 2 or letters & _SOUTH_SLAVIC:  # noqa: PLR2004 - two letters
        return None
    marked = sum(not _MARKERS.isdisjoint(word) for word in listed)
    if marked < _MARKED_SHARE * len(listed) or not marked or not letters & _NEVER_SOUTH_SLAVIC:
        return None
    counts: dict[CodePage, int] = {page: sum(letter in own for letter in joined) for page, own in _ONLY.items()}
    return "PT154" if counts["PT154"] > counts["KZ-1048"] else "KZ-1048"


def legacy_words(text: str, page: CodePage) -> list[LegacyWord]:
    """The words of a text with letters of that code page, each with what is meant; those that stay foreign left out."""
    found = [LegacyWord(word, word.translate(_TRANSLATIONS[page])) for word in suspects(text)]
    return [word for word in found if is_speakable(word.repaired)]


def repair_legacy(text: str, page: CodePage) -> str:
    """The text with all words of the legacy font as they are meant."""
    return _WORD.sub(lambda match: _repaired(match.group(), page), text)


def _repaired(word: str, page: CodePage) -> str:
    fixed = word.translate(_TRANSLATIONS[page])
    return fixed if is_speakable(fixed) else word


def _could_be(word: str) -> bool:
    return any(is_speakable(word.translate(table)) for table in _TRANSLATIONS.values())
