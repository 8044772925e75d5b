"""The page as the browser has it: DOM, layout, styles and accessibility tree in one flat, frozen structure.

Taken from `DOMSnapshot.captureSnapshot` and `Accessibility.getFullAXTree` of the DevTools protocol; nothing here is
computed by us. Boxes are CSS pixels relative to the top left corner of the whole top-level page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from wcag_audit.model.finding import Box

STYLE_NAMES: tuple[str, ...] = (
    "display",
    "visibility",
    "opacity",
    "position",
    "float",
    "overflow-x",
    "overflow-y",
    "z-index",
    "color",
    "background-color",
    "background-image",
    "font-size",
    "font-weight",
    "font-style",
    "font-family",
    "line-height",
    "letter-spacing",
    "word-spacing",
    "text-align",
    "text-transform",
    "text-indent",
    "text-decoration-line",
    "white-space-collapse",
    "writing-mode",
    "cursor",
    "pointer-events",
    "clip",
    "clip-path",
    "transform",
    "outline-style",
    "border-top-width",
    "border-right-width",
    "border-bottom-width",
    "border-left-width",
    "padding-top",
    "padding-left",
    "list-style-type",
    "content",
    "text-shadow",
    "animation-name",
)
"""Computed styles that are captured for every rendered node, in this order."""

_STYLE_INDEX = {name: index for index, name in enumerate(STYLE_NAMES)}
SHADOW_STEP = -1
"""In a path of child positions: the step from a host into its shadow root."""


class NodeKind(IntEnum):
    """DOM node types that are kept."""

    ELEMENT = 1
    TEXT = 3
    DOCUMENT = 9
    FRAGMENT = 11  # an open or closed shadow root


@dataclass(frozen=True, slots=True)
class AxNode:
    """What assistive technology gets of a node.

    Attributes:
        role: "button", "link", "image", "generic", ...; "none" when presentational.
        name, description, value: computed strings.
        ignored: True where the node is not exposed at all.
        properties: states and properties such as {"focusable": True, "expanded": False, "level": 2}.
        reasons: names of the reasons why it is ignored ("ariaHiddenElement", "notRendered", ...).
    """

    role: str = ""
    name: str = ""
    description: str = ""
    value: str = ""
    ignored: bool = False
    properties: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the flat tree.

    Attributes:
        index: position in `Dom.nodes`.
        parent: index of the parent; -1 for the top document. The document of a frame has its frame element as parent,
            a shadow root its host.
        name: lower-case tag name; "#text", "#document", "#shadow-root".
        value: text of a text node.
        attributes: as written, names in lower case.
        document: index into `Dom.documents`.
        backend: the browser's id of the node during this load; joins facts of one load, means nothing later.
        box: border box; None if not rendered.
        style: index into `Dom.styles`; -1 if not rendered.
        paint: paint order; higher is painted later; 0 if unknown.
        clickable: True if it answers to mouse clicks (listener or native).
        input_value: current value of a form control; "" if none.
        checked: current state of a check box, radio button or option.
        ax: accessibility node; None if the tree has none for it.
    """

    index: int
    kind: NodeKind
    parent: int
    name: str
    value: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    document: int = 0
    backend: int = 0
    box: Box | None = None
    style: int = -1
    paint: int = 0
    clickable: bool = False
    input_value: str = ""
    checked: bool = False
    ax: AxNode | None = None

    def get(self, attribute: str, default: str = "") -> str:
        """The attribute's value as written, or `default`."""
        return self.attributes.get(attribute, default)

    @property
    def role(self) -> str:
        """Role in the accessibility tree; "" if not exposed."""
        return self.ax.role if self.ax and not self.ax.ignored else ""

    @property
    def accessible_name(self) -> str:
        """Name in the accessibility tree, white space folded; "" if not exposed."""
        return " ".join(self.ax.name.split()) if self.ax and not self.ax.ignored else ""

    @property
    def exposed(self) -> bool:
        """True if assistive technology meets this node."""
        return self.ax is not None and not self.ax.ignored


@dataclass(frozen=True, slots=True)
class Document:
    """One document: the page itself or the content of a frame.

    Attributes:
        frame: the browser's frame id during this load.
        root: index of the document node.
        base: base address for links in it.
        scroll_width, scroll_height: size of its content in CSS pixels.
        quirks: True in quirks mode.
    """

    url: str
    frame: str
    root: int
    title: str = ""
    base: str = ""
    content_language: str = ""
    scroll_width: float = 0.0
    scroll_height: float = 0.0


@dataclass(frozen=True, slots=True)
class Generated:
    """Text that a style sheet puts before or after the content of an element.

    Attributes:
        owner: index of the element in `Dom.nodes`.
        pseudo: "before" or "after".
        text: as it is drawn.
        spoken: what assistive technology gets of it; "" if nothing.
        box: as of a `Node`.
        style: as of a `Node`.
    """

    owner: int
    pseudo: str
    text: str
    spoken: str
    box: Box
    style: int


