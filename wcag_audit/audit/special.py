"""The audit of a page with its version for the visually impaired switched on (docs/decisions/both-states.md)."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wcag_audit.audit.judging import SPECIAL_FACTS, judge_states, special_evidence, unseen_state
from wcag_audit.audit.opening import open_for_audit
from wcag_audit.audit.options import Profile
from wcag_audit.audit.pictures import take_pictures
from wcag_audit.browser import look, switch_on
from wcag_audit.crawl import canonical
from wcag_audit.errors import ProbeError
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Missing
from wcag_audit.model.result import StoredSnapshot
from wcag_audit.model.snapshot import pack
from wcag_audit.model.state import PageState, SpecialVersionTrial, SwitchOutcome
from wcag_audit.model.visit import VisitStatus
from wcag_audit.remark import Remark
from wcag_audit.rules.states import merge_states
from wcag_audit.score import Evidence

if TYPE_CHECKING:
    from wcag_audit.audit.ledgers import Ledgers
    from wcag_audit.audit.options import AuditPlan
    from wcag_audit.browser import Browser, ChromiumTab
    from wcag_audit.model.result import PageResult, Screenshot
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.model.visit import Visit

_LIMIT = 25.0
"""Seconds for the whole of it, the opening included."""
_LEAST = 4.0
"""Seconds below which it is not begun."""
_RESERVE = 1.0
"""Seconds of the page's limit that stay for putting its result together."""
_SHOTS = 4


@dataclass(frozen=True, slots=True)
class SpecialAudit:
    """What became of the special version of one page.

    Attributes:
        evidence: of that state; None if it was not seen or there is none.
        seconds: that it took.
    """

    trial: SpecialVersionTrial
    evidence: Evidence | None = None
    gaps: tuple[str, ...] = ()
    shots: tuple[Screenshot, ...] = ()
    snapshot: StoredSnapshot | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SeenPage:
    """The page as it was opened: what the other state is compared with."""

    visit: Visit
    snapshot: PageSnapshot
    evidence: Evidence = field(default_factory=Evidence)


async def audit_special(
    browser: Browser, opened: SeenPage, plan: AuditPlan, ledgers: Ledgers, left: float
) -> SpecialAudit | None:
    """Open the page again in a context of its own, switch its special version on, look and judge.

    Args:
        browser: in which to open it.
        opened: the page as it was opened.
        plan: what looks and judges.
        ledgers: of pictures taken and switches tried so far.
        left: seconds that the page may still take.

    Returns:
        None where there is nothing to try: no such control, tried elsewhere, the quick profile.

    Raises:
        NoBrowserError: no tab can be had.
    """
    visit, ledger = opened.visit, ledgers.switches
    if plan.options.profile is Profile.QUICK or isinstance(opened.snapshot.fact(Dom), Missing):
        return None
    if ledger.died(visit):
        return _not_reached(Remark("special.browser-died"))
    ledger.note(visit.site, opened.snapshot)
    if not ledger.claim(visit, opened.snapshot):
        return None
    limit = min(_LIMIT, left - _RESERVE)
    if limit < _LEAST:
        return _not_reached(Remark("special.no-time"))
    began = time.perf_counter()
    ledger.begin(visit)
    found = await _in_own_context(browser, opened, plan, ledgers, limit)
    if browser.alive:
        ledger.end(visit)
    return replace(found, seconds=round(time.perf_counter() - began, 4))


async def _in_own_context(
    browser: Browser, opened: SeenPage, plan: AuditPlan, ledgers: Ledgers, limit: float
) -> SpecialAudit:
    """What the switch stores is thrown away with the context, and no page opened elsewhere sees it."""
    context = own_context(opened.visit.site)
    try:
        async with browser.tab(context) as tab:
            try:
                async with asyncio.timeout(limit):
                    found = await _audit(tab, opened, plan, ledgers)
            except TimeoutError:
                found = _not_reached(Remark("special.over-time", seconds=limit))
            except ProbeError as error:
                found = _not_reached(Remark("visit.crashed") if tab.crashed else error.remark)
            tab.broken = True  # it goes with its context
    finally:
        await browser.close_site(context)
    return found


def own_context(site: str) -> str:
    """A name for a browser context that nothing else shares."""
    return f"{site} {secrets.token_hex(4)}"


async def _audit(tab: ChromiumTab, opened: SeenPage, plan: AuditPlan, ledgers: Ledgers) -> SpecialAudit:
    again = await open_for_audit(tab, opened.visit, plan.limits)
    if again.record.status is not VisitStatus.PENDING:
        return _not_reached(Remark("special.not-opened", status=str(again.record.status)))
    trial = await switch_on(tab, lambda address: ledgers.switches.may_open(canonical(address)))
    if trial.outcome is not SwitchOutcome.SWITCHED_ON:
        return SpecialAudit(trial, gaps=_gaps(trial))
    again = replace(again, record=replace(again.record, final_url=tab.url), gaps=())
    looked = await look(tab, again, [probe for probe in plan.probes if probe.provides in SPECIAL_FACTS])
    dom = looked.snapshot.fact(Dom)
    if isinstance(dom, Missing):
        return _not_reached(Remark("special.nothing-seen", reason=dom.reason), trial.control)
    evidence = special_evidence(looked.snapshot, plan, opened.evidence)
    new = [
        finding
        for finding in merge_states(opened.evidence.findings, evidence.findings)
        if finding.state is PageState.SPECIAL
    ]
    return SpecialAudit(
        trial,
        evidence=evidence,
        gaps=tuple(Remark("special.when-on", gap=gap) for gap in looked.gaps),
        shots=await take_pictures(tab, opened.visit.site, new, ledgers.shots, _SHOTS),
        snapshot=StoredSnapshot(*pack(looked.snapshot)) if plan.options.snapshots else None,
    )


def with_special(result: PageResult, opened: Evidence, special: SpecialAudit) -> PageResult:
    """The page's result with both of its states in it. No verdict gets better by a state."""
    result = replace(
        result,
        special=special.trial,
        special_snapshot=special.snapshot,
        gaps=(*result.gaps, *special.gaps),
        shots=(*result.shots, *special.shots),
        timings={**result.timings, "special-version": special.seconds},
    )
    address = special.trial.address
    if address and address not in result.links:
        result = replace(result, links=(*result.links, address))
    state = special.evidence
    if special.trial.outcome is SwitchOutcome.NOT_REACHED:
        state = unseen_state(opened)
    judged = judge_states(opened, state)
    return replace(result, findings=judged.findings, tallies=judged.tallies, verdicts=judged.verdicts)


def _not_reached(reason: str, control: str = "") -> SpecialAudit:
    trial = SpecialVersionTrial(SwitchOutcome.NOT_REACHED, control, reason=reason)
    return SpecialAudit(trial, gaps=_gaps(trial))


def _gaps(trial: SpecialVersionTrial) -> tuple[str, ...]:
    if trial.outcome is not SwitchOutcome.NOT_REACHED:
        return ()
    return (Remark("special.not-audited", reason=trial.reason),)
