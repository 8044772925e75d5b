"""What stands in autocomplete is what HTML knows (WCAG 1.3.5; ACT rule 73f2c2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.autocomplete import is_valid_autocomplete
from wcag_audit.commons.names import CONTROL_ROLES
from wcag_audit.commons.visibility import is_disabled, is_tabbable, is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.standards.aria import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_NOT_FILLED: Final = frozenset({"hidden", "submit", "button", "reset", "image", "checkbox", "radio", "file"})
"""Types of input to which HTML's autocomplete does not apply."""
_OFF: Final = frozenset(
    {"nope", "no", "none", "false", "disabled", "disable", "null", "undefined", "xoff", "noautocomplete", "chrome-off"}
)
"""Values that browsers are known to be held off with, where "off" is not obeyed."""


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Fields that are seen or exposed, can be used, and name something in autocomplete."""
    dom = page[Dom]
    for node in dom.elements("input", "select", "textarea"):
        words = node.get("autocomplete").lower().split()
        if not words or words in (["on"], ["off"]):
            continue
        if node.name == "input" and node.get("type").strip().lower() in _NOT_FILLED:
            continue
        if is_disabled(dom, node) or "readonly" in node.attributes or _is_static(dom, node):
            continue
        if node.exposed or is_visible(dom, node):
            yield node


def _is_static(dom: Dom, node: Node) -> bool:
    """True if Tab does not stop at it and its role is none of a control."""
    role = role_of(node.get("role"))
    return bool(role) and role not in CONTROL_ROLES and not is_tabbable(dom, node)


def expectation(node: Node, _page: PageSnapshot) -> Judgement:
    """The words are tokens of HTML in their order. A value that only turns filling off tells nothing of a purpose."""
    value = node.get("autocomplete")
    if is_valid_autocomplete(value):
        return passed()
    if value.strip().lower() in _OFF:
        return cant_tell("turned-off", value=value)
    return failed("unknown", value=value)


RULE = Rule(
    id="autocomplete-valid",
    criteria=("1.3.5",),
    act=("73f2c2",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("autocomplete-valid",),
)
