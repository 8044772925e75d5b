"""Contrast as WCAG 2.2 defines it, and the colour that is proposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcag_audit.commons.colour import Colour, contrast, hexadecimal, luminance, nearest_passing, over

colours = st.tuples(*[st.integers(0, 255)] * 3)
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        (BLACK, WHITE, 21.0),
        ((119, 119, 119), WHITE, 4.48),  # #777: the grey that just fails
        ((118, 118, 118), WHITE, 4.54),  # #767676: the grey that just passes
        ((170, 170, 170), WHITE, 2.32),
    ],
)
def test_ratios_are_those_of_the_standard(one: Colour, other: Colour, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


@given(colours, colours)
def test_every_ratio_lies_between_1_and_21(one: Colour, other: Colour) -> None:
    assert 1 <= contrast(one, other) <= 21.0000001
    assert 0 <= luminance(one) <= 1.0000001


@given(colours, colours, st.floats(1, 21))
def test_the_proposed_colour_passes_and_there_is_one_where_black_or_white_would_do(
    colour: Colour, background: Colour, least: float
) -> None:
    better = nearest_passing(colour, background, least)
    possible = max(contrast(BLACK, background), contrast(WHITE, background)) >= least
    assert (better is not None) is possible
    if better is not None:
        assert contrast(better, background) >= least


def test_layers_and_names_of_colours() -> None:
    assert over(BLACK, 0.5, WHITE) == (128, 128, 128)
    assert over(BLACK, 0, WHITE) == WHITE
    assert hexadecimal((1, 171, 255)) == "#01abff"
