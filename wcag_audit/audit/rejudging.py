"""Today's rules over the stored pages of an old wave: what changed because of rules, and what because of the site.

Nothing is written to the store. A page without a stored snapshot, or with one that this version cannot read, is left
out on both sides. axe-core looked when the page was visited; its results are those of then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wcag_audit.audit.judging import freeze_site, judge
from wcag_audit.audit.options import AuditOptions, Profile, make_plan
from wcag_audit.commons.digest import digest
from wcag_audit.crawl import Frontier
from wcag_audit.measuring import levels_of, measure_site, measures, rules_of, samples
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.rejudgement import CriterionChange, Difference, IndexChange, Rejudgement, RuleChange, Split
from wcag_audit.model.snapshot import unpack
from wcag_audit.model.state import SwitchOutcome
from wcag_audit.model.verdict import Verdict
from wcag_audit.rules.judge import judge_site
from wcag_audit.rules.procedures import procedures
from wcag_audit.score import site_verdicts
from wcag_audit.score.linking import link, pair
from wcag_audit.standards.baskets import BASKETS, newest
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.audit.options import AuditPlan
    from wcag_audit.model.basket import Procedure
    from wcag_audit.model.finding import RuleTally
    from wcag_audit.model.index import PageMeasure, SiteMeasures
    from wcag_audit.model.result import Wave
    from wcag_audit.model.snapshot import PageDigest, PageSnapshot
    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.score.groups import SiteSample
    from wcag_audit.store import JudgedRow, Store

Told = Callable[[str, int, int], None]
"""Called with a site, the number of sites done, and of all."""
_Pair = tuple[int, int]


def rejudge(store: Store, wave: Wave, later: Wave | None = None, tell: Told | None = None) -> Rejudgement:
    """Judge the stored pages of a wave again, and of a later one, if there is one to compare with.

    Args:
        store: where the waves are; it is only read.
        wave: the wave to judge again.
        later: a wave of the same register, begun after it.
        tell: told before each site.
    """
    old = _Wave(store, wave)
    new = _Wave(store, later) if later else None
    sums, split = _Sums(), _SplitSums()
    sites = [site.id for site in store.register(wave.id).sites]
    known = {site.id for site in store.register(later.id).sites} if later else set()
    for done, site in enumerate(sites):
        if tell:
            tell(site, done, len(sites))
        before = old.site(site)
        sums.add(before)
        if new is not None and site in known:
            split.add(before, new.site(site))
    return Rejudgement(
        wave=wave.name,
        sites=sums.sites,
        pages=sums.pages,
        left_out=sums.left_out,
        rules=sums.rules(old.ran_then, old.ran_now),
        criteria=sums.criteria(),
        indexes=sums.indexes(levels_of(wave), wave.name),
        later=split.difference(later.name) if later else None,
    )


@dataclass(frozen=True, slots=True)
class _Site:
    """One site of a wave, as it was judged then and is judged now, over the same pages."""

    rows: tuple[Sequence[JudgedRow], Sequence[JudgedRow]]
    left_out: int
    tallies: tuple[Sequence[RuleTally], Sequence[RuleTally]]
    verdicts: tuple[Sequence[SiteCriterionVerdict], Sequence[SiteCriterionVerdict]]
    measures: tuple[SiteMeasures, SiteMeasures]


class _Wave:
    """Judges the sites of one wave again."""

    def __init__(self, store: Store, wave: Wave) -> None:
        self._store = store
        self._wave = wave
        self._plan: AuditPlan = make_plan(AuditOptions(level=Level(wave.level), profile=Profile(wave.profile)))
        self.ran_then: Sequence[Procedure] = rules_of(store, wave)
        self.ran_now = procedures((*self._plan.rules, *self._plan.site_rules), wave.versions.axe)

    def site(self, site: str) -> _Site:
        """Judge one site's pages again, and compare them."""
        then, now, left_out = [], [], 0
        digests: dict[str, PageDigest] = {}
        hashes = {row.visit_id: row.snapshot for row in self._store.pages(self._wave.id, site)}
        for row in self._store.judged(self._wave.id, site):
            try:
                snapshot = unpack(self._store.snapshot(hashes[row.visit_id])) if hashes[row.visit_id] else None
            except ValueError:
                snapshot = None
            if snapshot is None:
                left_out += 1
                continue
            special, unseen = self._special(row.visit_id)
            judged = judge(snapshot, self._plan, special, unseen=unseen)
            then.append(row)
            now.append(replace(row, findings=judged.findings, tallies=judged.tallies, verdicts=judged.verdicts))
            if isinstance(snapshot.fact(Dom), Known) and snapshot.final_url:
                digests[row.record.visit.url] = digest(snapshot)
        stored = self._store.site_result(self._wave.id, site)
        findings, tallies = judge_site(freeze_site(site, digests, self._frontier(site)), self._plan.site_rules)
        return _Site(
            rows=(then, now),
            left_out=left_out,
            tallies=(stored.tallies, tallies),
            verdicts=(
                site_verdicts(site, (row.verdicts for row in then), stored.findings, stored.tallies),
                site_verdicts(site, (row.verdicts for row in now), findings, tallies),
            ),
            measures=(self._then(site, then), self._now(site, now)),
        )

    def _special(self, visit_id: int) -> tuple[PageSnapshot | None, bool]:
        """The page with its special version switched on, and whether there may be such a state that is not known."""
        trial = self._store.special_version(visit_id)
        if trial is None or trial.outcome in (SwitchOutcome.UNCHANGED, SwitchOutcome.OWN_PAGE):
            return None, False
        kept = self._store.special_snapshot(visit_id)
        try:
            return (unpack(self._store.snapshot(kept)) if kept else None), not kept
        except ValueError:
            return None, True

    def _frontier(self, site: str) -> Frontier:
        """The site's addresses with their fates, as the wave left them."""
        registered = next(item for item in self._store.register(self._wave.id).sites if item.id == site)
        frontier = Frontier(registered, {}, seed=site, wave=self._wave.name)
        frontier.restore(self._store.records(self._wave.id, site))
        return frontier

    def _then(self, site: str, rows: Sequence[JudgedRow]) -> SiteMeasures:
        basket = BASKETS.get(measures(self._store, self._wave, site).basket, newest())
        return measure_site(self._store, self._wave, site, basket, ran=self.ran_then, pages=rows)

    def _now(self, site: str, rows: Sequence[JudgedRow]) -> SiteMeasures:
        return measure_site(self._store, self._wave, site, newest(), ran=self.ran_now, pages=rows)


