"""Groups of sites, and series across a change of baskets."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from wcag_audit.model.index import BasketLink, LevelIndex, Measured, PageMeasure, Stratum
from wcag_audit.score.bootstrap import Layer
from wcag_audit.score.groups import SiteSample, group_index
from wcag_audit.score.linking import back, expit, forward, link, logit, pair


def index(value: float | None, basket: str = "2026.1", clean: int = 0) -> LevelIndex:
    reason = Measured.YES if value is not None else Measured.NOTHING_REACHED
    return LevelIndex("AA", basket, reason, value, value, value, value, value, clean, 4, 0.0, 1.0, 20, 55, 4, 4)


def sample(site: str, *values: float, basket: str = "2026.1", clean: int = 0) -> SiteSample:
    """A site whose pages, all of one template, have these values."""
    if not values:
        return SiteSample(site, index(None, basket))
    return SiteSample(site, index(100 * sum(values) / len(values), basket, clean), (Layer("s", 1.0, values, 400),))


def test_sites_that_were_not_reached_stay_in_the_denominator_as_worst_and_best() -> None:
    found = group_index("AA", "2026.1", [sample("a", 0.8, 0.8), sample("b", 0.6, 0.6), sample("c"), sample("d")], "")
    assert found.value == pytest.approx(70)
    assert (found.sites, found.measured) == (4, 2)
    assert (found.worst, found.best) == (pytest.approx(35), pytest.approx(85))


def test_a_group_without_a_measured_site_has_no_value_and_could_be_anything() -> None:
    found = group_index("AA", "2026.1", [sample("a"), sample("b")], "")
    assert (found.value, found.low, found.high, found.worst, found.best) == (None, None, None, 0.0, 100.0)
    assert group_index("AA", "2026.1", [], "").best == 100.0


def test_every_site_counts_the_same_however_many_pages_it_has() -> None:
    found = group_index("AA", "2026.1", [sample("a", *[0.9] * 50), sample("b", 0.5, 0.5)], "")
    assert found.value == pytest.approx(70)


def test_the_interval_of_a_group_is_wider_the_more_its_sites_differ_and_does_not_depend_on_their_order() -> None:
    chance = Random(5)  # noqa: S311

    def group(spread: float) -> list[SiteSample]:
        return [
            sample(str(n), *(0.5 + spread * (n % 5 - 2) + 0.05 * chance.random() for _ in range(6))) for n in range(25)
        ]

    alike, different = group(0.0), group(0.1)
    narrow, wide = (group_index("AA", "2026.1", sites, "nation") for sites in (alike, different))
    assert narrow.low < narrow.value < narrow.high
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)
    assert group_index("AA", "2026.1", different[::-1], "nation") == wide


def test_sites_without_a_failing_page_are_counted() -> None:
    found = group_index("AA", "2026.1", [sample("a", 1.0, 1.0, clean=4), sample("b", 0.9, 1.0, clean=3)], "")
    assert found.clean_sites == 1


def test_indexes_of_different_baskets_or_levels_are_never_put_together() -> None:
    with pytest.raises(ValueError, match=r"level AA in basket 2026\.1"):
        group_index("AA", "2026.1", [sample("a", 0.5), sample("b", 0.5, basket="2027.1")], "")


def test_the_link_of_two_baskets_is_the_difference_of_logits_on_the_same_visits() -> None:
    pairs = [(sample("a", 0.8, 0.8), sample("a", 0.6, 0.6, basket="2027.1"))]
    change = link(pairs, "AA")
    assert change == BasketLink("AA", "2026.1", "2027.1", change.shift, change.low, change.high, 1)
    assert change.shift == pytest.approx(logit(0.6) - logit(0.8))
    assert change.low == pytest.approx(change.shift)  # pages do not differ, so nothing is left to chance
    assert forward(80, change) == pytest.approx(60)
    assert back(60, change) == pytest.approx(80)
    assert back(forward(93.5, change), change) == pytest.approx(93.5)


def test_a_link_is_much_surer_than_the_difference_of_two_samples_since_the_same_pages_are_drawn_for_both() -> None:
    chance = Random(11)  # noqa: S311
    values = [[chance.uniform(0.5, 0.95) for _ in range(6)] for _ in range(12)]
    old = [sample(str(n), *own) for n, own in enumerate(values)]
    new = [sample(str(n), *(value - 0.05 for value in own), basket="2027.1") for n, own in enumerate(values)]
    change = link(zip(old, new, strict=True), "AA")
    before, after = (group_index("AA", item[0].index.basket, item, "AA") for item in (old, new))
    apart = logit(after.high / 100) - logit(before.low / 100) - (logit(after.low / 100) - logit(before.high / 100))
    assert change.low <= change.shift <= change.high < 0
    assert change.high - change.low < apart / 10


def test_without_a_site_that_is_measured_in_both_baskets_there_is_no_link() -> None:
    assert link([], "AA") is None
    measure = [PageMeasure(1, "AA", "s", 0, 0, 0, 4)]
    strata = (Stratum("s", 9, 1),)
    assert pair("a", strata, (index(None), measure), (index(90, "2027.1"), measure)) is None


def test_only_pages_with_a_value_in_both_baskets_are_paired() -> None:
    strata = (Stratum("s", 9, 3),)
    old = [PageMeasure(key, "AA", "s", key, 0, 0, 4) for key in (1, 2, 3)]
    new = [replace(old[2], failed=4), replace(old[0], applicable=0), replace(old[1], failed=0)]
    both = pair("a", strata, (index(50), old), (index(50, "2027.1"), new))
    assert both is not None
    assert [side.layers[0].values for side in both] == [(0.5, 0.25), (1.0, 0.0)]


def test_shares_of_nothing_and_of_everything_have_a_logit_too() -> None:
    assert expit(logit(0.3)) == pytest.approx(0.3)
    assert logit(0) == pytest.approx(-logit(1)) == pytest.approx(-7.6, abs=0.01)
