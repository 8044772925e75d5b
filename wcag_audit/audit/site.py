"""The walk over one site: from its start pages to a fate for every address, page by page into the store."""

from __future__ import annotations

import asyncio
import math
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wcag_audit.audit.judging import freeze_site
from wcag_audit.audit.page import AuditedPage
from wcag_audit.commons.digest import digest
from wcag_audit.crawl import Frontier, Robots, discover, fetch_robots, host_of, is_odd, origin, preflight
from wcag_audit.measuring import score_site
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known
from wcag_audit.model.finding import Maturity
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.result import PageResult, SiteResult
from wcag_audit.model.snapshot import PageDigest, unpack
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord, VisitStatus
from wcag_audit.rules.judge import judge_site
from wcag_audit.score import site_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from wcag_audit.audit.executor import Executor
    from wcag_audit.audit.options import AuditPlan
    from wcag_audit.crawl import HostGate
    from wcag_audit.model.register import Site
    from wcag_audit.store import Store

_NEVER = 3600.0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a wave stands, told after every address.

    Attributes:
        site, url, status: the address that was just done.
        audited, known, budget: of this site.
        failed: definite failures found on this site so far.
        sites_done, sites: of the wave.
    """

    site: str
    url: str
    status: VisitStatus
    audited: int
    known: int
    budget: int
    failed: int
    sites_done: int
    sites: int


@dataclass(slots=True)
class WaveTools:
    """What all sites of a wave share.

    Attributes:
        robots: rules by origin; several sites may share a host.
        stop: set by the person who wants to stop; what is finished is kept.
        tell: called after every address.
    """

    wave_id: int
    wave_name: str
    plan: AuditPlan
    executor: Executor
    store: Store
    client: httpx.AsyncClient
    gate: HostGate
    robots: dict[str, Robots]
    stop: asyncio.Event
    tell: Callable[[SiteWalk, VisitRecord], None]


class SiteWalk:
    """One site of a wave."""

    def __init__(self, site: Site, tools: WaveTools) -> None:
        """Prepare; `walk` does it.

        Raises:
            TargetsError: a pattern of the site is no regular expression.
        """
        self.site = site
        self.failed = 0
        self._tools = tools
        self._allow_private = tools.plan.options.allow_private
        self.frontier = Frontier(site, {}, seed=site.id, wave=tools.wave_name, allow_private=self._allow_private)
        self._digests: dict[str, PageDigest] = {}

    async def walk(self) -> None:
        """Visit the site's sample; store every page as soon as it is done, and at the end every fate and verdict.

        When the person stops, what is finished is stored and the rest is INTERRUPTED.

        Raises:
            NoBrowserError: no browser can be had any more; finished pages are kept.
            StoreError: the store cannot be written.
        """
        try:
            await self._prepare()
            await self._visit_all()
        finally:
            self.frontier.close(interrupted=self._tools.stop.is_set() or not self.frontier.finished)
            self._tools.store.add_records(self._tools.wave_id, self.site.id, self.frontier.records())
            await self._tools.executor.close_site(self.site.id)
        if not self._tools.stop.is_set():
            self._tools.store.add_site(self._tools.wave_id, self._compare())
            score_site(self._tools.store, self._tools.wave_id, self.site.id)

    async def _prepare(self) -> None:
        """Take up what an earlier run left, then start pages and sitemaps."""
        self._resume()
        for url in (self.site.url, *self.site.starts):
            self.frontier.add(url, FoundBy.START)
        await self._read_robots()
        home = self._tools.robots.get(origin(self.site.url))
        if home is None or self._tools.stop.is_set():
            return
        found = await discover(self._tools.client, self.site, home, allow_private=self._allow_private)
        for entry in found.entries:
            self.frontier.add(entry.url, FoundBy.SITEMAP, depth=1)
            for alternate in entry.alternates.values():
                self.frontier.add(alternate, FoundBy.HREFLANG, entry.url, depth=1)

    def _resume(self) -> None:
        store, wave = self._tools.store, self._tools.wave_id
        self.frontier.restore(store.records(wave, self.site.id))
        for row in store.pages(wave, self.site.id):
            self._add_links(row.record, store.page(row.visit_id))
            self.failed += row.failed
            if row.snapshot:
                with suppress(ValueError):  # written by another version: the page is then not compared with others
                    snapshot = unpack(store.snapshot(row.snapshot))
                    if isinstance(snapshot.fact(Dom), Known):
                        self._digests[row.record.visit.url] = digest(snapshot)

    async def _read_robots(self) -> None:
        known = self._tools.robots
        for place in self.frontier.robots_needed():
            if place not in known:
                known[place] = await fetch_robots(self._tools.client, place, allow_private=self._allow_private)
            limits = self.site.limits
            self._tools.gate.configure(
                host_of(place),
                delay=limits.delay,
                concurrency=limits.concurrency,
                crawl_delay=known[place].crawl_delay,
            )
            self._set_robots(place, known[place])

    def _set_robots(self, place: str, robots: Robots) -> None:
        """Hand over the rules of an origin; one that does not answer at all has forbidden nothing, it is not there."""
        if robots.silence is not None:
            self.frontier.give_up(host_of(place), robots.silence, robots.reason)
            robots = Robots.none(robots.reason)
        self.frontier.set_robots(place, robots)

    async def _visit_all(self) -> None:
        running: set[asyncio.Task[AuditedPage]] = set()
        try:
            while True:
                await self._read_robots()
                while not self._tools.stop.is_set() and len(running) < self.site.limits.concurrency:
                    visit = self.frontier.next(time.monotonic())
                    if visit is None:
                        break
                    running.add(asyncio.ensure_future(self._visit(visit)))
                if running:
                    done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        self._finish(task.result())
                elif self._tools.stop.is_set() or self.frontier.finished:
                    return
                elif not self.frontier.robots_needed():
                    await self._pause((self.frontier.wake_at() or 0.0) - time.monotonic())
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _visit(self, visit: Visit) -> AuditedPage:
        gate, host = self._tools.gate, host_of(visit.url)
        while (wait := gate.ready_at(host, time.monotonic()) - time.monotonic()) > 0:
            given_up = gate.given_up(host)
            if given_up:
                return AuditedPage(PageResult(VisitRecord(visit, given_up.status, given_up.reason)))
            if self._tools.stop.is_set():
                return AuditedPage(PageResult(VisitRecord(visit, VisitStatus.INTERRUPTED)))
            await self._pause(wait if math.isfinite(wait) else 0.05)
        gate.begin(host, time.monotonic())
        record = VisitRecord(visit, VisitStatus.INTERRUPTED)
        try:
            audited = await self._look(visit)
            record = audited.result.record
        finally:  # whatever happens here, other sites on the host get their turn
            gate.finish(
                host,
                time.monotonic(),
                record.status,
                http_status=record.http_status,
                retry_after=record.retry_after,
            )
        given_up = gate.given_up(host)
        if given_up:
            self.frontier.give_up(host, given_up.status, given_up.reason)
        return audited

    async def _look(self, visit: Visit) -> AuditedPage:
        if is_odd(visit.url):
            before = await preflight(self._tools.client, visit.url, allow_private=self._allow_private)
            if before.status is not None:
                record = VisitRecord(visit, before.status, before.reason, final_url=before.final_url)
                return AuditedPage(PageResult(record))
        return await self._tools.executor.audit(visit, self.site.limits.timeout)

    def _finish(self, audited: AuditedPage) -> None:
        result = audited.result
        fate = self.frontier.finish(result.record, time.monotonic())
        if fate is VisitStatus.AUDITED and not self._declared_duplicate(audited):
            self._tools.store.add_page(self._tools.wave_id, self.site.id, result)
            self.failed += _definite(result)
            if audited.digest is not None:
                self._digests[result.record.visit.url] = audited.digest
            self._add_links(result.record, result)
        self._tools.tell(self, replace(result.record, status=fate))

    def _declared_duplicate(self, audited: AuditedPage) -> bool:
        """True if the page names a canonical address whose page was audited and has the same main content."""
        canonical, own = audited.result.canonical, audited.digest
        other = self._digests.get(canonical)
        if own is None or other is None or not own.text_hash or own.text_hash != other.text_hash:
            return False
        return self.frontier.mark_duplicate(audited.result.record.visit.url, canonical)

    def _add_links(self, record: VisitRecord, result: PageResult) -> None:
        depth = record.visit.depth + 1
        for link in result.links:
            self.frontier.add(link, FoundBy.LINK, record.final_url, depth)
        for address in result.alternates.values():
            self.frontier.add(address, FoundBy.HREFLANG, record.final_url, depth)

    def _compare(self) -> SiteResult:
        """Judge the site as a whole, and merge its pages' verdicts."""
        tools = self._tools
        frozen = freeze_site(self.site.id, self._digests, self.frontier)
        findings, tallies = judge_site(frozen, tools.plan.site_rules)
        verdicts = site_verdicts(
            self.site.id, tools.store.page_verdicts(tools.wave_id, self.site.id), findings, tallies
        )
        return SiteResult(self.site.id, findings, tallies, verdicts)

    async def _pause(self, seconds: float) -> None:
        """Wait, but wake up when the person wants to stop."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._tools.stop.wait(), max(0.01, min(seconds, _NEVER)))


def _definite(result: PageResult) -> int:
    return sum(
        finding.outcome is Outcome.FAILED and finding.maturity is Maturity.STABLE and bool(finding.criteria)
        for finding in result.findings
    )
