from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from wcag_audit.crawl import discovery
from wcag_audit.crawl.discovery import Discovery, discover, spread
from wcag_audit.crawl.robots import Robots
from wcag_audit.model.register import CrawlLimits, Site

from .conftest import Answer, Host

if TYPE_CHECKING:
    from collections.abc import Iterable

    import httpx
    import pytest


def urlset(links: Iterable[str]) -> bytes:
    return ("<urlset>" + "".join(f"<url><loc>{link}</loc></url>" for link in links) + "</urlset>").encode()


def index(links: Iterable[str]) -> bytes:
    return (
        "<sitemapindex>" + "".join(f"<sitemap><loc>{link}</loc></sitemap>" for link in links) + "</sitemapindex>"
    ).encode()


async def find(
    client: httpx.AsyncClient, host: Host, robots: Robots | None = None, sitemaps: tuple[str, ...] = ()
) -> Discovery:
    site = Site(id="s", url=f"{host.url}/kk/", body="b", limits=CrawlLimits(delay=0.0, sitemaps=sitemaps))
    return await discover(client, site, robots or Robots.none("HTTP 404"), allow_private=True)


def paths(found: Discovery) -> list[str]:
    return ["/" + entry.url.split("/", 3)[3] for entry in found.entries]


async def test_sitemaps_named_in_robots_txt_and_the_register_are_read_with_their_children(
    client: httpx.AsyncClient, host: Host
) -> None:
    host.answers = {
        "/index.xml": Answer(body=index(["/one.xml", "/two.xml.gz", "/index.xml"])),
        "/one.xml": Answer(body=urlset(["/a", "/b"])),
        "/two.xml.gz": Answer(body=gzip.compress(urlset(["/b", "/c"]))),
        "/extra.txt": Answer(body=f"{host.url}/d".encode()),
    }
    robots = Robots.parse("Sitemap: /index.xml")
    found = await find(client, host, robots, ("/extra.txt",))
    assert sorted(paths(found)) == ["/a", "/b", "/c", "/d"]
    assert host.paths == ["/extra.txt", "/index.xml", "/one.xml", "/two.xml.gz"]
    assert all(file.problems == () for file in found.files)
    assert found.left_out == 0


async def test_the_usual_places_are_tried_where_none_is_named_and_may_be_missing(
    client: httpx.AsyncClient, host: Host
) -> None:
    host.answers = {
        "/sitemap.xml": Answer(body=urlset(["/a"])),
        "/sitemap_index.xml": Answer(body=b"<!DOCTYPE html><title>Home of an application that answers all</title>"),
    }
    found = await find(client, host)
    assert paths(found) == ["/a"]
    assert host.paths == ["/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml"]
    assert all(file.problems == () for file in found.files)


async def test_every_file_that_fails_says_how_and_the_others_are_read(client: httpx.AsyncClient, host: Host) -> None:
    host.answers = {
        "/500.xml": Answer(500),
        "/broken.xml": Answer(body=b"<urlset><url><loc>/x</loc></url><url>"),
        "/page.xml": Answer(body=b"<html></html>"),
        "/cut.xml": Answer(raw=b""),
        "/good.xml": Answer(body=urlset(["/a"])),
    }
    named = tuple(host.answers)
    found = await find(client, host, sitemaps=(*named, "/missing.xml", "http://no-such-host.invalid/s.xml"))
    problems = {file.url.removeprefix(host.url): " ".join(file.problems) for file in found.files}
    assert problems["/500.xml"] == "HTTP 500"
    assert problems["/missing.xml"] == "HTTP 404"
    assert "broken XML" in problems["/broken.xml"]
    assert "not a sitemap" in problems["/page.xml"]
    assert problems["/cut.xml"].startswith("connection")
    assert problems["http://no-such-host.invalid/s.xml"].startswith("dns")
    assert problems["/good.xml"] == ""
    assert sorted(paths(found)) == ["/a", "/x"]


async def test_an_index_of_thousands_is_read_evenly_within_the_bound(client: httpx.AsyncClient, host: Host) -> None:
    host.answers["/sitemap.xml"] = Answer(body=index(f"/s{n}.xml" for n in range(1_000)))
    for n in range(1_000):
        host.answers[f"/s{n}.xml"] = Answer(body=urlset([f"/{n}/a"]))
    found = await find(client, host, Robots.parse(f"Sitemap: {host.url}/sitemap.xml"))
    assert len(host.requests) == len(found.files) == discovery.MAX_FILES
    read = [int(path.split("/")[1]) for path in paths(found)]
    assert max(read) > 900
    assert found.left_out == 1_000 - 49


async def test_the_first_file_does_not_take_all_the_room(
    client: httpx.AsyncClient, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discovery, "MAX_ADDRESSES", 100)
    for name in ("one", "two"):
        host.answers[f"/{name}.xml"] = Answer(body=urlset(f"/{name}/{n}" for n in range(500)))
    found = await find(client, host, sitemaps=("/one.xml", "/two.xml"))
    assert len(found.entries) == 100
    assert sum(path.startswith("/two/") for path in paths(found)) == 50
    assert "/one/490" in paths(found)
    assert found.left_out == 900


async def test_nothing_is_asked_where_robots_txt_could_not_be_read(client: httpx.AsyncClient, host: Host) -> None:
    found = await find(client, host, Robots.unreachable("HTTP 503"), ("/s.xml",))
    assert host.requests == []
    assert found.files[0].problems == ("robots.txt could not be read: HTTP 503",)


async def test_a_guessed_place_is_not_asked_where_robots_txt_forbids_it(client: httpx.AsyncClient, host: Host) -> None:
    await find(client, host, Robots.parse("User-agent: *\nDisallow: /wp-\nDisallow: /sitemap"))
    assert host.requests == []


def test_spreading_takes_from_the_whole_list() -> None:
    assert list(spread(range(10), 20)) == list(range(10))
    assert list(spread(range(10), 3)) == [0, 3, 6]
    assert list(spread([], 3)) == []
    assert list(spread(range(5), 0)) == []
