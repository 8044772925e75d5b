"""Finding a site's pages: addresses, robots.txt, sitemaps, the frontier, and good manners.

`Frontier`, `HostGate` and everything about addresses are pure: no network, disk or clock. The thin shells around them
are `fetch_robots`, `discover` and `preflight`, which take a client made by `new_client`. A wave over one site:

    gate = HostGate()
    async with new_client(contact) as client:
        frontier = Frontier(site, {}, seed=site.id, wave=wave)
        for url in (site.url, *site.starts):
            frontier.add(url, FoundBy.START)
        while not frontier.finished:
            for place in frontier.robots_needed():
                frontier.set_robots(place, await fetch_robots(client, place))
            visit = frontier.next(now)      # None: wait until frontier.wake_at() or a visit in flight ends
            ...                             # wait for gate.ready_at(host, now), then gate.begin(host, now)
            ...                             # open it; frontier.judge_redirect(visit, final_url) before auditing
            frontier.finish(record, now)    # and gate.finish(host, now, record.status, ...)
            ...                             # frontier.add(link, FoundBy.LINK, final_url, visit.depth + 1)
        frontier.close()
    records = frontier.records()
"""

from wcag_audit.crawl.addresses import (
    SiteScope,
    belongs,
    canonical,
    host_of,
    identity,
    is_not_web,
    is_odd,
    looks_like_document,
    origin,
)
from wcag_audit.crawl.agent import PRODUCT_TOKEN, browser_user_agent, new_client, user_agent
from wcag_audit.crawl.blocked import Blocked, recognise_block
from wcag_audit.crawl.book import FrontierCounts
from wcag_audit.crawl.discovery import Discovery, SitemapFile, discover
from wcag_audit.crawl.fetching import NoReply, Reply, fetch
from wcag_audit.crawl.frontier import Frontier
from wcag_audit.crawl.judging import Fate
from wcag_audit.crawl.politeness import GivenUp, HostGate, parse_retry_after, polite_delay
from wcag_audit.crawl.preflight import Preflight, preflight
from wcag_audit.crawl.private import is_private_address, is_private_host
from wcag_audit.crawl.robots import Robots, RobotsState, fetch_robots
from wcag_audit.crawl.sampling import Stratum, StratumCount
from wcag_audit.crawl.shapes import shape
from wcag_audit.crawl.sitemaps import Sitemap, SitemapEntry, parse_sitemap

__all__ = [
    "PRODUCT_TOKEN",
    "Blocked",
    "Discovery",
    "Fate",
    "Frontier",
    "FrontierCounts",
    "GivenUp",
    "HostGate",
    "NoReply",
    "Preflight",
    "Reply",
    "Robots",
    "RobotsState",
    "SiteScope",
    "Sitemap",
    "SitemapEntry",
    "SitemapFile",
    "Stratum",
    "StratumCount",
    "belongs",
    "browser_user_agent",
    "canonical",
    "discover",
    "fetch",
    "fetch_robots",
    "host_of",
    "identity",
    "is_not_web",
    "is_odd",
    "is_private_address",
    "is_private_host",
    "looks_like_document",
    "new_client",
    "origin",
    "parse_retry_after",
    "parse_sitemap",
    "polite_delay",
    "preflight",
    "recognise_block",
    "shape",
    "user_agent",
]
