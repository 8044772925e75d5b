"""Two waves beside each other, site by site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.audit.lives import observe
from wcag_audit.errors import UsageError
from wcag_audit.model.kind import Kind
from wcag_audit.model.life import ComparedIssue, IssueState, SiteComparison
from wcag_audit.trend import LifeCycle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.accepted import Acceptances
    from wcag_audit.model.result import Wave
    from wcag_audit.store import Store

_STATES = {
    state: place
    for place, state in enumerate(
        (
            IssueState.REGRESSED,
            IssueState.NEW,
            IssueState.FIXED,
            IssueState.NOT_RETESTED,
            IssueState.STILL_THERE,
        )
    )
}
_KINDS = {kind: place for place, kind in enumerate(Kind)}


def compare_waves(
    store: Store, before: Wave, after: Wave, accepted: Acceptances | None = None
) -> Iterator[SiteComparison]:
    """What became of every issue between two waves; memory holds one site at a time.

    Waves before the earlier one are read too: they tell what had been fixed, and what had been looked at. Waves between
    the two, and unfinished ones, are not.

    Args:
        store: where the waves are.
        before: the earlier wave.
        after: the later wave.
        accepted: exceptions that hold on the day of the question.

    Raises:
        UsageError: the waves are not in this order.
    """
    if before.id >= after.id:
        raise UsageError("compare.order", before=before.name, after=after.name)
    return _sites(store, before, after, accepted)


def _sites(store: Store, before: Wave, after: Wave, accepted: Acceptances | None) -> Iterator[SiteComparison]:
    waves = [wave for wave in store.waves() if wave.id < before.id and wave.finished] + [before, after]
    sites = {wave.id: {site.id: site for site in store.register(wave.id).sites if site.enabled} for wave in waves}
    both = {**sites[after.id], **{name: site for name, site in sites[before.id].items() if name not in sites[after.id]}}
    for site in both.values():
        cycle = LifeCycle()
        for wave in waves:
            if site.id in sites[wave.id]:
                cycle.add(observe(store, wave, site, accepted))
            else:
                cycle.pass_over(wave.name)
        # What neither of the two waves saw did not change between them.
        lives = [life for life in cycle.lives() if life.last_seen in (before.name, after.name)]
        rows = {
            row.fingerprint: row
            for wave in (before, after)
            if site.id in sites[wave.id]
            for row in store.issues(wave.id, site.id)
        }
        issues = [ComparedIssue(life, rows[life.fingerprint].finding, rows[life.fingerprint].urls) for life in lives]
        yield SiteComparison(
            site=site.id,
            body=site.body,
            url=site.url,
            in_before=site.id in sites[before.id],
            in_after=site.id in sites[after.id],
            issues=tuple(sorted(issues, key=_order)),
        )


def _order(issue: ComparedIssue) -> tuple[int, int, str, int, str]:
    life = issue.life
    return _KINDS[life.kind], _STATES[life.state], life.level, -life.pages, life.fingerprint
