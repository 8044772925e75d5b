"""The criteria of WCAG 2.2."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from wcag_audit.standards.wcag import CRITERIA, PRINCIPLES, Level, criterion, up_to, with_implied


def test_wcag_22_has_31_a_24_aa_and_31_aaa_criteria() -> None:
    assert Counter(item.level for item in CRITERIA.values()) == {Level.A: 31, Level.AA: 24, Level.AAA: 31}


def test_wcag_21_brought_17_criteria_and_22_brought_nine() -> None:
    assert Counter(item.since for item in CRITERIA.values()) == {"2.0": 60, "2.1": 17, "2.2": 9}


def test_the_criteria_stand_in_the_order_of_the_standard() -> None:
    numbers = [tuple(map(int, number.split("."))) for number in CRITERIA]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 86


def test_guidelines_are_numbered_without_gaps_except_the_removed_parsing() -> None:
    expected_last = {
        "1.1": 1, "1.2": 9, "1.3": 6, "1.4": 13, "2.1": 4, "2.2": 6, "2.3": 3,
        "2.4": 13, "2.5": 8, "3.1": 6, "3.2": 6, "3.3": 9, "4.1": 3,
    }  # fmt: skip
    expected = {f"{guideline}.{i}" for guideline, last in expected_last.items() for i in range(1, last + 1)}
    assert set(CRITERIA) == expected - {"4.1.1"}


def test_the_handle_is_the_english_name_in_w3c_spelling() -> None:
    for item in CRITERIA.values():
        assert item.handle == re.sub(r"[^a-z -]", "", item.name.en.lower()).replace(" ", "-")


def test_a_criterion_knows_its_principle_and_its_understanding_document() -> None:
    contrast = criterion("1.4.3")
    assert contrast.principle == PRINCIPLES["1"]
    assert contrast.principle.name.ru == "Воспринимаемость"
    assert contrast.understanding == "https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum.html"
    assert contrast.link == "https://www.w3.org/TR/WCAG22/#contrast-minimum"


@pytest.mark.parametrize("number", ["4.1.1", "1.4", "9.9.9", ""])
def test_an_unknown_criterion_is_refused_by_name(number: str) -> None:
    with pytest.raises(KeyError, match=re.escape(f"no success criterion {number!r}")):
        criterion(number)


def test_levels_are_cumulative() -> None:
    assert [len(up_to(level)) for level in Level] == [31, 55, 86]
    assert criterion("1.4.6") not in up_to(Level.AA)
    assert criterion("1.1.1") in up_to(Level.AAA)


def test_levels_have_an_order() -> None:
    assert Level.A < Level.AA < Level.AAA
    assert Level.AA.includes(Level.A)
    assert Level.AA.includes(Level.AA)
    assert not Level.AA.includes(Level.AAA)


def test_what_breaks_a_criterion_breaks_those_that_ask_for_more_of_the_same() -> None:
    assert with_implied(("1.4.3",)) == ("1.4.3", "1.4.6")
    assert with_implied(("2.4.4", "2.4.9", "4.1.2")) == ("2.4.4", "2.4.9", "4.1.2")
    assert with_implied(()) == ()
    for item in CRITERIA.values():
        for number in item.implies:
            assert CRITERIA[number].level > item.level, (item.number, number)