def _failing(rows: Iterable[JudgedRow]) -> Mapping[str, frozenset[str]]:
    """Failed criteria by address."""
    return {
        row.record.visit.url: frozenset(item.criterion for item in row.verdicts if item.verdict is Verdict.FAILED)
        for row in rows
    }


@dataclass(slots=True)
class _Side:
    """What is counted of one side, then or now."""

    failing: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    unable: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)

    def add(self, tallies: Iterable[RuleTally]) -> None:
        failing, unable = set(), set()  # a page in two states has two tallies of a rule
        for tally in tallies:
            count = tally.counts.get(Outcome.FAILED, 0)
            self.failures[tally.rule] += count
            if count:
                failing.add(tally.rule)
            if tally.reason:
                unable.add(tally.rule)
        self.failing.update(failing)
        self.unable.update(unable)


@dataclass(slots=True)
class _Sums:
    """Sums over the sites of a wave."""

    sites: int = 0
    pages: int = 0
    left_out: int = 0
    sides: tuple[_Side, _Side] = field(default_factory=lambda: (_Side(), _Side()))
    moved: Counter[str] = field(default_factory=Counter)
    found: list[tuple[SiteMeasures, SiteMeasures]] = field(default_factory=list)

    def add(self, site: _Site) -> None:
        self.sites += 1
        self.pages += len(site.rows[0])
        self.left_out += site.left_out
        self.found.append(site.measures)
        for side, rows, tallies, verdicts in zip(self.sides, site.rows, site.tallies, site.verdicts, strict=True):
            side.add(tallies)
            side.sites.update(item.criterion for item in verdicts if item.verdict is Verdict.FAILED)
            for row in rows:
                side.add(row.tallies)
                side.pages.update(item.criterion for item in row.verdicts if item.verdict is Verdict.FAILED)
        for then, now in zip(*site.rows, strict=True):
            self.moved.update(
                old.criterion
                for old, new in zip(then.verdicts, now.verdicts, strict=True)
                if old.verdict is not new.verdict
            )

    def rules(self, ran_then: Sequence[Procedure], ran_now: Sequence[Procedure]) -> tuple[RuleChange, ...]:
        versions: tuple[dict[str, set[str]], dict[str, set[str]]] = (defaultdict(set), defaultdict(set))
        for side, ran in zip(versions, (ran_then, ran_now), strict=True):
            for item in ran:
                side[item.rule].add(item.version)
        then, now = self.sides
        seen = {*then.failing, *now.failing, *versions[0], *versions[1]}
        return tuple(
            RuleChange(
                rule=rule,
                then_version=", ".join(sorted(versions[0].get(rule, ()))),
                now_version=", ".join(sorted(versions[1].get(rule, ()))),
                pages=(then.failing[rule], now.failing[rule]),
                failures=(then.failures[rule], now.failures[rule]),
                unable=(then.unable[rule], now.unable[rule]),
            )
            for rule in sorted(seen)
        )

    def criteria(self) -> tuple[CriterionChange, ...]:
        then, now = self.sides
        return tuple(
            CriterionChange(
                criterion=number,
                pages=(then.pages[number], now.pages[number]),
                sites=(then.sites[number], now.sites[number]),
                moved=self.moved[number],
            )
            for number in CRITERIA
        )

    def indexes(self, levels: Sequence[Level], wave: str) -> tuple[IndexChange, ...]:
        found = (self._index(level, wave) for level in levels)
        return tuple(change for change in found if change is not None)

    def _index(self, level: Level, wave: str) -> IndexChange | None:
        pairs = []
        for then, now in self.found:
            old, new = samples(then)[level], samples(now)[level]
            if old.index.value is None or new.index.value is None:
                continue
            both = pair(then.site, then.strata, (old.index, _at(then, level)), (new.index, _at(now, level)))
            if both:
                pairs.append(both)
        change = link(pairs, f"{level}\n{wave}")
        if change is None:
            return None
        return IndexChange(change, *(_mean(side) for side in zip(*pairs, strict=True)))


