"""What the fate of an offered Kazakh address says about the version: it is there, it is not, or nobody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from wcag_audit.commons.language_addresses import is_front, is_script, language_of
from wcag_audit.commons.versions import address_key, version_language
from wcag_audit.model.visit import VisitStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wcag_audit.model.snapshot import AddressFate, PageDigest

_GONE: Final = (404, 410)
_REASONS: Final[Mapping[VisitStatus, str]] = {
    **dict.fromkeys((VisitStatus.PENDING, VisitStatus.OVER_BUDGET, VisitStatus.INTERRUPTED), "not-sampled"),
    **dict.fromkeys((VisitStatus.ROBOTS, VisitStatus.EXCLUDED, VisitStatus.OFF_SITE), "not-allowed"),
    VisitStatus.REFUSED_ADDRESS: "not-allowed",
    VisitStatus.BLOCKED: "blocked",
    **dict.fromkeys((VisitStatus.DOCUMENT, VisitStatus.DOWNLOAD, VisitStatus.NOT_WEB), "document"),
    **dict.fromkeys((VisitStatus.TIMEOUT, VisitStatus.DNS, VisitStatus.TLS, VisitStatus.CONNECTION), "no-answer"),
    **dict.fromkeys((VisitStatus.CRASHED, VisitStatus.TOO_LARGE, VisitStatus.REDIRECT_LOOP), "not-opened"),
}
"""Why an address that answered no page says nothing about the version."""


def how_it_ended(href: str, fate: AddressFate, page: PageDigest, pages: Iterable[PageDigest]) -> str:
    """What became of the Kazakh version that a page offers.

    Args:
        href: its address, as the page offers it.
        fate: of that address.
        page: the page in another language; not paired with a Kazakh one.
        pages: all audited pages of the site.

    Returns:
        "translated": redirects lead to an audited Kazakh page.
        "not-found": it answers 404 or 410. "other-language": it redirects to a page in another language.
        "redirected-home": it redirects to the front page. These three prove that the page is not there in Kazakh.
        "http-error", "elsewhere" (redirects to another page, or is the same page as another), "not-kazakh" (audited,
        but neither address nor root says Kazakh), "not-sampled", "not-allowed", "blocked", "document", "no-answer",
        "not-opened": it cannot be told. "not-seen": the address is a script that changes the language.
    """
    if is_script(href):
        return "not-seen"  # it goes back to where the person came from, and nobody came from anywhere
    if fate.status is VisitStatus.HTTP_ERROR:
        return "not-found" if fate.http_status in _GONE else "http-error"
    if fate.status in _REASONS:
        return _REASONS[fate.status]
    if not fate.leads_to or address_key(fate.leads_to) == address_key(href):
        return "not-kazakh"
    return _redirected(href, fate.leads_to, page, pages)


def _redirected(href: str, end: str, page: PageDigest, pages: Iterable[PageDigest]) -> str:
    loses = is_front(end) and not is_front(page.url)
    there = next((other for other in pages if address_key(other.url) == address_key(end)), None)
    if there is not None and version_language(there) == "kk" and not loses:
        return "translated"
    if not _stands_in_address(href):
        return "elsewhere"  # `?lang=kk` may set a cookie and go back to an address that then speaks Kazakh
    if language_of(end) not in {"", "kk"}:
        return "other-language"
    return "redirected-home" if loses else "elsewhere"


def _stands_in_address(href: str) -> bool:
    """True where host or path say Kazakh, and not only the query."""
    return language_of(urlsplit(href)._replace(query="", fragment="").geturl()) == "kk"
