"""The audit of one page: open, look, judge, picture, freeze."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wcag_audit.audit.judging import evidence, judge_states
from wcag_audit.audit.opening import open_for_audit
from wcag_audit.audit.pictures import take_pictures
from wcag_audit.audit.special import SeenPage, audit_special, own_context, with_special
from wcag_audit.browser import look
from wcag_audit.commons.digest import digest
from wcag_audit.commons.speech import spoken_texts
from wcag_audit.commons.template import template
from wcag_audit.errors import NoBrowserError, ProbeError
from wcag_audit.kazakh.detect import detect
from wcag_audit.kazakh.speech import speech_readiness
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known, Missing
from wcag_audit.model.result import PageResult, StoredSnapshot
from wcag_audit.model.snapshot import PageDigest, pack
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.audit.judging import Judged
    from wcag_audit.audit.ledgers import Ledgers
    from wcag_audit.audit.options import AuditPlan
    from wcag_audit.audit.pictures import ShotLedger
    from wcag_audit.browser import Browser, ChromiumTab, Looked, Opened
    from wcag_audit.model.snapshot import PageSnapshot

_LINK_LIMIT = 2000
_DETECT_LIMIT = 20_000
_LOOKING = 0.85
"""Share of the page's time in which the probes must be done; the rest is for judging and pictures."""


@dataclass(frozen=True, slots=True)
class AuditedPage:
    """A page's result, and what is kept of it for comparing the pages of its site (None if it was not reached)."""

    result: PageResult
    digest: PageDigest | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as it was opened; `opened` is what its other state is compared with, None if the page was not seen."""

    audited: AuditedPage
    opened: SeenPage | None = None


async def audit_page(
    browser: Browser, visit: Visit, plan: AuditPlan, ledgers: Ledgers, limit: float = 0.0
) -> AuditedPage:
    """Look at one page and judge it. Whatever goes wrong is a fate with a reason, never an exception of the page.

    Args:
        browser: in which to open it.
        visit: the address.
        plan: what looks and judges.
        ledgers: of pictures taken and special versions switched on so far.
        limit: seconds the page may take altogether; 0 takes the options' limit.

    Raises:
        NoBrowserError: the browser itself has died.
    """
    limit = limit or plan.options.page_limit
    began = time.monotonic()
    seen = await _as_opened(browser, visit, plan, ledgers, limit)
    audited = seen.audited
    if browser.alive and seen.opened is not None:
        left = limit - (time.monotonic() - began)
        special = await audit_special(browser, seen.opened, plan, ledgers, left)
        if special is not None:
            audited = replace(audited, result=with_special(audited.result, seen.opened.evidence, special))
    if not browser.alive:
        raise NoBrowserError("browser.died")  # whatever was seen of the page is not the page's doing
    return audited


async def _as_opened(browser: Browser, visit: Visit, plan: AuditPlan, ledgers: Ledgers, limit: float) -> _Seen:
    # A special version that an address switches on must not stay on for the site's other pages
    context = own_context(visit.site) if ledgers.switches.leads(visit) else visit.site
    try:
        async with browser.tab(context) as tab:
            try:
                async with asyncio.timeout(limit):
                    return await _audit(tab, visit, plan, ledgers.shots, limit * _LOOKING)
            except TimeoutError:
                tab.broken = True
                return _Seen(_not_reached(visit, VisitStatus.TIMEOUT, Remark("visit.over-time", seconds=limit)))
    finally:
        if context != visit.site:
            await browser.close_site(context)


def _not_reached(visit: Visit, status: VisitStatus, reason: str) -> AuditedPage:
    return AuditedPage(PageResult(VisitRecord(visit, status, reason)))


async def _audit(tab: ChromiumTab, visit: Visit, plan: AuditPlan, shots: ShotLedger, limit: float) -> _Seen:
    began = time.perf_counter()
    opened = await open_for_audit(tab, visit, plan.limits)
    timings = {"open": round(time.perf_counter() - began, 4)}
    if opened.record.status is not VisitStatus.PENDING:
        return _Seen(AuditedPage(PageResult(opened.record, title=opened.title, timings=timings)))
    try:
        about = await tab.call("links", _LINK_LIMIT)
    except ProbeError as error:
        tab.broken = True
        return _Seen(AuditedPage(PageResult(replace(opened.record, status=VisitStatus.CRASHED, reason=error.remark))))
    looked = await look(tab, opened, plan.probes, limit - (time.perf_counter() - began))
    timings |= looked.seconds
    unseen = looked.snapshot.fact(Dom)
    if tab.broken and isinstance(unseen, Missing):
        if tab.crashed:
            return _Seen(_not_reached(visit, VisitStatus.CRASHED, Remark("visit.crashed-late")))
        reason = Remark("visit.nothing-seen", reason=unseen.reason)
        return _Seen(_not_reached(visit, VisitStatus.TIMEOUT, reason))
    began = time.perf_counter()
    found = evidence(looked.snapshot, plan)
    timings["judge"] = round(time.perf_counter() - began, 4)
    began = time.perf_counter()
    pictures = await take_pictures(tab, visit.site, found.findings, shots)
    timings["pictures"] = round(time.perf_counter() - began, 4)
    result = replace(_result(opened, looked, plan, judge_states(found, None), about), shots=pictures, timings=timings)
    audited = AuditedPage(result, _digest(looked.snapshot, result) if plan.options.compare_pages else None)
    return _Seen(audited, SeenPage(visit, looked.snapshot, found))


def _result(opened: Opened, looked: Looked, plan: AuditPlan, judged: Judged, about: Mapping[str, Any]) -> PageResult:
    fact = looked.snapshot.fact(Dom)
    dom = fact.value if isinstance(fact, Known) else None
    text = dom.text(dom.root)[:_DETECT_LIMIT] if dom and dom.root else ""
    detected = detect(text).language
    return PageResult(
        record=replace(opened.record, status=VisitStatus.AUDITED),
        title=str(about["title"]),
        lang=str(about["lang"]),
        detected="" if detected == "unsure" else detected,
        findings=judged.findings,
        tallies=judged.tallies,
        verdicts=judged.verdicts,
        links=tuple(about["links"]),
        alternates=dict(about["alternates"]),
        canonical=str(about["canonical"]),
        gaps=looked.gaps,
        snapshot=StoredSnapshot(*pack(looked.snapshot)) if plan.options.snapshots else None,
        speech=speech_readiness(spoken_texts(dom)) if dom else None,
        template=template(dom) if dom else "",
    )


def _digest(snapshot: PageSnapshot, result: PageResult) -> PageDigest | None:
    return digest(snapshot) if isinstance(snapshot.fact(Dom), Known) and result.record.final_url else None


def site_of(address: str) -> str:
    """The name under which pages of one host share a browser context."""
    return urlsplit(address).netloc.lower()
