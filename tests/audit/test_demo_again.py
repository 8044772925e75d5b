"""The wave over the sample portal, scored and judged again: nothing may come out that was not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.audit.rejudging import rejudge
from wcag_audit.measuring import measure_site
from wcag_audit.model.verdict import Verdict
from wcag_audit.sample_portal.register import SITE_ID
from wcag_audit.score.basket import basket_states
from wcag_audit.standards.baskets import newest

if TYPE_CHECKING:
    from tests.audit.conftest import Demo


async def test_the_same_rules_say_the_same_of_the_stored_pages(demo: Demo) -> None:
    found = rejudge(demo.store, demo.wave)
    assert (found.pages > 30, found.left_out) == (True, 0)
    assert [rule for rule in found.rules if rule.changed or rule.then_version != rule.now_version] == []
    assert [item for item in found.criteria if item.moved or item.sites[0] != item.sites[1]] == []
    assert [(item.link.level, item.link.shift) for item in found.indexes] == [("A", 0), ("AA", 0), ("AAA", 0)]


async def test_in_the_basket_fails_what_its_procedures_failed_on_the_page_and_nothing_else(demo: Demo) -> None:
    basket = newest()
    counting = basket.counting(demo.store.wave_rules(demo.wave.id))
    compared = 0
    for row in demo.store.judged(demo.wave.id, SITE_ID):
        states = basket_states(basket, counting, row.findings, row.tallies, row.verdicts)
        for verdict in row.verdicts:
            if verdict.criterion in states:
                by_basket = verdict.verdict is Verdict.FAILED and not counting.isdisjoint(verdict.rules)
                assert (states[verdict.criterion] is Verdict.FAILED) == by_basket, (row.record.visit.url, verdict)
                compared += by_basket
    assert compared > 30


async def test_the_index_of_the_portal_is_stored_and_comes_out_again(demo: Demo) -> None:
    stored = tuple(row.index for row in demo.store.indexes(demo.wave.id, SITE_ID))
    assert [index.level for index in stored] == ["A", "AA", "AAA"]
    assert measure_site(demo.store, demo.wave, SITE_ID, newest()).indexes == stored
    for index in stored:
        assert index.value is not None
        assert 0 < index.clean_pages < index.pages
        assert index.band_low < index.value < 100
