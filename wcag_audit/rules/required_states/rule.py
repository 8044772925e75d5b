"""An element with a role has the states that the role requires (WCAG 4.1.2; ACT rule 4e8ab6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.owning import with_written_role
from wcag_audit.commons.visibility import is_tabbable
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed
from wcag_audit.standards.aria import REQUIRED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_NATIVE_INPUTS: Final = {
    "checkbox": frozenset({"checkbox", "switch", "menuitemcheckbox", "radio", "menuitemradio"}),
    "radio": frozenset({"radio", "menuitemradio", "checkbox", "switch"}),
    "range": frozenset({"slider"}),
}
"""Types of input, and the roles whose states the browser then tells by itself."""
_NATIVE: Final = {
    "select": frozenset({"combobox"}),
    "meter": frozenset({"meter"}),
    "hr": frozenset({"separator"}),
} | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), frozenset({"heading"}))


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str, tuple[str, ...]]]:
    """Exposed elements whose role attribute gives a role with required states that HTML does not bring along.

    Yields:
        The element, its role, the states.
    """
    dom = page[Dom]
    for node, role in with_written_role(dom):
        needed = REQUIRED.get(role, ())
        if role == "separator" and is_tabbable(dom, node):
            needed = ("aria-valuenow",)  # a separator that can be moved
        if needed and role not in _brought_along(node):
            yield node, role, needed


def _brought_along(node: Node) -> frozenset[str]:
    if node.name == "input":
        return _NATIVE_INPUTS.get(node.get("type").strip().lower(), frozenset())
    return _NATIVE.get(node.name, frozenset())


def expectation(target: tuple[Node, str, tuple[str, ...]], _page: PageSnapshot) -> Judgement:
    """Each of them is there and not empty; an open combo box also says which list it controls."""
    node, role, needed = target
    if role == "combobox" and node.get("aria-expanded").strip().lower() == "true":
        needed = (*needed, "aria-controls")
    missing = [name for name in needed if not node.get(name).strip() and not _stands_in(node, name)]
    return failed("missing", role=role, missing=", ".join(missing)) if missing else passed()


def _stands_in(node: Node, name: str) -> bool:
    """ARIA 1.0 tied a combo box to its list with aria-owns."""
    return name == "aria-controls" and bool(node.get("aria-owns").strip())


RULE = Rule(
    id="required-states",
    criteria=("4.1.2",),
    act=("4e8ab6",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
    maturity=Maturity.STABLE,
    same_as=("aria-required-attr",),
)
