"""What a pointer can hit: the controls of a page with the area that answers for each of them (WCAG 2.5.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.geometry import Grid, area, centre, distance, intersection, union
from wcag_audit.commons.names import CONTROL_ROLES
from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.visibility import is_concealed, is_disabled, is_off_screen
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.model.dom import Dom, Node
    from wcag_audit.model.finding import Box

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_TICKS: Final = frozenset({"checkbox", "radio", "switch"})
_VIEWPORT: Final = frozenset({"html", "body", "#document"})
_NOWHERE: Final = -1


@dataclass(frozen=True, slots=True)
class PointerTarget:
    """A control that is seen and answers to the pointer.

    Attributes:
        box: bounding box of everything that answers for it: its own box, what it holds, and the label of a tick box.
        plane: index of the nearest scrolling or fixed container; boxes of different planes move past each other.
        owners: indexes of the targets around it.
        in_text: True if it stands inline in a block that has words outside controls.
    """

    node: Node
    box: Box
    plane: int
    owners: tuple[int, ...]
    in_text: bool


@dataclass(slots=True)
class _Pass:
    """What is known of each node while the page is walked once from the top."""

    plane: list[int] = field(default_factory=list)
    clip: list[Box | None] = field(default_factory=list)
    gone: list[bool] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    block: list[int] = field(default_factory=list)
    wordy: set[int] = field(default_factory=set)


def _build(dom: Dom) -> tuple[PointerTarget, ...]:
    state = _Pass()
    boxes: dict[int, Box] = {}
    for node in dom.nodes:
        _step(dom, node, state)
        _grow(dom, node, state, boxes)
    _add_labels(dom, state, boxes)
    layers = Grid((node.index, node.box) for node in dom.nodes if node.box is not None and _is_layer(dom, node))
    return tuple(
        PointerTarget(
            node=dom.nodes[index],
            box=boxes[index],
            plane=state.plane[index],
            owners=_owners(index, dom, state),
            in_text=dom.css(dom.nodes[index], "display").startswith("inline") and state.block[index] in state.wordy,
        )
        for index in sorted(boxes)
        if not any(
            _covers(dom, dom.nodes[layer], dom.nodes[index], boxes[index])
            for layer in layers.near(*centre(boxes[index]), 0)
        )
    )


pointer_targets = per_dom(_build)
"""The targets of a page in document order, without those whose middle something else covers; built once per page."""


def _step(dom: Dom, node: Node, state: _Pass) -> None:
    """Take over what the parent knows and add what the node changes."""
    above = node.parent
    plane, clip, gone, owner, block = (
        (state.plane[above], state.clip[above], state.gone[above], state.owner[above], state.block[above])
        if above >= 0
        else (0, None, False, _NOWHERE, 0)
    )
    if node.kind == NodeKind.DOCUMENT:
        plane, owner = node.index, _NOWHERE
    elif node.kind == NodeKind.ELEMENT and node.style >= 0:
        if dom.css(node, "position") in {"fixed", "sticky"}:
            plane, clip = node.index, None
        if node.name not in _VIEWPORT and node.box is not None:
            flow = dom.css(node, "overflow-x"), dom.css(node, "overflow-y")
            if flow != ("visible", "visible"):
                clip = node.box if clip is None else (intersection(clip, node.box) or _empty(node.box))
                plane = node.index if {"auto", "scroll"} & set(flow) else plane
        if not dom.css(node, "display").startswith(("inline", "contents")):
            block = node.index
        gone = dom.css(node, "pointer-events") == "none"
        if _is_target(dom, node):
            owner = node.index
    elif node.kind == NodeKind.TEXT and owner == _NOWHERE and node.style >= 0 and _WORD.search(node.value):
        state.wordy.add(block)
    state.plane.append(plane)
    state.clip.append(clip)
    state.gone.append(gone)
    state.owner.append(owner)
    state.block.append(block)


def _empty(box: Box) -> Box:
    return type(box)(box.x, box.y, 0.0, 0.0)


def _is_target(dom: Dom, node: Node) -> bool:
    return node.role in CONTROL_ROLES and dom.css(node, "visibility") == "visible" and not is_disabled(dom, node)


def _grow(dom: Dom, node: Node, state: _Pass, boxes: dict[int, Box]) -> None:
    """Add the node's seen box to the target that it belongs to."""
    owner = state.owner[node.index]
    if owner == _NOWHERE or node.box is None or state.gone[node.index]:
        return
    if is_concealed(dom, node) or is_off_screen(dom, node) or dom.css(node, "visibility") != "visible":
        return
    clip = state.clip[node.index]
    # An element's own overflow cuts its content, not itself
    if owner == node.index and node.parent >= 0:
        clip = state.clip[node.parent] if dom.css(node, "position") != "fixed" else None
    seen = node.box if clip is None else intersection(clip, node.box)
    if seen is not None and area(seen):
        boxes[owner] = union(boxes[owner], seen) if owner in boxes else seen


def _add_labels(dom: Dom, state: _Pass, boxes: dict[int, Box]) -> None:
    """The label of a tick box answers for it, and is often all that is seen of it."""
    labels = _labels(dom)
    for index, owner in enumerate(state.owner):
        node = dom.nodes[index]
        if owner != index or node.role not in _TICKS:
            continue
        around = next((above for above in dom.ancestors(node) if above.name == "label"), None)
        for label in (around, labels.get((node.document, node.get("id")))):
            if label is not None and label.box is not None and area(label.box) and not is_concealed(dom, label):
                boxes[index] = union(boxes[index], label.box) if index in boxes else label.box


def _labels(dom: Dom) -> Mapping[tuple[int, str], Node]:
    return {(label.document, label.get("for")): label for label in dom.elements("label") if label.get("for")}


def _is_layer(dom: Dom, node: Node) -> bool:
    """True for what begins a layer of its own above its surroundings and stays where it is when the page scrolls."""
    if node.kind != NodeKind.ELEMENT or node.parent < 0 or not node.paint:
        return False
    return (
        node.paint > dom.nodes[node.parent].paint
        and dom.css(node, "position") not in {"fixed", "sticky"}
        and dom.css(node, "visibility") == "visible"
        and dom.css(node, "pointer-events") != "none"
    )


def _covers(dom: Dom, layer: Node, node: Node, box: Box) -> bool:
    """True if the layer is painted later than the node, lies over its middle, and so takes its clicks."""
    if layer.paint <= node.paint or layer.box is None or distance(*centre(box), layer.box) > 0:
        return False
    if node.role in _TICKS:
        return False  # what is drawn over a tick box is its own label
    around, inside = dom.ancestors(node), dom.ancestors(layer)
    return all(above.index != layer.index for above in around) and all(above.index != node.index for above in inside)


def _owners(index: int, dom: Dom, state: _Pass) -> tuple[int, ...]:
    found: list[int] = []
    above = dom.nodes[index].parent
    while above >= 0 and state.owner[above] != _NOWHERE:
        found.append(state.owner[above])
        above = dom.nodes[state.owner[above]].parent
    return tuple(found)
