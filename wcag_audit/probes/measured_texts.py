"""What `text_contrast.js` and `state_contrast.js` say of a text, as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wcag_audit.commons.colour import Colour, contrast, hexadecimal
from wcag_audit.model.facts import MeasuredText, Place
from wcag_audit.probes.contrast_pixels import LetterContrast, measure

if TYPE_CHECKING:
    from PIL import Image

    from wcag_audit.probes.pictures import Band

_ENOUGH: Final = 4.5
"""Where styles alone promise so much, no picture is taken."""


def by_styles(entry: dict[str, Any]) -> LetterContrast | None:
    """The contrast on one plain colour; None where only the screen can tell, or must confirm that it is low."""
    if entry["plain"] is None or entry["alpha"] < 1:
        return None
    letters, behind = colour_of(entry["colour"]), colour_of(entry["plain"])
    ratio = contrast(letters, behind)
    return LetterContrast(ratio, ratio, behind, letters, ratio) if ratio >= _ENOUGH else None


def on_screen(entry: dict[str, Any], part: Band, shown: Image.Image, hidden: Image.Image) -> LetterContrast | None:
    """The contrast in the pictures of a part of the page with and without its text; None as in `measure`."""
    boxes = [part.within(box) for box in entry["boxes"]]
    return measure(shown, hidden, boxes, colour_of(entry["colour"]), float(entry["alpha"]))


def measured_text(entry: dict[str, Any], letters: LetterContrast, frame: str) -> MeasuredText:
    """The fact about one text."""
    return MeasuredText(
        place=place_of(entry, frame),
        text=entry["text"],
        best=round(letters.best, 2),
        worst=round(letters.worst, 2),
        middle=round(letters.middle, 2),
        foreground=hexadecimal(letters.foreground),
        background=hexadecimal(letters.background),
        size=float(entry["size"]),
        weight=int(entry["weight"]),
        placeholder=entry.get("part") == "placeholder",
    )


def place_of(entry: dict[str, Any], frame: str) -> Place:
    """Where it is, from what `place.js` says."""
    return Place(frame, tuple(entry["path"]), entry["html"], entry["selector"])


def colour_of(channels: list[int]) -> Colour:
    """A colour as scripts give it: red, green, blue."""
    red, green, blue = channels
    return red, green, blue
