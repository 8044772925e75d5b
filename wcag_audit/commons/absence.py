"""Which success criteria have nothing to speak about on a page, shown by looking at its whole DOM.

Only what the DOM can show is claimed: a criterion that is not here may still not apply, but no machine saw that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom, Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

MEDIA_CRITERIA = frozenset(
    {"1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.2.6", "1.2.7", "1.2.8", "1.2.9", "1.4.2", "1.4.7"}
)
"""Criteria that speak of audio and video only."""
FORM_CRITERIA = frozenset({"1.3.5", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.6", "3.3.7"})
"""Criteria that speak of what a person enters only."""

_MEDIA = frozenset({"audio", "video", "object", "embed", "bgsound", "iframe", "frame"})
_MEDIA_HINTS = ("video", "audio", "player", "youtu", "vimeo", "podcast", "stream", ".mp4", ".mp3", ".m3u8", "бейне")
_FIELDS = frozenset({"input", "select", "textarea"})
_FIELD_ROLES = frozenset(
    {
        "textbox",
        "searchbox",
        "combobox",
        "listbox",
        "checkbox",
        "radio",
        "switch",
        "slider",
        "spinbutton",
        "ColorWell",
        "Date",
        "DateTime",
        "InputTime",
    }
)


def absent_criteria(dom: Dom) -> frozenset[str]:
    """Success criteria with nothing to apply to on this page.

    Media: no media or plug-in element, no frame, and no address or class that hints at a player built on demand.
    Input: no form control, nothing editable, nothing with the role of a field. A truncated page shows no absence.
    """
    if dom.truncated:
        return frozenset()
    elements = [node for node in dom.nodes if node.kind == NodeKind.ELEMENT]
    absent: frozenset[str] = frozenset()
    if not any(_is_media(node) for node in elements):
        absent |= MEDIA_CRITERIA
    if not any(_is_field(node) for node in elements):
        absent |= FORM_CRITERIA
    return absent


def _is_media(node: Node) -> bool:
    if node.name in _MEDIA:
        return True
    return any(hint in text for text in _hints(node) for hint in _MEDIA_HINTS)


def _hints(node: Node) -> Iterable[str]:
    return (node.get(name).lower() for name in ("class", "id", "href", "src", "onclick") if name in node.attributes)


def _is_field(node: Node) -> bool:
    if node.name in _FIELDS:
        return node.get("type").lower() not in {"hidden", "submit", "reset", "button", "image"}
    return node.role in _FIELD_ROLES or node.get("contenteditable", "false").lower() not in {"false", "inherit"}
