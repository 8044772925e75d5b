"""The quick look at addresses given by a person or a pipeline: no register, no store."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wcag_audit.audit.executor import LocalExecutor
from wcag_audit.audit.options import AuditOptions, make_plan
from wcag_audit.audit.page import AuditedPage, site_of
from wcag_audit.model.result import PageResult
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from wcag_audit.audit.executor import Executor

_AHEAD = 4
"""Results of up to so many addresses per tab wait for a slow predecessor; then no new page is opened."""


async def check_addresses(addresses: Iterable[str], options: AuditOptions | None = None) -> AsyncIterator[PageResult]:
    """Audit addresses, several at once, and give the results in the order of the addresses.

    Each result is given as soon as it and all before it are done. Every address has one, reached or not. Pictures,
    frozen pages and what sites are compared by are not made: nobody keeps them here.

    Raises:
        NoBrowserError: no browser was found or it cannot be kept running.
        UsageError: the options cannot be carried out.
    """
    options = replace(
        options or AuditOptions(), screenshots=False, snapshots=False, compare_pages=False, follow_links=True
    )
    async with LocalExecutor(make_plan(options)) as executor:
        waiting: deque[asyncio.Task[AuditedPage]] = deque()
        try:
            for address in addresses:
                waiting.append(asyncio.ensure_future(_one(executor, address)))
                await asyncio.sleep(0)  # let it take its place before the next one is read
                while waiting and (waiting[0].done() or len(waiting) >= options.tab_count * _AHEAD):
                    yield await _result(waiting.popleft())
            while waiting:
                yield await _result(waiting.popleft())
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)


async def _result(page: asyncio.Task[AuditedPage]) -> PageResult:
    """Wait for a page. A wish to stop that came while the page was just ending must not be lost with it."""
    audited = await page
    own = asyncio.current_task()
    if own is not None and own.cancelling():
        raise asyncio.CancelledError
    return audited.result


async def _one(executor: Executor, address: str) -> AuditedPage:
    visit = Visit(address, site_of(address) if _is_web(address) else "", found_by=FoundBy.GIVEN)
    if not _is_web(address):
        record = VisitRecord(visit, VisitStatus.NOT_WEB, Remark("visit.no-scheme"))
        return AuditedPage(PageResult(record))
    return await executor.audit(visit)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
