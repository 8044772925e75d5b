"""Decides which probes look at a page and in which order, and puts their facts into a snapshot."""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from wcag_audit.browser.visit import browser_said
from wcag_audit.errors import ProbeError
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Fact, Known, Missing
from wcag_audit.model.facts import Response
from wcag_audit.model.snapshot import PageSnapshot
from wcag_audit.probes.api import Disturbs
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.browser.tab import ChromiumTab
    from wcag_audit.browser.visit import Opened
    from wcag_audit.probes.api import Probe

_REOPEN_LIMIT = 15.0
_ANSWER_LIMIT = 2.0
_NO_TIME = Remark("fact.page-time")
_KEPT_HEADERS = ("content-type", "content-language", "content-security-policy", "last-modified")


@dataclass(frozen=True, slots=True)
class Looked:
    """What probing a page gave.

    Attributes:
        seconds: per probe id.
        gaps: what could not be looked at (remarks).
    """

    snapshot: PageSnapshot
    seconds: dict[str, float] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()


def plan(needs: Iterable[type[Any]], probes: Iterable[Probe]) -> tuple[Probe, ...]:
    """The probes that provide what is needed, those that disturb the page least first, and of those the base capture.

    Raises:
        LookupError: nothing provides a needed fact; a mistake of the programmer.
    """
    provided = {probe.provides: probe for probe in probes}
    wanted = set(needs) - {Response}
    unknown = wanted - set(provided)
    if unknown:
        raise LookupError(f"No probe provides {', '.join(sorted(kind.__name__ for kind in unknown))}.")
    return tuple(sorted((provided[kind] for kind in wanted), key=_turn))


def _turn(probe: Probe) -> tuple[int, bool, str]:
    # Without the base capture nothing else can be judged: a page that hangs later is then still known.
    return probe.disturbs, probe.provides is not Dom, probe.id


async def look(tab: ChromiumTab, opened: Opened, probes: Sequence[Probe], limit: float = math.inf) -> Looked:
    """Run probes on an open, settled page; what one cannot tell becomes a Missing fact with its reason.

    What does not fit in the limit of seconds is missing too: what was seen by then can still be judged.

    From here on the tab's guard stops every request that could change something, and keeps the page from leading
    itself elsewhere, so that all facts are of one document. Only where the input is what may lead away is it let go.
    """
    tab.guard.probing = True
    facts: dict[type[Any], Fact[Any]] = {Response: Known(_response(opened))}
    seconds: dict[str, float] = {}
    gaps = list(opened.gaps)
    until = time.monotonic() + limit
    for probe in probes:
        began = time.perf_counter()
        tab.guard.hold = probe.disturbs < Disturbs.FOCUS or bool(tab.guard.held)
        facts[probe.provides] = fact = await _collect(tab, probe, until - time.monotonic())
        seconds[probe.id] = round(time.perf_counter() - began, 4)
        if isinstance(fact, Missing):
            gaps.append(Remark("gap.probe", probe=probe.id, reason=fact.reason))
        if probe.disturbs > Disturbs.SCROLL and probe is not probes[-1]:
            await _restore(tab, opened, gaps)
    tab.guard.hold = True
    snapshot = PageSnapshot(
        url=opened.record.visit.url,
        final_url=opened.record.final_url,
        captured=datetime.now(UTC).isoformat(timespec="seconds"),
        viewport=tab.viewport,
        facts=facts,
    )
    return Looked(snapshot, seconds, tuple(gaps))


async def _collect(tab: ChromiumTab, probe: Probe, left: float) -> Fact[Any]:
    if tab.broken:
        return Missing(Remark("fact.no-tab"))
    if left <= 0:
        return Missing(_NO_TIME)
    try:
        async with asyncio.timeout(min(probe.budget, left)):
            return Known(await probe.collect(tab))
    except TimeoutError:
        # A page that hangs would cost every further probe its whole budget.
        if not await tab.answers(_ANSWER_LIMIT):
            tab.broken = True
        return Missing(Remark("fact.time-limit", seconds=probe.budget) if left > probe.budget else _NO_TIME)
    except ProbeError as error:
        return Missing(error.remark)
    except PlaywrightError as error:
        return Missing(browser_said(error))


async def _restore(tab: ChromiumTab, opened: Opened, gaps: list[str]) -> None:
    """Bring the page back if a probe led it elsewhere; what a probe changed in place it has put back itself."""
    if tab.broken or tab.url.split("#")[0] == opened.record.final_url.split("#")[0]:
        return
    try:
        await tab.reopen(opened.record.final_url, _REOPEN_LIMIT)
    except ProbeError as error:
        tab.broken = True
        gaps.append(Remark("gap.led-away", reason=error.remark))


def _response(opened: Opened) -> Response:
    headers = {name: opened.headers[name] for name in _KEPT_HEADERS if name in opened.headers}
    return Response(opened.record.final_url, opened.record.http_status, headers)
