"""Instructions name what they speak of by more than shape, colour or place (WCAG 1.3.3; ACT rule 9bd38c)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.sensory import Reference, references
from wcag_audit.commons.visibility import is_in_hidden_tree, is_visible
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.written_language import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_NAMING: Final = frozenset({"image", "img", "heading", "Iframe", "figure", "navigation", "region", "list", "search"})
"""Roles, besides those of controls, whose name can tell what an instruction speaks of."""
_CONTROLS: Final = frozenset({"button", "link", "menuitem", "tab", "checkbox", "radio", "textbox", "combobox"})
_ROLES: Final = {
    "button": frozenset({"button"}),
    "link": frozenset({"link"}),
    "navigation": frozenset({"navigation", "menu", "menubar"}),
    "form": frozenset({"form", "search"}),
    "list": frozenset({"list", "listbox"}),
    "field": frozenset({"textbox", "combobox", "searchbox"}),
}
_SEVERAL: Final = 2


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Reference]]:
    """Blocks of text that everybody gets, with an instruction that points by shape, colour or place.

    Left out: what names the thing in quotation marks or words as well, and what leads to another page with a link.
    """
    dom = page[Dom]
    for index, text in blocks(dom).items():
        node = dom.nodes[index]
        for found in references(text):
            linked = any(inner.role == "link" for inner in dom.descendants(node))
            if not linked and is_visible(dom, node) and not is_in_hidden_tree(dom, node):
                yield node, found
                break


def expectation(target: tuple[Node, Reference], page: PageSnapshot) -> Judgement:
    """What the instruction speaks of has the sensory word in its name, or is the only one of its kind.

    A definite failure only where the thing is on the page for certain and nothing there is named so.
    """
    _, found = target
    dom = page[Dom]
    if _is_named(dom, found):
        return passed()
    if found.by == "shape":
        return _judge(found, certain=_is_drawn(dom, found))
    things = [
        node
        for node in dom.elements()
        if node.role in _ROLES.get(found.thing, frozenset()) and is_visible(dom, node) and node.index != target[0].index
    ]
    if found.by == "place":
        unnamed = [node for node in things if not tokens(node.accessible_name)]
        certain = len(things) >= _SEVERAL and len(unnamed) == len(things)
    else:
        certain = bool(things)
    return _judge(found, certain=certain)


def _judge(found: Reference, *, certain: bool) -> Judgement:
    return failed(found.by, text=found.sentence) if certain else cant_tell("unclear", text=found.sentence)


def _is_named(dom: Dom, found: Reference) -> bool:
    """True if something on the page has the word in its name that the instruction points with."""
    return any(
        word.startswith(found.stem)
        for node in dom.elements()
        if node.role in _NAMING or node.role in _CONTROLS
        for word in tokens(node.accessible_name)
    )


def _is_drawn(dom: Dom, found: Reference) -> bool:
    """True if a sign of that shape stands in a text of the page or of a frame in it."""
    return any(
        node.kind == NodeKind.TEXT and any(sign in node.value for sign in found.signs) and is_visible(dom, node)
        for node in dom.nodes
    )


RULE = Rule(
    id="sensory-reference",
    criteria=("1.3.3",),
    act=("9bd38c",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
)
