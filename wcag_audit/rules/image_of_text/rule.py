"""Text is written as text, not drawn in a picture (WCAG 1.4.5, 1.4.9)."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_pictures import DrawnText
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed
from wcag_audit.rules.drawn_words import is_logo, pictures_with_words, share_of_text, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.facts_pictures import DrawnWord, Picture
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_FEWEST: Final = 3
_SHARE: Final = 0.05
"""Share of the area below which text is a part of a picture that shows much else."""
_LOWEST: Final = 7.0
"""Height of words in CSS pixels below which they are details of a picture, as in screenshots and photos of papers."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Picture, tuple[DrawnWord, ...]]]:
    """Pictures in which at least three words large enough to be read take a twentieth of the area or more."""
    for node, picture, words in pictures_with_words(page, _FEWEST):
        if share_of_text(picture, words) >= _SHARE and median(word.box.height for word in words) >= _LOWEST:
            yield node, picture, words


def expectation(target: tuple[Node, Picture, tuple[DrawnWord, ...]], page: PageSnapshot) -> Judgement:
    """The picture is a logo, which both criteria allow.

    Never a definite failure: whether the picture is essential, as a stamp or a graph is, a person must say.
    """
    node, _, words = target
    return passed("logo") if is_logo(page[Dom], node) else cant_tell("text", words=shown(words))


RULE = Rule(
    id="image-of-text",
    criteria=("1.4.5", "1.4.9"),
    needs=(Dom, DrawnText),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
)
