"""Controls and their names, as the browser's accessibility tree has them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.visibility import is_visible
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

_NO_LABEL: Final = frozenset({"script", "style", "noscript", "template", "select", "textarea", "svg", "math"})
_PIXELS: Final = re.compile(r"(-?[\d.]+)px")
_TRANSPARENT: Final = re.compile(r"rgba\(.*, 0\)")
_FAR_LEFT: Final = -99.0
"""Text indent in CSS pixels from which text is pushed out of sight behind an image."""
_ICON_FONT: Final = re.compile(
    "icon|material symbols|awesome|glyph|fontello|icomoon|ionic|lucide|remix|feather|linea|themify|dashicons",
    re.IGNORECASE,
)
_ICON_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:icons?|material|symbols?|glyphicon|fa|fas|far|fab|mdi|pi|bi)(?:$|[\s_-])", re.IGNORECASE
)


def controls(dom: Dom) -> Iterator[Node]:
    """Elements that assistive technology meets as controls, in document order; frames and shadow trees included."""
    for node in dom.nodes:
        if node.kind == NodeKind.ELEMENT and node.ax is not None and node.role in CONTROL_ROLES:
            yield node


@per_dom
def fields(dom: Dom) -> tuple[Node, ...]:
    """Elements that assistive technology meets as form fields, in document order; frames and shadow trees included."""
    return tuple(node for node in dom.elements() if node.ax is not None and node.role in FIELD_ROLES)


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


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The text that sighted people see on a control.

    Attributes:
        text: words and signs, white space folded; icons and what is hidden from sight left out.
        pieces: number of text nodes it comes from.
        blocks: number of blocks they stand in; 1 for a plain label, more for a card with heading and teaser.
    """

    text: str
    pieces: int
    blocks: int


def visible_text(dom: Dom, control: Node) -> VisibleText:
    """The text seen on a control: its content, or the value of an input button. Frames are not entered."""
    if control.name == "input":
        value = control.input_value or control.get("value")
        return VisibleText(" ".join(value.split()), 1, 1)
    pieces: list[str] = []
    blocks: set[int] = set()
    count = 0
    stack: list[tuple[Node | None, int]] = [(control, control.index)]
    while stack:
        node, block = stack.pop()
        if node is None:
            pieces.append(" ")
        elif node.kind == NodeKind.TEXT:
            if _is_seen_text(dom, node):
                pieces.append(node.value)
                blocks.add(block)
                count += 1
        elif node.kind != NodeKind.DOCUMENT and node.name not in _NO_LABEL:
            apart = node.name == "br" or dom.css(node, "display") not in {"inline", "contents", ""}
            inner = node.index if apart and not dom.css(node, "display").startswith("inline") else block
            around: list[tuple[Node | None, int]] = [(None, block)] if apart else []
            stack += around
            stack += [(child, inner) for child in reversed(dom.children(node))]
            stack += around
    return VisibleText(" ".join("".join(pieces).split()), count, len(blocks))


def _is_seen_text(dom: Dom, text: Node) -> bool:
    if not text.value.strip() or not is_visible(dom, text) or not is_speakable(text.value):
        return False
    if dom.css(text, "font-size") == "0px" or _TRANSPARENT.fullmatch(dom.css(text, "color")):
        return False
    indent = _PIXELS.fullmatch(dom.css(text, "text-indent"))
    if indent and float(indent[1]) <= _FAR_LEFT:
        return False
    return not _is_icon(dom, text)


def is_icon_font(family: str) -> bool:
    """True if a computed font-family is one of those whose words ("search") are drawn as pictures."""
    return bool(_ICON_FONT.search(family))


def _is_icon(dom: Dom, text: Node) -> bool:
    """True for a ligature or character of an icon font."""
    if is_icon_font(dom.css(text, "font-family")):
        return True
    above = dom.parent(text)
    is_one_word = len(text.value.split()) == 1
    return is_one_word and above is not None and bool(_ICON_CLASS.search(above.get("class")))
