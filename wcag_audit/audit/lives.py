"""The life of a site's issues, read from the store wave by wave."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from wcag_audit.accepted import site_names
from wcag_audit.model.kind import Kind, kind_by
from wcag_audit.model.life import ComparedIssue, IssueState, SiteLives
from wcag_audit.trend import LifeCycle, Observation, Sighting, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from wcag_audit.accepted import Acceptances
    from wcag_audit.model.life import IssueLife
    from wcag_audit.model.register import Site
    from wcag_audit.model.result import Wave
    from wcag_audit.store import SightingRow, Store


_KAZAKHSTAN = ZoneInfo("Asia/Almaty")


class Lives:
    """The life of the issues of any site up to one wave."""

    def __init__(self, store: Store, last: Wave, accepted: Acceptances | None = None) -> None:
        """Look at a wave and the finished ones before it.

        Args:
            store: where the waves are.
            last: the wave after which the issues are told, finished or not.
            accepted: exceptions that hold on the day of the question.
        """
        self._store = store
        self._accepted = accepted
        self._waves = [wave for wave in store.waves() if wave.id == last.id or (wave.id < last.id and wave.finished)]
        self._sites = {
            wave.id: frozenset(site.id for site in store.register(wave.id).sites if site.enabled)
            for wave in self._waves
        }

    def __call__(self, site: Site) -> SiteLives:
        """Every issue that the site ever had, as it stands after the last wave."""
        cycle, looks = LifeCycle(), 0
        for wave in self._waves:
            if site.id in self._sites[wave.id]:
                # What rules did on a page is only compared with other waves.
                cycle.add(observe(self._store, wave, site, self._accepted, runs=len(self._waves) > 1))
                looks += 1
            else:
                cycle.pass_over(wave.name)
        issues = {life.fingerprint: life for life in cycle.lives()}
        last = self._waves[-1].name
        return SiteLives(
            issues,
            count(issues.values(), last) if looks > 1 else None,
            tuple(self._gone(site, [life for life in issues.values() if _is_gone(life, last)])),
            {wave.name: day_of(wave.started) for wave in self._waves},
        )

    def _gone(self, site: Site, lives: Iterable[IssueLife]) -> Iterator[ComparedIssue]:
        """Issues that the last wave did not see, each with what the last wave that saw it said."""
        wanted: defaultdict[str, dict[str, IssueLife]] = defaultdict(dict)
        for life in lives:
            wanted[life.last_seen][life.fingerprint] = life
        for wave in self._waves:
            seen_last = wanted.get(wave.name)
            if not seen_last:
                continue
            for row in self._store.issues(wave.id, site.id):
                if row.fingerprint in seen_last:
                    yield ComparedIssue(seen_last[row.fingerprint], row.finding, row.urls)


def day_of(moment: str) -> date:
    """The day of an ISO 8601 moment with offset, in Kazakhstan's time."""
    return datetime.fromisoformat(moment).astimezone(_KAZAKHSTAN).date()


def _is_gone(life: IssueLife, wave: str) -> bool:
    """True for a proven failure that is not re-tested, or was shown in this wave to be fixed."""
    fixed_now = life.state is IssueState.FIXED and life.since == wave
    return life.kind is Kind.PROVEN and (fixed_now or life.state is IssueState.NOT_RETESTED)


def observe(
    store: Store, wave: Wave, site: Site, accepted: Acceptances | None = None, *, runs: bool = True
) -> Observation:
    """One site in one wave, in the memory of its findings; without `runs` it says of no rule that it ran."""
    rows = tuple(store.sightings(wave.id, site.id))
    listed: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.outcome == "failed":
            listed.update((row.url, rule) for rule in (row.rule, *row.also))
    ran: defaultdict[str, set[str]] = defaultdict(set)
    cut = set()
    for run in store.runs(wave.id, site.id) if runs else ():
        own = ran[run.url]
        if run.ran:
            own.add(run.rule)
        if run.failed > listed[run.url, run.rule]:
            cut.add((run.url, run.rule))
    names = site_names(site)
    sightings = tuple(_sighting(row, accepted, names) for row in rows)
    return Observation(wave.name, sightings, dict(ran), _versions(store, wave, ran.values()), cut)


def _sighting(row: SightingRow, accepted: Acceptances | None, names: tuple[str, str]) -> Sighting:
    excepted = accepted.at(row.fingerprint, (row.rule, *row.also), row.selector, names) if accepted else None
    return Sighting(
        fingerprint=row.fingerprint,
        rule=row.rule,
        code=row.code,
        criteria=row.criteria,
        kind=kind_by(row.criteria, row.outcome, row.maturity),
        page=row.url,
        place=row.component or row.selector,
        compared=row.compared,
        excepted=excepted,
    )


def _versions(store: Store, wave: Wave, ran: Iterable[set[str]]) -> Mapping[str, str]:
    """The version of each rule; of a rule that ran in two, none is known.

    Waves from before versions were kept have the hash over all rules: the same hash is the same version.
    """
    versions: defaultdict[str, set[str]] = defaultdict(set)
    for procedure in store.wave_rules(wave.id):
        versions[procedure.rule].add(procedure.version)
    if versions:
        return {rule: next(iter(own)) for rule, own in versions.items() if len(own) == 1}
    whole = f"={wave.versions.rules} {wave.versions.axe_hash}"
    return {rule: whole for rules in ran for rule in rules}
