"""A page that exists in Russian or English is offered in Kazakh too (parity of languages; no criterion of WCAG)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.language_addresses import is_front, language_code, neutral
from wcag_audit.commons.version_fates import how_it_ended
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
_FAILURES: Final = frozenset({"not-offered", "not-found", "other-language", "redirected-home"})


@dataclass(frozen=True, slots=True)
class Offer:
    """Pages in Russian or English whose offer of a Kazakh version is alike.

    Attributes:
        how: "translated" (the version is known), "not-offered" (other languages are offered), "front-page" (the offer
            leads there), "not-seen" (nothing is known of its address), or how the visit of its address ended
            (see `how_it_ended`).
        href: where the offer of the first page leads.
        leads_to: where redirects from there ended; "" for none.
    """

    how: str
    pages: tuple[PageDigest, ...]
    href: str = ""
    leads_to: str = ""


def targets(site: SiteSnapshot) -> Iterator[Offer]:
    """Pages in Russian or English; those alike in their offer of Kazakh together.

    A page whose switcher tells no address is left out: what its script would do is not known. On a site without any
    audited page in Kazakh only those offers are told whose address has a known fate.
    """
    sets = pair(site.pages)
    known = {neutral(versions.kazakh.url) for versions in sets if versions.kazakh}
    usual = sum(1 for page in site.pages if offered(page, "kk") is not None) >= _USUAL
    alike: dict[str, list[PageDigest]] = defaultdict(list)
    for versions in sets:
        page = versions.model
        if page is not None:
            alike[_offer(versions, page, site, known, usual=usual)].append(page)
    for how, pages in sorted(alike.items()):
        if how == "translated":
            yield from (Offer(how, (page,)) for page in pages)
        elif how:
            href = offered(pages[0], "kk") or ""
            fate = site.fates.get(href)
            yield Offer(how, tuple(pages), href, fate.leads_to if fate else "")


def _offer(versions: VersionSet, page: PageDigest, site: SiteSnapshot, known: set[str], *, usual: bool) -> str:
    """How the page offers Kazakh (see `Offer`); "" where nothing is to be said of it."""
    if versions.kazakh:
        return "translated"
    href = offered(page, "kk")
    if neutral(page.url) in known or href == "":
        return ""  # another address of a page that is translated, or a script whose doing nobody has seen
    if href is None:
        offers_others = _languages(page) - {version_language(page)}
        return "not-offered" if known and usual and offers_others and not is_front(page.url) else ""
    if loses_page(page, href):
        return "front-page" if known else ""
    if neutral(href) in known:
        return ""
    fate = site.fates.get(href)
    unknown = "not-seen" if known and not is_front(page.url) else ""
    return how_it_ended(href, fate, page, site.pages) if fate else unknown


def _languages(page: PageDigest) -> set[str]:
    """Languages that the page offers, its own included."""
    tagged = {language_code(tag.partition("-")[0]) for tag in page.alternates}
    return ({link.language for link in page.switcher} | tagged) - {""}


def expectation(offer: Offer, site: SiteSnapshot) -> Judgement:
    """The Kazakh version is known, or at least offered at an address of its own that could not be looked at."""
    if offer.how == "translated":
        return passed()
    values: dict[str, str | int] = {"page": offer.pages[0].url, "pages": len(offer.pages)}
    if offer.how == "not-offered":
        return failed("not-offered", **values)
    values["href"] = offer.href
    if offer.how in {"not-found", "http-error"}:
        values["status"] = site.fates[offer.href].http_status
    if offer.leads_to and offer.how in {"other-language", "redirected-home", "elsewhere"}:
        values["end"] = offer.leads_to
    return (failed if offer.how in _FAILURES else cant_tell)(offer.how, **values)


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
