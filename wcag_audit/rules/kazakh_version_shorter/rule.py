"""The Kazakh version of a page says about as much as the Russian one (parity of languages; no criterion of WCAG)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.versions import pair
from wcag_audit.rules.api import Impact, PagePart, SiteRule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageDigest, SiteSnapshot
    from wcag_audit.rules.api import Judgement

ENOUGH: Final = 80
"""Words of the Russian text from which lengths can be compared; below, a heading more or less decides."""
LEAST: Final = 0.6
"""Share of the Russian words that a full translation surely has: Kazakh says the same in about four words for five."""


def targets(site: SiteSnapshot) -> Iterator[tuple[PageDigest, PageDigest]]:
    """Pages in Kazakh with their Russian version, where that has text enough to compare."""
    for versions in pair(site.pages):
        kazakh, russian = versions.kazakh, versions.pages.get("ru")
        if kazakh and russian and russian.words >= ENOUGH:
            yield kazakh, russian


def expectation(versions: tuple[PageDigest, PageDigest], _site: SiteSnapshot) -> Judgement:
    """The main content in Kazakh has at least LEAST of the words of the Russian one."""
    kazakh, russian = versions
    if kazakh.words >= LEAST * russian.words:
        return passed()
    return cant_tell("shorter", words=kazakh.words, other_words=russian.words, other=russian.url)


def place(versions: tuple[PageDigest, PageDigest]) -> PagePart:
    """The page in Kazakh; the Russian one is named with it."""
    kazakh, russian = versions
    return PagePart(kazakh.url, pages=(russian.url,))


RULE = SiteRule(
    id="kazakh-version-shorter",
    criteria=(),
    targets=targets,
    expectation=expectation,
    place=place,
    impact=Impact.MODERATE,
)
