"""States and properties of ARIA have values that ARIA knows (WCAG 4.1.2; ACT rule 6a7281)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_in_hidden_tree, is_rendered
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.standards.aria import is_valid, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_REFERENCES: Final = (
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
)
_READ_AS_TRUE: Final = frozenset({"aria-current", "aria-invalid"})
"""Of these, ARIA has browsers take a word they do not know for "true"."""
_FORCED: Final = frozenset({"combobox", "scrollbar"})
"""Roles that require aria-controls, so that it has to lead somewhere."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Mapping[str, str]]]:
    """Rendered elements outside aria-hidden, with their ARIA attributes that are not blank."""
    dom = page[Dom]
    for node in dom.elements():
        written = {name: text for name, text in node.attributes.items() if name.startswith("aria-") and text.strip()}
        if written and is_rendered(dom, node) and not is_in_hidden_tree(dom, node):
            yield node, written


def expectation(target: tuple[Node, Mapping[str, str]], page: PageSnapshot) -> Judgement:
    """Each value is of the kind that its attribute takes; ids of a required property lead to an element.

    ARIA lets other ids lead nowhere, so a person is asked what they were meant for.
    """
    node, written = target
    wrong = [name for name, value in written.items() if not is_valid(name, value)]
    certain = [name for name in wrong if name not in _READ_AS_TRUE]
    if certain:
        return failed("unknown-value", attribute=certain[0], value=written[certain[0]])
    astray = [name for name in _REFERENCES if name in written and not _leads(page[Dom], node, name)]
    if "aria-controls" in astray and role_of(node.get("role")) in _FORCED:
        return failed("controls-nothing", value=written["aria-controls"])
    if wrong:
        return cant_tell("read-as-true", attribute=wrong[0], value=written[wrong[0]])
    if astray:
        return cant_tell("leads-nowhere", attribute=astray[0], value=written[astray[0]])
    return passed()


def _leads(dom: Dom, node: Node, name: str) -> bool:
    """True if one of the ids is there, or need not be now: what is closed is often made when it is opened."""
    if any(dom.by_id(identifier, node.document) is not None for identifier in node.get(name).split()):
        return True
    if name == "aria-controls":
        expanded = node.get("aria-expanded").strip().lower()
        if role_of(node.get("role")) == "combobox":
            return expanded != "true"
        return "false" in {expanded, node.get("aria-selected").strip().lower()}
    return name == "aria-errormessage" and node.get("aria-invalid", "false").strip().lower() == "false"


RULE = Rule(
    id="aria-value-valid",
    criteria=("4.1.2",),
    act=("6a7281",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("aria-valid-attr-value",),
)
