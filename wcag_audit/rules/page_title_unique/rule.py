"""Pages with different content have different titles (WCAG 2.4.2; technique G88)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wcag_audit.rules.api import Impact, PagePart, SiteRule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageDigest, SiteSnapshot
    from wcag_audit.rules.api import Judgement

_FEWEST_WORDS = 5
"""With less main content, two pages cannot be told apart by it."""
_MOST_PAGES = 20


def targets(site: SiteSnapshot) -> Iterator[tuple[PageDigest, ...]]:
    """Titles of the site's pages, each with the pages that have it; one page of each main content."""
    groups: dict[str, dict[str, PageDigest]] = defaultdict(dict)
    for page in site.pages:
        if page.title and page.text_hash and page.words >= _FEWEST_WORDS:
            groups[page.title.casefold()].setdefault(page.text_hash, page)
    for pages in groups.values():
        yield tuple(pages.values())


def expectation(pages: tuple[PageDigest, ...], _site: SiteSnapshot) -> Judgement:
    """Only one main content has the title."""
    if len(pages) == 1:
        return passed()
    return cant_tell("same-title", title=pages[0].title, pages=len(pages), other=pages[1].url)


def place(pages: tuple[PageDigest, ...]) -> PagePart:
    """The first page with the title; the others are named with it."""
    return PagePart(pages[0].url, pages=tuple(page.url for page in pages[1:_MOST_PAGES]))


RULE = SiteRule(
    id="page-title-unique",
    criteria=("2.4.2",),
    targets=targets,
    expectation=expectation,
    place=place,
    impact=Impact.MODERATE,
)
