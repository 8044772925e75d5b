"""Stands between a tab and the network: what may be loaded, and that looking at a site never changes it."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from wcag_audit.model.visit import VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.async_api import CDPSession

MAIN_DOCUMENT_LIMIT = 20 * 1024 * 1024
"""Bytes of a main document as its server announces them; the largest real pages seen are below 10 MiB."""

_PATTERNS = [
    {"urlPattern": "*", "resourceType": "Document", "requestStage": "Request"},
    {"urlPattern": "*", "resourceType": "Document", "requestStage": "Response"},
    *(
        {"urlPattern": "*", "resourceType": kind, "requestStage": "Request"}
        for kind in ("XHR", "Fetch", "Ping", "CSPViolationReport")
    ),
]
# Of images, scripts and styles only what names a private address is looked at: stopping every request costs time.
# Names that lead to private addresses are stopped by Chromium itself (Local Network Access).
_PRIVATE_PATTERNS = [
    {"urlPattern": f"*://{host}*", "requestStage": "Request"}
    for host in ("localhost", "*.localhost", "0.", "10.", "127.", "169.254.", "172.", "192.168.", "100.", "[")
]
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "image/svg+xml", "application/xml", "text/xml")
_NO_CONTENT = (204, 205)
_ERRORS_FROM = 400
_MOST_MOVES = 8
"""Documents that a page may lead itself to while it is being opened; then it stays where it is."""
_DOCUMENT_TYPES = (
    "application/pdf",
    "application/msword",
    "application/rtf",
    "application/vnd.",
    "text/csv",
    "application/epub",
)
_NOT_PAGE_TYPES = ("image/", "audio/", "video/", "font/", "text/", "application/javascript", "application/json")
"""What a browser shows in a page of its own making, which says nothing about the site's accessibility."""
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_REDIRECTS = range(300, 400)


@dataclass(slots=True)
class Arrival:
    """What the network said of the main document while a page was opened.

    Attributes:
        request: the browser's id of the request, under which data are reported.
        refusal: why the document was not let in; None if it was.
        reason: details of the refusal.
    """

    url: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    request: str = ""
    refusal: VisitStatus | None = None
    reason: str = ""


