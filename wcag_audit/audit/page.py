"""The audit of one page: open, look, judge, picture, freeze."""

from __future__ import annotations

import asyncio
import base64
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wcag_audit.audit.judging import judge
from wcag_audit.browser import look, open_page
from wcag_audit.commons.digest import digest
from wcag_audit.commons.speech import spoken_texts
from wcag_audit.commons.template import template
from wcag_audit.crawl import recognise_block
from wcag_audit.errors import NoBrowserError, ProbeError
from wcag_audit.kazakh.detect import detect
from wcag_audit.kazakh.speech import speech_readiness
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known, Missing
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.result import PageResult, Screenshot, StoredSnapshot
from wcag_audit.model.snapshot import PageDigest, pack
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.audit.judging import Judged
    from wcag_audit.audit.options import AuditPlan
    from wcag_audit.browser import Browser, ChromiumTab, Looked, Opened
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.snapshot import PageSnapshot

_LINK_LIMIT = 2000
_SHOTS_PER_PAGE = 12
_SHOT_MARGIN = 24.0
_SHOT_WIDTH, _SHOT_HEIGHT = 900.0, 600.0
_DETECT_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class AuditedPage:
    """A page's result, and what is kept of it for comparing the pages of its site (None if it was not reached)."""

    result: PageResult
    digest: PageDigest | None = None


class ShotLedger:
    """Remembers which findings have a picture: one per fingerprint and site is enough."""

    def __init__(self, *, enabled: bool) -> None:
        """Begin with none."""
        self._enabled = enabled
        self._seen: set[tuple[str, str]] = set()

    def claim(self, site: str, finding: Finding) -> bool:
        """True if this finding should be pictured; the second asker is told no."""
        key = (site, finding.fingerprint)
        if not self._enabled or finding.target.box is None or key in self._seen:
            return False
        self._seen.add(key)
        return True


async def audit_page(
    browser: Browser, visit: Visit, plan: AuditPlan, ledger: ShotLedger, limit: float = 0.0
) -> AuditedPage:
    """Look at one page and judge it. Whatever goes wrong is a fate with a reason, never an exception of the page.

    Args:
        browser: in which to open it.
        visit: the address.
        plan: what looks and judges.
        ledger: of pictures taken so far.
        limit: seconds the page may take altogether; 0 takes the options' limit.

    Raises:
        NoBrowserError: the browser itself has died.
    """
    limit = limit or plan.options.page_limit
    async with browser.tab(visit.site) as tab:
        try:
            async with asyncio.timeout(limit):
                audited = await _audit(tab, visit, plan, ledger)
        except TimeoutError:
            tab.broken = True
            audited = _not_reached(visit, VisitStatus.TIMEOUT, Remark("visit.over-time", seconds=limit))
    if not browser.alive:
        raise NoBrowserError("browser.died")  # whatever was seen of the page is not the page's doing
    return audited


def _not_reached(visit: Visit, status: VisitStatus, reason: str) -> AuditedPage:
    return AuditedPage(PageResult(VisitRecord(visit, status, reason)))


async def _audit(tab: ChromiumTab, visit: Visit, plan: AuditPlan, ledger: ShotLedger) -> AuditedPage:
    began = time.perf_counter()
    opened = await open_page(tab, visit, plan.limits)
    opened = _refuse_block_page(opened)
    timings = {"open": round(time.perf_counter() - began, 4)}
    if opened.record.status is not VisitStatus.PENDING:
        return AuditedPage(PageResult(opened.record, title=opened.title, timings=timings))
    try:
        about = await tab.call("links", _LINK_LIMIT)
    except ProbeError as error:
        tab.broken = True
        return AuditedPage(PageResult(replace(opened.record, status=VisitStatus.CRASHED, reason=error.remark)))
    looked = await look(tab, opened, plan.probes)
    timings |= looked.seconds
    unseen = looked.snapshot.fact(Dom)
    if tab.broken and isinstance(unseen, Missing):
        if tab.crashed:
            return _not_reached(visit, VisitStatus.CRASHED, Remark("visit.crashed-late"))
        return _not_reached(visit, VisitStatus.TIMEOUT, Remark("visit.nothing-seen", reason=unseen.reason))
    began = time.perf_counter()
    judged = judge(looked.snapshot, plan)
    timings["judge"] = round(time.perf_counter() - began, 4)
    began = time.perf_counter()
    shots = await _pictures(tab, visit.site, judged.findings, ledger)
    timings["pictures"] = round(time.perf_counter() - began, 4)
    result = _result(opened, looked, plan, judged, about)
    return AuditedPage(replace(result, shots=shots, timings=timings), _digest(looked.snapshot, result))


def _refuse_block_page(opened: Opened) -> Opened:
    """A wall against robots is not the page: BLOCKED, never audited."""
    record = opened.record
    if record.status not in (VisitStatus.PENDING, VisitStatus.HTTP_ERROR):
        return opened
    blocked = recognise_block(record.http_status, opened.headers, opened.title, opened.text)
    if blocked is None:
        return opened
    return replace(opened, record=replace(record, status=blocked.status, reason=blocked.reason))


def _result(
    opened: Opened,
    looked: Looked,
    plan: AuditPlan,
    judged: Judged,
    about: Mapping[str, Any],
) -> PageResult:
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


async def _pictures(
    tab: ChromiumTab, site: str, findings: tuple[Finding, ...], ledger: ShotLedger
) -> tuple[Screenshot, ...]:
    shots: list[Screenshot] = []
    for finding in sorted(findings, key=lambda found: found.outcome is not Outcome.FAILED):
        if len(shots) >= _SHOTS_PER_PAGE or tab.broken:
            break
        if ledger.claim(site, finding):
            shot = await _picture(tab, finding)
            if shot is not None:
                shots.append(shot)
    return tuple(shots)


async def _picture(tab: ChromiumTab, finding: Finding) -> Screenshot | None:
    box = finding.target.box
    if box is None or box.width < 1 or box.height < 1:
        return None
    x, y = max(0.0, box.x - _SHOT_MARGIN), max(0.0, box.y - _SHOT_MARGIN)
    width = min(box.x + box.width + _SHOT_MARGIN - x, _SHOT_WIDTH)
    height = min(box.y + box.height + _SHOT_MARGIN - y, _SHOT_HEIGHT)
    if width < 1 or height < 1:
        return None  # left of or above the page: nothing a person could see
    clip = {"x": x, "y": y, "width": width, "height": height, "scale": 1}
    try:
        answer = await tab.send(
            "Page.captureScreenshot", {"format": "webp", "quality": 80, "captureBeyondViewport": True, "clip": clip}
        )
    except ProbeError:
        return None  # the finding stands without its picture
    data = base64.b64decode(answer["data"])
    return Screenshot(finding.fingerprint, "image/webp", data, round(width), round(height))


def site_of(address: str) -> str:
    """The name under which pages of one host share a browser context."""
    return urlsplit(address).netloc.lower()
