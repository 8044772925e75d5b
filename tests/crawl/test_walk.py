"""All parts together on a real small site, with a plain fetch in place of the browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wcag_audit.crawl import (
    Frontier,
    HostGate,
    Reply,
    discover,
    fetch,
    fetch_robots,
    host_of,
    origin,
    preflight,
)
from wcag_audit.crawl.addresses import is_odd
from wcag_audit.model.register import CrawlLimits, Site
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord
from wcag_audit.model.visit import VisitStatus as S

from .conftest import Answer, Host

if TYPE_CHECKING:
    import httpx


def page(*links: str) -> Answer:
    return Answer(
        body="".join(f'<a href="{link}">x</a>' for link in links).encode(), headers={"Content-Type": "text/html"}
    )


def serve(host: Host) -> None:
    host.answers = {
        "/robots.txt": Answer(body=b"User-agent: *\nDisallow: /private\nSitemap: /sitemap.xml"),
        "/sitemap.xml": Answer(body=b"<urlset><url><loc>/kk/news/7</loc></url><url><loc>/kk/</loc></url></urlset>"),
        "/": Answer(302, headers={"Location": "/kk/"}),
        "/kk/": page("/kk/news/1", "/ru/", "/private/a", "/order.pdf", "mailto:a@b.kz", "https://other.kz/", "/gone"),
        "/ru/": page("/kk/#top", "/ru/news/1?utm_source=x", "/old", "/download?id=1"),
        "/kk/news/1": page("/kk/"),
        "/kk/news/7": page("/kk/"),
        "/ru/news/1": page("/"),
        "/old": Answer(301, headers={"Location": "/ru/news/1"}),
        "/download?id=1": Answer(headers={"Content-Type": "application/pdf"}),
    }


async def visit_page(client: httpx.AsyncClient, one: Frontier, visit: Visit) -> VisitRecord:
    if is_odd(visit.url):
        look = await preflight(client, visit.url, allow_private=True)
        if look.status is not None:
            return VisitRecord(visit, look.status, look.reason, look.final_url)
    reply = await fetch(client, visit.url, limit=10**6, allow_private=True)
    assert isinstance(reply, Reply)
    if reply.status >= 400:
        return VisitRecord(visit, S.HTTP_ERROR, final_url=reply.url, http_status=reply.status)
    fate = one.judge_redirect(visit, reply.url)
    if fate.status is not S.PENDING:
        return VisitRecord(visit, fate.status, fate.reason, reply.url, reply.status)
    for link in re.findall(r'href="([^"]*)"', reply.body.decode()):
        one.add(link, FoundBy.LINK, reply.url, visit.depth + 1)
    return VisitRecord(visit, S.AUDITED, final_url=reply.url, http_status=reply.status)


async def test_a_whole_site_is_walked_and_every_address_has_its_fate(client: httpx.AsyncClient, host: Host) -> None:
    serve(host)
    site = Site(id="s", url=f"{host.url}/", body="b", limits=CrawlLimits(delay=0.0))
    gate = HostGate()
    gate.configure(host_of(site.url), delay=site.limits.delay, concurrency=1)
    robots = await fetch_robots(client, origin(site.url), allow_private=True)
    one = Frontier(site, {origin(site.url): robots}, seed=site.id, allow_private=True)
    one.add(site.url, FoundBy.START)
    for entry in (await discover(client, site, robots, allow_private=True)).entries:
        one.add(entry.url, FoundBy.SITEMAP, depth=1)
    now = 0.0
    while not one.finished:
        visit = one.next(now)
        assert visit is not None
        now = gate.ready_at(host_of(visit.url), now)
        gate.begin(host_of(visit.url), now)
        record = await visit_page(client, one, visit)
        gate.finish(host_of(visit.url), now, record.status, http_status=record.http_status)
        one.finish(record, now)
    one.close()

    fates = {record.visit.url.removeprefix(host.url): record.status for record in one.records()}
    assert fates == {
        "/": S.DUPLICATE,
        "/kk/": S.AUDITED,
        "/kk/news/7": S.AUDITED,
        "/kk/news/1": S.AUDITED,
        "/ru/": S.AUDITED,
        "/private/a": S.ROBOTS,
        "/order.pdf": S.DOCUMENT,
        "https://other.kz/": S.OFF_SITE,
        "/gone": S.HTTP_ERROR,
        "/ru/news/1": fates["/ru/news/1"],
        "/old": fates["/old"],
        "/download?id=1": S.DOCUMENT,
    }
    # Whichever of the two was opened first, the page was audited once.
    assert sorted((fates["/ru/news/1"], fates["/old"])) == [S.AUDITED, S.DUPLICATE]
    assert one.counts().audited == 5
    assert "/private/a" not in host.paths
    assert "/order.pdf" not in host.paths
    assert host.paths.count("/kk/news/1") == 1
