"""One progress index per cumulative level, with what must stand beside it. docs/index.md has the definition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.model.index import LevelIndex, Measured, PageMeasure
from wcag_audit.model.verdict import Verdict
from wcag_audit.score.bootstrap import Layer, estimate, interval
from wcag_audit.score.interval import clopper_pearson
from wcag_audit.score.status import MIN_PAGES, MIN_REACHED
from wcag_audit.standards.wcag import CRITERIA, Level, up_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from wcag_audit.model.index import Stratum
    from wcag_audit.score.status import Coverage

_DECIDED = frozenset({Verdict.FAILED, Verdict.NO_FAILURE_FOUND, Verdict.PASSED, Verdict.NOT_APPLICABLE})
SETTLED = frozenset({Verdict.PASSED, Verdict.NOT_APPLICABLE})
"""States that end the matter."""


@dataclass(frozen=True, slots=True)
class ScoredPage:
    """An audited page in a basket.

    Attributes:
        key: unique on the site.
        stratum: name of its stratum.
        states: of the basket's criteria (`basket_states`).
        settled: criteria of all levels that a person passed or that were shown absent.
    """

    key: int
    stratum: str
    states: Mapping[str, Verdict]
    settled: frozenset[str] = frozenset()


def measure(page: ScoredPage, level: Level) -> PageMeasure:
    """How the criteria of a cumulative level stand on a page, each counted once however often it is broken."""
    states = [state for number, state in page.states.items() if level.includes(CRITERIA[number].level)]
    untested = states.count(Verdict.NOT_TESTED)
    return PageMeasure(
        visit_id=page.key,
        level=str(level),
        stratum=page.stratum,
        failed=states.count(Verdict.FAILED),
        undecided=states.count(Verdict.REVIEW),
        untested=untested,
        applicable=len(states) - untested - states.count(Verdict.NOT_APPLICABLE),
    )


def layers(
    strata: Iterable[Stratum],
    pages: Iterable[PageMeasure],
    value: Callable[[PageMeasure], float | None] = lambda page: page.value,
) -> tuple[Layer, ...]:
    """The pages' values by stratum, weighted by known pages.

    Pages without a value are left out; a stratum of which none is left gives its weight to the others.

    Args:
        strata: of the site.
        pages: of one level.
        value: of a page, 0 to 1; None where it has none.
    """
    found: dict[str, list[float]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: page.visit_id):
        given = value(page)
        if given is not None:
            found[page.stratum].append(given)
    kept = sorted((stratum for stratum in strata if stratum.name in found), key=lambda stratum: stratum.name)
    whole = sum(stratum.known for stratum in kept)
    return tuple(
        Layer(stratum.name, stratum.known / whole, tuple(found[stratum.name]), stratum.known, stratum.take_all)
        for stratum in kept
    )


def level_index(
    level: Level,
    basket: str,
    pages: Sequence[ScoredPage],
    strata: Sequence[Stratum],
    *,
    coverage: Coverage,
    seed: str,
) -> LevelIndex:
    """The index of a site at a level.

    Args:
        level: cumulative, AA is A and AA together.
        basket: name of the basket that the pages were scored in.
        pages: all audited pages, in any order.
        strata: of these pages (`stratify`).
        coverage: what became of the site's addresses.
        seed: words that fix the draws: site and wave.
    """
    measures = [measure(page, level) for page in pages]
    clean = sum(page.clean for page in measures)
    clean_low, clean_high = clopper_pearson(clean, len(measures))
    criteria = [item.number for item in up_to(level)]
    decided = {number for page in pages for number, state in page.states.items() if state in _DECIDED}
    decided = decided.union(*(page.settled for page in pages)).intersection(criteria)
    measured = why_not(coverage, measures)
    value = low = high = band_low = None
    if measured is Measured.YES:
        found = layers(strata, measures)
        value, (low, high) = estimate(found), interval(found, seed)
        band_low = estimate(layers(strata, measures, lambda page: page.lowest))
        value, low, high, band_low = (100 * share for share in (value, low, high, band_low))
    return LevelIndex(
        level=str(level),
        basket=basket,
        measured=measured,
        value=value,
        low=low,
        high=high,
        band_low=band_low,
        band_high=value,
        clean_pages=clean,
        pages=len(measures),
        clean_low=clean_low,
        clean_high=clean_high,
        decided=len(decided),
        criteria=len(criteria),
        reached=coverage.audited,
        attempted=coverage.attempted,
        by_person=bool(pages) and coverage.complete and all(_settles(page, criteria) for page in pages),
    )


def _settles(page: ScoredPage, criteria: Iterable[str]) -> bool:
    """True where nothing is open on the page.

    A failure that a procedure of the basket sees is stronger than a person's word.
    """
    return all(page.states.get(number, Verdict.PASSED) in SETTLED and number in page.settled for number in criteria)


def why_not(coverage: Coverage, pages: Sequence[PageMeasure]) -> Measured:
    """Whether an index may be given: 80 % of what was tried is reached, and 20 pages, or all there are."""
    if not coverage.audited or not pages:
        return Measured.NOTHING_REACHED
    if coverage.reached < MIN_REACHED:
        return Measured.TOO_LITTLE_REACHED
    if coverage.audited < MIN_PAGES and not coverage.complete:
        return Measured.TOO_FEW_PAGES
    if not any(page.applicable for page in pages):
        return Measured.NOTHING_APPLICABLE
    return Measured.YES
