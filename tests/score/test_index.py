"""The progress index: what it is, and what can never be true of it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wcag_audit.model.index import LevelIndex, Measured, PageMeasure, Stratum
from wcag_audit.model.verdict import Verdict
from wcag_audit.model.visit import VisitStatus
from wcag_audit.score import Coverage
from wcag_audit.score.bootstrap import Layer, draw, interval
from wcag_audit.score.index import ScoredPage, layers, level_index, measure
from wcag_audit.standards.wcag import CRITERIA, Level, up_to

sys.path.insert(0, str(Path(__file__).parent))

from made_up_pages import index, known, scored, sites

F, R, N, P, A, U = (
    Verdict.FAILED,
    Verdict.REVIEW,
    Verdict.NO_FAILURE_FOUND,
    Verdict.PASSED,
    Verdict.NOT_APPLICABLE,
    Verdict.NOT_TESTED,
)


def page(key: int, stratum: str, **states: Verdict) -> ScoredPage:
    """A page with states given as c1_1_1=F."""
    return ScoredPage(key, stratum, {name[1:].replace("_", "."): state for name, state in states.items()})


def reached(audited: int, **others: int) -> Coverage:
    return Coverage({VisitStatus.AUDITED: audited} | {VisitStatus[name]: count for name, count in others.items()})


def test_the_example_of_the_page_about_the_index_comes_out_as_it_is_calculated_there_by_hand() -> None:
    # Start page: 1 of 4 failed -> 0.75. News, 90 known: 0 of 4 and 2 of 4 and 1 of 2 failed -> 1, 0.5, 0.5.
    # Level AA leaves 1.4.6 (AAA) out. Weights: 1/91 and 90/91.
    pages = [
        page(1, "{start}", c1_1_1=F, c1_3_1=N, c1_4_3=R, c4_1_2=N, c1_4_6=F),
        page(2, "news", c1_1_1=N, c1_3_1=N, c1_4_3=N, c4_1_2=R, c1_4_6=N),
        page(3, "news", c1_1_1=F, c1_3_1=N, c1_4_3=F, c4_1_2=N, c1_4_6=N),
        page(4, "news", c1_1_1=A, c1_3_1=F, c1_4_3=N, c4_1_2=U, c1_4_6=N),
    ]
    strata = (Stratum("news", 90, 3), Stratum("{start}", 1, 1, take_all=True))
    found = level_index(Level.AA, "2026.1", pages, strata, coverage=reached(4), seed="example")
    assert found.value == pytest.approx(100 * (1 / 91 * 0.75 + 90 / 91 * (1 + 0.5 + 0.5) / 3))
    # Undecided and untested as failed: 0.5; 0.75, 0.5, and of the last (1 failed, 1 untested) of 3 -> 1/3.
    assert found.band_low == pytest.approx(100 * (1 / 91 * 0.5 + 90 / 91 * (0.75 + 0.5 + 1 / 3) / 3))
    assert found.band_high == found.value
    assert (found.clean_pages, found.pages, found.reached, found.attempted) == (1, 4, 4, 4)
    assert (found.decided, found.criteria) == (4, 55)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high


@given(sites, known, st.sampled_from(Level), st.randoms(use_true_random=False))
def test_the_order_of_pages_does_not_matter(site: list, sizes: dict, level: Level, chance: Random) -> None:
    pages, strata = scored(site, sizes)
    mixed, layered = list(pages), list(strata)
    chance.shuffle(mixed)
    chance.shuffle(layered)
    assert index(mixed, tuple(layered), level) == index(pages, strata, level)


@given(sites, known, st.data())
def test_one_more_failure_never_raises_an_index(site: list, sizes: dict, data: st.DataObject) -> None:
    pages, strata = scored(site, sizes)
    place = data.draw(st.integers(0, len(pages) - 1))
    number = data.draw(st.sampled_from(sorted(pages[place].states)))
    worse = [*pages]
    worse[place] = replace(pages[place], states={**pages[place].states, number: F})
    level = data.draw(st.sampled_from(Level))
    before, after = index(pages, strata, level), index(worse, strata, level)
    assert after.clean_pages <= before.clean_pages
    assume(before.value is not None and after.value is not None)
    assert after.value <= before.value + 1e-9
    assert after.band_low <= before.band_low + 1e-9


@given(sites, known, st.data())
def test_what_becomes_unknown_never_counts_as_passed(site: list, sizes: dict, data: st.DataObject) -> None:
    pages, strata = scored(site, sizes)
    place = data.draw(st.integers(0, len(pages) - 1))
    held = [number for number, state in pages[place].states.items() if state in (N, P, A)]
    assume(held)
    number = data.draw(st.sampled_from(held))
    vague = [*pages]
    vague[place] = replace(pages[place], states={**pages[place].states, number: data.draw(st.sampled_from((U, R)))})
    level = data.draw(st.sampled_from(Level))
    before, after = index(pages, strata, level), index(vague, strata, level)
    assert after.decided <= before.decided
    assert not after.by_person
    assume(before.value is not None and after.value is not None)
    assert after.band_low <= before.band_low + 1e-9
    if pages[place].states[number] is not A:
        assert after.value <= before.value + 1e-9
        assert after.clean_pages <= before.clean_pages


@given(sites, known, st.sampled_from(Level))
def test_the_ends_hold_the_value_and_stay_between_0_and_100(site: list, sizes: dict, level: Level) -> None:
    found = index(*scored(site, sizes), level)
    if found.value is None:
        assert (found.low, found.high, found.band_low, found.band_high) == (None, None, None, None)
        assert found.measured is Measured.NOTHING_APPLICABLE
    else:
        assert 0 <= found.band_low <= found.value + 1e-9 <= 100 + 2e-9
        assert 0 <= found.low <= found.value <= found.high <= 100
        assert found.band_high == found.value


def test_a_page_on_which_nothing_was_tested_is_neither_clean_nor_counted() -> None:
    pages = [page(1, "s", c1_1_1=N), page(2, "s", c1_1_1=U)]
    found = level_index(Level.A, "b", pages, (Stratum("s", 2, 2),), coverage=reached(2), seed="")
    assert (found.value, found.clean_pages, found.pages) == (100.0, 1, 2)
    assert found.band_low == 50.0


def test_a_criterion_counts_once_and_only_from_its_level_on() -> None:
    states = page(1, "s", c1_1_1=F, c1_4_3=F, c1_4_6=F, c2_4_7=R, c3_1_1=N, c4_1_2=A)
    assert measure(states, Level.A) == PageMeasure(1, "A", "s", 1, 0, 0, 2)
    assert measure(states, Level.AA) == PageMeasure(1, "AA", "s", 2, 1, 0, 4)
    assert measure(states, Level.AAA) == PageMeasure(1, "AAA", "s", 3, 1, 0, 5)


@pytest.mark.parametrize(
    ("coverage", "pages", "why"),
    [
        (reached(0), 0, Measured.NOTHING_REACHED),
        (reached(0, BLOCKED=9), 0, Measured.NOTHING_REACHED),
        (reached(30, BLOCKED=8), 30, Measured.TOO_LITTLE_REACHED),
        (reached(32, BLOCKED=8), 32, Measured.YES),
        (reached(19, OVER_BUDGET=1), 19, Measured.TOO_FEW_PAGES),
        (reached(20, OVER_BUDGET=1), 20, Measured.YES),
        (reached(19, DUPLICATE=1), 19, Measured.YES),
    ],
)
def test_too_little_gives_no_number_but_a_reason(coverage: Coverage, pages: int, why: Measured) -> None:
    found = level_index(
        Level.A,
        "b",
        [page(key, "s", c1_1_1=N) for key in range(pages)],
        (Stratum("s", pages, pages),),
        coverage=coverage,
        seed="",
    )
    assert found.measured is why
    assert (found.value is None) == (why is not Measured.YES)


def test_a_machine_never_gets_to_a_printed_100_and_a_person_does() -> None:
    everything = frozenset(item.number for item in up_to(Level.AA))
    machine = page(1, "s", c1_1_1=N, c1_4_3=N)
    person = replace(page(1, "s", c1_1_1=P, c1_4_3=A), settled=everything)

    def at(only: ScoredPage, coverage: Coverage) -> LevelIndex:
        return level_index(Level.AA, "b", [only], (Stratum("s", 1, 1),), coverage=coverage, seed="")

    assert (at(machine, reached(1)).value, at(machine, reached(1)).capped) == (100.0, True)
    assert (at(person, reached(1)).by_person, at(person, reached(1)).capped) == (True, False)
    assert not at(replace(person, settled=everything - {"2.4.7"}), reached(1)).by_person
    assert not at(replace(machine, settled=everything), reached(1)).by_person
    assert not at(replace(person, states=dict.fromkeys(("1.1.1",), F)), reached(1)).by_person
    assert at(person, reached(1)).decided == 55


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    chance = Random(1)  # noqa: S311
    made = tuple(Layer(str(n), 1 / 12, tuple(chance.random() for _ in range(5)), 200) for n in range(12))
    assert interval(made, "portal") == interval(tuple(reversed(made)), "portal")
    assert interval(made, "portal") != interval(made, "another")


def test_nothing_is_left_to_chance_where_every_page_was_looked_at() -> None:
    assert interval((Layer("s", 1.0, (0.2, 0.9, 0.4), 3),), "") == (0.5, 0.5)
    assert interval((Layer("s", 1.0, (0.2, 0.9, 0.4), 900, take_all=True),), "") == (0.5, 0.5)
    low, high = interval((Layer("s", 1.0, (0.2, 0.9, 0.4), 900),), "")
    assert low < 0.4
    assert high > 0.6


def test_the_more_of_a_stratum_was_looked_at_the_narrower_the_interval() -> None:
    values = (0.2, 0.9, 0.4, 0.6)
    spreads = {known: draw([Layer("s", 1.0, values, known)], "") for known in (5, 20, 10**9)}
    widths = {known: max(drawn) - min(drawn) for known, drawn in spreads.items()}
    assert widths[5] == pytest.approx(widths[10**9] * 0.2**0.5)
    assert widths[20] == pytest.approx(widths[10**9] * 0.8**0.5)


def test_a_single_page_that_stands_for_many_says_nothing_about_the_others() -> None:
    low, high = interval((Layer("many", 0.5, (0.6,), 100), Layer("s", 0.5, (1.0,), 1)), "")
    assert (low, high) == pytest.approx((0.5, 1.0))


def test_the_interval_covers_the_true_value_of_a_site_about_as_often_as_it_says() -> None:
    chance = Random(7)  # noqa: S311
    sizes = [1200, 700, 400, 250, 150, 100, 80, 60, 40, 20]
    middles = [0.6 + 0.04 * n for n in range(len(sizes))]
    site = [[min(1.0, chance.gauss(mid, 0.12)) for _ in range(size)] for mid, size in zip(middles, sizes, strict=True)]
    whole = sum(sizes)
    truth = sum(map(sum, site)) / whole
    held = 0
    for number in range(300):
        made = [
            Layer(str(n), len(pages) / whole, tuple(chance.sample(pages, 6)), len(pages))
            for n, pages in enumerate(site)
        ]
        low, high = interval(made, str(number), draws=400)
        held += low <= truth <= high
    assert 0.90 <= held / 300 <= 0.99


def test_levels_and_baskets_draw_the_same_pages() -> None:
    chance = Random(3)  # noqa: S311
    values = tuple(chance.random() for _ in range(9))
    one = Layer("s", 1.0, values, 500)
    half = Layer("s", 1.0, tuple(value / 2 for value in values), 500)
    assert [value / 2 for value in draw([one], "seed")] == pytest.approx(draw([half], "seed"))


def test_a_stratum_without_a_value_gives_its_weight_to_the_others() -> None:
    strata = (Stratum("a", 30, 1), Stratum("b", 70, 1))
    pages = [PageMeasure(1, "A", "a", 1, 0, 0, 4), PageMeasure(2, "A", "b", 0, 0, 3, 0)]
    assert layers(strata, pages) == (Layer("a", 1.0, (0.75,), 30),)


def test_the_criteria_of_the_examples_have_the_levels_they_are_used_for() -> None:
    assert [CRITERIA[number].level for number in ("1.1.1", "1.4.3", "1.4.6")] == list(Level)
