"""Charts as pictures: where things stand in them, and what they say to those who do not see them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from wcag_audit.report.charts import (
    Bar,
    Caption,
    Goal,
    Reading,
    Words,
    interval_strip,
    line_chart,
    stacked_bars,
)

if TYPE_CHECKING:
    from markupsafe import Markup

WORDS = Words(lambda value: f"{value:.0f} %", lambda day: f"{day:%m.%Y}")
CAPTION = Caption("chart", "Share of <sites>", "From 10 to 40.")
SVG = "{http://www.w3.org/2000/svg}"
FIRST = Reading(date(2026, 1, 1), 10.0, 20.0, 8.0, 25.0)
LAST = Reading(date(2026, 7, 1), 40.0, 40.0, 35.0, 46.0)


def tree(picture: Markup) -> ET.Element:
    # Our own text, never a page's.
    return ET.fromstring(str(picture).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314


def chart(*readings: Reading, goal: Goal | None = None) -> ET.Element:
    return tree(line_chart(CAPTION, readings, goal or Goal(date(2026, 12, 31), 100.0), WORDS))


def shapes(svg: ET.Element, kind: str) -> list[ET.Element]:
    return [item for item in svg.iter() if kind in item.get("class", "").split()]


def place(shape: ET.Element) -> tuple[float, float]:
    x, y = re.findall(r"[\d.]+", shape.get("transform", ""))
    return float(x), float(y)


def test_a_chart_is_one_picture_with_a_name_and_a_description() -> None:
    svg = chart(FIRST, LAST)
    assert svg.get("role") == "img"
    named = {item.get("id"): item.text for item in svg.iter() if item.get("id")}
    assert [named[part] for part in svg.get("aria-labelledby", "").split()] == ["Share of <sites>", "From 10 to 40."]


def test_higher_shares_stand_higher_and_later_waves_further_right() -> None:
    first, last = map(place, shapes(chart(FIRST, LAST), "dot"))
    assert first[0] < last[0]
    assert first[1] > last[1]


def test_the_upper_bound_has_a_mark_of_another_shape_only_where_it_differs() -> None:
    svg = chart(FIRST, LAST)
    (upper,) = shapes(svg, "open")
    lower, _ = shapes(svg, "dot")
    assert place(upper)[0] == place(lower)[0]
    assert place(upper)[1] < place(lower)[1]
    assert upper.get("d") != lower.get("d")


def test_the_way_to_the_goal_begins_at_the_last_wave_and_ends_at_the_goal() -> None:
    svg = chart(FIRST, LAST)
    (way,), (goal,) = shapes(svg, "way"), shapes(svg, "goal")
    numbers = [float(number) for number in re.findall(r"[\d.]+", way.get("d", ""))]
    assert tuple(numbers[:2]) == place(shapes(svg, "dot")[-1])
    assert tuple(numbers[2:]) == place(goal)


def test_a_goal_whose_day_has_passed_or_that_is_reached_has_no_way_to_it() -> None:
    assert not shapes(chart(FIRST, LAST, goal=Goal(date(2026, 3, 1), 100.0)), "way")
    assert not shapes(chart(FIRST, LAST, goal=Goal(date(2027, 3, 1), 30.0)), "way")


def test_a_range_ahead_is_drawn_only_where_there_is_one() -> None:
    assert not shapes(chart(FIRST), "range")
    assert shapes(chart(FIRST, goal=Goal(date(2026, 12, 31), 100.0, (50.0, 40.0, 60.0))), "range")


def test_the_last_value_and_the_days_stand_in_words() -> None:
    said = ["".join(item.itertext()) for item in chart(FIRST, LAST).iter(f"{SVG}text")]
    assert "40 %" in said
    assert "01.2026" in said
    assert "12.2026" in said


def test_everything_stays_within_the_picture() -> None:
    extreme = [Reading(date(2026, 1, n), value, value, 0.0, 100.0) for n, value in ((1, 0.0), (2, 100.0))]
    svg = chart(*extreme, goal=Goal(date(2026, 1, 3), 100.0, (99.0, 0.0, 100.0)))
    _, _, width, height = map(float, svg.get("viewBox", "").split())
    for kind in ("dot", "goal", "square"):
        for shape in shapes(svg, kind):
            x, y = place(shape)
            assert 0 < x < width
            assert 0 < y < height


def test_parts_of_a_bar_are_as_long_as_they_are_many() -> None:
    svg = tree(stacked_bars(CAPTION, [Bar("2026", (("failed", 30), ("not-tested", 0), ("no-failure-found", 10)))]))
    failed, clean = (float(item.get("width", "")) for item in svg.iter(f"{SVG}rect"))
    assert failed == pytest.approx(3 * clean, abs=0.3)
    assert stacked_bars(CAPTION, [Bar("none", (("failed", 0),))])


def test_a_strip_is_hidden_from_those_who_have_the_numbers_beside_it() -> None:
    svg = tree(interval_strip(current=20.0, best=40.0, low=10.0, high=50.0, goal=100.0))
    assert svg.get("aria-hidden") == "true"
    (dot,) = shapes(svg, "dot")
    assert float(dot.get("cx", "")) == 2 + 1.2 * 20
