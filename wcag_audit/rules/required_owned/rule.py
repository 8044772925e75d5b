"""A list, menu, table or the like has an item of its kind in it (WCAG 1.3.1; ACT rule bc4a75).

axe-core judges the children one by one, and decides. This rule adds the roles that axe does not read: those after an
unknown word, and groups of radio buttons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.owning import aria_role, owners, with_written_role
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.standards.aria import OWNED, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str, frozenset[str]]]:
    """Exposed elements to which an attribute gives the role of a container, and that are not being filled.

    Yields:
        The element, its role, the roles of all that it owns, directly or not, hidden or not.
    """
    dom = page[Dom]
    found = {node.index: (node, role) for node, role in with_written_role(dom) if role in OWNED}
    inside: dict[int, set[str]] = {index: set() for index in found}
    for node in dom.elements() if found else ():
        role = aria_role(node) or role_of(node.get("role"))  # what is hidden may be shown when it is needed
        for owner in owners(dom, node) if role else ():
            if owner.index in inside:
                inside[owner.index].add(role)
    for index, (node, role) in found.items():
        if node.get("aria-busy").strip().lower() != "true":
            yield node, role, frozenset(inside[index])


def expectation(target: tuple[Node, str, frozenset[str]], page: PageSnapshot) -> Judgement:
    """Among what it owns is an item that its role requires. One with text only may be filled later."""
    node, role, inside = target
    if inside & OWNED[role]:
        return passed()
    needed = ", ".join(sorted(OWNED[role]))
    if inside - {"", "generic", "none", "presentation", "paragraph", "status", "LineBreak"}:
        return failed("owns-none", role=role, needed=needed)
    return cant_tell("empty", role=role, needed=needed) if page[Dom].text(node) else passed()


RULE = Rule(
    id="required-owned",
    criteria=("1.3.1",),
    act=("bc4a75",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
    maturity=Maturity.STABLE,
    same_as=("aria-required-children",),
)
