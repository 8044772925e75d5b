"""The label of a form field says what the field is for (WCAG 2.4.6; ACT rule cc0f0a)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.field_labels import (
    alike_fields,
    contradicted_kind,
    names_part_of_page,
    only_says_field,
    seen_text,
    visible_label,
)
from wcag_audit.commons.names import FIELD_ROLES
from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.visibility import is_visible
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_TEXT_ROLES: Final = frozenset({"textbox", "searchbox", "spinbutton", "Date", "DateTime", "InputTime"})
_GROUP_ROLES: Final = frozenset({"group", "radiogroup"})


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str]]:
    """Form fields that can be seen and have a label that can be seen."""
    dom = page[Dom]
    for node in dom.elements():
        if node.role in FIELD_ROLES and is_visible(dom, node):
            label = visible_label(dom, node)
            if tokens(label):
                yield node, label


def expectation(target: tuple[Node, str], page: PageSnapshot) -> Judgement:
    """The label names no part of the page, says more than "field", fits the type, and can be told from its equals."""
    field, label = target
    if field.role in _TEXT_ROLES:
        if names_part_of_page(label):
            return failed("part-of-page", label=label)
        if only_says_field(label):
            return failed("only-field", label=label)
    if contradicted_kind(field, label):
        return failed("other-kind", label=label, type=field.get("type").lower())
    if field.index in _unseen_groups(page[Dom]):
        return failed("same-in-groups", label=label)
    if field.index in _alike(page[Dom]):
        return failed("same-twice", label=label)
    return passed()


@per_dom
def _alike(dom: Dom) -> frozenset[int]:
    """Text fields of a form of which one cannot know which is which."""
    found: set[int] = set()
    for form in dom.elements("form"):
        fields = [node for node in dom.descendants(form) if node.role in FIELD_ROLES and is_visible(dom, node)]
        found |= {index for index in alike_fields(dom, fields) if dom.nodes[index].role in _TEXT_ROLES}
    return frozenset(found)


@per_dom
def _unseen_groups(dom: Dom) -> frozenset[int]:
    """Fields of one label in neighbouring groups that look alike, since what tells the groups apart is not seen."""
    groups: dict[int, list[Node]] = defaultdict(list)
    for node in dom.elements():
        if node.role in _GROUP_ROLES and node.name != "details":
            groups[node.parent].append(node)
    found: set[int] = set()
    for alike in groups.values():
        if len(alike) > 1 and _look_alike(dom, alike):
            found.update(node.index for group in alike for node in dom.descendants(group) if node.role in FIELD_ROLES)
    return frozenset(found)


def _look_alike(dom: Dom, groups: list[Node]) -> bool:
    """True if the groups show the same text, differ in what is heard only, and nothing seen stands between them."""
    if len({seen_text(dom, group) for group in groups}) > 1 or not all(_fields(dom, group) for group in groups):
        return False
    if len({(group.accessible_name, dom.text(group)) for group in groups}) < len(groups):
        return False  # nothing tells them apart at all: one of them may be a copy that comes later
    between = dom.nodes[groups[0].index : groups[-1].index]
    inside = {node.index for group in groups for node in (group, *dom.descendants(group))}
    texts = (node for node in between if node.kind == NodeKind.TEXT and node.index not in inside)
    pictures = (node for group in groups for node in dom.descendants(group) if node.role in {"image", "img"})
    owners = {text.owner for text in dom.generated}
    return not any(is_visible(dom, text) for text in texts) and not any(pictures) and not inside & owners


def _fields(dom: Dom, group: Node) -> bool:
    return any(node.role in FIELD_ROLES for node in dom.descendants(group))


RULE = Rule(
    id="field-label-descriptive",
    criteria=("2.4.6",),
    act=("cc0f0a",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    version=2,
)
