"""What the author of a wrong language tag most likely meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from langcodes import Language
from langcodes.tag_parser import LanguageTagError

from wcag_audit.standards.languages import is_private_use, is_valid_tag, primary

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEANT: Final[Mapping[str, str]] = {
    # country codes and codes that were made up for a language
    **dict.fromkeys(("kz", "qz", "kzk", "qaz", "қаз", "қз", "каз", "кз"), "kk"),
    **dict.fromkeys(("рус", "ру", "росс"), "ru"),
    **dict.fromkeys(("англ", "ағыл", "ен", "us", "gb"), "en"),
    "cn": "zh",
    "jp": "ja",
    "ua": "uk",
    "by": "be",
    "cz": "cs",
    "kg": "ky",
    "dk": "da",
    "gr": "el",
    # names of languages
    **dict.fromkeys(("kazakh", "qazaq", "qazaqsha", "kazak", "қазақ", "қазақша", "казахский"), "kk"),
    **dict.fromkeys(("russian", "russkiy", "русский", "орыс", "орысша"), "ru"),
    **dict.fromkeys(("english", "английский", "ағылшын", "ағылшынша"), "en"),
}
_SUBTAG: Final = re.compile(r"[A-Za-z0-9]{1,8}")


def suggestion(tag: str) -> str:
    """A valid tag in place of a wrong one: "kk" for "kz", "kk-KZ" for "kk_KZ", "ru" for "rus"; "" if none is plain.

    Region and script subtags are kept where they are well-formed.
    """
    subtags = tag.strip().replace("_", "-").split("-")
    first, rest = subtags[0].lower(), subtags[1:]
    meant = _MEANT.get(first) or _two_letters(first)
    if not meant:
        return ""
    whole = "-".join([meant, *(subtag for subtag in rest if _SUBTAG.fullmatch(subtag))])
    return whole if is_valid_tag(whole) else meant


def _two_letters(subtag: str) -> str:
    """The registered form of a language code: "kk" for "kaz"; the code itself if it is registered; "" if unknown."""
    if is_valid_tag(subtag) and not is_private_use(subtag):
        return subtag
    try:
        found = Language.get(subtag).language or ""
    except LanguageTagError:
        return ""
    return found if found != subtag and is_valid_tag(found) and primary(found) == found else ""
