"""An item with a role stands in what such items belong to (WCAG 1.3.1; ACT rule ff89c9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.owning import aria_role, owners, with_written_role
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed
from wcag_audit.standards.aria import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_GROUPED: Final = frozenset({"menuitem", "menuitemcheckbox", "menuitemradio", "option", "treeitem"})
"""Items that may stand in groups of their kind."""
_NATIVE: Final = {
    "li": "listitem",
    "option": "option",
    "td": "cell",
    "tr": "row",
    "tbody": "rowgroup",
    "thead": "rowgroup",
    "tfoot": "rowgroup",
    "caption": "caption",
}
"""Elements whose role is theirs anyway: a role attribute that repeats it says nothing."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str]]:
    """Exposed elements to which an attribute gives the role of an item; with the role."""
    for node, role in with_written_role(page[Dom]):
        if role in CONTEXT and _NATIVE.get(node.name) != role:
            yield node, role


def expectation(target: tuple[Node, str], page: PageSnapshot) -> Judgement:
    """The nearest element that owns it has one of the roles that its role requires; groups may stand between."""
    node, role = target
    for owner in owners(page[Dom], node):
        around = aria_role(owner)
        if around in CONTEXT[role]:
            return passed()
        if role not in _GROUPED or not (around == "group" or (role == around == "treeitem")):
            break
    return failed("alone", role=role, needed=", ".join(sorted(CONTEXT[role] - {"directory"})))


RULE = Rule(
    id="required-context",
    criteria=("1.3.1",),
    act=("ff89c9",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
    maturity=Maturity.STABLE,
    same_as=("aria-required-parent",),
)
