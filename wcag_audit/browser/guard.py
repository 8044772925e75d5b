"""Stands between a tab and the network: what may be loaded, and that looking at a site never changes it."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from wcag_audit.model.visit import VisitStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import CDPSession

MAIN_DOCUMENT_LIMIT = 20 * 1024 * 1024
"""Bytes of a main document as its server announces them; the largest real pages seen are below 10 MiB."""

_PATTERNS = [
    {"urlPattern": "*", "resourceType": "Document", "requestStage": "Request"},
    {"urlPattern": "*", "resourceType": "Document", "requestStage": "Response"},
    *({"urlPattern": "*", "resourceType": kind, "requestStage": "Request"} for kind in ("XHR", "Fetch", "Ping")),
]
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "image/svg+xml", "application/xml", "text/xml", "text/plain")
_DOCUMENT_TYPES = (
    "application/pdf",
    "application/msword",
    "application/rtf",
    "application/vnd.",
    "text/csv",
    "application/epub",
)
_MEDIA_TYPES = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_REDIRECTS = range(300, 400)


@dataclass(slots=True)
class Arrival:
    """What the network said of the main document while a page was opened.

    Attributes:
        refusal: why the document was not let in; None if it was.
        reason: details of the refusal.
    """

    url: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    refusal: VisitStatus | None = None
    reason: str = ""


class Guard:
    """Watches one tab's requests through the DevTools Fetch domain.

    Loading: documents that are no pages are refused before their body is read, private addresses unless allowed.
    Probing: every request that could change something (any method but GET, HEAD, OPTIONS) is stopped.
    """

    def __init__(self, session: CDPSession, main_frame: str, *, allow_private: bool) -> None:
        """Make a guard; `start` sets it to work."""
        self._session = session
        self._main_frame = main_frame
        self._allow_private = allow_private
        self._tasks: set[asyncio.Task[None]] = set()
        self.arrival = Arrival()
        self.probing = False
        self.stopped: list[str] = []

    async def start(self) -> None:
        """Begin to watch."""
        self._session.on("Fetch.requestPaused", self._on_paused)
        await self._session.send("Fetch.enable", {"patterns": _PATTERNS})

    def expect_page(self) -> None:
        """Forget the last page; a new one is about to be opened."""
        self.arrival = Arrival()
        self.probing = False
        self.stopped = []

    def _on_paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._decide(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _decide(self, event: dict[str, Any]) -> None:
        refused = await self._refuses(event)
        method = "Fetch.failRequest" if refused else "Fetch.continueRequest"
        params = {"requestId": event["requestId"]} | ({"errorReason": "BlockedByClient"} if refused else {})
        try:
            await self._session.send(method, params)
        except PlaywrightError:
            return  # the tab was closed or the request is gone: nobody waits for the answer

    async def _refuses(self, event: dict[str, Any]) -> bool:
        request = event["request"]
        if self.probing and request["method"] not in _SAFE_METHODS:
            self.stopped.append(f"{request['method']} {request['url'][:500]}")
            return True
        main = event["resourceType"] == "Document" and event["frameId"] == self._main_frame
        if "responseStatusCode" not in event and "responseErrorReason" not in event:
            return await self._refuses_address(request["url"], main=main)
        return main and self._refuses_document(event)

    async def _refuses_address(self, url: str, *, main: bool) -> bool:
        parts = urlsplit(url)
        if self._allow_private or parts.scheme not in ("http", "https") or not parts.hostname:
            return False
        if not await is_private(parts.hostname):
            return False
        if main and not self.probing:
            self.arrival.refusal = VisitStatus.REFUSED_ADDRESS
            self.arrival.reason = f"{parts.hostname} is a private or local address"
        return True

    def _refuses_document(self, event: dict[str, Any]) -> bool:
        if self.probing:
            return False
        headers = {entry["name"].lower(): entry["value"] for entry in event.get("responseHeaders", ())}
        status = int(event.get("responseStatusCode", 0))
        self.arrival = Arrival(url=event["request"]["url"], status=status, headers=headers)
        if status in _REDIRECTS:
            return False
        refusal, reason = _classify(headers)
        self.arrival.refusal, self.arrival.reason = refusal, reason
        return refusal is not None


def _classify(headers: Mapping[str, str]) -> tuple[VisitStatus | None, str]:
    """Whether a main document is a page, from its headers alone."""
    kind = headers.get("content-type", "text/html").split(";")[0].strip().lower()
    length = headers.get("content-length", "")
    if headers.get("content-disposition", "").lower().startswith("attachment"):
        status = VisitStatus.DOCUMENT if kind.startswith(_DOCUMENT_TYPES) else VisitStatus.DOWNLOAD
        return status, f"the server offers it as a download ({kind})"
    if length.isdigit() and int(length) > MAIN_DOCUMENT_LIMIT:
        return VisitStatus.TOO_LARGE, f"{int(length)} bytes announced, the limit is {MAIN_DOCUMENT_LIMIT}"
    if kind.startswith(_PAGE_TYPES):
        return None, ""
    if kind.startswith(_DOCUMENT_TYPES):
        return VisitStatus.DOCUMENT, kind
    if kind.startswith(_MEDIA_TYPES):
        return VisitStatus.NOT_WEB, kind
    return VisitStatus.DOWNLOAD, f"a browser offers to save this type ({kind})"


async def is_private(host: str) -> bool:
    """True if a host name or address leads to this machine or a private network; False if it does not resolve."""
    name = host.strip("[]").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False  # the browser will say "dns"
    addresses = [ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in found]
    return any(not address.is_global or address.is_multicast for address in addresses)
