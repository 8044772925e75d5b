"""Text is written as text, not drawn in a picture (WCAG 1.4.5, 1.4.9; ACT rule 0va7u6)."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_pictures import DrawnText
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.drawn_words import is_logo, pictures_with_words, said, share_of_text, shown
from wcag_audit.rules.written_language import names_body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.facts_pictures import DrawnWord, Picture
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_FEWEST: Final = 3
_SENTENCE: Final = 5
"""Different words from which a text is more than a name or a slogan ..."""
_MOST: Final = 0.75
"""... and the share of words that picture and name have in common, from which they say the same."""
_LONG: Final = 3
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

    A definite failure only where the author says so: the alternative text of an image is its words and no others, and
    they are no name of a body, as on the banners of partners. Else a person must say whether the picture is essential,
    as a stamp or a graph is.
    """
    node, picture, words = target
    if is_logo(page[Dom], node):
        return passed("logo")
    if picture.kind == "img" and not picture.stacked and _is_repeated(node.accessible_name, picture, words):
        return failed("repeated", words=shown(words))
    return cant_tell("text", words=shown(words))


def _is_repeated(name: str, picture: Picture, words: tuple[DrawnWord, ...]) -> bool:
    """True if a name has the words of a picture, enough of them for a sentence, and hardly any others."""
    drawn = [word.text for word in words]
    told = [word for word in tokens(name) if len(word) >= _LONG]
    if len(set(drawn)) < _SENTENCE or names_body(told):
        return False
    return said(drawn, name) >= _MOST and said(told, " ".join(word.text for word in picture.words)) >= _MOST


RULE = Rule(
    id="image-of-text",
    criteria=("1.4.5", "1.4.9"),
    act=("0va7u6",),
    needs=(Dom, DrawnText),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
    maturity=Maturity.STABLE,
    version=2,
)
