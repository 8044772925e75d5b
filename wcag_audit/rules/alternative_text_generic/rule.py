"""The alternative text of an image says more than that there is an image (WCAG 1.1.1; ACT rule qt1vmo; failure F30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import is_named_by_author
from wcag_audit.commons.picture_names import ABSENT, KINDS, PLACEHOLDERS, without_numbers
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_PICTURES: Final = frozenset({"image", "img"})
_CONTROLS: Final = frozenset({"link", "button", "menuitem", "tab", "option", "switch"})


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Images and image buttons that assistive technology meets and that have a name."""
    for node in page[Dom].elements():
        is_image = node.role in _PICTURES or (node.name == "input" and node.get("type").lower() == "image")
        if is_image and node.accessible_name:
            yield node


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """The name has a word about what the image shows or does.

    Such a name is no alternative of a picture that tells something, and makes decoration heard (failures F30, F39).
    In a control with words of its own, beside a caption, or on a picture that stands for one that is not there, the
    word may be all there is to say: a person decides.
    """
    name = node.accessible_name
    words = without_numbers(name)
    dom = page[Dom]
    if words in KINDS:
        return cant_tell("kind-only", name=name)
    if words not in PLACEHOLDERS:
        return passed()
    if _is_only_content(dom, node):
        return failed("only-content", name=name)
    doubt = words in ABSENT or any(_tells_more(dom, above) for above in dom.ancestors(node))
    return cant_tell("generic", name=name) if doubt else failed("generic", name=name)


def _tells_more(dom: Dom, around: Node) -> bool:
    """True for a control, or a figure with a caption."""
    captioned = around.name == "figure" and any(inner.name == "figcaption" for inner in dom.descendants(around))
    return captioned or around.role in _CONTROLS


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
    act=("qt1vmo",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    version=2,
)
