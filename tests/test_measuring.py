"""From stored pages to indexes, groups and links."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.scored_wave import CONTRAST, PROCEDURES, REGISTER, SITES, WAVE, begin, page
from wcag_audit import measuring
from wcag_audit.errors import StoreError
from wcag_audit.model.basket import Basket, Procedure
from wcag_audit.model.index import Measured
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.procedures import rules_hash
from wcag_audit.standards.baskets import newest
from wcag_audit.standards.wcag import CRITERIA, Level
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.result import Wave


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "audit.db") as opened:
        yield opened


@pytest.fixture
def wave(store: Store) -> Wave:
    return begin(store)


def test_a_finished_site_gets_an_index_per_level_weighted_by_known_pages(store: Store, wave: Wave) -> None:
    measuring.score_site(store, wave.id, "portal")
    a, aa = (row.index for row in store.indexes(wave.id, "portal"))
    criteria = sum(Level.AA.includes(CRITERIA[number].level) for number in newest().criteria)
    failed = 1 / criteria
    assert aa.value == pytest.approx(100 * (1 - failed * (1 / 101 + 100 / 101 / 3)))
    assert aa.low < aa.value < aa.high
    assert (aa.clean_pages, aa.pages) == (16, 25)
    assert (a.value, a.clean_pages) == (100.0, 25)
    assert a.capped
    strata = {stratum.name: (stratum.known, stratum.pages, stratum.take_all) for stratum in store.strata(1, "portal")}
    assert strata == {"{start}": (1, 1, True), "portal.kz/news/{n}": (100, 24, False)}


def test_the_same_database_gives_the_same_numbers(store: Store, wave: Wave) -> None:
    first = measuring.measures(store, wave, "portal")
    measuring.score_site(store, wave.id, "portal")
    assert measuring.measures(store, wave, "portal") == first
    assert first.indexes == tuple(row.index for row in store.indexes(wave.id, "portal"))


def test_the_query_of_the_page_about_the_index_gives_what_is_stored(store: Store, wave: Wave) -> None:
    text = (Path(__file__).parents[1] / "docs" / "index.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"```sql\n(.*?)```", text, flags=re.DOTALL)
    for site in SITES:
        measuring.score_site(store, wave.id, site)
    found = {(row["site"], row["level"]): row["value"] for row in store._db.query(query)}
    stored = {(row.site, row.index.level): row.index.value for row in store.indexes(wave.id)}
    assert found == {place: pytest.approx(value) for place, value in stored.items() if value is not None}
    assert len(found) == 4


def test_a_site_that_was_not_reached_is_not_measurable(store: Store, wave: Wave) -> None:
    measuring.score_site(store, wave.id, "silent")
    found = [row.index for row in store.indexes(wave.id, "silent")]
    assert [(index.measured, index.value) for index in found] == [(Measured.NOTHING_REACHED, None)] * 2


def test_a_rule_in_another_version_than_the_basket_has_is_not_scored(store: Store) -> None:
    begun = store.begin_wave(WAVE, REGISTER)
    for number in range(20):
        store.add_page(begun.id, "portal", page("portal", f"news/{number}", CONTRAST))
    changed = [replace(item, version="5.0.0") if item.rule == CONTRAST else item for item in PROCEDURES]
    store.add_rules(begun.id, changed)
    measured = measuring.measures(store, begun, "portal")
    assert measured.indexes[1].value == 100.0
    assert {item.untested for item in measured.pages if item.level == "AA"} == {1}


def test_an_older_wave_is_scored_only_where_its_rules_are_known_to_be_those_of_today(store: Store) -> None:
    today = rules_hash(load_catalogue().select(Level.AA))
    known = replace(WAVE, versions=replace(WAVE.versions, rules=today))
    for wave, reason in ((WAVE, Measured.NOTHING_APPLICABLE), (known, Measured.YES)):
        begun = store.begin_wave(wave, REGISTER)
        for number in range(20):
            store.add_page(begun.id, "second", page("second", f"news/{number}"))
        assert [item.measured for item in measuring.measures(store, begun, "second").indexes] == [reason] * 2


def test_a_wave_is_shown_in_the_newest_basket_that_all_its_scored_sites_have(
    store: Store, wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert measuring.wave_basket(store, wave) == newest()
    old = Basket("2025.1", "2025-01-01", newest().procedures)
    monkeypatch.setattr(measuring, "BASKETS", {old.name: old})
    monkeypatch.setattr(measuring, "newest", lambda: old)
    measuring.score_site(store, wave.id, "portal")
    monkeypatch.undo()
    monkeypatch.setattr(measuring, "BASKETS", {old.name: old, newest().name: newest()})
    measuring.score_site(store, wave.id, "second")
    assert measuring.wave_basket(store, wave) == old
    measuring.score_site(store, wave.id, "portal")
    assert measuring.wave_basket(store, wave) == newest()


def test_a_group_keeps_the_sites_that_were_not_reached(store: Store, wave: Wave) -> None:
    measuring.score_site(store, wave.id, "portal")
    _, aa = measuring.measure_group(store, wave, "ministry", SITES)
    portal = store.indexes(wave.id, "portal")[1].index.value
    assert (aa.sites, aa.measured, aa.clean_sites) == (3, 2, 1)
    assert aa.value == pytest.approx((portal + 100) / 2)
    assert (aa.worst, aa.best) == (pytest.approx((portal + 100) / 3), pytest.approx((portal + 200) / 3))


def test_at_a_change_of_baskets_a_wave_is_scored_in_both_and_the_series_is_linked(
    store: Store, wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = newest()
    old = Basket("2025.1", "2025-01-01", tuple(item for item in last.procedures if item.rule != CONTRAST))
    monkeypatch.setattr(measuring, "BASKETS", {old.name: old, last.name: last})
    for site in SITES:
        measuring.score_site(store, wave.id, site)
    assert store.scored_baskets(wave.id) == (old, last)
    at_a, at_aa = measuring.links(store, wave)
    assert (at_a.level, at_a.shift, at_a.sites) == ("A", 0.0, 2)
    assert (at_aa.old, at_aa.new) == ("2025.1", last.name)
    assert at_aa.low < at_aa.shift < 0


def test_the_basket_before_is_left_out_where_the_wave_could_not_run_all_of_it(
    store: Store, wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Procedure("a-rule-of-old", "1", ("1.1.1",))
    old = Basket("2025.1", "2025-01-01", (*newest().procedures, gone))
    monkeypatch.setattr(measuring, "BASKETS", {old.name: old, newest().name: newest()})
    measuring.score_site(store, wave.id, "portal")
    assert store.scored_baskets(wave.id) == (newest(),)
    assert measuring.links(store, wave) == ()


def test_sites_that_were_left_without_an_index_get_one_before_the_wave_is_closed(store: Store, wave: Wave) -> None:
    measuring.score_site(store, wave.id, "portal")
    before = store.indexes(wave.id, "portal")
    measuring.score_missing(store, wave.id, SITES)
    assert {row.site for row in store.indexes(wave.id)} == set(SITES)
    assert store.indexes(wave.id, "portal") == before


def test_a_finished_wave_keeps_the_index_it_has(store: Store, wave: Wave) -> None:
    measuring.score_site(store, wave.id, "portal")
    store.finish_wave(wave.id)
    with pytest.raises(StoreError, match="is not replaced"):
        measuring.score_site(store, wave.id, "portal")
