"""Links of one name on the pages of a site, compared by the pages that a walk over the site has opened anyway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag

from wcag_audit.commons.wording import tokens
from wcag_audit.model.facts_links import PageText
from wcag_audit.model.visit import VisitStatus
from wcag_audit.rules.api import PagePart
from wcag_audit.rules.same_purpose import judge_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.snapshot import PageDigest, SameName, SiteSnapshot
    from wcag_audit.rules.api import Judgement

_OPENED: Final = frozenset({VisitStatus.AUDITED, VisitStatus.DUPLICATE})
_MOST_PAGES: Final = 20
_OK: Final = 200


@dataclass(frozen=True, slots=True)
class SitePair:
    """Two links of one name and what they lead to.

    Attributes:
        page: the first page that has them.
        link: what the page says of them.
        first, second: the pages behind them.
        others: further pages with links of that name to the same two pages.
    """

    page: PageDigest
    link: SameName
    first: PageText
    second: PageText
    others: tuple[str, ...] = ()


def pairs_of_site(site: SiteSnapshot, *, in_context: bool) -> Iterator[SitePair]:
    """Links of one name both of whose pages were audited; those that a template repeats once.

    Args:
        site: its pages, and what became of the addresses.
        in_context: True for those alone whose context is the same too.
    """
    pages = {urldefrag(page.url).url: page for page in site.pages}
    found: dict[tuple[tuple[str, ...], str, str], list[tuple[PageDigest, SameName]]] = {}
    for page in site.pages:
        for link in page.same_names:
            first, second = _behind(site, pages, link.first), _behind(site, pages, link.second)
            if first and second and (link.in_context or not in_context):
                found.setdefault((tokens(link.name), first.url, second.url), []).append((page, link))
    for (_, first_url, second_url), seen in found.items():
        page, link = seen[0]
        ends = (_text(link.first, pages[first_url]), _text(link.second, pages[second_url]))
        yield SitePair(page, link, *ends, tuple(other.url for other, _ in seen[1:_MOST_PAGES]))


def _behind(site: SiteSnapshot, pages: Mapping[str, PageDigest], address: str) -> PageDigest | None:
    fate = site.fates.get(address)
    if fate is None or fate.status not in _OPENED:
        return None
    return pages.get(urldefrag(fate.leads_to or address).url)


def _text(address: str, page: PageDigest) -> PageText:
    return PageText(address, page.url, _OK, page.title, page.heading, page.main_text)


def judge_pair(pair: SitePair, _site: SiteSnapshot) -> Judgement:
    """Both lead to one page in the end, or to pages that serve one purpose."""
    return judge_pages(pair.link.name, pair.first, pair.second)


def place_of_pair(pair: SitePair) -> PagePart:
    """The later link on the first page that has both."""
    ends = (pair.first.final, pair.second.final)
    return PagePart(pair.page.url, pair.link.selector, pair.link.html, (*ends, *pair.others))
