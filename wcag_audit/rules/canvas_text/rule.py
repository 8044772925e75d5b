"""What is written on a canvas is also said by its name, its fallback content or the page (WCAG 1.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_in_hidden_tree
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.facts_pictures import DrawnText
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.drawn_words import pictures_with_words, said, said_on_page, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.facts_pictures import DrawnWord, Picture
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_FEWEST: Final = 2
_FAILING: Final = 3
_ENOUGH: Final = 0.66
"""Share of the words that have to be said: the rest may be misread."""
_SAID_LITTLE: Final = 0.34


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Picture, tuple[DrawnWord, ...]]]:
    """Canvas elements on which at least two words were read."""
    return (read for read in pictures_with_words(page, _FEWEST) if read[1].kind == "canvas")


def expectation(target: tuple[Node, Picture, tuple[DrawnWord, ...]], page: PageSnapshot) -> Judgement:
    """The words are in the name, the description or the content of the element, or on the page where a voice reads.

    A definite failure only where the canvas has no text alternative at all and the page says little of what it shows.
    """
    node, picture, words = target
    dom = page[Dom]
    texts = [word.text for word in words]
    own = " ".join((node.accessible_name, node.ax.description if node.ax else "", _fallback(dom, node))).strip()
    if said(texts, own) >= _ENOUGH:
        return passed("told")
    on_page = said_on_page(texts, dom)
    if on_page >= _ENOUGH:
        return passed("said-elsewhere")
    has_nothing = not own and not is_in_hidden_tree(dom, node) and not picture.stacked
    surely = has_nothing and on_page <= _SAID_LITTLE and len(texts) >= _FAILING
    return failed("no-alternative", words=shown(words)) if surely else cant_tell("not-told", words=shown(words))


def _fallback(dom: Dom, node: Node) -> str:
    """Text inside the element, which browsers give to assistive technology instead of the drawing."""
    inner = (below.value if below.kind == NodeKind.TEXT else below.accessible_name for below in dom.descendants(node))
    return " ".join(" ".join(inner).split())


RULE = Rule(
    id="canvas-text",
    criteria=("1.1.1",),
    needs=(Dom, DrawnText),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
