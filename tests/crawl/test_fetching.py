from __future__ import annotations

import gzip
import socket
import threading
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcag_audit.crawl.fetching import NoReply, Reply, fetch, inflate
from wcag_audit.model.visit import VisitStatus as S

from .conftest import Answer, Host

if TYPE_CHECKING:
    import httpx


async def test_redirects_are_followed_and_the_end_is_named(host: Host, client: httpx.AsyncClient) -> None:
    host.answers = {"/a": Answer(301, headers={"Location": "/b?utm_source=x"}), "/b": Answer(body=b"end")}
    reply = await fetch(client, f"{host.url}/a", limit=100, allow_private=True)
    assert isinstance(reply, Reply)
    assert (reply.url, reply.status, reply.body, reply.truncated) == (f"{host.url}/b", 200, b"end", False)


async def test_an_endless_redirect_ends(host: Host, client: httpx.AsyncClient) -> None:
    host.answers = {"/a": Answer(302, headers={"Location": "/a"})}
    reply = await fetch(client, f"{host.url}/a", limit=100, allow_private=True)
    assert isinstance(reply, NoReply)
    assert reply.status is S.REDIRECT_LOOP
    assert len(host.requests) == 6


async def test_private_addresses_are_refused_before_any_request(host: Host, client: httpx.AsyncClient) -> None:
    for url in (host.url, host.url.replace("127.0.0.1", "localhost"), host.url.replace("127.0.0.1", "127.1")):
        reply = await fetch(client, url, limit=100)
        assert isinstance(reply, NoReply)
        assert reply.status is S.REFUSED_ADDRESS
    assert host.requests == []


async def test_a_public_name_that_resolves_to_a_private_address_is_refused(
    host: Host, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def resolve(name: str, *args: object, **kwargs: object) -> object:
        return real("127.0.0.1" if name == "rebind.example.kz" else name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    port = host.url.rpartition(":")[2]
    reply = await fetch(client, f"http://rebind.example.kz:{port}/", limit=100)
    assert isinstance(reply, NoReply)
    assert reply.status is S.REFUSED_ADDRESS
    assert host.requests == []


async def test_a_name_that_does_not_resolve_is_a_matter_for_the_request(client: httpx.AsyncClient) -> None:
    reply = await fetch(client, "http://no-such-host.invalid/", limit=100)
    assert isinstance(reply, NoReply)
    assert reply.status is S.DNS


async def test_a_redirect_to_something_that_is_no_web_address_is_refused(host: Host, client: httpx.AsyncClient) -> None:
    host.answers = {"/a": Answer(302, headers={"Location": "file:///etc/passwd"})}
    reply = await fetch(client, f"{host.url}/a", limit=100, allow_private=True)
    assert isinstance(reply, NoReply)
    assert reply.status is S.REFUSED_ADDRESS


async def test_a_huge_answer_is_cut_off_and_not_downloaded(host: Host, client: httpx.AsyncClient) -> None:
    host.answers = {"/big": Answer(body=b"x" * 50_000_000)}
    reply = await fetch(client, f"{host.url}/big", limit=1_000, allow_private=True)
    assert isinstance(reply, Reply)
    assert (len(reply.body), reply.truncated) == (1_000, True)
    assert host.sent < 40_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_compressed_answer_unfolds_only_within_bounds(
    host: Host, client: httpx.AsyncClient, encoding: str
) -> None:
    pack = gzip.compress if encoding == "gzip" else zlib.compress
    host.answers = {
        "/bomb": Answer(body=pack(b"\0" * 30_000_000), headers={"Content-Encoding": encoding}),
        "/small": Answer(body=pack(b"hello"), headers={"Content-Encoding": encoding}),
    }
    bomb = await fetch(client, f"{host.url}/bomb", limit=100_000, allow_private=True)
    small = await fetch(client, f"{host.url}/small", limit=100_000, allow_private=True)
    assert isinstance(bomb, Reply)
    assert (len(bomb.body), bomb.truncated) == (100_000, True)
    assert isinstance(small, Reply)
    assert (small.body, small.truncated) == (b"hello", False)


async def test_an_encoding_that_nobody_asked_for_is_no_answer(host: Host, client: httpx.AsyncClient) -> None:
    host.answers = {"/": Answer(body=b"\x1b\x03\x00", headers={"Content-Encoding": "br"})}
    reply = await fetch(client, host.url, limit=100, allow_private=True)
    assert isinstance(reply, NoReply)
    assert "br" in reply.reason


async def test_failures_of_the_network_are_told_apart(host: Host, client: httpx.AsyncClient) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{free.getsockname()[1]}/"
    host.answers = {"/broken": Answer(raw=b"not http at all\r\n\r\n"), "/hang": Answer(hang=threading.Event())}
    seen = {}
    for name, url, patience in (
        ("closed", closed, 20.0),
        ("broken", f"{host.url}/broken", 20.0),
        ("tls", host.url.replace("http:", "https:"), 20.0),
        ("name", "http://no-such-host.invalid/", 20.0),
        ("hang", f"{host.url}/hang", 0.3),
    ):
        reply = await fetch(client, url, limit=100, allow_private=True, total_timeout=patience)
        assert isinstance(reply, NoReply), name
        assert reply.reason
        seen[name] = reply.status
    assert seen == {"closed": S.CONNECTION, "broken": S.CONNECTION, "tls": S.TLS, "name": S.DNS, "hang": S.TIMEOUT}


@settings(deadline=None)
@given(st.lists(st.binary(max_size=3_000), min_size=1, max_size=4), st.integers(0, 5_000))
def test_joined_gzip_members_unfold_to_the_joined_text_up_to_the_limit(parts: list[bytes], limit: int) -> None:
    whole = b"".join(parts)
    out, cut = inflate(b"".join(map(gzip.compress, parts)), limit)
    assert out == whole[:limit]
    assert cut == (len(whole) > limit)


def test_damaged_compression_is_said_to_be_incomplete() -> None:
    packed = gzip.compress(bytes(range(256)) * 400)
    assert inflate(packed[:-40], 10**6)[1]
    assert inflate(packed[:200] + b"\xff" * 50 + packed[250:], 10**6)[1]
    assert inflate(b"\x1f\x8b", 10**6) == (b"", True)
