"""Messages about errors that are seen in forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.error_words import marks_error, speaks_of_error
from wcag_audit.commons.field_labels import seen_text
from wcag_audit.commons.names import FIELD_ROLES
from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.visibility import is_visible
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from wcag_audit.model.dom import Dom, Node

_MOST_WORDS: Final = 40
"""A longer text is no message."""
_NO_MESSAGE: Final = frozenset({"input", "select", "textarea", "label", "button", "form"})


@per_dom
def error_messages(dom: Dom) -> tuple[tuple[Node, Node], ...]:
    """Messages about errors that are seen in a form with fields.

    Returns:
        the innermost elements that are called a message by their id, class or role, or by a field with a wrong value,
        and have words of error; each with its form.
    """
    found: list[tuple[Node, Node]] = []
    for form in dom.elements("form"):
        if not any(node.role in FIELD_ROLES for node in dom.descendants(form)):
            continue
        messages = [node for node in dom.descendants(form) if _is_message(dom, node)]
        outer = {above.index for node in messages for above in dom.ancestors(node)}
        found += [(node, form) for node in messages if node.index not in outer]
    return tuple(found)


@per_dom
def _bound(dom: Dom) -> frozenset[int]:
    """What fields with a wrong value name as their message or description."""
    fields = [node for node in dom.elements() if node.get("aria-invalid").lower() not in {"", "false"}]
    named = [
        dom.by_id(identifier, field.document)
        for field in fields
        for identifier in f"{field.get('aria-errormessage')} {field.get('aria-describedby')}".split()
    ]
    return frozenset(node.index for node in named if node is not None)


def _is_message(dom: Dom, node: Node) -> bool:
    if node.kind != NodeKind.ELEMENT or node.name in _NO_MESSAGE:
        return False
    marked = node.get("role") == "alert" or marks_error((node.get("id"), node.get("class")))
    if not marked and node.index not in _bound(dom):
        return False
    text = seen_text(dom, node)
    return (
        speaks_of_error(text)
        and len(tokens(text)) <= _MOST_WORDS
        and is_visible(dom, node)
        and not any(inner.role in FIELD_ROLES for inner in dom.descendants(node))
    )
