"""Link targets: what stands behind links of one name with several addresses (WCAG 2.4.4, 2.4.9)."""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urldefrag, urlsplit

from wcag_audit.commons.wording import is_generic_link, tokens
from wcag_audit.errors import ProbeError
from wcag_audit.model.facts_links import LinkTargets, PageText
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wcag_audit.probes.api import Json, Tab

_MOST_LINKS = 2000
_MOST_PAGES = 8
_MOST_OF_GROUP = 3
_TEXT = 4_000
_MOST_KEPT = 500
_LOAD = 3.0
_HOME = 4.0
_WORK = 8.0
"""Seconds after which no further page is opened."""
_PAUSE = 0.15
_TRIES = 4
_NO_PAGE: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|ods|csv|zip|rar|7z|jpe?g|png|gif|svg|webp|mp[34]|avi|mov|exe|apk|xml|json)$",
    re.IGNORECASE,
)
_ACTS: Final = re.compile(
    r"log-?out|sign-?out|log-?off|exit|delete|remove|unsubscribe|subscribe|cart|checkout|confirm|vote|action=",
    re.IGNORECASE,
)
"""Addresses that may do something although they are only read."""


class LinkTargetsProbe:
    """Provides `LinkTargets`.

    It opens pages of the site in the tab, as a person would who follows a link, and comes back. A wave does not let it:
    there the pace of a host and its robots.txt are kept by others.
    """

    id: ClassVar[str] = "link-targets"
    provides: ClassVar[type[LinkTargets]] = LinkTargets
    disturbs: ClassVar[Disturbs] = Disturbs.PAGE
    budget: ClassVar[float] = 16.0

    def __init__(self, *, follow: bool = False) -> None:
        """Say whether links may be followed."""
        self._follow = follow
        self._seen: dict[str, PageText] = {}

    async def collect(self, tab: Tab) -> LinkTargets:
        """What the pages say that links of one name lead to; at most eight are opened.

        Raises:
            ProbeError: the page cannot be looked into, or cannot be brought back.
        """
        if not self._follow:
            return LinkTargets(followed=False)
        home = tab.url
        wanted = to_follow(await tab.call("named_links", _MOST_LINKS), home)
        if not wanted:
            return LinkTargets(followed=True)
        until = time.monotonic() + _WORK
        pages: list[PageText] = []
        try:
            for address in wanted:
                if time.monotonic() > until:
                    break
                pages.append(await self._page(tab, address))
        finally:
            if tab.url != home:
                await tab.reopen(home, _HOME)
        return LinkTargets(followed=True, pages=tuple(pages))

    async def _page(self, tab: Tab, address: str) -> PageText:
        """A page that was opened before for another page of the same check is not asked for again."""
        if address not in self._seen:
            page = await _open(tab, address)
            if len(self._seen) < _MOST_KEPT:
                self._seen[address] = page
            return page
        return self._seen[address]


def to_follow(links: Iterable[Mapping[str, str]], home: str) -> tuple[str, ...]:
    """The addresses to open: those of links that share a name and differ in address, on the site of the page.

    Args:
        links: name and address of each, in document order.
        home: address of the page.
    """
    groups: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for link in links:
        if tokens(link["name"]) and not is_generic_link(link["name"]) and _is_page_of(link["address"], home):
            groups[tokens(link["name"])][link["address"]] = None
    found: dict[str, None] = {}
    for addresses in groups.values():
        if len(addresses) > 1:
            found.update(dict.fromkeys(list(addresses)[:_MOST_OF_GROUP]))
    return tuple(found)[:_MOST_PAGES]


def _is_page_of(address: str, home: str) -> bool:
    """True for an address of the same host that is likely a page and does nothing when it is opened."""
    parts, own = urlsplit(address), urlsplit(home)
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc) or parts.scheme not in {"http", "https"}:
        return False
    if address == home:
        return False  # likely a script's own business, such as a menu that opens
    return not _NO_PAGE.search(parts.path) and not _ACTS.search(f"{parts.path}?{parts.query}")


async def _open(tab: Tab, address: str) -> PageText:
    try:
        await tab.reopen(address, _LOAD)
    except ProbeError:
        return PageText(address)
    said = await _settled(tab)
    if said is None:
        return PageText(address)
    return PageText(
        address=address,
        final=urldefrag(said["url"]).url,
        status=int(said["status"]),
        title=" ".join(said["title"].split()),
        heading=" ".join(said["heading"].split()),
        text=" ".join(said["text"].split()),
        waits=float(said["waits"]),
    )


async def _settled(tab: Tab) -> dict[str, Json] | None:
    """What the page says as soon as it says the same twice; a redirect by itself at once is waited for."""
    last: dict[str, Any] | None = None
    for _ in range(_TRIES):
        await asyncio.sleep(_PAUSE)
        try:
            now: dict[str, Any] = await tab.call("page_text", _TEXT)
        except ProbeError:
            continue  # between two documents
        if now == last:
            break
        last = now
    return last
