"""The alternative text of an image is not said twice, beside the same words as text (WCAG 1.1.1, technique H2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import visible_text
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_PICTURES: Final = frozenset({"image", "img"})
_CONTROLS: Final = frozenset({"link", "button"})


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str, str]]:
    """Images with a name, in a link or button that has text as well, or in a figure with a caption.

    Yields:
        The image, the code of what stands beside it, and its text.
    """
    dom = page[Dom]
    for node in dom.elements():
        if node.role in _PICTURES and node.accessible_name:
            yield from _beside(dom, node)


def _beside(dom: Dom, image: Node) -> Iterator[tuple[Node, str, str]]:
    for above in dom.ancestors(image):
        if above.role in _CONTROLS:
            text = visible_text(dom, above).text
            if tokens(text):
                yield image, "control-text", text
            return
        if above.name == "figure":
            caption = next((child for child in dom.children(above) if child.name == "figcaption"), None)
            text = visible_text(dom, caption).text if caption is not None else ""
            if tokens(text):
                yield image, "caption", text
            return


def expectation(target: tuple[Node, str, str], _page: PageSnapshot) -> Judgement:
    """Name and text beside it differ.

    Never a definite failure: who hears the same words twice is annoyed, but misses nothing unless the image shows more.
    """
    image, code, text = target
    name = image.accessible_name
    return cant_tell(code, name=name) if tokens(name) == tokens(text) else passed()


RULE = Rule(
    id="alternative-text-repeats",
    criteria=("1.1.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MINOR,
)
