"""What on a page can be operated besides links to other pages: buttons, fields, and whatever answers to clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Dom, Node

_ROLES: Final = frozenset(
    {"button", "checkbox", "switch", "slider", "radio", "menuitem", "togglebutton", "spinbutton", "tab", "combobox"}
)
_TAGS: Final = frozenset({"button", "input", "summary", "select", "textarea"})


def operable(dom: Dom) -> Iterator[tuple[Node, str]]:
    """What is seen and can be operated, with its name ("" for one without); links that lead away are left out."""
    for node in dom.elements():
        acts = (
            node.role in _ROLES
            or node.name in _TAGS
            or (node.clickable and node.name not in {"body", "html", "a", "label"})
        )
        script_link = node.name == "a" and (node.clickable or node.get("href").strip()[:1] in {"", "#"})
        if (acts or (script_link and node.exposed)) and is_visible(dom, node):
            yield node, node.accessible_name or dom.text(node)
