"""From what the store keeps of a site to its index: the step between verdicts and reports, without a browser.

Everything is computed from stored rows, so the same database gives the same numbers whenever it is asked.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wcag_audit.crawl import shape
from wcag_audit.model.index import SiteMeasures
from wcag_audit.model.visit import VisitStatus
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.procedures import procedures, rules_hash
from wcag_audit.score import Coverage
from wcag_audit.score.basket import basket_states
from wcag_audit.score.groups import SiteSample, group_index
from wcag_audit.score.index import SETTLED, ScoredPage, layers, level_index, measure
from wcag_audit.score.linking import link, pair
from wcag_audit.score.strata import SampledPage, stratify
from wcag_audit.standards.baskets import BASKETS, newest
from wcag_audit.standards.wcag import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.model.basket import Basket, Procedure
    from wcag_audit.model.index import BasketLink, GroupIndex
    from wcag_audit.model.result import Wave
    from wcag_audit.store import JudgedRow, Store

KNOWN = frozenset(
    {
        *(VisitStatus.AUDITED, VisitStatus.PENDING, VisitStatus.OVER_BUDGET, VisitStatus.INTERRUPTED),
        *(VisitStatus.BLOCKED, VisitStatus.TIMEOUT, VisitStatus.DNS, VisitStatus.TLS, VisitStatus.CONNECTION),
        *(VisitStatus.CRASHED, VisitStatus.TOO_LARGE),
    }
)
"""Fates of addresses that are pages as far as anybody knows: they give strata their weight."""


def levels_of(wave: Wave) -> tuple[Level, ...]:
    """The levels that a wave was audited for."""
    return tuple(level for level in Level if Level(wave.level).includes(level))


def rules_of(store: Store, wave: Wave) -> tuple[Procedure, ...]:
    """The rules that a wave ran with, in each version that ran.

    Waves from before versions were kept have only a hash over their rules. Where it is the hash of today's, they are
    today's; otherwise nothing is known and () is given, so that nothing is scored in a version it may not have had.
    """
    stored = store.wave_rules(wave.id)
    if stored:
        return stored
    catalogue = load_catalogue().select(Level(wave.level))
    known = wave.versions.rules == rules_hash(catalogue)
    return procedures(catalogue.rules, wave.versions.axe) if known else ()


def runs_whole(basket: Basket, ran: Iterable[Procedure]) -> bool:
    """True where every page procedure of a basket ran as the basket has it."""
    return basket.counting(ran).issuperset(item.rule for item in basket.page_procedures)


def score_site(store: Store, wave_id: int, site_id: str) -> None:
    """Store the index of a finished site in the newest basket, and in the one before if the wave could run all of it.

    So the wave after a change of baskets is an overlap: both are computed on the same visits.

    Raises:
        StoreError: the wave is finished and has them.
    """
    wave = store.wave(wave_id)
    ran = rules_of(store, wave)
    last = newest()
    before = [basket for basket in BASKETS.values() if basket != last][-1:]
    for basket in (*(item for item in before if runs_whole(item, ran)), last):
        store.add_measures(wave_id, measure_site(store, wave, site_id, basket, ran=ran), basket)


def score_missing(store: Store, wave_id: int, sites: Iterable[str]) -> None:
    """Store the indexes of those sites that have none, such as when the program died right after a site's last page.

    Raises:
        StoreError: the store cannot be written.
    """
    scored = {row.site for row in store.indexes(wave_id)}
    for site in sites:
        if site not in scored:
            score_site(store, wave_id, site)


def measure_site(
    store: Store,
    wave: Wave,
    site_id: str,
    basket: Basket,
    *,
    ran: Sequence[Procedure] | None = None,
    pages: Iterable[JudgedRow] | None = None,
) -> SiteMeasures:
    """The index of a site in a basket, with what it is made of.

    Args:
        store: where the wave is.
        wave: the wave.
        site_id: the site.
        basket: what counts.
        ran: the rules that judged the pages; by default those of the wave.
        pages: the site's audited pages with what was said of them; by default as stored.
    """
    counting = basket.counting(rules_of(store, wave) if ran is None else ran)
    starts = store.start_addresses(wave.id, site_id)
    sampled, states, settled = [], {}, {}
    for row in store.judged(wave.id, site_id) if pages is None else pages:
        url = row.record.visit.url
        sampled.append(SampledPage(row.visit_id, shape(url), row.template, take_all=url in starts))
        states[row.visit_id] = basket_states(basket, counting, row.findings, row.tallies, row.verdicts)
        settled[row.visit_id] = frozenset(item.criterion for item in row.verdicts if item.verdict in SETTLED)
    homes, strata = stratify(sampled, Counter(map(shape, store.addresses(wave.id, site_id, KNOWN))))
    scored = [ScoredPage(page.key, homes[page.key], states[page.key], settled[page.key]) for page in sampled]
    coverage = Coverage(store.coverage(wave.id, site_id))
    levels = levels_of(wave)
    seed = f"{site_id}\n{wave.name}"
    return SiteMeasures(
        site=site_id,
        basket=basket.name,
        indexes=tuple(
            level_index(level, basket.name, scored, strata, coverage=coverage, seed=seed) for level in levels
        ),
        strata=strata,
        pages=tuple(measure(page, level) for page in scored for level in levels),
    )


def wave_basket(store: Store, wave: Wave) -> Basket:
    """The newest basket that every scored site of a wave was scored in; the newest of all where none was scored.

    A wave resumed after a change of baskets has sites that only the older one was used for.
    """
    whole = {row.site for row in store.indexes(wave.id)}
    for basket in reversed(store.scored_baskets(wave.id)):
        if {row.site for row in store.indexes(wave.id, basket=basket.name)} == whole:
            return basket
    return newest()


def measures(store: Store, wave: Wave, site_id: str, basket: Basket | None = None) -> SiteMeasures:
    """The stored index of a site; computed where it is not stored (older waves, unfinished sites).

    Args:
        store: where the wave is; it is only read.
        wave: the wave.
        site_id: the site.
        basket: None for the newest that the site was scored in.
    """
    indexes = tuple(row.index for row in store.indexes(wave.id, site_id, basket.name if basket else None))
    if not indexes:
        return measure_site(store, wave, site_id, basket or newest())
    name = indexes[0].basket
    pages = tuple(store.page_measures(wave.id, site_id, name))
    return SiteMeasures(site_id, name, indexes, store.strata(wave.id, site_id), pages)


def samples(measured: SiteMeasures) -> dict[str, SiteSample]:
    """A site by level, as `score.groups` takes it."""
    found = {}
    for index in measured.indexes:
        pages = (page for page in measured.pages if page.level == index.level)
        own = layers(measured.strata, pages) if index.value is not None else ()
        found[index.level] = SiteSample(measured.site, index, own)
    return found


def measure_group(store: Store, wave: Wave, group: str, sites: Iterable[str]) -> tuple[GroupIndex, ...]:
    """The index of a group of sites, one per level of the wave, in the basket of the wave.

    Args:
        store: where the wave is.
        wave: the wave.
        group: its name; it fixes the draws.
        sites: ids of all its sites, the unreachable ones too.
    """
    basket = wave_basket(store, wave)
    return groups(wave, basket, group, [measures(store, wave, site, basket) for site in sites])


def groups(wave: Wave, basket: Basket, group: str, sites: Iterable[SiteMeasures]) -> tuple[GroupIndex, ...]:
    """As `measure_group`, of sites whose measures in the basket are at hand."""
    found = [samples(site) for site in sites]
    return tuple(
        group_index(level, basket.name, [item[level] for item in found], f"{group}\n{wave.name}")
        for level in levels_of(wave)
    )


def links(store: Store, wave: Wave) -> tuple[BasketLink, ...]:
    """How the two newest baskets that all of a wave was scored in differ, one per level; () for a wave in one basket.

    Over all sites of the wave that are measured in both.
    """
    scored = store.scored_baskets(wave.id)[-2:]
    if len(scored) < 2:  # noqa: PLR2004 - two baskets make a change
        return ()
    found = []
    for level in levels_of(wave):
        pairs = []
        for site in store.register(wave.id).sites:
            both = _pair(store, wave, site.id, [basket.name for basket in scored], level)
            if both:
                pairs.append(both)
        change = link(pairs, f"{level}\n{wave.name}")
        if change:
            found.append(change)
    return tuple(found)


def _pair(
    store: Store, wave: Wave, site: str, baskets: Sequence[str], level: Level
) -> tuple[SiteSample, SiteSample] | None:
    halves = []
    for name in baskets:
        indexes = [row.index for row in store.indexes(wave.id, site, name) if row.index.level == level]
        pages = [page for page in store.page_measures(wave.id, site, name) if page.level == level]
        halves += [(index, pages) for index in indexes]
    return pair(site, store.strata(wave.id, site), *halves) if len(halves) == len(baskets) else None