@dataclass(frozen=True)
class Dom:
    """All documents of a page in one flat tuple of nodes, parents before children, document order within a document.

    Attributes:
        nodes: see `Node`.
        documents: the page first, then frames.
        styles: unique tuples of computed values, each in the order of STYLE_NAMES.
        truncated: True if the page had more nodes than the limit and some are missing.
        generated: text of `::before` and `::after`, which is in no node.
    """

    nodes: tuple[Node, ...]
    documents: tuple[Document, ...]
    styles: tuple[tuple[str, ...], ...]
    truncated: bool = False
    generated: tuple[Generated, ...] = ()

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        lists: list[list[int]] = [[] for _ in self.nodes]
        for node in self.nodes:
            if node.parent >= 0:
                lists[node.parent].append(node.index)
        return tuple(map(tuple, lists))

    @cached_property
    def _by_backend(self) -> Mapping[int, int]:
        return {node.backend: node.index for node in self.nodes if node.backend}

    @cached_property
    def _elements(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.kind == NodeKind.ELEMENT)

    @cached_property
    def _by_name(self) -> Mapping[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self._elements:
            found.setdefault(node.name, []).append(node)
        return found

    @cached_property
    def _by_id(self) -> Mapping[tuple[int, str], int]:
        found: dict[tuple[int, str], int] = {}
        for node in self.nodes:
            identifier = node.attributes.get("id")
            if identifier:
                found.setdefault((node.document, identifier), node.index)
        return found

    @property
    def root(self) -> Node | None:
        """The root element of the page (usually html), or None for an empty document."""
        return next(
            (child for child in self.children(self.nodes[self.documents[0].root]) if child.kind == NodeKind.ELEMENT),
            None,
        )

    def children(self, node: Node) -> tuple[Node, ...]:
        """Child nodes, the shadow root of a host and the document of a frame included."""
        return tuple(self.nodes[index] for index in self._children[node.index])

    def parent(self, node: Node) -> Node | None:
        """Parent node across shadow roots and frames; None for the top document."""
        return self.nodes[node.parent] if node.parent >= 0 else None

    def ancestors(self, node: Node) -> Iterator[Node]:
        """Ancestors from the parent up, across shadow roots and frames."""
        current = self.parent(node)
        while current is not None:
            yield current
            current = self.parent(current)

    def descendants(self, node: Node) -> Iterator[Node]:
        """Descendants in document order, shadow roots and frames included, the node itself left out."""
        stack = list(reversed(self._children[node.index]))
        while stack:
            index = stack.pop()
            yield self.nodes[index]
            stack.extend(reversed(self._children[index]))

    def elements(self, *names: str) -> Iterator[Node]:
        """Elements of all documents in order, only those with one of the tag names if names are given."""
        if not names:
            yield from self._elements
        elif len(names) == 1:
            yield from self._by_name.get(names[0], ())
        else:
            found = (node for name in set(names) for node in self._by_name.get(name, ()))
            yield from sorted(found, key=lambda node: node.index)

    def css(self, node: Node | Generated, name: str) -> str:
        """Computed style of a rendered node or of generated text; "" if not rendered.

        Raises:
            KeyError: the style is not among STYLE_NAMES.
        """
        column = _STYLE_INDEX[name]
        return self.styles[node.style][column] if node.style >= 0 else ""

    def text(self, node: Node) -> str:
        """Text of the node and its descendants that is rendered, white space folded, frames left out.

        Inline neighbours are joined as they stand; blocks and line breaks part words, as on the screen.
        """
        pieces: list[str] = []
        stack: list[int | str] = [node.index]  # a string is what is said after a block's content
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                pieces.append(item)
                continue
            current = self.nodes[item]
            if current.kind == NodeKind.TEXT:
                if current.style >= 0 and self.css(current, "visibility") == "visible":
                    pieces.append(current.value)
                continue
            if current.kind == NodeKind.DOCUMENT and current.parent >= 0 and current.index != node.index:
                continue
            if current.name == "br" or not self.css(current, "display").startswith(("inline", "contents")):
                pieces.append(" ")
                stack.append(" ")
            stack.extend(reversed(self._children[item]))
        return " ".join("".join(pieces).split())

    def by_backend(self, backend: int) -> Node | None:
        """The node with this browser id, or None."""
        index = self._by_backend.get(backend)
        return self.nodes[index] if index is not None else None

    def by_id(self, identifier: str, document: int = 0) -> Node | None:
        """The first element with that id in a document (shadow trees of the document included), or None."""
        index = self._by_id.get((document, identifier))
        return self.nodes[index] if index is not None else None

    def at(self, frame: str, path: tuple[int, ...]) -> Node | None:
        """The element at a path of element-child positions from a frame's document; None if there is none.

        Args:
            frame: frame id of this load; an unknown one gives None.
            path: positions among element children; SHADOW_STEP enters a shadow root.
        """
        document = next((doc for doc in self.documents if doc.frame == frame), None)
        if document is None:
            return None
        node: Node | None = self.nodes[document.root]
        for step in path:
            if node is None:
                return None
            node = self._step(node, step)
        return node

    def _step(self, node: Node, step: int) -> Node | None:
        if step == SHADOW_STEP:
            return next((child for child in self.children(node) if child.kind == NodeKind.FRAGMENT), None)
        elements = [child for child in self.children(node) if child.kind == NodeKind.ELEMENT]
        return elements[step] if 0 <= step < len(elements) else None
