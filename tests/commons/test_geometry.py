"""Boxes, distances and the grid, checked against plain comparison of everything with everything."""

from hypothesis import given
from hypothesis import strategies as st

from wcag_audit.commons.geometry import Grid, area, centre, distance, intersection, union
from wcag_audit.model.finding import Box

_numbers = st.floats(-2_000, 10_000, allow_nan=False, width=32)
_sizes = st.floats(0, 3_000, width=32)
_boxes = st.builds(Box, _numbers, _numbers, _sizes, _sizes)


def test_the_parts_of_two_overlapping_boxes() -> None:
    first, second = Box(0, 0, 10, 10), Box(5, 5, 10, 10)
    assert union(first, second) == Box(0, 0, 15, 15)
    assert intersection(first, second) == Box(5, 5, 5, 5)
    assert (area(first), centre(second)) == (100, (10, 10))


def test_boxes_that_only_touch_share_nothing() -> None:
    assert intersection(Box(0, 0, 10, 10), Box(10, 0, 10, 10)) is None


def test_distance_is_measured_to_the_nearest_point_of_the_box() -> None:
    assert distance(13, 14, Box(0, 0, 10, 10)) == 5
    assert distance(5, 5, Box(0, 0, 10, 10)) == 0


@given(st.lists(_boxes, max_size=25), _numbers, _numbers, st.floats(0, 100))
def test_the_grid_misses_no_box_that_is_near(boxes: list[Box], x: float, y: float, reach: float) -> None:
    near = {key for key, box in enumerate(boxes) if distance(x, y, box) <= reach}
    assert near <= Grid(enumerate(boxes)).near(x, y, reach)


def test_the_grid_leaves_out_what_is_far() -> None:
    grid = Grid([(1, Box(0, 0, 20, 20)), (2, Box(5_000, 0, 20, 20)), (3, Box(0, 0, 9_000, 9_000))])
    assert grid.near(10, 10, 24) == {1, 3}
