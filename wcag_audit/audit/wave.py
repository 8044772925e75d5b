"""One wave over the register: all sites, several at once, resumable, never losing what is finished."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wcag_audit.audit.executor import LocalExecutor
from wcag_audit.audit.options import AuditOptions, make_plan
from wcag_audit.audit.site import Progress, SiteWalk, WaveTools
from wcag_audit.crawl import HostGate, new_client, origin
from wcag_audit.errors import CouldNotDoError, NoBrowserError, StoreError, UsageError
from wcag_audit.measuring import score_missing
from wcag_audit.model.result import Wave

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.audit.executor import Executor
    from wcag_audit.audit.options import AuditPlan
    from wcag_audit.crawl import Robots
    from wcag_audit.model.register import Register, Site
    from wcag_audit.model.visit import VisitRecord
    from wcag_audit.store import Store

_LOG = logging.getLogger(__name__)

Listener = Callable[[Progress], None]


@dataclass(slots=True)
class _Count:
    done: int
    sites: int


async def run_wave(
    register: Register,
    store: Store,
    options: AuditOptions | None = None,
    *,
    name: str = "",
    resume: bool = False,
    listener: Listener | None = None,
    stop: asyncio.Event | None = None,
) -> Wave:
    """Audit all enabled sites of a register.

    Args:
        register: what to audit; on `resume` the register stored with the wave is used instead.
        store: where everything goes; each page in a transaction of its own.
        options: what was asked for.
        name: of the wave; today's date if it is "". On `resume` the wave to go on with; "" for the last unfinished one.
        resume: go on with an unfinished wave.
        listener: told of every address that is done.
        stop: set it to stop politely: pages that are open are finished, the wave stays unfinished and can be resumed.

    Returns:
        The wave; its `finished` is "" if it was stopped.

    Raises:
        UsageError: nothing to resume, or no enabled site.
        NoBrowserError, StoreError: as they say; what was finished is kept.
        CouldNotDoError: a site could not be brought to its end; the others were.
    """
    options = options or AuditOptions()
    stop = stop or asyncio.Event()
    plan = make_plan(options)
    if not resume and not any(site.enabled for site in register.sites):
        raise UsageError("wave.no-sites")
    async with AsyncExitStack() as stack:
        robots: dict[str, Robots] = {}
        executor = await stack.enter_async_context(LocalExecutor(plan, _may_open(robots)))
        client = await stack.enter_async_context(new_client(options.contact or None))
        wave = _unfinished(store, name) if resume else _begin(store, register, plan, executor, name)
        store.add_rules(wave.id, plan.procedures)
        sites = [site for site in store.register(wave.id).sites if site.enabled]
        open_sites = [site for site in sites if not store.site_verdicts(wave.id, site.id)]
        count = _Count(len(sites) - len(open_sites), len(sites))
        tools = WaveTools(
            wave_id=wave.id,
            wave_name=wave.name,
            plan=plan,
            executor=executor,
            store=store,
            client=client,
            gate=HostGate(),
            robots=robots,
            stop=stop,
            tell=_teller(listener, count),
        )
        await _walk_all(open_sites, tools, count)
    if stop.is_set():
        return wave
    score_missing(store, wave.id, (site.id for site in sites))
    return store.finish_wave(wave.id)


def _may_open(robots: Mapping[str, Robots]) -> Callable[[str], bool]:
    """Whether robots.txt lets us open an address; where it was not read, nothing is opened."""

    def may_open(address: str) -> bool:
        rules = robots.get(origin(address))
        return rules is not None and rules.allowed(address)

    return may_open


def _begin(store: Store, register: Register, plan: AuditPlan, executor: Executor, name: str) -> Wave:
    now = datetime.now(UTC).astimezone()
    wave = Wave(
        id=0,
        name=name or now.date().isoformat(),
        started=now.isoformat(timespec="seconds"),
        finished="",
        profile=str(plan.options.profile),
        level=str(plan.options.level),
        versions=executor.versions,
    )
    return store.begin_wave(wave, register)


def _unfinished(store: Store, name: str) -> Wave:
    wave = store.unfinished_wave(name or None)
    if wave is None:
        raise UsageError("wave.not-unfinished", name=name) if name else UsageError("wave.none-unfinished")
    return wave


def _teller(listener: Listener | None, count: _Count) -> Callable[[SiteWalk, VisitRecord], None]:
    def tell(walk: SiteWalk, record: VisitRecord) -> None:
        if listener is None:
            return
        counts = walk.frontier.counts()
        listener(
            Progress(
                site=walk.site.id,
                url=record.visit.url,
                status=record.status,
                audited=counts.audited,
                known=counts.known,
                budget=walk.site.limits.max_pages,
                failed=walk.failed,
                sites_done=count.done,
                sites=count.sites,
            )
        )

    return tell


async def _walk_all(sites: list[Site], tools: WaveTools, count: _Count) -> None:
    """Walk all sites, several at once: while one host rests, another is asked.

    A site that fails through a mistake of ours does not take the others with it; a lost browser or store does.
    """
    places = asyncio.Semaphore(tools.plan.options.tab_count * 2)
    lost: list[str] = []

    async def one(site: Site) -> None:
        async with places:
            if tools.stop.is_set():
                return
            try:
                await SiteWalk(site, tools).walk()
            except (NoBrowserError, StoreError):
                raise
            except Exception:  # noqa: BLE001 - see the docstring
                _LOG.exception("The site %s could not be brought to its end.", site.id)
                lost.append(site.id)
            count.done += 1

    try:
        async with asyncio.TaskGroup() as group:
            for site in sites:
                group.create_task(one(site))
    except BaseExceptionGroup as problems:
        raise problems.exceptions[0] from problems
    if lost:
        raise CouldNotDoError("wave.failed-on", sites=", ".join(sorted(lost)))
