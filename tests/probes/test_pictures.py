"""Few pictures show all that is asked for, and none is taller than the browser draws."""

from __future__ import annotations

from wcag_audit.probes.pictures import Band, bands


def at(*tops: float) -> list[list[tuple[float, float, float, float]]]:
    """Rectangles of 20 pixels, each a group of its own."""
    return [[(0.0, top, 10.0, 20.0)] for top in tops]


def test_what_is_near_is_pictured_together_and_what_is_far_is_not() -> None:
    assert bands(at(300, 100)) == (Band(100, 322),)
    assert bands(at(100, 9000)) == (Band(100, 122), Band(9000, 9022))
    assert bands([]) == ()


def test_no_part_is_taller_than_a_picture() -> None:
    parts = bands(at(*range(0, 9000, 500)))
    assert len(parts) > 2
    assert all(part.bottom - part.top <= 3500 for part in parts)
    assert all(any(part.holds(group[0]) for part in parts) for group in at(*range(0, 9000, 500)))


def test_a_rectangle_is_found_again_in_its_picture() -> None:
    assert Band(100, 400).within((5.0, 130.0, 10.0, 20.0)) == (5.0, 30.0, 10.0, 20.0)
