"""Colours and their contrast (WCAG 2.2: relative luminance, contrast ratio)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255, in sRGB."""

_LINEAR: Final = 0.04045
_STEPS: Final = 100


@lru_cache(maxsize=256)
def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= _LINEAR else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = colour
    return 0.2126 * _channel(red) + 0.7152 * _channel(green) + 0.0722 * _channel(blue)


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21; the order does not matter."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def over(colour: Colour, alpha: float, background: Colour) -> Colour:
    """A colour of some opacity (0 to 1) laid over an opaque one."""
    red, green, blue = (
        round(front * alpha + back * (1 - alpha)) for front, back in zip(colour, background, strict=True)
    )
    return red, green, blue


def hexadecimal(colour: Colour) -> str:
    """The colour as "#rrggbb"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def parsed(text: str) -> Colour:
    """The colour that `hexadecimal` has written."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def nearest_passing(colour: Colour, background: Colour, least: float) -> Colour | None:
    """The colour nearest to this one, darker or lighter in even steps, that has the contrast; None if none has."""
    for step in range(1, _STEPS + 1):
        for end in ((0, 0, 0), (255, 255, 255)):
            tried = over(end, step / _STEPS, colour)
            if contrast(tried, background) >= least:
                return tried
    return None
