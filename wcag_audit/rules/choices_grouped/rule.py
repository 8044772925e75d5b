"""Radio buttons and check boxes that belong together are in a named group (WCAG 1.3.1; techniques H71, ARIA17)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_FEWEST: Final = {"radio": 2, "checkbox": 3}
"""Controls of one name that make a question with choices; two check boxes may be two questions."""
_HOMES: Final = frozenset({"form", "main", "body", "section", "article", "table", "ul", "ol"})
_FIELDS: Final = frozenset({"input", "select", "textarea"})
_LETTERS: Final = 3
_LONGEST: Final = 200
_SHOWN: Final = 80
_GROUPS: Final = frozenset({"group", "radiogroup", "listbox", "tree", "table", "grid", "menu"})


def targets(page: PageSnapshot) -> Iterator[tuple[Node, int]]:
    """The first of the radio buttons, or check boxes, that share a name in a form; with their number.

    Where each marks a row of a table, the table is what holds them together.
    """
    dom = page[Dom]
    found: dict[tuple[int, str, str], list[Node]] = defaultdict(list)
    for node in dom.elements("input"):
        kind, name = node.get("type").strip().lower(), node.get("name").strip()
        if kind in _FEWEST and name and node.exposed and is_visible(dom, node):
            form = next((above.index for above in dom.ancestors(node) if above.name == "form"), -1)
            found[form, kind, name].append(node)
    for (_, kind, _), nodes in found.items():
        if len(nodes) >= _FEWEST[kind] and not _mark_rows(dom, nodes):
            yield nodes[0], len(nodes)


def _mark_rows(dom: Dom, nodes: Sequence[Node]) -> bool:
    rows = {next((above.index for above in dom.ancestors(node) if above.name == "tr"), -1) for node in nodes}
    return len(rows) == len(nodes)


def expectation(item: tuple[Node, int], page: PageSnapshot) -> Judgement:
    """Around them is a group with a name, or each tells the question in its own name or description.

    Without one it fails where radio buttons stand below a question; check boxes of one name may also be single ones.
    """
    control, count = item
    around = page[Dom].ancestors(control)
    if any(above.role in _GROUPS and above.accessible_name for above in around):
        return passed()
    if control.ax is not None and control.ax.description:
        return passed()
    question = _before(page[Dom], control) if control.get("type").strip().lower() == "radio" else ""
    if question and control.accessible_name:
        return failed("no-group", count=count, name=control.accessible_name, question=question[:_SHOWN])
    return cant_tell("perhaps-no-group", count=count, name=control.accessible_name)


def _before(dom: Dom, control: Node) -> str:
    """The line of text that stands before the first choice, beside it or in the block above; "" if there is none."""
    below = control
    for around in dom.ancestors(control):
        earlier = [child for child in dom.children(around) if child.index < below.index]
        for child in reversed(earlier):
            if child.name == "input" or any(inner.name in _FIELDS for inner in dom.descendants(child)):
                return ""
            text = dom.text(child) if child.style >= 0 else ""
            if text and child.role == "heading":
                return ""
            if sum(sign.isalpha() for sign in text) >= _LETTERS:
                return text if len(text) <= _LONGEST and text != control.accessible_name else ""
        if around.name in _HOMES:
            break
        below = around
    return ""


RULE = Rule(
    id="choices-grouped",
    criteria=("1.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
)
