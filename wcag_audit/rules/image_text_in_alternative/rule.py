"""What is written in an image is also said by its alternative text or by text on the page (WCAG 1.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.picture_names import KINDS, PLACEHOLDERS, without_numbers
from wcag_audit.kazakh.detect import detect
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_pictures import DrawnText
from wcag_audit.rules.api import Impact, PagePart, Rule, cant_tell, failed, passed
from wcag_audit.rules.drawn_words import is_logo, pictures_with_words, said, said_on_page, share_of_text, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.facts_pictures import DrawnWord, Picture
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

    Read = tuple[Node, Picture, tuple[DrawnWord, ...]]

_FEWEST: Final = 2
_ENOUGH: Final = 0.66
"""Share of the words that have to be said: the rest may be misread."""
_FAILING: Final = 3
_FAILING_SHARE: Final = 0.06
"""Share of the area from which text is what the picture is for, and not a sign that a photo happens to show."""
_PLAINLY: Final = 6
_PLAIN_SHARE: Final = 0.2
_NEARLY_NONE: Final = 0.2
_SAID_LITTLE: Final = 0.34


def targets(page: PageSnapshot) -> Iterator[Read | tuple[PagePart, int]]:
    """Images, posters and background pictures in which at least two words were read; the page if some were not read."""
    unread = page[DrawnText].unread
    if unread:
        yield PagePart(), unread
    for node, picture, words in pictures_with_words(page, _FEWEST):
        if picture.kind != "canvas":
            yield node, picture, words


def expectation(target: Read | tuple[PagePart, int], page: PageSnapshot) -> Judgement:
    """The words stand in the name or description of the element, or anywhere on the page where a voice reads them.

    A definite failure only where the text is what the image is for and its name says nothing of it.
    """
    if len(target) == 2:  # noqa: PLR2004 - the page, with the number of its pictures
        return cant_tell("unread", pictures=target[1])
    node, picture, words = target
    dom = page[Dom]
    texts = [word.text for word in words]
    if said(texts, f"{node.accessible_name} {_description(node)}") >= _ENOUGH:
        return passed("told")
    if said_on_page(texts, dom) >= _ENOUGH:
        return passed("said-elsewhere")
    if picture.kind == "background":
        return cant_tell("background", words=shown(words))
    if not node.exposed:
        return cant_tell("not-exposed", words=shown(words))
    surely = not picture.stacked and not is_logo(dom, node) and said_on_page(texts, dom) <= _SAID_LITTLE
    judge = failed if surely and _says_nothing_of(node, picture, words) else cant_tell
    return judge("not-told", words=shown(words), name=_given_name(node))


def _description(node: Node) -> str:
    return node.ax.description if node.ax else ""


def _given_name(node: Node) -> str:
    """The name that the author gave; browsers call an image button without one "Submit"."""
    given = any(node.get(name).strip() for name in ("alt", "aria-label", "aria-labelledby", "title"))
    return node.accessible_name if node.name != "input" or given else ""


def _says_nothing_of(node: Node, picture: Picture, words: tuple[DrawnWord, ...]) -> bool:
    """True if the name cannot stand for the words: there is none, it says only "banner", or it speaks of other things.

    A name in another language may be a translation.
    """
    texts = [word.text for word in words]
    share = share_of_text(picture, words)
    bare = without_numbers(_given_name(node))
    if not bare or bare in PLACEHOLDERS or bare in KINDS:
        return len(texts) >= _FAILING and share >= _FAILING_SHARE
    if said(texts, node.accessible_name) > 0 or len(texts) < _PLAINLY or share < _PLAIN_SHARE:
        return False
    drawn, named = detect(" ".join(texts)).language, detect(node.accessible_name).language
    return drawn == named != "unsure" and said(bare, " ".join(texts)) <= _NEARLY_NONE


RULE = Rule(
    id="image-text-in-alternative",
    criteria=("1.1.1",),
    needs=(Dom, DrawnText),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    same_as=("image-alt", "input-image-alt", "role-img-alt", "svg-img-alt"),
)
