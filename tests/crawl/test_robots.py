from __future__ import annotations

import gzip
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcag_audit.crawl.robots import MAX_BYTES, Robots, RobotsState, fetch_robots
from wcag_audit.model.visit import VisitStatus

from .conftest import Answer, Host

if TYPE_CHECKING:
    import httpx

TEXT = """
User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*?print=
Crawl-delay: 7

User-agent: BadBot
Disallow: /

Sitemap: https://example.kz/sitemap.xml
Sitemap: /relative.xml
"""


def test_rules_delay_and_sitemaps_are_read() -> None:
    robots = Robots.parse(TEXT)
    assert robots.allowed("https://example.kz/")
    assert not robots.allowed("https://example.kz/private/a")
    assert robots.allowed("https://example.kz/private/open/a")
    assert not robots.allowed("https://example.kz/a?print=1")
    assert robots.crawl_delay == 7.0
    assert robots.sitemaps == ("https://example.kz/sitemap.xml", "/relative.xml")
    assert robots.refusal("https://example.kz/private") == "robots.txt forbids it"
    assert robots.refusal("https://example.kz/") == ""


def test_a_group_of_our_own_goes_before_the_one_for_all() -> None:
    robots = Robots.parse("User-agent: *\nDisallow: /\n\nUser-agent: wcag-audit\nDisallow: /x\nRequest-rate: 1/20")
    assert robots.allowed("https://example.kz/a")
    assert not robots.allowed("https://example.kz/x")
    assert robots.crawl_delay == 20.0


def test_hostile_patterns_cost_no_time() -> None:
    robots = Robots.parse("User-agent: *\nDisallow: /" + "*a" * 2_000 + "$")
    assert robots.allowed("https://example.kz/" + "a" * 1_900 + "b")


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("User-agent: *\nDisallow/AlowCrawl-delaySitemp$%0#\ufeffқ"), max_size=300))
def test_no_text_makes_the_reading_of_robots_txt_raise(text: str) -> None:
    robots = Robots.parse(text)
    assert robots.allowed("https://example.kz/") in (True, False)
    assert robots.crawl_delay is None or robots.crawl_delay >= 0


async def read(client: httpx.AsyncClient, host: Host) -> Robots:
    return await fetch_robots(client, host.url, allow_private=True)


async def test_a_robots_txt_is_fetched_and_obeyed(client: httpx.AsyncClient, host: Host) -> None:
    host.answers["/robots.txt"] = Answer(body=b"\xef\xbb\xbf" + TEXT.encode(), headers={"Content-Type": "text/plain"})
    robots = await read(client, host)
    assert robots.state is RobotsState.FOUND
    assert not robots.allowed(f"{host.url}/private")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_no_file_means_no_limits(client: httpx.AsyncClient, host: Host, status: int) -> None:
    host.answers["/robots.txt"] = Answer(status, b"User-agent: *\nDisallow: /")
    robots = await read(client, host)
    assert (robots.state, robots.reason) == (RobotsState.NONE, f"HTTP {status}")
    assert robots.allowed(f"{host.url}/a")


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_server_in_trouble_forbids_everything_and_the_reason_is_kept(
    client: httpx.AsyncClient, host: Host, status: int
) -> None:
    host.answers["/robots.txt"] = Answer(status, b"User-agent: *\nAllow: /")
    robots = await read(client, host)
    assert robots.state is RobotsState.UNREACHABLE
    assert not robots.allowed(f"{host.url}/")
    assert f"HTTP {status}" in robots.refusal(f"{host.url}/")
    assert robots.silence is None


async def test_no_connection_forbids_everything(client: httpx.AsyncClient, host: Host) -> None:
    host.answers["/robots.txt"] = Answer(raw=b"")
    robots = await read(client, host)
    assert robots.state is RobotsState.UNREACHABLE
    assert robots.silence is VisitStatus.CONNECTION


async def test_a_private_address_without_leave_is_unreachable(client: httpx.AsyncClient, host: Host) -> None:
    robots = await fetch_robots(client, host.url)
    assert robots.state is RobotsState.UNREACHABLE
    assert host.requests == []


@pytest.mark.parametrize(("hops", "state"), [(5, RobotsState.FOUND), (6, RobotsState.NONE)])
async def test_five_redirects_are_followed_and_a_sixth_is_not(
    client: httpx.AsyncClient, host: Host, hops: int, state: RobotsState
) -> None:
    names = ["/robots.txt", *(f"/r{n}" for n in range(1, hops + 1))]
    for name, following in itertools.pairwise(names):
        host.answers[name] = Answer(302, headers={"Location": following})
    host.answers[names[-1]] = Answer(body=b"User-agent: *\nDisallow: /x")
    robots = await read(client, host)
    assert robots.state is state
    assert robots.allowed(f"{host.url}/x") is (state is RobotsState.NONE)


async def test_only_the_first_500_kib_count_and_no_rule_is_cut_in_half(client: httpx.AsyncClient, host: Host) -> None:
    head = b"User-agent: *\nDisallow: /x\n"
    filler = b"#" * (MAX_BYTES - len(head) - len(b"\nAllow: /x")) + b"\n"
    host.answers["/robots.txt"] = Answer(body=head + filler + b"Allow: /x/y/z\nDisallow: /late\n")
    robots = await read(client, host)
    assert not robots.allowed(f"{host.url}/x/a")
    assert robots.allowed(f"{host.url}/late")


async def test_a_web_page_in_its_place_is_no_robots_txt(client: httpx.AsyncClient, host: Host) -> None:
    host.answers["/robots.txt"] = Answer(body=b"\n<!DOCTYPE html><title>Disallow: /</title>")
    robots = await read(client, host)
    assert robots.state is RobotsState.NONE
    assert "web page" in robots.reason


async def test_rules_that_cannot_be_unpacked_forbid_everything(client: httpx.AsyncClient, host: Host) -> None:
    packed = gzip.compress(TEXT.encode())[:60]
    host.answers["/robots.txt"] = Answer(body=packed, headers={"Content-Encoding": "gzip"})
    assert (await read(client, host)).state is RobotsState.UNREACHABLE
