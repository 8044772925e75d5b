"""Strategies for sites with pages in any state."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from wcag_audit.model.verdict import Verdict
from wcag_audit.model.visit import VisitStatus
from wcag_audit.score import Coverage
from wcag_audit.score.index import ScoredPage, level_index
from wcag_audit.score.strata import SampledPage, stratify
from wcag_audit.standards.wcag import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.model.index import LevelIndex

CRITERIA = ("1.1.1", "1.3.1", "1.4.3", "1.4.6", "2.4.7", "3.1.1", "4.1.2")
SHAPES = ("portal.kz/news/{n}", "portal.kz/", "portal.kz/rare", "portal.kz/x")

states = st.fixed_dictionaries({number: st.sampled_from(Verdict) for number in CRITERIA})
shaped = st.tuples(st.sampled_from(SHAPES), st.sampled_from(("", "ab", "cd")), st.booleans(), states)
sites = st.lists(shaped, min_size=1, max_size=14)
known = st.dictionaries(st.sampled_from((*SHAPES, "portal.kz/never-seen")), st.integers(0, 5000))


def scored(site: Sequence[tuple[str, str, bool, dict[str, Verdict]]], sizes: dict[str, int]) -> tuple:
    """Pages and strata of a site."""
    sampled = [SampledPage(key, shape, template, first) for key, (shape, template, first, _) in enumerate(site)]
    homes, strata = stratify(sampled, sizes)
    return [ScoredPage(key, homes[key], page[3]) for key, page in enumerate(site)], strata


def index(pages: Sequence[ScoredPage], strata: tuple, level: Level = Level.AA) -> LevelIndex:
    """The index of a site whose every address was reached."""
    coverage = Coverage(Counter({VisitStatus.AUDITED: len(pages)}))
    return level_index(level, "2026.1", pages, strata, coverage=coverage, seed="portal 2026-11-25")
