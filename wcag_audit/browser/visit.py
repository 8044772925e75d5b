"""Opens an address in a tab and waits until the page is quiet, or says from a closed list why it could not."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from wcag_audit.errors import ProbeError
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.browser.tab import ChromiumTab

_ERROR_STATUS = 400
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
    crashed = asyncio.get_running_loop().create_future()
    watch = _crash_watch(crashed)
    tab.page.on("crash", watch)
    work = asyncio.ensure_future(_open(tab, visit, limits))
    try:
        await asyncio.wait({work, crashed}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        tab.broken = True
        return _ended(visit, VisitStatus.CRASHED, "the page's process crashed")
    finally:
        tab.page.remove_listener("crash", watch)
        work.cancel()
        with suppress(asyncio.CancelledError, ProbeError, PlaywrightError):
            await work
        crashed.cancel()


def _crash_watch(crashed: asyncio.Future[None]) -> Any:
    def on_crash(_: object) -> None:
        if not crashed.done():
            crashed.set_result(None)

    return on_crash


async def _open(tab: ChromiumTab, visit: Visit, limits: Limits) -> Opened:
    try:
        await tab.page.goto(visit.url, wait_until="domcontentloaded", timeout=limits.navigation * 1000)
    except PlaywrightTimeoutError:
        tab.broken = True  # its navigation goes on behind our back
        return _ended(visit, VisitStatus.TIMEOUT, f"the document was not complete after {limits.navigation:g} s")
    except PlaywrightError as error:
        return _navigation_failed(tab, visit, error)
    gaps: list[str] = []
    try:
        await tab.page.wait_for_load_state("load", timeout=limits.load * 1000)
    except PlaywrightTimeoutError:
        gaps.append(f"Parts of the page were still loading after {limits.load:g} s.")
    try:
        return await _settled(tab, visit, limits, gaps)
    except (ProbeError, PlaywrightError) as error:
        tab.broken = True
        return _ended(visit, VisitStatus.CRASHED, str(error).splitlines()[0][:300])


async def _settled(tab: ChromiumTab, visit: Visit, limits: Limits, gaps: list[str]) -> Opened:
    size = await tab.call("measure")
    if size["nodes"] > limits.nodes or size["characters"] > limits.characters:
        tab.broken = True  # so large a page weighs on the tab's next one
        return _ended(visit, VisitStatus.TOO_LARGE, f"{size['nodes']} elements, {size['characters']} characters")
    if size["scripts"]:
        await tab.network_quiet(limits.settle / 1000)
    calm = await tab.call("settle", limits.quiet, limits.settle)
    if not calm["settled"]:
        gaps.append(f"The page was still changing after {limits.settle / 1000:g} s.")
    if size["scripts"]:
        size = await tab.call("measure")  # scripts may have built the page since
    arrival = tab.guard.arrival
    status = VisitStatus.HTTP_ERROR if arrival.status >= _ERROR_STATUS else VisitStatus.PENDING
    record = VisitRecord(
        visit,
        status,
        reason=f"HTTP {arrival.status}" if status is VisitStatus.HTTP_ERROR else "",
        final_url=tab.url,
        http_status=arrival.status,
        retry_after=_seconds(arrival.headers.get("retry-after", "")),
    )
    return Opened(record, size["title"], size["text"], arrival.headers, tuple(gaps))


def _navigation_failed(tab: ChromiumTab, visit: Visit, error: PlaywrightError) -> Opened:
    arrival = tab.guard.arrival
    if arrival.refusal is not None:
        return _ended(visit, arrival.refusal, arrival.reason, arrival.status)
    text = error.message.splitlines()[0] if error.message else "no reason given"
    if "crash" in text.lower():
        tab.broken = True
        return _ended(visit, VisitStatus.CRASHED, "the page's process crashed")
    status = next((status for code, status in _NET_ERRORS if code in text), VisitStatus.CONNECTION)
    code = next((word.strip(":") for word in text.split() if "ERR_" in word), text[:200])
    return _ended(visit, status, code, arrival.status)


def _ended(visit: Visit, status: VisitStatus, reason: str, http_status: int = 0) -> Opened:
    return Opened(VisitRecord(visit, status, reason, http_status=http_status), "", "", {})


def _seconds(retry_after: str) -> float | None:
    return float(retry_after) if retry_after.strip().isdigit() else None
