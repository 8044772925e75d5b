"""The fact about text that is drawn: what an OCR engine reads in the pictures of a page."""

from __future__ import annotations

from dataclasses import dataclass

from wcag_audit.model.facts import Place
from wcag_audit.model.finding import Box


@dataclass(frozen=True, slots=True)
class DrawnWord:
    """A word that was read in a picture.

    Attributes:
        text: without punctuation around it.
        confidence: the engine's own, 0 to 100.
        box: where it stands, CSS px of the whole page.
    """

    text: str
    confidence: int
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was looked at.

    Attributes:
        kind: "img", "input", "svg", "canvas", "poster" (of a video) or "background" (of any element).
        box: the part of it that is seen, CSS px of the whole page.
        words: in reading order; those that the engine doubts are left out.
        stacked: True if another picture stands in the same place, so that it is not sure whose the words are.
    """

    place: Place
    kind: str
    box: Box
    words: tuple[DrawnWord, ...] = ()
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class DrawnText:
    """Text in the pictures of a page (not of its frames).

    Attributes:
        pictures: those that were read, in document order.
        unread: pictures that no time was left for, or that took too long.
    """

    pictures: tuple[Picture, ...] = ()
    unread: int = 0
