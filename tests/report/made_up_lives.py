"""What became of the issues of the made-up wave: new, regressed, still there, fixed, not re-tested, excepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import made_up_wave

from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.life import ComparedIssue, Doubt, Excepted, IssueLife, IssueState, LifeCounts, Origin, SiteLives
from wcag_audit.standards.wcag import level_of

if TYPE_CHECKING:
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.register import Site

NOW, BEFORE = made_up_wave.WAVE.name, "Қазан 2026"
DAYS = {NOW: date(2026, 11, 20), BEFORE: date(2026, 10, 20)}
LOGO, CONTRAST, SOCIAL = (made_up_wave.FAULTS[number].finding for number in range(3))
EXCEPTED = Excepted("Жаңа дизайн көктемде шығады <b>", "Баспасөз қызметі\u202e", date(2027, 3, 31))
FIXED = replace(LOGO, target=replace(LOGO.target, selector="footer img.old", component="old"))
NOT_RETESTED = replace(SOCIAL, target=replace(SOCIAL.target, selector="aside a.gone", component="gone"))
URLS = ("https://pastures.example.kz/kk/old/1.html", "https://pastures.example.kz/kk/old/2.html")


def life(finding: Finding, state: IssueState, **more: object) -> IssueLife:
    """How a finding stands after the wave; what was there all the time is there since the wave before."""
    made = IssueLife(
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        code=finding.code,
        criteria=finding.criteria,
        kind=kind_of(finding),
        level=level_of(finding.criteria) or "",
        state=state,
        since=BEFORE if state is IssueState.STILL_THERE else NOW,
        first_seen=BEFORE,
        last_seen=NOW,
        pages=3,
    )
    return replace(made, **more)


def lives(site: Site) -> SiteLives:
    """History for `write_report`; of the portal and the hostile site."""
    if site.id == "pastures-portal":
        told = [
            life(LOGO, IssueState.NEW, origin=Origin.NEW_CONTENT),
            life(CONTRAST, IssueState.REGRESSED, excepted=EXCEPTED),
            *(life(fault.finding, IssueState.STILL_THERE) for fault in made_up_wave.FAULTS[2:]),
        ]
        gone = [
            life(FIXED, IssueState.FIXED, last_seen=BEFORE),
            life(NOT_RETESTED, IssueState.NOT_RETESTED, last_seen=BEFORE, doubt=Doubt.PAGE_NOT_REACHED, looked_again=1),
        ]
        findings = (FIXED, NOT_RETESTED)
    elif site.id == "abay-hostile":
        found = [item for item in made_up_wave.hostile_findings() if item.criteria]
        told = [life(item, IssueState.NEW, origin=Origin.NEW_PAGE) for item in found]
        findings = tuple(
            replace(item, target=replace(item.target, component=f"gone {item.target.component}")) for item in found
        )
        gone = [life(item, IssueState.FIXED, last_seen=BEFORE) for item in findings]
    else:
        return SiteLives(days=DAYS)
    everything = {item.fingerprint: item for item in (*told, *gone)}
    states = [item.state for item in everything.values() if item.kind is Kind.PROVEN]
    counts = LifeCounts(
        {state: states.count(state) for state in IssueState}, excepted=int(site.id == "pastures-portal")
    )
    compared = tuple(ComparedIssue(item, finding, URLS) for item, finding in zip(gone, findings, strict=True))
    return SiteLives(everything, counts, compared, DAYS)