class Guard:
    """Watches one tab's requests through the DevTools Fetch domain.

    Loading: documents that are no pages are refused before their body is read, private addresses unless allowed.
    Probing: every request that could change something (any method but GET, HEAD, OPTIONS) is stopped.
    """

    def __init__(self, session: CDPSession, main_frame: str, *, allow_private: bool) -> None:
        """Make a guard; `start` sets it to work.

        Attributes:
            main_frame: the browser's id of the page's own frame; it outlives navigations.
            probing: set while the page is looked at.
            hold: set to keep the page from leading itself elsewhere; what it tried is in `held`.
            permit: set to let the page be led only to addresses of which it says True.
            moves: documents asked for since the visit began, redirects not counted.
            stopped: requests that could have changed something.
            refused: set once the page's document was not let in; `arrival` says why.
        """
        self._session = session
        self.main_frame = main_frame
        self._allow_private = allow_private
        self._tasks: set[asyncio.Task[None]] = set()
        self.expect_page()

    async def start(self) -> None:
        """Begin to watch."""
        self._session.on("Fetch.requestPaused", self._on_paused)
        patterns = _PATTERNS if self._allow_private else _PATTERNS + _PRIVATE_PATTERNS
        await self._session.send("Fetch.enable", {"patterns": patterns})

    def expect_page(self) -> None:
        """Forget the last page; a new one is about to be opened."""
        self.arrival = Arrival()
        self.refused = asyncio.Event()
        self.probing = False
        self.hold = False
        self.permit: Callable[[str], bool] = _anywhere
        self.held: list[str] = []
        self.moves = 0
        self.stopped: list[str] = []
        self._private: dict[str, bool] = {}

    @contextmanager
    def release(self) -> Iterator[None]:
        """Let the tab be led to another document by us, although the page is held."""
        held, self.hold, self.moves = self.hold, False, 0
        try:
            yield
        finally:
            self.hold = held

    def _on_paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._decide(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _decide(self, event: dict[str, Any]) -> None:
        refused = await self._refuses(event)
        params = {"requestId": event["requestId"]}
        if refused:
            # A refused navigation of the page itself is as if it never was; "blocked" would bring up an error page.
            params["errorReason"] = "Aborted" if self._is_page(event) else "BlockedByClient"
        try:
            await self._session.send("Fetch.failRequest" if refused else "Fetch.continueRequest", params)
        except PlaywrightError:
            return  # the tab was closed or the request is gone: nobody waits for the answer

    def _is_page(self, event: dict[str, Any]) -> bool:
        return event["resourceType"] == "Document" and bool(event["frameId"] == self.main_frame)

    async def _refuses(self, event: dict[str, Any]) -> bool:
        request = event["request"]
        if self.probing and request["method"] not in _SAFE_METHODS:
            self.stopped.append(f"{request['method']} {request['url'][:500]}")
            return True
        main = self._is_page(event)
        if "responseStatusCode" in event or "responseErrorReason" in event:
            return main and self._refuses_document(event)
        return (main and self._refuses_move(event)) or await self._refuses_address(request["url"], main=main)

    def _refuses_move(self, event: dict[str, Any]) -> bool:
        """Whether the page is to stay where it is."""
        if "redirectedRequestId" not in event:
            self.moves += 1
        if not self.hold and self.moves <= _MOST_MOVES and self.permit(str(event["request"]["url"])):
            return False
        self.held.append(str(event["request"]["url"])[:500])
        return True

    async def _refuses_address(self, url: str, *, main: bool) -> bool:
        if self._allow_private:
            return False
        try:
            parts = urlsplit(url)
            host = parts.hostname
        except ValueError:
            return True  # what cannot be read cannot be said to be public
        if parts.scheme not in ("http", "https") or not host:
            return False
        if host not in self._private:
            self._private[host] = await is_private(host)
        if not self._private[host]:
            return False
        if main and not self.probing:
            self.arrival.refusal = VisitStatus.REFUSED_ADDRESS
            self.arrival.reason = Remark("visit.private-host", host=host)
            self.refused.set()
        return True

    def _refuses_document(self, event: dict[str, Any]) -> bool:
        headers = {entry["name"].lower(): entry["value"] for entry in event.get("responseHeaders", ())}
        status = int(event.get("responseStatusCode", 0))
        arrival = Arrival(event["request"]["url"], status, headers, str(event.get("networkId", "")))
        if not self.probing:
            self.arrival = arrival
        if status in _REDIRECTS or not status:
            return False
        arrival.refusal, arrival.reason = _classify(status, headers)
        if arrival.refusal is None:
            return False
        self.refused.set()
        return True


def _anywhere(_: str) -> bool:
    return True


def _classify(status: int, headers: Mapping[str, str]) -> tuple[VisitStatus | None, str]:
    """Whether a main document is a page, from its status and headers alone."""
    kind = headers.get("content-type", "").split(";")[0].strip().lower() or "text/html"
    length = headers.get("content-length", "")
    if status in _NO_CONTENT:
        return VisitStatus.NOT_WEB, Remark("visit.no-content", status=str(status))
    if length.isdigit() and int(length[:18]) > MAIN_DOCUMENT_LIMIT and kind.startswith(_PAGE_TYPES):
        announced = Remark("visit.announced", bytes=int(length[:18]), limit=MAIN_DOCUMENT_LIMIT)
        return VisitStatus.TOO_LARGE, announced
    if status >= _ERRORS_FROM:
        return None, ""  # an error in whatever dress
    if headers.get("content-disposition", "").lower().startswith("attachment"):
        fate = VisitStatus.DOCUMENT if kind.startswith(_DOCUMENT_TYPES) else VisitStatus.DOWNLOAD
        return fate, Remark("visit.offered", type=kind)
    return _classify_type(kind)


def _classify_type(kind: str) -> tuple[VisitStatus | None, str]:
    if kind.startswith(_PAGE_TYPES):
        return None, ""
    if kind.startswith(_DOCUMENT_TYPES):
        return VisitStatus.DOCUMENT, Remark("visit.type", type=kind)
    if kind.startswith(_NOT_PAGE_TYPES):
        return VisitStatus.NOT_WEB, Remark("visit.type", type=kind)
    return VisitStatus.DOWNLOAD, Remark("visit.saved", type=kind)


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
