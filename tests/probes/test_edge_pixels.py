"""What sets a control off is measured across its edge, where it is clearest."""

from __future__ import annotations

from PIL import Image, ImageDraw

from wcag_audit.probes.edge_pixels import drawing, edge

WHITE, PALE, DARK = (255, 255, 255), (221, 221, 221), (60, 60, 60)
BOX = (20.0, 20.0, 80.0, 30.0)


def field(border: tuple[int, int, int], ground: tuple[int, int, int] = WHITE) -> Image.Image:
    """A page of 120 by 70 pixels with a field of one pixel of border."""
    picture = Image.new("RGB", (120, 70), WHITE)
    ImageDraw.Draw(picture).rectangle((20, 20, 99, 49), fill=ground, outline=border)
    return picture


def test_a_pale_border_is_as_pale_as_it_is() -> None:
    found = edge(field(PALE), [BOX])
    assert found is not None
    assert (round(found.best, 2), round(found.most, 2)) == (1.36, 1.36)
    assert (found.colour, found.background) == (PALE, WHITE)


def test_one_clear_side_is_enough_and_one_clear_spot_is_not() -> None:
    below = field(PALE)
    ImageDraw.Draw(below).line((20, 49, 99, 49), fill=DARK)
    found = edge(below, [BOX])
    assert found is not None
    assert found.best > 10
    spot = field(PALE)
    ImageDraw.Draw(spot).line((55, 49, 62, 49), fill=DARK)
    found = edge(spot, [BOX])
    assert found is not None
    assert round(found.best, 2) == 1.36
    assert found.most > 10


def test_the_frame_around_a_field_counts_as_its_edge() -> None:
    picture = field(WHITE)
    ImageDraw.Draw(picture).rectangle((10, 10, 109, 59), outline=DARK)
    alone, framed = edge(picture, [BOX]), edge(picture, [BOX, (10.0, 10.0, 100.0, 50.0)])
    assert alone is not None
    assert framed is not None
    assert alone.best == 1
    assert framed.best > 10


def test_what_lies_outside_the_picture_is_not_measured() -> None:
    assert edge(field(DARK), [(100.0, 20.0, 80.0, 30.0)]) is None
    assert drawing(field(DARK), (100.0, 20.0, 80.0, 30.0), ()) is None


def test_blurred_lines_count_in_the_colour_that_styles_name() -> None:
    picture = Image.new("RGB", (30, 30), WHITE)
    ImageDraw.Draw(picture).line((5, 15, 25, 15), fill=PALE)
    box = (4.0, 4.0, 22.0, 22.0)
    blurred, known = drawing(picture, box, ()), drawing(picture, box, [((0, 0, 0), 1.0)])
    assert blurred is not None
    assert known is not None
    assert round(blurred.best, 2) == 1.36
    assert round(known.best) == 21


def test_where_nothing_is_drawn_there_is_nothing_to_measure() -> None:
    assert drawing(Image.new("RGB", (30, 30), WHITE), (4.0, 4.0, 22.0, 22.0), [((204, 204, 204), 1.0)]) is None
