"""Whether two pages serve one purpose, for the rules on links and frames of the same name."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.wording import tokens
from wcag_audit.kazakh.detect import KNOWN, detect

if TYPE_CHECKING:
    from wcag_audit.model.facts_links import PageText

_NUMBER: Final = re.compile(r"\+?\d[\d\s().-]{5,18}\d")
_EMAIL: Final = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}")
_FEW: Final = 2
_SHORT: Final = 60
"""Words up to which a text is read as a whole: more under one title and heading may be pages of one list."""
_APART: Final = 0.35
"""Share of common words among all words of two texts, below which they speak of different things."""
_ALIKE: Final = 0.8
_DIGITS: Final = 6
_ERRORS: Final = 400


class Purpose(Enum):
    """What can be said of the purposes of two pages."""

    SAME = auto()
    DIFFERENT = auto()
    UNSURE = auto()


def compare(first: PageText, second: PageText) -> Purpose:
    """SAME: one address in the end, or the same text. DIFFERENT: texts that plainly differ. UNSURE: all else.

    Differing texts in different languages, and texts that share a telephone number or e-mail address, are UNSURE: they
    may serve one purpose all the same.
    """
    if not _is_open(first) or not _is_open(second):
        return Purpose.UNSURE
    words, others = tokens(first.text), tokens(second.text)
    if first.final == second.final or (words == others and words):
        return Purpose.SAME
    if bool(first.waits) != bool(second.waits):
        return Purpose.DIFFERENT  # one makes people wait before it leads on; only a redirect at once is none
    if min(len(words), len(others)) < _FEW or _languages_differ(first.text, second.text):
        return Purpose.UNSURE
    return _compare_texts(first, second)


def _compare_texts(first: PageText, second: PageText) -> Purpose:
    words, others = tokens(first.text), tokens(second.text)
    overlap = len(set(words) & set(others)) / len(set(words) | set(others))
    contacts, other_contacts = _contacts(first.text), _contacts(second.text)
    if contacts & other_contacts:
        return Purpose.UNSURE
    if contacts and other_contacts and overlap >= _APART:
        only_contacts = _without_numbers(words) == _without_numbers(others)
        return Purpose.DIFFERENT if only_contacts else Purpose.UNSURE
    if overlap >= _ALIKE:
        return Purpose.SAME
    same_head = (tokens(first.title), tokens(first.heading)) == (tokens(second.title), tokens(second.heading))
    apart = overlap < _APART and (not same_head or max(len(words), len(others)) < _SHORT)
    return Purpose.DIFFERENT if apart else Purpose.UNSURE


def _is_open(page: PageText) -> bool:
    return bool(page.final) and page.status < _ERRORS


def _languages_differ(text: str, other: str) -> bool:
    written, otherwise = detect(text).language, detect(other).language
    return written != otherwise and written in KNOWN and otherwise in KNOWN


def _contacts(text: str) -> set[str]:
    numbers = {"".join(filter(str.isdigit, number)) for number in _NUMBER.findall(text)}
    return {number for number in numbers if len(number) >= _DIGITS} | {mail.casefold() for mail in _EMAIL.findall(text)}


def _without_numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if not word.isdigit())
