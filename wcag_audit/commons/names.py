"""Controls and their names, as the browser's accessibility tree has them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Dom, Node

CONTENT_NAMED: Final = frozenset(
    {
        "button", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "tab", "switch", "checkbox", "radio",
        "option", "treeitem", "DisclosureTriangle",
    }
)  # fmt: skip
"""Roles whose name may come from their content (Chromium's names; `DisclosureTriangle` is a summary)."""

FIELD_ROLES: Final = frozenset(
    {
        "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "switch", "slider", "spinbutton",
        "menuitemcheckbox", "menuitemradio", "ColorWell", "Date", "DateTime", "InputTime",
    }
)  # fmt: skip
"""Roles of form fields, Chromium's own for colour, date and time fields among them."""

CONTROL_ROLES: Final = FIELD_ROLES | {"button", "link", "menuitem", "tab", "DisclosureTriangle"}
"""Roles of what a person operates and must be able to call by name."""


def controls(dom: Dom) -> Iterator[Node]:
    """Elements that assistive technology meets as controls, in document order; frames and shadow trees included."""
    for node in dom.nodes:
        if node.kind == NodeKind.ELEMENT and node.ax is not None and node.role in CONTROL_ROLES:
            yield node


def is_speakable(name: str) -> bool:
    """True if a voice has something to say: any character but white space, invisible and private-use ones.

    Icon fonts put their drawings on private-use code points; a voice is silent on them.
    """
    return any(unicodedata.category(sign) not in {"Co", "Cn", "Cc", "Cf", "Zs", "Zl", "Zp"} for sign in name)


def is_named_by_author(dom: Dom, node: Node) -> bool:
    """True if the name comes from aria-label or from aria-labelledby elements that exist, whatever the content is."""
    if node.get("aria-label").strip():
        return True
    return any(dom.by_id(identifier, node.document) is not None for identifier in node.get("aria-labelledby").split())
