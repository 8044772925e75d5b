"""Runs audits of pages: on this machine's own browser, started again if it dies."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, Self

from wcag_audit.audit.ledgers import Ledgers, SwitchLedger
from wcag_audit.audit.page import AuditedPage, audit_page
from wcag_audit.audit.pictures import ShotLedger
from wcag_audit.browser import Browser, BrowserOptions
from wcag_audit.crawl import user_agent
from wcag_audit.errors import NoBrowserError
from wcag_audit.model.result import PageResult, Versions
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from wcag_audit.audit.options import AuditPlan

_LOG = logging.getLogger(__name__)
_RESTARTS = 5
"""A browser that dies more often than this without auditing a page in between is not going to recover."""


class Executor(Protocol):
    """Turns a visit into a page's result; visits and results are plain values, so it may sit on another machine."""

    @property
    def versions(self) -> Versions:
        """What looks and judges."""

    async def audit(self, visit: Visit, limit: float = 0.0) -> AuditedPage:
        """Audit one page in at most `limit` seconds; 0 takes the options' limit.

        Raises:
            NoBrowserError: no browser can be had any more.
        """

    async def close_site(self, site: str) -> None:
        """Forget a site's cookies and storage."""


class LocalExecutor:
    """One browser on this machine, `tab_count` pages at once. Use as an asynchronous context manager."""

    def __init__(self, plan: AuditPlan, may_open: Callable[[str], bool] | None = None) -> None:
        """Prepare; the browser starts with `__aenter__`.

        Args:
            plan: what looks and judges.
            may_open: False for canonical addresses that no control may be pressed for (robots.txt); None allows all.
        """
        self.plan = plan
        options = plan.options
        self._options = BrowserOptions(
            executable=options.executable,
            allow_private=options.allow_private,
            user_agent=user_agent(options.contact or None),
            axe=plan.axe,
        )
        self._places = asyncio.Semaphore(options.tab_count)
        self._ledgers = Ledgers(ShotLedger(enabled=options.screenshots), SwitchLedger(may_open))
        self._restarting = asyncio.Lock()
        self._restarts = 0
        self._browser = Browser(self._options)

    async def __aenter__(self) -> Self:
        """Start the browser.

        Raises:
            NoBrowserError: none was found, or none starts.
        """
        await self._browser.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop the browser."""
        await self._browser.__aexit__()

    @property
    def versions(self) -> Versions:
        """What looks and judges, the browser included."""
        return replace(self.plan.versions, browser=self._browser.version)

    async def audit(self, visit: Visit, limit: float = 0.0) -> AuditedPage:
        """Audit one page as soon as a place is free. A page that takes the browser down twice is CRASHED.

        Raises:
            NoBrowserError: the browser cannot be started again.
        """
        async with self._places:
            for _ in range(2):
                browser = self._browser
                try:
                    audited = await audit_page(browser, visit, self.plan, self._ledgers, limit)
                except NoBrowserError:
                    await self._restart(browser)
                except Exception as error:  # noqa: BLE001 - see the comment
                    # A mistake of ours costs this page, never the wave; the log keeps what the next engineer needs.
                    _LOG.exception("The audit of %s failed.", visit.url)
                    reason = Remark("visit.own-failure", error=f"{type(error).__name__}: {error}"[:250])
                    return AuditedPage(PageResult(VisitRecord(visit, VisitStatus.CRASHED, reason)))
                else:
                    if audited.result.record.status is VisitStatus.AUDITED:
                        self._restarts = 0
                    return audited
            return AuditedPage(PageResult(VisitRecord(visit, VisitStatus.CRASHED, Remark("visit.browser-died"))))

    async def close_site(self, site: str) -> None:
        """Forget a site's cookies and storage."""
        self._ledgers.switches.forget(site)
        await self._browser.close_site(site)

    async def _restart(self, dead: Browser) -> None:
        async with self._restarting:
            if self._browser is not dead:
                return  # another page's audit has done it
            self._restarts += 1
            if self._restarts > _RESTARTS:
                raise NoBrowserError("browser.died-often", n=self._restarts)
            await dead.__aexit__()
            self._browser = Browser(self._options)
            await self._browser.__aenter__()
