"""A page that exists in Russian or English is offered in Kazakh too (parity of languages; no criterion of WCAG)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.language_addresses import is_front, language_code, neutral
from wcag_audit.commons.versions import loses_page, offered, pair, version_language
from wcag_audit.rules.api import Impact, PagePart, SiteRule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.commons.versions import VersionSet
    from wcag_audit.model.snapshot import PageDigest, SiteSnapshot
    from wcag_audit.rules.api import Judgement

_MOST_PAGES: Final = 20
_USUAL: Final = 2
"""Pages that offer Kazakh, from which a page that does not is an exception and not the site's way."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Pages without a known Kazakh version whose offer of one is alike.

    Attributes:
        how: "translated" (the version is known), "not-offered" (other languages are offered), "front-page" (the offer
            leads there), "not-seen" (it leads to a page that was not audited).
        href: where the offer of the first page leads.
    """

    how: str
    pages: tuple[PageDigest, ...]
    href: str = ""


def targets(site: SiteSnapshot) -> Iterator[Offer]:
    """Pages in Russian or English of a site that has pages in Kazakh; those alike in their offer together.

    A page whose switcher tells no address is left out: what its script would do is not known.
    """
    sets = pair(site.pages)
    known = {neutral(versions.kazakh.url) for versions in sets if versions.kazakh}
    if not known:
        return
    offering = sum(1 for page in site.pages if offered(page, "kk") is not None)
    alike: dict[str, list[PageDigest]] = defaultdict(list)
    for versions in sets:
        page = versions.model
        if page is not None:
            how = _offer(versions, page, known, usual=offering >= _USUAL)
            alike[how].append(page)
    for how, pages in sorted(alike.items()):
        if how == "translated":
            yield from (Offer(how, (page,)) for page in pages)
        elif how:
            yield Offer(how, tuple(pages), offered(pages[0], "kk") or "")


def _offer(versions: VersionSet, page: PageDigest, known: set[str], *, usual: bool) -> str:
    if versions.kazakh:
        return "translated"
    href = offered(page, "kk")
    if neutral(page.url) in known or href == "" or is_front(page.url):
        return ""  # another address of a page that is translated, or a script whose doing nobody has seen
    if href is None:
        others = {link.language for link in page.switcher}
        others |= {language_code(tag.partition("-")[0]) for tag in page.alternates}
        return "not-offered" if usual and others - {"", version_language(page)} else ""
    if loses_page(page, href):
        return "front-page"
    return "" if neutral(href) in known else "not-seen"


def expectation(offer: Offer, _site: SiteSnapshot) -> Judgement:
    """The Kazakh version is known, or at least offered at an address of its own."""
    if offer.how == "translated":
        return passed()
    values: dict[str, str | int] = {"page": offer.pages[0].url, "pages": len(offer.pages)}
    if offer.how == "not-offered":
        return failed("not-offered", **values)
    return cant_tell(offer.how, href=offer.href, **values)


def place(offer: Offer) -> PagePart:
    """The first page; the others are named with it."""
    return PagePart(offer.pages[0].url, pages=tuple(page.url for page in offer.pages[1:_MOST_PAGES]))


RULE = SiteRule(
    id="kazakh-version-missing",
    criteria=(),
    targets=targets,
    expectation=expectation,
    place=place,
    impact=Impact.SERIOUS,
)
