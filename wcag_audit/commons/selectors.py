"""Short CSS selectors that find exactly one element again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.stable import is_stable_id, stable_classes
from wcag_audit.model.dom import Dom, Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

SEPARATOR = " >>> "
"""Joins the parts of a selector across frames and shadow roots."""

_MOST_STEPS = 512
"""How deep Chromium's parser nests. Scripts can nest deeper; such a selector is cut at its beginning."""

_SVG_NAMES = """animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG
    feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient radialGradient textPath"""
_WRITTEN = {name.lower(): name for name in _SVG_NAMES.split()}  # type selectors for SVG mind upper case


def escape(identifier: str) -> str:
    """The identifier as CSS wants it written (CSSOM, "serialize an identifier"; `CSS.escape` in browsers)."""
    if identifier == "-":
        return "\\-"
    return "".join(_escaped(identifier, position, letter) for position, letter in enumerate(identifier))


def _escaped(identifier: str, position: int, letter: str) -> str:
    code = ord(letter)
    if code == 0:
        return "\N{REPLACEMENT CHARACTER}"
    digit_at_start = "0" <= letter <= "9" and (position == 0 or (position == 1 and identifier[0] == "-"))
    if code <= 0x1F or code == 0x7F or digit_at_start:  # noqa: PLR2004 - the numbers of the specification
        return f"\\{code:x} "
    if code >= 0x80 or letter in "-_" or letter.isalnum():  # noqa: PLR2004
        return letter
    return f"\\{letter}"


def selector(dom: Dom, node: Node) -> str:
    """A selector that matches the node's element and no other in its document or shadow tree.

    Text nodes are named by their element, shadow roots and frame documents by their host.

    Returns:
        parts joined by SEPARATOR, one per document and shadow tree on the way; "" for the top document itself.
    """
    return _selectors(dom).of(node)


class _Tree:
    """Counts of ids, tag names and tag-and-class pairs in one document or shadow tree.

    Ids and classes are counted without regard to case, because documents in quirks mode match them so.
    """

    def __init__(self) -> None:
        self.ids: Counter[str] = Counter()
        self.compounds: Counter[tuple[str, str]] = Counter()

    def add(self, node: Node, classes: Iterable[str]) -> None:
        identifier = node.attributes.get("id")
        if identifier:
            self.ids[identifier.lower()] += 1
        self.compounds[node.name, ""] += 1
        for name in {name.lower() for name in classes}:
            self.compounds[node.name, name] += 1


class _Selectors:
    """All that is needed to name the elements of one page, counted in one pass over it."""

    def __init__(self, dom: Dom) -> None:
        self.dom = dom
        self._root_of: list[int] = []
        self._trees: dict[int, _Tree] = {}
        self._known: dict[int, str] = {}
        self._paths: dict[int, tuple[str, int]] = {}
        self._siblings: dict[int, tuple[Counter[str], Counter[tuple[str, str]], dict[int, int]]] = {}
        for node in dom.nodes:
            starts_tree = node.kind in {NodeKind.DOCUMENT, NodeKind.FRAGMENT} or node.parent < 0
            root = node.index if starts_tree else self._root_of[node.parent]
            self._root_of.append(root)
            if node.kind == NodeKind.ELEMENT:
                classes = node.get("class").split()
                self._trees.setdefault(root, _Tree()).add(node, classes)

    def of(self, node: Node) -> str:
        current: Node | None = node
        while current is not None and current.kind != NodeKind.ELEMENT:
            current = self.dom.parent(current)
        if current is None:
            return ""
        parts: list[str] = []
        here: Node | None = current
        while here is not None:
            if here.index in self._known:
                parts.append(self._known[here.index])
                break
            parts.append(self._within(here))
            here = self.dom.parent(self.dom.nodes[self._root_of[here.index]])  # a host; in a loop, as pages nest deep
        self._known[current.index] = found = SEPARATOR.join(reversed(parts))
        return found

    def _within(self, node: Node) -> str:
        """The part inside the node's own tree: an anchor that is unique there, then steps unique among siblings."""
        root = self._root_of[node.index]
        tree = self._trees[root]
        below: list[Node] = []
        current = node
        while current.index not in self._paths:
            anchor = self._anchor(current, tree)
            if anchor:
                self._paths[current.index] = (anchor, 1)
            elif current.parent < 0 or current.parent == root:
                self._paths[current.index] = (f"{self._top(root)}{self._step(current)}", 1)
            else:
                below.append(current)
                current = self.dom.nodes[current.parent]
        path, steps = self._paths[current.index]
        for inner in reversed(below):
            step = self._step(inner)
            path, steps = (f"{path} > {step}", steps + 1) if steps < _MOST_STEPS else (step, 1)
            self._paths[inner.index] = (path, steps)
        return path

    def _top(self, root: int) -> str:
        """What stands before the outermost element: in a shadow tree its host, so that no deeper element matches."""
        return ":host > " if self.dom.nodes[root].kind == NodeKind.FRAGMENT else ""

    def _anchor(self, node: Node, tree: _Tree) -> str:
        identifier = node.get("id")
        if is_stable_id(identifier) and tree.ids[identifier.lower()] == 1:
            return f"#{escape(identifier)}"
        if tree.compounds[node.name, ""] == 1:
            return _type(node)
        unique = (name for name in stable_classes(node.get("class")) if tree.compounds[node.name, name.lower()] == 1)
        name = next(unique, "")
        return f"{_type(node)}.{escape(name)}" if name else ""

    def _step(self, node: Node) -> str:
        if node.parent < 0:
            return _type(node)
        names, classes, positions = self._among(node.parent)
        if names[node.name] == 1:
            return _type(node)
        unique = (name for name in stable_classes(node.get("class")) if classes[node.name, name.lower()] == 1)
        name = next(unique, "")
        return f"{_type(node)}.{escape(name)}" if name else f"{_type(node)}:nth-of-type({positions[node.index]})"

    def _among(self, parent: int) -> tuple[Counter[str], Counter[tuple[str, str]], dict[int, int]]:
        """Of a parent's children: number per tag name, number per tag and class, position among their own kind."""
        found = self._siblings.get(parent)
        if found is None:
            names: Counter[str] = Counter()
            classes: Counter[tuple[str, str]] = Counter()
            positions: dict[int, int] = {}
            for child in self.dom.children(self.dom.nodes[parent]):
                if child.kind == NodeKind.ELEMENT:
                    names[child.name] += 1
                    positions[child.index] = names[child.name]
                    classes.update({(child.name, name.lower()) for name in child.get("class").split()})
            found = self._siblings[parent] = (names, classes, positions)
        return found


def _type(node: Node) -> str:
    return escape(_WRITTEN.get(node.name, node.name))


_selectors = per_dom(_Selectors)
