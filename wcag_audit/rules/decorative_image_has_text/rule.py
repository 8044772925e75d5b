"""An image marked as decoration has no alternative text that would then be lost (WCAG 1.1.1; ACT rule e88epe)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_in_hidden_tree, is_visible
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_DECORATION: Final = frozenset({"none", "presentation"})
_SMALL: Final = 24.0
"""CSS pixels of an icon: what it says is mostly said beside it."""
_AROUND: Final = 3
"""Ancestors in which the words are looked for."""


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Seen images with a text for those who do not see them, and a role by which this text is thrown away.

    Inside something hidden as a whole, the author has hidden more than an image; that is not judged here.
    """
    dom = page[Dom]
    for node in dom.elements("img"):
        hidden = node.get("role").strip().lower() in _DECORATION or node.get("aria-hidden").lower() == "true"
        parent = dom.parent(node)
        if not hidden or not tokens(node.get("alt")) or node.exposed or not is_visible(dom, node):
            continue
        if parent is None or not is_in_hidden_tree(dom, parent):
            yield node


def expectation(image: Node, page: PageSnapshot) -> Judgement:
    """The words of the text stand beside the image, so that nothing is lost."""
    dom = page[Dom]
    alt = image.get("alt")
    words = set(tokens(alt))
    level = image
    for _ in range(_AROUND):
        above = dom.parent(level)
        if above is None or above.name in {"body", "#document"}:
            break
        level = above
        if words <= set(tokens(f"{dom.text(level)} {level.accessible_name}")):
            return passed()
    small = image.box is not None and max(image.box.width, image.box.height) <= _SMALL
    judge = cant_tell if small else failed
    return judge("text-lost", alt=alt[:120])


RULE = Rule(
    id="decorative-image-has-text",
    criteria=("1.1.1",),
    act=("e88epe",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
