"""The text seen on a control is part of its name (WCAG 2.5.3; ACT rule 2ee8b8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.field_labels import visible_label
from wcag_audit.commons.names import (
    CONTENT_NAMED,
    FIELD_ROLES,
    VisibleText,
    is_named_by_author,
    is_speakable,
    visible_text,
)
from wcag_audit.commons.wording import Fit, contains_in_order, contains_scattered, fit, tokens
from wcag_audit.kazakh.letters import fold_look_alikes
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_LONG: Final = 8
"""Words from which a text is rather the content of a card than the label of a control."""
_INPUT_BUTTONS: Final = frozenset({"button", "submit", "reset"})
_FIELDS: Final = frozenset({"input", "textarea"})
_SHOWN: Final = 120
_DOUBTS: Final = {Fit.ABBREVIATED: "abbreviated", Fit.NUMBERS: "number-missing"}


def targets(page: PageSnapshot) -> Iterator[tuple[Node, VisibleText]]:
    """Controls with a name on which text in a human language is seen; a single letter such as "x" is a symbol.

    Fields only if they have a label that is seen and another name by ARIA (failure F96).
    """
    dom = page[Dom]
    for node in dom.elements():
        if node.name in _FIELDS and node.role in FIELD_ROLES and node.get("aria-label").strip():
            label = visible_label(dom, node)
            if tokens(label):
                yield node, VisibleText(label, pieces=1, blocks=1)
            continue
        if node.role not in CONTENT_NAMED or node.name == "option" or not is_speakable(node.accessible_name):
            continue
        if node.name == "input" and node.get("type").lower() not in _INPUT_BUTTONS:
            continue
        seen = visible_text(dom, node)
        if any(len(word) > 1 or word.isdigit() for word in tokens(seen.text)):
            yield node, seen


def expectation(target: tuple[Node, VisibleText], page: PageSnapshot) -> Judgement:
    """Who says what they see is understood: the words stand in the name, in order and unbroken."""
    node, seen = target
    label, name = fold_look_alikes(seen.text), fold_look_alikes(node.accessible_name)
    values = {"label": seen.text[:_SHOWN], "name": node.accessible_name[:_SHOWN]}
    found = fit(label, name, in_pieces=seen.pieces > 1)
    if found is Fit.CONTAINED:
        return passed()
    if not is_named_by_author(page[Dom], node):
        # The browser has joined the content itself; only what is hidden from it can be missing
        whole = contains_scattered(tokens(name), tokens(label))
        return passed() if whole else cant_tell("hidden-from-name", **values)
    if found in _DOUBTS:
        return cant_tell(_DOUBTS[found], **values)
    partly = node.name in _FIELDS and contains_in_order(tokens(label), tokens(name))  # a hint may stand in the label
    if partly or seen.blocks > 1 or len(tokens(label)) > _LONG:
        return cant_tell("long-content", **values)
    return failed("not-in-name", **values)


RULE = Rule(
    id="label-in-name",
    criteria=("2.5.3",),
    act=("2ee8b8",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    version=3,
    same_as=("label-content-name-mismatch",),
)
