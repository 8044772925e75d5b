"""A logo is named by what it shows, not by another mark (WCAG 1.1.1; ACT rule qt1vmo)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.brands import mark_of, mark_of_file
from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_PICTURES: Final = frozenset({"image", "img"})


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Images that are seen, and whose name and whose file each name one well-known mark."""
    dom = page[Dom]
    for node in dom.elements("img"):
        if node.role not in _PICTURES or not is_visible(dom, node):
            continue
        if mark_of(node.accessible_name) and mark_of_file(node.get("src")):
            yield node


def expectation(image: Node, _page: PageSnapshot) -> Judgement:
    """Both name the same mark."""
    name, address = image.accessible_name, image.get("src")
    if mark_of(name) == mark_of_file(address):
        return passed()
    return failed("other-mark", name=name, file=address.rsplit("/", 1)[-1])


RULE = Rule(
    id="image-name-other-mark",
    criteria=("1.1.1",),
    act=("qt1vmo",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
)
