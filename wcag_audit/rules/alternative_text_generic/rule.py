"""The alternative text of an image says more than that there is an image (WCAG 1.1.1, failure F30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import is_named_by_author
from wcag_audit.commons.picture_names import KINDS, PLACEHOLDERS, without_numbers
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_PICTURES: Final = frozenset({"image", "img"})


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Images and image buttons that assistive technology meets and that have a name."""
    for node in page[Dom].elements():
        is_image = node.role in _PICTURES or (node.name == "input" and node.get("type").lower() == "image")
        if is_image and node.accessible_name:
            yield node


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """The name has a word about what the image shows or does.

    A definite failure only where the image is all that a link or button has, so that it cannot be decoration.
    """
    name = node.accessible_name
    words = without_numbers(name)
    if words in PLACEHOLDERS:
        return (
            failed("only-content", name=name) if _is_only_content(page[Dom], node) else cant_tell("generic", name=name)
        )
    return cant_tell("kind-only", name=name) if words in KINDS else passed()


def _is_only_content(dom: Dom, node: Node) -> bool:
    """True if a link or button has its whole name from the image, or the image is a button itself."""
    if node.name == "input":
        return True
    control = next((above for above in dom.ancestors(node) if above.role in {"link", "button"}), None)
    return (
        control is not None
        and tokens(control.accessible_name) == tokens(node.accessible_name)
        and not is_named_by_author(dom, control)
        and not dom.text(control)
    )


RULE = Rule(
    id="alternative-text-generic",
    criteria=("1.1.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
