"""From the store to the trend, one site at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wcag_audit.audit.lives import day_of, observe
from wcag_audit.measuring import links
from wcag_audit.model.kind import Kind
from wcag_audit.model.register import Register
from wcag_audit.model.trend import SiteState, WaveRef
from wcag_audit.model.verdict import Verdict
from wcag_audit.roadmap import check_scopes
from wcag_audit.score import Coverage
from wcag_audit.standards.wcag import CRITERIA, Level, level_of
from wcag_audit.trend import Baskets, Ends, LifeCycle, Look, Scored, SiteHistory, build_trend, count
from wcag_audit.trend.history import audits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from wcag_audit.accepted import Acceptances
    from wcag_audit.model.register import Body, Region, Site
    from wcag_audit.model.result import Wave
    from wcag_audit.model.roadmap import Target
    from wcag_audit.model.trend import Trend
    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.store import Store
    from wcag_audit.trend import Observation

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class _Finished:
    """A finished wave: what is read of it once for all sites.

    Attributes:
        sites: ids of those that were to be visited.
        baskets: names of the baskets it was scored in, oldest first.
    """

    wave: Wave
    ref: WaveRef
    sites: frozenset[str]
    baskets: tuple[str, ...]


def read_trend(store: Store, targets: Sequence[Target], as_of: date, accepted: Acceptances | None = None) -> Trend:
    """Everything that the waves in a store allow to say about the way to the targets of a roadmap.

    Findings are read site by site; what is held of all sites is a handful of numbers per level and wave. A site is
    grouped as it was registered last; one that is registered as not enabled is left out, whatever it did before.

    Args:
        store: the waves.
        targets: the roadmap.
        as_of: the clock: waves begun later are not there yet, waves finished later are not finished yet.
        accepted: exceptions that hold on that day.

    Raises:
        RoadmapError: a target is for a body or region that no wave has.
        StoreError: as it says.
    """
    begun = [wave for wave in store.waves() if day_of(wave.started) <= as_of]
    refs = [_ref(wave, as_of) for wave in begun]
    registers = {wave.id: store.register(wave.id) for wave, ref in zip(begun, refs, strict=True) if ref.finished}
    finished = [
        _Finished(
            wave,
            ref,
            frozenset(site.id for site in registers[wave.id].sites if site.enabled),
            tuple(basket.name for basket in store.scored_baskets(wave.id)),
        )
        for wave, ref in zip(begun, refs, strict=True)
        if ref.finished
    ]
    check_scopes(targets, registers.values())
    register = _latest(list(registers.values()))
    ends = _ends(finished)
    levels = tuple(dict.fromkeys(target.level for target in targets))
    reading = _Reading(store, finished, levels, ends, accepted)
    histories = (reading.history(site) for site in register.sites)
    return build_trend(as_of, targets, refs, register, histories, baskets=_baskets(store, finished), ends=ends)


def _baskets(store: Store, finished: Sequence[_Finished]) -> Baskets:
    """The baskets of the waves, linked to the newest by the last waves that were scored in two."""
    names = tuple(dict.fromkeys(name for item in finished for name in item.baskets))
    shifts: dict[tuple[str, str], float] = {}
    for item in reversed(finished):
        for change in links(store, item.wave):
            beyond = 0.0 if change.new == names[-1] else shifts.get((change.level, change.new))
            if beyond is not None:
                shifts.setdefault((change.level, change.old), change.shift + beyond)
    return Baskets(names, shifts)


def _ref(wave: Wave, as_of: date) -> WaveRef:
    done = bool(wave.finished) and day_of(wave.finished) <= as_of
    rules = f"{wave.versions.rules} {wave.versions.axe_hash}"
    return WaveRef(wave.id, wave.name, day_of(wave.started), wave.profile, wave.level, done, rules)


def _latest(registers: Sequence[Register]) -> Register:
    """Bodies, regions and sites as they were registered last, in the order of the last register; enabled sites only."""
    bodies: dict[str, Body] = {}
    regions: dict[str, Region] = {}
    sites: dict[str, Site] = {}
    for register in reversed(registers):
        for region in register.regions:
            regions.setdefault(region.id, region)
        for body in register.bodies:
            bodies.setdefault(body.id, body)
            for site in body.sites:
                sites.setdefault(site.id, site)
    return Register(
        bodies=tuple(
            replace(body, sites=tuple(site for site in sites.values() if site.body == body.id and site.enabled))
            for body in bodies.values()
        ),
        regions=tuple(regions.values()),
    )


def _ends(finished: Sequence[_Finished]) -> Ends:
    """The last finished wave, and the first that asked the same of every criterion: level, profile, rules."""
    if not finished:
        return Ends()
    last = finished[-1].ref
    for item in finished[:-1]:
        if (item.ref.profile, item.ref.level, item.ref.rules) == (last.profile, last.level, last.rules):
            return Ends(item.ref.id, last.id)
    return Ends(None, last.id)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the history of one site after the other."""

    store: Store
    finished: Sequence[_Finished]
    levels: tuple[str, ...]
    ends: Ends
    accepted: Acceptances | None

    def history(self, site: Site) -> SiteHistory:
        cycle = LifeCycle()
        looks: dict[str, list[Look]] = {level: [] for level in self.levels}
        verdicts: dict[int, tuple[Verdict, ...]] = {}
        life = {}
        for item in self.finished:
            if site.id not in item.sites:
                cycle.pass_over(item.wave.name)
                continue
            seen = observe(self.store, item.wave, site, self.accepted)
            cycle.add(seen)
            life[item.ref.id] = count(cycle.lives(), item.wave.name)
            found = self.store.site_verdicts(item.wave.id, site.id)
            if item.ref.id in (self.ends.first, self.ends.last):
                verdicts[item.ref.id] = tuple(verdict.verdict for verdict in found)
            for level in self.levels:
                if audits(item.ref, level):
                    looks[level].append(self._look(item, site.id, level, seen, found))
        return SiteHistory(
            site=site.id,
            body=site.body,
            url=site.url,
            looks={level: tuple(own) for level, own in looks.items()},
            verdicts=verdicts,
            life=life,
        )

    def _look(
        self,
        item: _Finished,
        site: str,
        level: str,
        seen: Observation,
        verdicts: Sequence[SiteCriterionVerdict],
    ) -> Look:
        coverage = Coverage(self.store.coverage(item.wave.id, site))
        asked = [verdict for verdict in verdicts if Level(level).includes(CRITERIA[verdict.criterion].level)]
        failed = [verdict for verdict in asked if verdict.verdict is Verdict.FAILED]
        state = SiteState.CLEAN if coverage.measurable and verdicts else SiteState.UNKNOWN
        proven = [
            sighting
            for sighting in seen.sightings
            if sighting.kind is Kind.PROVEN and Level(level).includes(level_of(sighting.criteria) or Level.AAA)
        ]
        faulty = {sighting.page for sighting in proven}
        return Look(
            wave=item.ref,
            state=SiteState.FAILING if failed else state,
            scored=dict(self._scored(item, site, level, failed)),
            open_issues=len({sighting.fingerprint for sighting in proven}),
            clean_pages=sum(bool(page) and page not in faulty for page in seen.ran),
            pages=coverage.audited,
            reached=coverage.audited,
            attempted=coverage.attempted,
        )

    def _scored(
        self, item: _Finished, site: str, level: str, failed: Sequence[SiteCriterionVerdict]
    ) -> Iterator[tuple[str, Scored]]:
        """The site's index in each basket of the wave, with the state that the basket's procedures say."""
        compared = any(not verdict.failed_pages for verdict in failed)
        for basket in item.baskets:
            for row in self.store.indexes(item.wave.id, site, basket):
                index = row.index
                if index.level != level:
                    continue
                if compared or (index.value is not None and index.value < _WHOLE):
                    state = SiteState.FAILING
                elif index.value is not None:
                    state = SiteState.CLEAN
                else:
                    state = SiteState.FAILING if failed else SiteState.UNKNOWN
                yield basket, Scored(state, index)
