"""Indexes in the store: added when a site is finished, never replaced in a finished wave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from wcag_audit.errors import StoreError
from wcag_audit.model.basket import Basket, Procedure, Scope
from wcag_audit.model.finding import Engine, Maturity
from wcag_audit.model.index import LevelIndex, Measured, PageMeasure, SiteMeasures, Stratum
from wcag_audit.model.visit import FoundBy, VisitStatus
from wcag_audit.store import IndexRow, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROCEDURES = (
    Procedure("axe-image-alt", "4.12.1", ("1.1.1",), engine=Engine.AXE),
    Procedure("consistent-navigation", "1", ("3.2.3",), scope=Scope.SITE),
    Procedure("focus-visible", "2", ("2.4.7", "2.4.11")),
)
OLD = Basket("2026.1", "2026-01-05", PROCEDURES[:1])
NEW = Basket("2027.1", "2027-01-05", PROCEDURES)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "audit.db") as opened:
        yield opened


def index(level: str, basket: str, value: float | None = 81.5) -> LevelIndex:
    reason = Measured.YES if value is not None else Measured.TOO_FEW_PAGES
    bounds = (value - 2, value + 2, 20.25, value) if value is not None else (None,) * 4
    return LevelIndex(level, basket, reason, value, *bounds, 3, 9, 0.1, 0.7, 12, 31, 9, 10, by_person=True)


def measures(visit_id: int, basket: str, value: float | None = 81.5) -> SiteMeasures:
    return SiteMeasures(
        "portal",
        basket,
        tuple(index(level, basket, value) for level in ("A", "AA")),
        (Stratum("home", 1, 1, take_all=True), Stratum("portal.kz/{n}", 900, 8)),
        tuple(PageMeasure(visit_id, level, "home", 1, 2, 3, 20) for level in ("A", "AA")),
    )


def test_what_an_index_is_made_of_is_read_as_it_was_written(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    visit_id = store.add_page(wave.id, "portal", samples.page())
    written = measures(visit_id, NEW.name)
    store.add_measures(wave.id, written, NEW)
    assert store.indexes(wave.id) == tuple(IndexRow("portal", item) for item in written.indexes)
    assert store.indexes(wave.id, "second") == ()
    assert store.strata(wave.id, "portal") == written.strata
    assert tuple(store.page_measures(wave.id, "portal", NEW.name)) == written.pages
    assert store.scored_baskets(wave.id) == (NEW,)


def test_a_site_that_is_not_measurable_has_an_index_without_value(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    visit_id = store.add_page(wave.id, "portal", samples.page())
    store.add_measures(wave.id, measures(visit_id, OLD.name, None), OLD)
    first, _ = store.indexes(wave.id, "portal")
    assert (first.index.measured, first.index.value, first.index.band_low) == (Measured.TOO_FEW_PAGES, None, None)


def test_of_two_baskets_the_newest_is_given_unless_another_is_asked_for(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    visit_id = store.add_page(wave.id, "portal", samples.page())
    store.add_measures(wave.id, measures(visit_id, NEW.name, 70.0), NEW)
    store.add_measures(wave.id, measures(visit_id, OLD.name, 80.0), OLD)
    assert {row.index.basket for row in store.indexes(wave.id)} == {"2027.1"}
    assert {row.index.value for row in store.indexes(wave.id, basket="2026.1")} == {80.0}
    assert store.scored_baskets(wave.id) == (OLD, NEW)


def test_a_running_wave_replaces_its_index_and_a_finished_one_only_takes_new_baskets(
    store: Store, samples: Any
) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    visit_id = store.add_page(wave.id, "portal", samples.page())
    store.add_measures(wave.id, measures(visit_id, OLD.name, 50.0), OLD)
    store.add_measures(wave.id, measures(visit_id, OLD.name, 60.0), OLD)
    assert {row.index.value for row in store.indexes(wave.id)} == {60.0}
    store.finish_wave(wave.id)
    with pytest.raises(StoreError, match="is not replaced"):
        store.add_measures(wave.id, measures(visit_id, OLD.name, 70.0), OLD)
    store.add_measures(wave.id, measures(visit_id, NEW.name, 70.0), NEW)
    assert {row.index.value for row in store.indexes(wave.id, basket=OLD.name)} == {60.0}


def test_a_basket_that_was_changed_under_its_old_name_is_refused(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    visit_id = store.add_page(wave.id, "portal", samples.page())
    store.add_measures(wave.id, measures(visit_id, OLD.name), OLD)
    changed = replace(OLD, procedures=(replace(PROCEDURES[0], version="4.13.0"),))
    with pytest.raises(StoreError, match=r"knows another basket '2026\.1'"):
        store.add_measures(wave.id, measures(visit_id, OLD.name), changed)


def test_a_wave_resumed_after_an_update_keeps_both_versions_of_a_rule(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    assert store.wave_rules(wave.id) == ()
    trial = replace(PROCEDURES[2], version="3", maturity=Maturity.EXPERIMENTAL)
    store.add_rules(wave.id, PROCEDURES)
    store.add_rules(wave.id, (*PROCEDURES[:2], trial))
    assert store.wave_rules(wave.id) == (*PROCEDURES, trial)


def test_the_words_of_every_page_come_with_its_template(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    page = samples.page("a")
    visit_id = store.add_page(wave.id, "portal", page)
    (row,) = store.judged(wave.id, "portal")
    assert (row.visit_id, row.record, row.template) == (visit_id, page.record, page.template)
    assert (row.findings, row.tallies, row.verdicts) == (page.findings, page.tallies, page.verdicts)


def test_addresses_are_given_by_their_fate(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    fates = (VisitStatus.OVER_BUDGET, VisitStatus.EXCLUDED, VisitStatus.OVER_BUDGET)
    store.add_records(wave.id, "portal", [samples.record(str(place), fate) for place, fate in enumerate(fates)])
    found = list(store.addresses(wave.id, "portal", {VisitStatus.OVER_BUDGET, VisitStatus.AUDITED}))
    assert found == ["https://portal.kz/0", "https://portal.kz/2"]


def test_start_pages_are_known_by_their_own_address_and_by_the_one_they_lead_to(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    plain, start = samples.record("a", VisitStatus.DUPLICATE), samples.record("b", VisitStatus.DUPLICATE)
    start = replace(start, visit=replace(start.visit, found_by=FoundBy.START), final_url="https://portal.kz/kk/")
    store.add_records(wave.id, "portal", [plain, start])
    assert store.start_addresses(wave.id, "portal") == {"https://portal.kz/b", "https://portal.kz/kk/"}
