"""The language that a part of the page declares is one that voices know (WCAG 3.1.2; ACT rule de46e4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule
from wcag_audit.rules.language_tags import judge_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Elements inside body with a lang attribute that is not empty, and with text that takes its language from it."""
    dom = page[Dom]
    carriers = [node for node in dom.elements() if node.get("lang") and node.name not in {"html", "head"}]
    for carrier in carriers:
        if _speaks(dom, carrier):
            yield carrier


def _speaks(dom: Dom, carrier: Node) -> bool:
    """True if text, or the name of something without text, inherits the element's language and is shown or read."""
    stack = [carrier]
    while stack:
        node = stack.pop()
        if node.kind == NodeKind.TEXT and node.value.strip():
            if node.exposed or (node.style >= 0 and dom.css(node, "visibility") == "visible"):
                return True
        elif node.kind == NodeKind.ELEMENT and node.exposed and node.role == "image" and node.accessible_name:
            return True
        stack += [
            child
            for child in dom.children(node)
            if child.kind != NodeKind.DOCUMENT and not (child.kind == NodeKind.ELEMENT and "lang" in child.attributes)
        ]
    return False


def expectation(node: Node, _page: PageSnapshot) -> Judgement:
    """The primary language subtag is registered and means a language."""
    return judge_tag(node.get("lang"))


RULE = Rule(
    id="part-language-tag-valid",
    criteria=("3.1.2",),
    act=("de46e4",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("valid-lang",),
)
