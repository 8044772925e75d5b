"""A message about an error at one field belongs to it for everybody (WCAG 3.3.1; techniques ARIA21, ARIA18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.error_messages import error_messages
from wcag_audit.commons.field_labels import seen_text
from wcag_audit.commons.names import FIELD_ROLES, fields
from wcag_audit.commons.required_marks import surroundings
from wcag_audit.commons.visibility import is_in_hidden_tree, is_visible
from wcag_audit.commons.wording import contains_in_order, tokens
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_VALID: Final = frozenset({"", "false", "undefined"})


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str]]:
    """Seen fields beside which a message about an error is seen, and those that are called invalid.

    Yields:
        The field, and what the message says; "" where none is seen beside it.
    """
    dom = page[Dom]
    beside: dict[int, str] = {}
    for message, form in error_messages(dom):
        if is_in_hidden_tree(dom, message):
            continue  # error-message-descriptive speaks about these
        around = {above.index for above in dom.ancestors(message)}
        inside = (node for node in dom.descendants(form) if node.role in FIELD_ROLES and is_visible(dom, node))
        own = [node for node in inside if surroundings(dom, node).index in around]
        if len(own) == 1:
            beside.setdefault(own[0].index, seen_text(dom, message))
    for node in fields(dom):
        if (node.index in beside or _is_called_invalid(node)) and is_visible(dom, node):
            yield node, beside.get(node.index, "")


def _is_called_invalid(node: Node) -> bool:
    return node.get("aria-invalid").strip().lower() not in _VALID


def expectation(target: tuple[Node, str], page: PageSnapshot) -> Judgement:
    """The message is in the name or description of the field, or its error message; an invalid field has one."""
    field, message = target
    dom = page[Dom]
    told = f"{field.ax.name} {field.ax.description}" if field.ax is not None else ""
    named = [dom.by_id(identifier, field.document) for identifier in field.get("aria-errormessage").split()]
    if _is_called_invalid(field):
        told += " " + " ".join(seen_text(dom, node) for node in named if node is not None)
    elif any(node is not None for node in named) and message:
        return cant_tell("not-invalid", message=message)
    if message:
        return passed() if contains_in_order(tokens(told), tokens(message)) else cant_tell("apart", message=message)
    return passed() if field.ax is not None and tokens(told.removeprefix(field.ax.name)) else cant_tell("no-message")


RULE = Rule(
    id="error-message-tied",
    criteria=("3.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
)
