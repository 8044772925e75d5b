"""Places of findings: how an element is named, shown and found again."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from wcag_audit.commons.components import component
from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.selectors import selector
from wcag_audit.model.dom import Dom, Node, NodeKind
from wcag_audit.model.finding import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts import Place

HTML_LIMIT = 400
_VALUE_LIMIT = 120
_NAME_LIMIT = 200
_TAG_LIMIT = 300
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_ROOTS = frozenset({NodeKind.DOCUMENT, NodeKind.FRAGMENT})
_STEP = re.compile(r"(?P<name>[^\s>]+?)(?::nth-child\((?P<position>\d+)\))?")


def target(dom: Dom, node: Node) -> Target:
    """The place of a finding about a node: its element with selector, role, name, HTML, box and component."""
    element: Node | None = node
    while element is not None and element.kind != NodeKind.ELEMENT:
        element = dom.parent(element)
    if element is None:
        return Target()
    return Target(
        selector=selector(dom, element),
        role=element.role,
        name=element.accessible_name[:_NAME_LIMIT],
        html=excerpt(dom, element),
        box=node.box or element.box,
        component=component(dom, element),
    )


def target_at(dom: Dom | None, place: Place) -> Target:
    """The place of a finding about something a probe met; what the probe noted if it is not in the `Dom`."""
    node = dom.at(place.frame, place.path) if dom else None
    if dom is None or node is None:
        return Target(selector=place.selector, html=place.html[:HTML_LIMIT])
    return target(dom, node)


def excerpt(dom: Dom, element: Node) -> str:
    """The element's HTML as one would write it: start tag, as much of its content as fits, end tag.

    Built from the `Dom`, so names are in lower case; at most HTML_LIMIT characters, an ellipsis where something is cut.
    """
    start = start_tag(element)
    if element.name in _VOID:
        return start
    end = f"</{element.name}>"
    room = HTML_LIMIT - len(start) - len(end) - 1
    pieces: list[str] = []
    for piece, breakable in _inside(dom, element):
        if len(piece) > room:
            pieces.append(f"{_cut(piece, room)}…" if breakable else "…")
            break
        pieces.append(piece)
        room -= len(piece)
    return f"{start}{''.join(pieces)}{end}"[:HTML_LIMIT]


def _inside(dom: Dom, element: Node) -> Iterator[tuple[str, bool]]:
    """Pieces of the element's content, each with whether it may be cut; frames and shadow trees are not entered."""
    stack: list[Node | str] = [*reversed(dom.children(element))]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item, False
        elif item.kind == NodeKind.TEXT:
            folded = re.sub(r"\s+", " ", item.value)
            if folded.strip():
                yield escape(folded, quote=False), True
        elif item.kind == NodeKind.ELEMENT:
            yield start_tag(item), False
            if item.name not in _VOID:
                stack.append(f"</{item.name}>")
                if item.name not in _UNSEEN:
                    stack.extend(reversed(dom.children(item)))


def start_tag(element: Node) -> str:
    """The element's start tag with escaped attributes; long values and what is over some 300 characters are cut."""
    tag = f"<{element.name}"
    for name, value in element.attributes.items():
        shown = escape(value if len(value) <= _VALUE_LIMIT else f"{value[:_VALUE_LIMIT]}…")
        written = f' {escape(name)}="{shown}"'
        if len(tag) + len(written) > _TAG_LIMIT:
            return f"{tag} …>"
        tag += written
    return f"{tag}>"


def _cut(text: str, length: int) -> str:
    """The first characters of escaped text, without half an entity at the end."""
    return re.sub(r"&[^;]{0,6}$", "", text[: max(length, 0)])


def resolve_ancestry(dom: Dom, ancestry: tuple[str, ...]) -> Node | None:
    """The element that axe-core's ancestry selectors name, or None.

    Args:
        dom: the page.
        ancestry: one "html > body > div:nth-child(3)" per frame, and per shadow tree below that.
    """
    root: Node | None = dom.nodes[dom.documents[0].root] if dom.documents else None
    found: Node | None = None
    for path in ancestry:
        if root is None:
            return None
        found = _follow(dom, root, path)
        if found is None:
            return None
        root = next(
            (child for child in dom.children(found) if child.kind in {NodeKind.DOCUMENT, NodeKind.FRAGMENT}), None
        )
    return found


@per_dom
def _children(dom: Dom) -> list[list[Node]]:
    """The children of every node that are elements, by index; a list of thousands of links is asked once for each."""
    found: list[list[Node]] = [[] for _ in dom.nodes]
    for node in dom.nodes:
        if node.kind == NodeKind.ELEMENT and node.parent >= 0:
            found[node.parent].append(node)
    return found


def _follow(dom: Dom, root: Node, path: str) -> Node | None:
    current: Node | None = root
    for step in path.split(" > "):
        match = _STEP.fullmatch(step.strip())
        if match is None or current is None:
            return None
        name = match["name"].replace("\\", "").lower()
        children = _children(dom)[current.index]
        if match["position"]:
            position = int(match["position"])
            children = children[position - 1 : position] if position else []
        current = next((child for child in children if child.name == name), None)
    return current
