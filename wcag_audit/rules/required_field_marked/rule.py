"""Where a form marks what is required, it marks all that it insists on (WCAG 3.3.2; technique H90)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.field_labels import seen_text
from wcag_audit.commons.required_marks import form_of, has_mark, seen_mark
from wcag_audit.commons.visibility import is_disabled, is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_NEVER_EMPTY: Final = frozenset({"radio", "checkbox", "range", "color", "hidden", "submit", "button", "reset", "image"})
"""Types of input that are marked as a group, or that always have a value."""


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Empty fields that the browser refuses to send so, in forms that mark another field as required."""
    dom = page[Dom]
    fields: dict[int, list[Node]] = defaultdict(list)
    for node in dom.elements("input", "select", "textarea"):
        if node.get("type").strip().lower() in _NEVER_EMPTY or not node.exposed or not is_visible(dom, node):
            continue
        form = form_of(dom, node)
        if form is not None and "novalidate" not in form.attributes and not is_disabled(dom, node):
            fields[form.index].append(node)
    for nodes in fields.values():
        insisted = [node for node in nodes if "required" in node.attributes and not node.input_value]
        if insisted and any(seen_mark(dom, node) is not None for node in nodes):
            yield from insisted


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """It is marked as well: at itself, in its placeholder, or for its group."""
    dom = page[Dom]
    if seen_mark(dom, node) is not None or has_mark(node.get("placeholder")):
        return passed()
    legends = (
        child
        for above in dom.ancestors(node)
        if above.name == "fieldset"
        for child in dom.children(above)
        if child.name == "legend"
    )
    if any(has_mark(seen_text(dom, legend)) for legend in legends):
        return passed()
    return cant_tell("unmarked", name=node.accessible_name[:60])


RULE = Rule(
    id="required-field-marked",
    criteria=("3.3.2",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
)
