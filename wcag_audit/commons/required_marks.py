"""Marks that tell sighted people that a field must be filled in: an asterisk or a word, in three languages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.field_labels import label_nodes
from wcag_audit.commons.names import fields
from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.visibility import is_in_hidden_tree, is_visible
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.dom import Dom, Node

_SIGNS: Final = "*∗＊✱﹡⁎٭"
_SIGN: Final = re.compile(rf"(?<![{_SIGNS}\w])[{_SIGNS}](?![{_SIGNS}])|(?<=\w)[{_SIGNS}](?![{_SIGNS}\w])")
_WORD: Final = re.compile(
    r"[(\[]\s*(?:required|mandatory|обязательн\w*|міндетті)[^()\[\]]{0,40}[)\]]"
    r"|(?:^|[-–—:,*])\s*(?:required|mandatory|обязательно|міндетті)\s*$"
    r"|\b(?:required field|обязательное поле|обязательное? для заполнения|міндетті өріс|міндетті түрде)\b",
    re.IGNORECASE,
)
_SAYS: Final = r"\b(?:required|mandatory|must be filled|обязательн|міндетті)"
_EXPLAINED: Final = re.compile(
    rf"[{_SIGNS}][^{_SIGNS}]{{0,60}}?{_SAYS}|{_SAYS}[^{_SIGNS}]{{0,80}}?[{_SIGNS}]", re.IGNORECASE
)
_CALLED: Final = re.compile(r"requir|mandatory|asteris|obligat", re.IGNORECASE)
_FORM_TEXT: Final = 20_000
_OUTSIDE: Final = frozenset({"form", "fieldset", "table", "tbody", "body", "html", "#document", "#shadow-root"})
"""What holds several questions, so that a mark in it need not be the field's."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that is seen at a field.

    Attributes:
        text: what is seen, at most 60 characters.
        is_word: True for words; False for an asterisk, which may also be that of a footnote.
        silent: True where assistive technology is kept from it (aria-hidden, or drawn without spoken text).
        called: True where its class or id says that it marks what is required.
        in_label: True where it stands in the field's label, not just beside it.
    """

    text: str
    is_word: bool
    silent: bool
    called: bool
    in_label: bool


def seen_mark(dom: Dom, field: Node) -> Mark | None:
    """The mark that people see in the labels of a field or beside it, or None."""
    labels = tuple(label_nodes(dom, field))
    for node in labels:
        mark = next(_marks(dom, node, field, in_label=True), None)
        if mark is not None:
            return mark
    return next(_marks(dom, surroundings(dom, field), field, in_label=False), None)


def is_told(field: Node) -> bool:
    """True if assistive technology is told that the field is required: as a state, or in its name or description."""
    if field.ax is None:
        return False
    if field.ax.properties.get("required") in {True, "true"} or "required" in field.attributes:
        return True
    if field.get("aria-required").strip().lower() == "true":
        return True
    return any(has_mark(text) for text in (field.ax.name, field.ax.description))


def has_mark(text: str) -> bool:
    """True if a text has an asterisk or words of a required field."""
    return bool(_SIGN.search(text) or _WORD.search(text))


def has_word(text: str) -> bool:
    """True if a text says in words that a field is required."""
    return bool(_WORD.search(text))


def is_explained(dom: Dom, field: Node) -> bool:
    """True if the form of the field, or what stands around the form, says what the asterisk means."""
    form = form_of(dom, field)
    above = dom.parent(form) if form is not None else None
    return any(_explains(dom).get(node.index, False) for node in (form, above) if node is not None)


def form_of(dom: Dom, field: Node) -> Node | None:
    """The form around a field, or None."""
    return next((above for above in dom.ancestors(field) if above.name == "form"), None)


def surroundings(dom: Dom, field: Node) -> Node:
    """The outermost element that holds this field and no other, inside its form; the field itself if there is none."""
    counts = _fields_inside(dom)
    outer = field
    for above in dom.ancestors(field):
        if counts[above.index] > 1 or above.name in _OUTSIDE:
            break
        outer = above
    return outer


def _marks(dom: Dom, root: Node, field: Node, *, in_label: bool) -> Iterator[Mark]:
    drawn = {(item.owner, item.pseudo): item for item in dom.generated}
    stack = [root]
    while stack:
        node = stack.pop()
        if node.index == field.index or node.name in {"select", "textarea", "option", "#document"}:
            continue
        for pseudo in ("before", "after"):
            item = drawn.get((node.index, pseudo))
            if item is not None and has_mark(item.text.strip()):
                silent = not has_mark(item.spoken) or is_in_hidden_tree(dom, node)
                yield _mark(item.text, silent, node, in_label)
        if node.kind == NodeKind.TEXT and has_mark(node.value.strip()) and is_visible(dom, node):
            above = dom.parent(node)
            yield _mark(node.value, is_in_hidden_tree(dom, node), above or node, in_label)
        stack += reversed(dom.children(node))


def _mark(text: str, silent: bool, holder: Node, in_label: bool) -> Mark:
    folded = " ".join(text.split())
    called = bool(_CALLED.search(f"{holder.get('class')} {holder.get('id')}"))
    return Mark(folded[:60], has_word(folded), silent, called, in_label)


@per_dom
def _explains(dom: Dom) -> Mapping[int, bool]:
    found: dict[int, bool] = {}
    for form in dom.elements("form"):
        above = dom.parent(form)
        for node in (form, above):
            if node is not None and node.index not in found:
                found[node.index] = bool(_EXPLAINED.search(dom.text(node)[:_FORM_TEXT]))
    return found


@per_dom
def _fields_inside(dom: Dom) -> Counter[int]:
    counts: Counter[int] = Counter()
    for node in fields(dom):
        counts.update(above.index for above in dom.ancestors(node))
    return counts
