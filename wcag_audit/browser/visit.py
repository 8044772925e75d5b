"""Opens an address in a tab and waits until the page is quiet, or says from a closed list why it could not."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from wcag_audit.browser.guard import MAIN_DOCUMENT_LIMIT
from wcag_audit.browser.weight import too_heavy
from wcag_audit.errors import ProbeError
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.browser.tab import ChromiumTab

_ERROR_STATUS = 400
_REFUSAL_PAUSE = 1.0
_INTERRUPTED = "interrupted by another navigation"
_ERROR_PAGE = "chrome-error:"
_NET_ERRORS: tuple[tuple[str, VisitStatus], ...] = (
    ("ERR_NAME_", VisitStatus.DNS),
    ("ERR_DNS_", VisitStatus.DNS),
    ("ERR_CERT_", VisitStatus.TLS),
    ("ERR_SSL_", VisitStatus.TLS),
    ("ERR_BAD_SSL", VisitStatus.TLS),
    ("ERR_TOO_MANY_REDIRECTS", VisitStatus.REDIRECT_LOOP),
    ("ERR_BLOCKED_BY_RESPONSE", VisitStatus.BLOCKED),
    ("ERR_TIMED_OUT", VisitStatus.TIMEOUT),
    ("ERR_CONNECTION_TIMED_OUT", VisitStatus.TIMEOUT),
    ("ERR_ABORTED", VisitStatus.DOWNLOAD),
    ("ERR_", VisitStatus.CONNECTION),
)


_PDF = "application/pdf"
_SIGNATURES = {
    "PK\x03\x04": "application/zip",
    "Rar!\x1a": "application/vnd.rar",
    "%PDF-": _PDF,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take.

    Attributes:
        navigation: seconds until the document must have been read.
        load: seconds more for its parts (images, styles); then we look at what is there.
        quiet: milliseconds without change that count as settled.
        settle: milliseconds after which we look anyway.
        nodes: elements; a larger page is not analysed.
        characters: of text; a larger page is not analysed.
    """

    navigation: float = 30.0
    load: float = 10.0
    quiet: int = 100
    settle: int = 4000
    nodes: int = 60_000
    characters: int = 5_000_000

    @property
    def total(self) -> float:
        """Seconds after which a page that does not answer at all is given up."""
        return self.navigation + self.load + 3 * self.settle / 1000 + 5.0


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that is open and settled.

    Attributes:
        title, text: beginnings, for telling block pages from real ones; hostile.
        headers: of the main document, names in lower case.
        gaps: what did not go as it should (English sentences).
    """

    record: VisitRecord
    title: str
    text: str
    headers: Mapping[str, str]
    gaps: tuple[str, ...] = ()


async def open_page(tab: ChromiumTab, visit: Visit, limits: Limits) -> Opened:
    """Open an address, wait until the page is quiet, and say what became of it.

    The record's status is PENDING for a page that can be probed and final for every other. A tab that hangs or has
    crashed is marked as broken.
    """
    tab.guard.expect_page()
    tab.forget_worlds()
    work = asyncio.ensure_future(_open(tab, visit, limits))
    weight = asyncio.ensure_future(too_heavy(tab, limits.nodes, limits.characters))
    crash = asyncio.ensure_future(tab.crash())
    refused = asyncio.ensure_future(tab.guard.refused.wait())
    waiting: set[asyncio.Future[Any]] = {work, weight, crash, refused}
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED, timeout=limits.total)
        if refused.done() and not work.done():
            # Most navigations end by themselves then; those begun by the page's own scripts do not.
            await asyncio.wait({work}, timeout=_REFUSAL_PAUSE)
        if work.done() and not tab.crashed:
            return work.result()
        tab.broken = True
        refusal, reason = tab.guard.arrival.refusal, tab.guard.arrival.reason
        if tab.crashed:
            return _ended(visit, VisitStatus.CRASHED, Remark("visit.crashed"))
        if refusal is not None:
            return _ended(visit, refusal, reason, tab.guard.arrival.status)
        if weight.done():
            return _ended(visit, VisitStatus.TOO_LARGE, weight.result())
        return _ended(visit, VisitStatus.TIMEOUT, Remark("visit.no-answer", seconds=limits.total))
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _open(tab: ChromiumTab, visit: Visit, limits: Limits) -> Opened:
    gaps: list[str] = []
    try:
        await _navigate(tab, visit.url, limits)
        try:
            await tab.page.wait_for_load_state("load", timeout=limits.load * 1000)
        except PlaywrightTimeoutError:
            gaps.append(Remark("gap.loading", seconds=limits.load))
    except PlaywrightTimeoutError:
        tab.broken = True  # its navigation goes on behind our back
        return _ended(visit, VisitStatus.TIMEOUT, Remark("visit.incomplete", seconds=limits.navigation))
    except PlaywrightError as error:
        return _navigation_failed(tab, visit, error)
    try:
        size = await _quiet(tab, limits, gaps)
    except (ProbeError, PlaywrightError) as error:
        tab.broken = True
        if tab.crashed or "crash" in str(error).lower():
            return _ended(visit, VisitStatus.CRASHED, Remark("visit.crashed"))
        reason = error.remark if isinstance(error, ProbeError) else browser_said(error)
        return _ended(visit, VisitStatus.CRASHED, reason)
    return _opened(tab, visit, limits, size, gaps)


async def _navigate(tab: ChromiumTab, url: str, limits: Limits) -> None:
    """Go to an address and wait for the document, or for the one that it leads to by itself meanwhile."""
    deadline = asyncio.get_running_loop().time() + limits.navigation
    try:
        await tab.page.goto(url, wait_until="domcontentloaded", timeout=limits.navigation * 1000)
    except PlaywrightError as error:
        if _INTERRUPTED not in error.message or _ERROR_PAGE in error.message or tab.guard.arrival.refusal:
            raise
        left = max(deadline - asyncio.get_running_loop().time(), 0.1)
        await tab.page.wait_for_load_state("domcontentloaded", timeout=left * 1000)


async def _quiet(tab: ChromiumTab, limits: Limits, gaps: list[str]) -> dict[str, Any]:
    """Wait until page and network are quiet; a page that keeps leading itself elsewhere is stopped on its way.

    Returns:
        What measure.js says of the page.
    """
    for last in (False, False, True):
        tab.guard.hold = last  # and for good: whoever looks at the page later wants it to stay as well
        moves = tab.guard.moves
        try:
            size: dict[str, Any] = await tab.call("measure")
            if _is_large(size, limits):
                return size
            if size["scripts"]:
                await tab.network_quiet(limits.settle / 1000)
            calm = await tab.call("settle", limits.quiet, limits.settle)
            if size["scripts"]:
                size = await tab.call("measure")  # scripts may have built the page since
        except ProbeError:
            if last or tab.guard.moves == moves:
                raise
            calm = {}
        if tab.guard.moves != moves and not last:
            with suppress(PlaywrightTimeoutError):
                await tab.page.wait_for_load_state("load", timeout=limits.load * 1000)
            continue
        if not calm["settled"]:
            gaps.append(Remark("gap.changing", seconds=limits.settle / 1000))
        break
    if tab.guard.held:
        gaps.append(Remark("gap.led-on", address=tab.guard.held[0]))
    return size


def _is_large(size: Mapping[str, Any], limits: Limits) -> bool:
    large = size["nodes"] > limits.nodes or size["characters"] > limits.characters
    return bool(large or size["bytes"] > MAIN_DOCUMENT_LIMIT)


def _opened(tab: ChromiumTab, visit: Visit, limits: Limits, size: Mapping[str, Any], gaps: list[str]) -> Opened:
    arrival = tab.guard.arrival
    if arrival.refusal is not None:  # the page led itself to something that is no page
        return _ended(visit, arrival.refusal, arrival.reason, arrival.status)
    if _is_large(size, limits):
        tab.broken = True  # so large a page weighs on the tab's next one
        nodes, characters, size_in_bytes = size["nodes"], size["characters"], size["bytes"]
        weight = Remark("visit.too-large", nodes=nodes, characters=characters, bytes=size_in_bytes)
        return _ended(visit, VisitStatus.TOO_LARGE, weight)
    if arrival.status < _ERROR_STATUS and not size["page"]:
        kind = Remark("visit.neither", type=str(size["type"]))
        return _ended(visit, VisitStatus.NOT_WEB, kind, arrival.status)
    file = _file(str(size["start"])) if arrival.status < _ERROR_STATUS else ""
    if file:
        fate = VisitStatus.DOCUMENT if file == _PDF else VisitStatus.NOT_WEB
        return _ended(visit, fate, Remark("visit.bytes", type=file), arrival.status)
    return Opened(_record(tab, visit), size["title"], size["text"], arrival.headers, tuple(gaps))


def _file(start: str) -> str:
    """Media type of a file whose bytes were sent as a web page, by how it begins; "" for a page.

    Only signatures that no page begins with; the bytes above 127 are whatever the encoding made of them.
    """
    if start[:1] == "\x1f" and start[2:3] == "\b":  # 1f 8b 08; 08 is the only method there is (RFC 1952, 2.3.1)
        return "application/gzip"
    return next((kind for signature, kind in _SIGNATURES.items() if start.startswith(signature)), "")


def _record(tab: ChromiumTab, visit: Visit) -> VisitRecord:
    arrival = tab.guard.arrival
    failed = arrival.status >= _ERROR_STATUS
    return VisitRecord(
        visit,
        VisitStatus.HTTP_ERROR if failed else VisitStatus.PENDING,
        reason=Remark("visit.http", status=str(arrival.status)) if failed else "",
        final_url=tab.url,
        http_status=arrival.status,
        retry_after=_seconds(arrival.headers.get("retry-after", "")),
    )


def _navigation_failed(tab: ChromiumTab, visit: Visit, error: PlaywrightError) -> Opened:
    arrival = tab.guard.arrival
    if arrival.refusal is not None:
        return _ended(visit, arrival.refusal, arrival.reason, arrival.status)
    tab.broken = True  # the browser's own error page may still be on its way and would disturb the next visit
    if arrival.status >= _ERROR_STATUS:  # an error without a text of its own
        return Opened(replace(_record(tab, visit), final_url=arrival.url), "", "", arrival.headers)
    text = error.message.splitlines()[0] if error.message else "?"
    if tab.crashed or "crash" in text.lower():
        return _ended(visit, VisitStatus.CRASHED, Remark("visit.crashed"))
    status = next((status for code, status in _NET_ERRORS if code in text), VisitStatus.CONNECTION)
    code = next((word.strip(":") for word in text.split() if "ERR_" in word), text[:200])
    return _ended(visit, status, Remark("visit.trouble", said=code), arrival.status)


def browser_said(error: PlaywrightError) -> Remark:
    """What the browser gave as its reason, in its own English."""
    return Remark("visit.trouble", said=str(error).splitlines()[0][:300])


def _ended(visit: Visit, status: VisitStatus, reason: str, http_status: int = 0) -> Opened:
    return Opened(VisitRecord(visit, status, reason, http_status=http_status), "", "", {})


def _seconds(retry_after: str) -> float | None:
    return float(retry_after) if retry_after.strip().isdigit() else None
