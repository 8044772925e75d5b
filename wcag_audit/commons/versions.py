"""Which pages of a site are versions of one page in Kazakh, Russian and English."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.commons.language_addresses import (
    LANGUAGES,
    is_front,
    is_script,
    language_code,
    language_of,
    neutral,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wcag_audit.model.snapshot import PageDigest

_Claims = dict[tuple[int, str], int]
"""(page, language) -> number of the page that it says is its version in that language; -1 if that was not audited."""


@dataclass(frozen=True, slots=True)
class VersionSet:
    """The versions of one page.

    Attributes:
        pages: by language, at least one of "kk", "ru", "en".
    """

    pages: Mapping[str, PageDigest]

    @property
    def kazakh(self) -> PageDigest | None:
        """The version in Kazakh, if it is known."""
        return self.pages.get("kk")

    @property
    def model(self) -> PageDigest | None:
        """What the Kazakh version is held against: the Russian version, or the English one."""
        return self.pages.get("ru") or self.pages.get("en")


def version_language(page: PageDigest) -> str:
    """Language whose version the page means to be: "kk", "ru", "en" or "".

    The address comes first: a page under /kk/ is the Kazakh version, also where it forgets to say so or is not
    translated.
    """
    return language_of(page.url) or language_code(page.lang)


def offered(page: PageDigest, language: str) -> str | None:
    """Address at which the page offers its version in a language.

    Returns:
        By hreflang or else by the switcher; "" if the switcher has the language but no address (a script, or the
        page's own language); None if neither names the language.
    """
    for tag, href in page.alternates.items():
        if href and language_code(tag.partition("-")[0]) == language:
            return href
    found = [link.href for link in page.switcher if link.language == language]
    return next((href for href in found if href), "") if found else None


def offers(page: PageDigest) -> tuple[str, ...]:
    """Addresses at which the page offers versions of itself, at most one of a language."""
    return tuple(filter(None, (offered(page, language) for language in LANGUAGES)))


def pair(pages: Sequence[PageDigest]) -> tuple[VersionSet, ...]:
    """Sort the pages of a site into versions of one another.

    In this order, and never two pages of one language together: pages that name each other by hreflang or switcher;
    pages that one of the two names, unless the other names someone else, or several are led to the same page, or an
    inner page is led to the front page; pages whose addresses differ by the language only, unless one of them names
    another page. Takes time in proportion to the number of pages.

    Args:
        pages: of one site; a page whose language neither address nor root tells belongs to no set.

    Returns:
        Sets in the order of their first pages; each page is in at most one; a page without versions is a set of one.
    """
    languages = [version_language(page) for page in pages]
    places: dict[str, int] = {}
    for number, page in enumerate(pages):
        places.setdefault(address_key(page.url), number)
    claims = _claims(pages, languages, places)
    sets = _Sets(languages)
    for one, other in (*_mutual(claims, languages), *_single(claims, languages), *_by_address(pages, languages)):
        if _agrees(claims, languages, one, other) and _agrees(claims, languages, other, one):
            sets.join(one, other)
    return tuple(VersionSet({languages[number]: pages[number] for number in sorted(members)}) for members in sets.all())


class _Sets:
    """Disjoint sets of pages, each with at most one page of a language."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._members = {number: {number} for number, language in enumerate(languages) if language}
        self._languages = languages

    def join(self, one: int, other: int) -> None:
        first, second = self._members[one], self._members[other]
        spoken = [self._languages[number] for number in (*first, *second)]
        if first is not second and len(set(spoken)) == len(spoken):
            first |= second  # at most three, so copying costs nothing
            for number in second:
                self._members[number] = first

    def all(self) -> Iterator[set[int]]:
        for number in sorted(self._members):
            if number == min(self._members[number]):
                yield self._members[number]


def address_key(url: str) -> str:
    """Equal for addresses that differ in scheme, `www.` or a closing slash only; the language counts here."""
    return f"{language_of(url)} {neutral(url)}"


def loses_page(page: PageDigest, href: str) -> bool:
    """True where an inner page is led to a front page instead of its own version."""
    return is_front(href) and not is_front(page.url)


def _claims(pages: Sequence[PageDigest], languages: Sequence[str], places: Mapping[str, int]) -> _Claims:
    found: _Claims = {}
    for number, page in enumerate(pages):
        for language in LANGUAGES:
            href = offered(page, language)
            if not href or language == languages[number] or loses_page(page, href):
                continue
            target = places.get(address_key(href), -1)
            if target >= 0 and languages[target] == language:
                found[number, language] = target
            elif language_of(href) == language and not is_front(page.url) and not is_script(href):
                found[number, language] = -1
    return found


def _mutual(claims: _Claims, languages: Sequence[str]) -> Iterator[tuple[int, int]]:
    for (one, _), other in claims.items():
        if other >= 0 and claims.get((other, languages[one])) == one:
            yield one, other


def _single(claims: _Claims, languages: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pages that one names and the other does not contradict; where several lead is a common page, no version."""
    led = Counter((other, languages[one]) for (one, _), other in claims.items())
    for (one, _), other in claims.items():
        if other >= 0 and led[other, languages[one]] == 1:
            yield one, other


def _by_address(pages: Sequence[PageDigest], languages: Sequence[str]) -> Iterator[tuple[int, int]]:
    groups: dict[str, dict[str, int]] = defaultdict(dict)
    for number, page in enumerate(pages):
        if languages[number]:
            groups[neutral(page.url)].setdefault(languages[number], number)
    for group in groups.values():
        first, *others = group.values()
        yield from ((first, other) for other in others)
        yield from ((others[0], other) for other in others[1:])  # where the first names someone else


def _agrees(claims: _Claims, languages: Sequence[str], one: int, other: int) -> bool:
    return claims.get((one, languages[other]), other) == other
