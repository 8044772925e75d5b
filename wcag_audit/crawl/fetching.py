"""A bounded, careful way to fetch a file without a browser: the thin shell under robots, sitemaps and preflight."""

from __future__ import annotations

import asyncio
import socket
import ssl
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from wcag_audit.crawl.addresses import canonical, host_of
from wcag_audit.crawl.agent import user_agent
from wcag_audit.crawl.private import is_private_host
from wcag_audit.model.visit import VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_COMPRESSED = frozenset(("gzip", "x-gzip", "deflate"))
_ENCODINGS = _COMPRESSED | {"identity", ""}
_CHUNK = 64 * 1024
_TOTAL_TIMEOUT = 120.0
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered after all redirects.

    Attributes:
        url: canonical address that answered.
        status: HTTP status.
        headers: names in lower case.
        body: at most as many bytes as were asked for, content encoding undone.
        truncated: True where the body was longer.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class NoReply:
    """Why there is no answer: DNS, TLS, TIMEOUT, CONNECTION, REDIRECT_LOOP or REFUSED_ADDRESS, and a remark."""

    status: VisitStatus
    reason: str


async def fetch(
    client: httpx.AsyncClient,
    url: str,
    *,
    limit: int,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    allow_private: bool = False,
    total_timeout: float = _TOTAL_TIMEOUT,
) -> Reply | NoReply:
    """Fetch one address, following at most five redirects, and never reading more than `limit` bytes of body.

    Every stop on the way is checked: a redirect into a private network is refused (also by what the name resolves to).
    Nothing is raised for what servers and networks do.

    Args:
        client: as made by `agent.new_client`; a client without a name of its own is given ours.
        url: absolute http(s) address.
        limit: bytes of body to keep, counted after content encoding is undone.
        method: "GET" or "HEAD".
        headers: further request headers.
        allow_private: True lets loopback and private addresses through.
        total_timeout: seconds for everything together, against servers that drip.
    """
    sent = {"Accept-Encoding": "identity", **(headers or {})}
    if client.headers.get("user-agent", "").startswith("python-httpx"):
        sent["User-Agent"] = user_agent()
    here = canonical(url)
    try:
        async with asyncio.timeout(total_timeout):
            for _ in range(MAX_REDIRECTS + 1):
                if not here or (not allow_private and await _is_private(here)):
                    refused = Remark("visit.not-public", address=here or url[:200])
                    return NoReply(VisitStatus.REFUSED_ADDRESS, refused)
                reply = await _one(client, method, here, sent, limit)
                if isinstance(reply, NoReply):
                    return reply
                target = reply.headers.get("location", "")
                if reply.status not in _REDIRECTS or not target:
                    return reply
                here = canonical(target, base=here)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, TimeoutError, OSError) as error:
        return _no_reply(error)
    loop = Remark("visit.redirect-loop", n=MAX_REDIRECTS, address=url[:200])
    return NoReply(VisitStatus.REDIRECT_LOOP, loop)


async def _one(
    client: httpx.AsyncClient, method: str, url: str, headers: Mapping[str, str], limit: int
) -> Reply | NoReply:
    async with client.stream(method, url, headers=headers, follow_redirects=False) as response:
        encoded = response.headers.get("content-encoding", "identity").lower().strip()
        chunks: list[bytes] = []
        size = 0
        if limit > 0 and method != "HEAD":
            async for chunk in response.aiter_raw(_CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                if size > limit:
                    break
    body, truncated = b"".join(chunks)[:limit], size > limit
    if body and encoded not in _ENCODINGS:
        # Bytes that cannot be read must not pass for an empty file.
        return NoReply(VisitStatus.CONNECTION, Remark("visit.encoding", encoding=encoded[:40]))
    if encoded in _COMPRESSED:
        # Undone here and not by the client, so that a small answer cannot unfold without bounds.
        body, unfinished = inflate(body, limit)
        truncated = truncated or unfinished
    found = {name.lower(): value for name, value in response.headers.items()}
    return Reply(url, response.status_code, found, body, truncated)


def is_gzip(data: bytes) -> bool:
    """True where the bytes begin as gzip does."""
    return data.startswith(_GZIP_MAGIC)


def inflate(data: bytes, limit: int) -> tuple[bytes, bool]:
    """Undo gzip or zlib compression, giving at most `limit` bytes.

    Returns:
        The bytes, and True where they are not everything: the limit was reached, or the data breaks off or is damaged.
    """
    out = bytearray()
    complete = False
    try:
        for piece, at_end in _members(data, limit):
            out += piece
            complete = at_end
            if len(out) > limit:
                return bytes(out[:limit]), True
    except zlib.error:
        return bytes(out[:limit]), True
    return bytes(out), not complete


def _members(data: bytes, limit: int) -> Iterator[tuple[bytes, bool]]:
    """Unfold chunk by chunk; gzip files may be several joined members."""
    while data:
        stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        while data and not stream.eof:
            piece = stream.decompress(data, min(limit + 1, _CHUNK * 16))
            data = stream.unconsumed_tail or stream.unused_data
            yield piece, stream.eof
            if not piece and not data:
                return
        if not data.startswith(_GZIP_MAGIC):
            return


async def _is_private(url: str) -> bool:
    host = host_of(url)
    if is_private_host(host):
        return True
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        # Behind a proxy, names may not resolve here at all; the request itself will tell.
        return False
    return is_private_host(host, {str(entry[4][0]) for entry in found})


def _no_reply(error: BaseException) -> NoReply:
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    text = next((str(one) for one in causes if str(one)), type(error).__name__)[:300]
    if any(isinstance(one, ssl.SSLError) for one in causes):
        return NoReply(VisitStatus.TLS, Remark("visit.trouble", said=text))
    if any(isinstance(one, socket.gaierror) for one in causes):
        return NoReply(VisitStatus.DNS, Remark("visit.trouble", said=text))
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return NoReply(VisitStatus.TIMEOUT, Remark("visit.late", said=text))
    return NoReply(VisitStatus.CONNECTION, Remark("visit.trouble", said=text))
