"""Finding and reading all sitemaps of a site, within bounds and politely."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from wcag_audit.crawl.addresses import MAX_LENGTH, canonical, identity, origin
from wcag_audit.crawl.fetching import NoReply, Reply, fetch
from wcag_audit.crawl.politeness import polite_delay
from wcag_audit.crawl.robots import RobotsState
from wcag_audit.crawl.sitemaps import MAX_BYTES, Sitemap, SitemapEntry, parse_sitemap
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from wcag_audit.crawl.robots import Robots
    from wcag_audit.model.register import Site

MAX_FILES = 50
MAX_ADDRESSES = 50_000
_Item = TypeVar("_Item")
_USUAL_PLACES = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
_HTTP_OK = 200


@dataclass(frozen=True, slots=True)
class SitemapFile:
    """One sitemap that was asked for.

    Attributes:
        url: canonical address.
        entries: how many addresses it named.
        problems: English sentences; empty where all was well.
    """

    url: str
    entries: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the sitemaps of a site gave.

    Attributes:
        entries: addresses, each once, at most 50,000.
        files: every file that was asked for, in order, with its problems.
        left_out: addresses and files known but not taken because of the bounds; 0 where everything was taken.
    """

    entries: tuple[SitemapEntry, ...] = ()
    files: tuple[SitemapFile, ...] = ()
    left_out: int = 0


@dataclass(slots=True)
class _Queue:
    """Sitemaps to read. Where there are too many, they are taken evenly from the whole list, not from its front."""

    waiting: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    left_out: int = 0

    def add(self, urls: Sequence[str], room: int) -> None:
        new = [url for url in dict.fromkeys(urls) if identity(url) not in self.seen]
        self.seen.update(map(identity, new))
        taken = spread(new, max(0, room - len(self.waiting)))
        self.left_out += len(new) - len(taken)
        self.waiting += taken


def spread(items: Sequence[_Item], count: int) -> Sequence[_Item]:
    """Take `count` items evenly from the whole sequence, in order; all of them where there are no more."""
    if len(items) <= count:
        return items
    return [items[at * len(items) // count] for at in range(count)]


async def discover(client: httpx.AsyncClient, site: Site, robots: Robots, *, allow_private: bool = False) -> Discovery:
    """Read the sitemaps of a site: those of the register and of robots.txt, else the usual places.

    Never raises for what servers send; every file has its problems in the result. A missing file in one of the usual
    places is no problem. Big sites are thinned evenly, so that no year or section of theirs is preferred.

    Args:
        client: as made by `agent.new_client`.
        site: gives the start page, further sitemaps and the delay between requests.
        robots: the rules of the site's origin: sitemaps, crawl delay, and whether a sitemap may be fetched at all.
        allow_private: True lets loopback and private addresses through.
    """
    named = [canonical(url, base=site.url) for url in (*site.limits.sitemaps, *robots.sitemaps)]
    guessed = () if any(named) else tuple(origin(canonical(site.url)) + place for place in _USUAL_PLACES)
    queue = _Queue()
    queue.add([url for url in (*named, *guessed) if url and len(url) <= MAX_LENGTH], MAX_FILES)
    files: list[SitemapFile] = []
    found: dict[str, SitemapEntry] = {}
    left_out = 0
    delay = polite_delay(site.limits.delay, robots.crawl_delay)
    while queue.waiting and len(files) < MAX_FILES:
        url = queue.waiting.pop(0)
        if files:
            await asyncio.sleep(delay)
        sitemap = await _read(client, url, robots, allow_private=allow_private, may_be_missing=url in guessed)
        files.append(SitemapFile(url, len(sitemap.entries), sitemap.problems))
        queue.add(sitemap.children, MAX_FILES - len(files))
        new = [entry for entry in sitemap.entries if identity(entry.url) not in found]
        # What is left is shared out between the files still to come, so that the first does not take all.
        taken = spread(new, (MAX_ADDRESSES - len(found)) // (len(queue.waiting) + 1))
        left_out += len(new) - len(taken)
        found.update((identity(entry.url), entry) for entry in taken)
    return Discovery(tuple(found.values()), tuple(files), left_out + queue.left_out + len(queue.waiting))


async def _read(
    client: httpx.AsyncClient, url: str, robots: Robots, *, allow_private: bool, may_be_missing: bool
) -> Sitemap:
    refusal = robots.refusal(url)
    # A sitemap that the site or the register names may be read although pages around it may not.
    if refusal and (may_be_missing or robots.state is RobotsState.UNREACHABLE):
        return Sitemap(problems=(refusal,))
    reply: Reply | NoReply = await fetch(client, url, limit=MAX_BYTES + 1, allow_private=allow_private)
    if isinstance(reply, NoReply):
        return Sitemap(problems=(Remark("robots.no-reply", status=str(reply.status), reason=reply.reason),))
    if reply.status != _HTTP_OK:
        return Sitemap() if may_be_missing else Sitemap(problems=(Remark("visit.http", status=str(reply.status)),))
    sitemap = await asyncio.to_thread(parse_sitemap, reply.body, reply.url)
    if may_be_missing and not sitemap.entries and not sitemap.children:
        # Sites that answer every address with a page say nothing about sitemaps by doing so.
        return Sitemap()
    return sitemap
