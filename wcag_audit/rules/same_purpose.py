"""Whether two pages serve one purpose, and what follows for links and frames of the same name."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.wording import tokens
from wcag_audit.kazakh.detect import KNOWN, detect
from wcag_audit.model.facts_links import LinkTargets, PageText
from wcag_audit.rules.api import Judgement, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot

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


def opened(pairs: Iterable[tuple[Node, str, str]], page: PageSnapshot) -> Iterator[tuple[Node, PageText, PageText]]:
    """Of pairs of links, those both of whose pages were opened.

    Args:
        pairs: the later link, the address of the earlier one, and its own.
        page: where they stand.

    Yields:
        The later link, what the earlier one leads to, and what it leads to itself.
    """
    known = {target.address: target for target in page[LinkTargets].pages}
    for node, first, second in pairs:
        if first in known and second in known:
            yield node, known[first], known[second]


def judge_links(target: tuple[Node, PageText, PageText], _page: PageSnapshot) -> Judgement:
    """Two links of one name lead to one page in the end, or to pages that serve one purpose; target as of `opened`."""
    node, first, second = target
    return judge_pages(node.accessible_name, first, second)


def judge_pages(name: str, first: PageText, second: PageText) -> Judgement:
    """Two pages to which links of that name lead are one page, or serve one purpose."""
    found = compare(first, second)
    if found is Purpose.SAME:
        return passed()
    if found is Purpose.UNSURE:
        return cant_tell("unsure", name=name)
    return failed("different", name=name, first=_shown(first), second=_shown(second))


def _shown(page: PageText) -> str:
    return page.heading or page.title or page.final


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