def _at(measured: SiteMeasures, level: Level) -> list[PageMeasure]:
    return [page for page in measured.pages if page.level == level]


def _mean(sites: Sequence[SiteSample]) -> float:
    return sum(item.index.value or 0.0 for item in sites) / len(sites)


@dataclass(slots=True)
class _SplitSums:
    """Sums over the pages and sites that both waves have: earlier and later, each as judged then and now."""

    pages: int = 0
    counts: tuple[Counter[str], ...] = field(default_factory=lambda: tuple(Counter() for _ in range(4)))
    values: dict[str, list[tuple[float, ...]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, earlier: _Site, later: _Site) -> None:
        sides = [_failing(rows) for rows in (*earlier.rows, *later.rows)]
        common = sides[0].keys() & sides[2].keys()
        self.pages += len(common)
        for counter, side in zip(self.counts, sides, strict=True):
            for url in common:
                counter.update(side[url])
        for level in (index.level for index in earlier.measures[0].indexes):
            found = [
                index.value
                for measured in (*earlier.measures, *later.measures)
                for index in measured.indexes
                if index.level == level and index.value is not None
            ]
            if len(found) == len(self.counts):
                self.values[level].append(tuple(found))

    def difference(self, later: str) -> Difference:
        criteria = {
            number: Split(*(float(counter[number]) for counter in self.counts))
            for number in CRITERIA
            if any(counter[number] for counter in self.counts)
        }
        indexes = {
            level: Split(*(sum(column) / len(values) for column in zip(*values, strict=True)))
            for level, values in self.values.items()
        }
        sites = {level: len(values) for level, values in self.values.items()}
        return Difference(later, self.pages, criteria, indexes, sites)
