"""Parts of a page that declare a language of their own, and what they are written in (WCAG 3.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.visibility import is_in_hidden_tree
from wcag_audit.kazakh.detect import KNOWN, detect
from wcag_audit.kazakh.latin import best_language, phrase_language, plain_language
from wcag_audit.model.dom import NodeKind
from wcag_audit.rules.written_language import is_prose, judge_text
from wcag_audit.standards.languages import has_known_primary, is_private_use, primary

if TYPE_CHECKING:
    from wcag_audit.model.dom import Dom, Node

_MOST: Final = 2_000
"""Characters of a part that are read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part with a `lang` of its own.

    Attributes:
        node: the element that has it.
        text: its text without parts that have a `lang` of their own.
        declared, written: primary language subtags.
        strange: True if it is not written in the declared language.
        certain: False where only a person can tell whether it is strange.
    """

    node: Node
    text: str
    declared: str
    written: str
    strange: bool
    certain: bool


@per_dom
def declared_parts(dom: Dom) -> dict[int, Part]:
    """Parts inside the page whose `lang` is known and whose own text tells its language, by index of the element."""
    found: dict[int, Part] = {}
    for node in dom.elements():
        tag = node.get("lang")
        above = dom.parent(node)
        if not tag.strip() or above is None or above.kind == NodeKind.DOCUMENT:
            continue
        if has_known_primary(tag) and not is_private_use(tag) and not is_in_hidden_tree(dom, node):
            part = _read(dom, node, primary(tag))
            if part is not None:
                found[node.index] = part
    return found


def _read(dom: Dom, node: Node, declared: str) -> Part | None:
    text = _own_text(dom, node)
    other = plain_language(text, declared) or phrase_language(text, declared)
    written = other or _detected(declared, text)
    if not written:
        return None
    if other or written == declared:
        return Part(node, text, declared, written, strange=bool(other), certain=True)
    # Between Kazakh, Russian and English the line between certain and doubtful is that of all parts of a page.
    found = judge_text(dom, node, text)
    strange = found is not None and found.written in KNOWN
    return Part(node, text, declared, written, strange=strange, certain=found is None or found.certain)


def _own_text(dom: Dom, node: Node) -> str:
    pieces: list[str] = []
    stack = [node]
    while stack:
        current = stack.pop()
        if current.kind == NodeKind.TEXT and is_prose(dom, current):
            pieces.append(current.value)
        if current is node or (current.kind != NodeKind.DOCUMENT and "lang" not in current.attributes):
            stack += reversed(dom.children(current))
    return " ".join(" ".join(pieces).split())[:_MOST]


def _detected(declared: str, text: str) -> str:
    """The language that the detector reads, or the declared one where it fits best; "" if it cannot be told."""
    found = detect(text).language
    if found in {"other", "unsure"}:
        return declared if best_language(text) == declared else ""
    return found
