"""Letters are measured where they are, and only if they are really there."""

from __future__ import annotations

from PIL import Image, ImageDraw

from wcag_audit.probes.contrast_pixels import measure

GREY, BLACK, WHITE = (119, 119, 119), (0, 0, 0), (255, 255, 255)
BOX = (2.0, 2.0, 6.0, 16.0)


def pictures(background: tuple[int, int, int], letter: tuple[int, int, int]) -> tuple[Image.Image, Image.Image]:
    """A page of 20 by 20 pixels with one letter, a bar of 2 by 10 pixels, and the same page without it."""
    hidden = Image.new("RGB", (20, 20), background)
    shown = hidden.copy()
    ImageDraw.Draw(shown).rectangle((4, 4, 5, 13), fill=letter)
    return shown, hidden


def test_a_letter_has_the_contrast_of_its_colour_with_the_pixels_under_it() -> None:
    found = measure(*pictures(WHITE, GREY), [BOX], GREY, 1.0)
    assert found is not None
    assert (round(found.best, 2), round(found.worst, 2)) == (4.48, 4.48)
    assert (found.foreground, found.background) == (GREY, WHITE)


def test_a_half_transparent_letter_is_mixed_with_what_is_under_it() -> None:
    mixed = (128, 128, 128)
    found = measure(*pictures(WHITE, mixed), [BOX], BLACK, 0.5)
    assert found is not None
    assert found.foreground == mixed


def test_the_worst_letter_decides_and_of_each_letter_its_best_pixel() -> None:
    hidden = Image.new("RGB", (40, 20), WHITE)
    ImageDraw.Draw(hidden).rectangle((20, 0, 39, 19), fill=(60, 60, 60))
    shown = hidden.copy()
    for left in (4, 24):
        ImageDraw.Draw(shown).rectangle((left, 4, left + 1, 13), fill=BLACK)
    found = measure(shown, hidden, [BOX, (22.0, 2.0, 6.0, 16.0)], BLACK, 1.0)
    assert found is not None
    assert found.background == (60, 60, 60)
    assert found.best < 2


def test_what_is_covered_or_has_another_colour_than_its_style_names_is_not_measured() -> None:
    _, hidden = pictures(WHITE, GREY)
    assert measure(hidden, hidden, [BOX], GREY, 1.0) is None
    assert measure(*pictures(WHITE, (0, 0, 200)), [BOX], GREY, 1.0) is None
    assert measure(*pictures(WHITE, GREY), [(30.0, 2.0, 6.0, 16.0)], GREY, 1.0) is None
