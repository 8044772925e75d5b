"""Every control has a name (WCAG 4.1.2; ACT rules 97a4e1, e086e5, c487ae, 59796f, m6b1q3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import FIELD_ROLES, controls, is_named_by_author, is_speakable
from wcag_audit.commons.visibility import is_disabled, is_focusable
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_KINDS: Final = {"link": "link-without-name", "button": "button-without-name"}


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Buttons, links, form fields, menu items and tabs that assistive technology meets."""
    return controls(page[Dom])


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """The accessible name is not empty, and a voice can say it."""
    dom = page[Dom]
    name = node.accessible_name
    kind = node.get("type").lower() if node.name == "input" else ""
    if kind == "image" and not _names_image_button(dom, node):
        return failed("image-button-without-name")  # the browser then says "Submit" in its own language
    if kind == "file" and not _has_own_name(dom, node):
        return cant_tell("only-default-name", name=name)
    if is_speakable(name):
        return passed()
    if title := _title_within(dom, node):
        return cant_tell("name-in-title", title=title)  # the description of an icon, or read by some browsers only
    return failed("unspeakable-name") if name else _nameless(dom, node)


def _title_within(dom: Dom, node: Node) -> str:
    """The first title with words at a control that is named by its content, or in it; "" if there is none."""
    content = () if node.role in FIELD_ROLES else dom.descendants(node)
    titles = (inner.get("title") for inner in (node, *content) if inner.kind == NodeKind.ELEMENT)
    return next((title for title in titles if is_speakable(title)), "")


def _nameless(dom: Dom, node: Node) -> Judgement:
    if is_disabled(dom, node):
        return cant_tell("disabled-without-name")
    if node.role == "listbox" and node.name != "select" and not is_focusable(dom, node):
        return cant_tell("popup-without-name")  # the list of suggestions of a combo box, which has the name
    return failed("field-without-name" if node.role in FIELD_ROLES else _KINDS.get(node.role, "control-without-name"))


def _names_image_button(dom: Dom, node: Node) -> bool:
    return any(node.get(name).strip() for name in ("alt", "title")) or _has_own_name(dom, node)


def _has_own_name(dom: Dom, node: Node) -> bool:
    """True if the author gave a name: by ARIA, a title, or a label element with content."""
    if is_named_by_author(dom, node) or node.get("title").strip():
        return True
    labels = [above for above in dom.ancestors(node) if above.name == "label"]
    if node.get("id"):
        labels += [
            label
            for label in dom.elements("label")
            if label.get("for") == node.get("id") and label.document == node.document
        ]
    return any(dom.text(label) for label in labels)


RULE = Rule(
    id="control-has-name",
    criteria=("4.1.2",),
    act=("97a4e1", "e086e5", "c487ae", "59796f", "m6b1q3"),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
    maturity=Maturity.STABLE,
    same_as=(
        "aria-command-name",
        "aria-input-field-name",
        "aria-tab-name",
        "aria-toggle-field-name",
        "button-name",
        "input-button-name",
        "input-image-alt",
        "label",
        "link-name",
        "select-name",
        "summary-name",
    ),
)
