"""What leads to one page is called alike on all pages that repeat it (WCAG 3.2.4; technique G197, failure F31)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.wording import tokens
from wcag_audit.kazakh.detect import detect
from wcag_audit.rules.api import Impact, PagePart, SiteRule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import NavBlock, NavLink, PageDigest, SiteSnapshot
    from wcag_audit.rules.api import Judgement

_SURE: Final = 2
"""Pages on which each of two names must stand before a name that deviates is called wrong."""
_MOST_PAGES: Final = 20

Names = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Called:
    """A link that several pages repeat in one block of navigation.

    Attributes:
        page, block: where it has its rarest name.
        name: that name. other: its usual one. Equal where there is only one.
        pages: pages with the rare name. others: pages with the usual one.
    """

    page: PageDigest
    block: NavBlock
    name: str
    other: str
    pages: tuple[PageDigest, ...]
    others: tuple[PageDigest, ...]


def targets(site: SiteSnapshot) -> Iterator[Called]:
    """Links that at least two pages in one language repeat in the same block of navigation."""
    found: dict[tuple[str, str, str], dict[Names, list[tuple[PageDigest, NavBlock, str]]]] = {}
    for page in site.pages:
        for block in page.navigation:
            by_address: dict[str, list[NavLink]] = defaultdict(list)
            for link in block.links:
                if link.href and link.href != page.url and not link.marked:
                    by_address[link.href].append(link)
            for href, links in by_address.items():
                names = tuple(sorted({_words(link.name) for link in links}))
                if all(names):
                    place = found.setdefault((page.lang, block.key, href), {})
                    place.setdefault(names, []).append((page, block, links[0].name))
    for ways in found.values():
        usual, *rarer = sorted(ways.values(), key=len, reverse=True)
        if len(usual) + sum(map(len, rarer)) >= _SURE:
            rare = rarer[-1] if rarer else usual
            page, block, name = rare[0]
            others = tuple(other for other, _, _ in usual)
            yield Called(page, block, name, usual[0][2], tuple(other for other, _, _ in rare), others)


def _words(name: str) -> tuple[str, ...]:
    """What is compared: counters beside a name come and go."""
    return tuple(word for word in tokens(name) if not word.isdigit())


def expectation(item: Called, _site: SiteSnapshot) -> Judgement:
    """It has one name on all of them, or one that only adds to the other."""
    first, second = set(_words(item.name)), set(_words(item.other))
    if first <= second or second <= first:
        return passed()
    values = {"name": item.name, "other": item.other, "where": item.others[0].url}
    sure = min(len(item.pages), len(item.others)) >= _SURE and _are_in_one_language(item)
    return failed("other-name", **values) if sure else cant_tell("perhaps-other-name", **values)


def _are_in_one_language(item: Called) -> bool:
    """True if the texts of both pages are in one language, whatever they declare."""
    written = {detect(page.main_text).language for page in (item.page, item.others[0])}
    return len(written) == 1 and not written & {"unsure", "other"}


def place(item: Called) -> PagePart:
    """The block on the first page with the rarer name."""
    pages = (*item.others[:1], *item.pages[1:_MOST_PAGES])
    return PagePart(item.page.url, item.block.selector, item.block.html, tuple(page.url for page in pages))


RULE = SiteRule(
    id="consistent-identification",
    criteria=("3.2.4",),
    targets=targets,
    expectation=expectation,
    place=place,
    impact=Impact.MODERATE,
)
