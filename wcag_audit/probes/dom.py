"""Base capture: DOM, layout, styles and accessibility tree of all frames and shadow roots, once per page."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from wcag_audit.errors import ProbeError
from wcag_audit.model.dom import STYLE_NAMES, AxNode, Document, Dom, Generated, Node, NodeKind
from wcag_audit.model.finding import Box
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.probes.api import Tab

NODE_LIMIT = 60_000
"""Nodes kept of one page; beyond it the page is truncated and says so."""
_TEXT_LIMIT = 20_000
"""Characters kept of one text node or attribute: a data: address of megabytes judges nothing."""
_PIECE = 80
_MOST_PIECES = 2000
_MOST_GENERATED = 2000
"""Texts of pseudo-elements kept of one document."""
_ERROR_PAGE = "chrome-error:"
"""Scheme of the page that the browser itself shows in a frame whose document could not be had."""
_AX_VALUES = (str, int, float, bool)
_KEPT = {int(kind) for kind in NodeKind}


class DomProbe:
    """Provides `Dom`."""

    id: ClassVar[str] = "dom"
    provides: ClassVar[type[Dom]] = Dom
    disturbs: ClassVar[Disturbs] = Disturbs.NOTHING
    budget: ClassVar[float] = 20.0

    async def collect(self, tab: Tab) -> Dom:
        """The page's documents, nodes, styles and accessibility tree.

        Raises:
            ProbeError: the browser gave no snapshot.
        """
        captured = await tab.send(
            "DOMSnapshot.captureSnapshot",
            {"computedStyles": list(STYLE_NAMES), "includePaintOrder": True, "includeDOMRects": False},
        )
        if not captured.get("documents"):
            raise ProbeError("probe.empty")
        trees = {frame: await _ax_tree(tab, frame) for frame in await tab.frames()}
        tree = None
        if has_shadow_trees(captured):
            # The snapshot is the flat tree, in which shadow roots and slots have vanished; selectors need the real one.
            tree = await _whole_tree(tab)
        return build_dom(captured, trees, tree)


async def _whole_tree(tab: Tab) -> dict[str, Any]:
    """The real tree of the page, frames and shadow trees included.

    Answers nested deeper than some 300 levels cannot leave the browser: a deeper page is asked for piece by piece.
    """
    try:
        root: dict[str, Any] = (await tab.send("DOM.getDocument", {"depth": -1, "pierce": True}))["root"]
    except ProbeError:
        root = (await tab.send("DOM.getDocument", {"depth": _PIECE, "pierce": True}))["root"]
    else:
        return root
    pending = [root]
    asked = 0
    while pending:
        node = pending.pop()
        if node.get("childNodeCount", 0) and "children" not in node and asked < _MOST_PIECES:
            asked += 1
            request = {"backendNodeId": node["backendNodeId"], "depth": _PIECE, "pierce": True}
            node["children"] = (await tab.send("DOM.describeNode", request))["node"].get("children", [])
        pending += [*node.get("children", ()), *node.get("shadowRoots", ())]
        pending += [node["contentDocument"]] if "contentDocument" in node else []
    return root


async def _ax_tree(tab: Tab, frame: str) -> list[dict[str, Any]]:
    try:
        nodes: list[dict[str, Any]] = (await tab.send("Accessibility.getFullAXTree", {"frameId": frame}))["nodes"]
    except ProbeError:
        return []  # a frame that went away; its nodes then have no accessibility node, which rules see as unknown
    return nodes


def has_shadow_trees(captured: dict[str, Any]) -> bool:
    """True if a DevTools snapshot holds shadow trees that the page made (not the browser's own inside controls)."""
    strings = captured["strings"]
    return any(
        strings[kind] != "user-agent"
        for document in captured["documents"]
        for kind in document["nodes"].get("shadowRootType", {}).get("value", ())
    )


def build_dom(
    captured: dict[str, Any], trees: dict[str, list[dict[str, Any]]], tree: dict[str, Any] | None = None
) -> Dom:
    """Join a DevTools snapshot with the frames' accessibility trees.

    Args:
        captured: answer of DOMSnapshot.captureSnapshot.
        trees: frame id -> nodes of Accessibility.getFullAXTree.
        tree: root of DOM.getDocument for a page with shadow trees; None takes the snapshot's own structure.
    """
    ax = {node["backendDOMNodeId"]: node for nodes in trees.values() for node in nodes if "backendDOMNodeId" in node}
    builder = _Builder(captured, ax)
    if tree is None:
        builder.add_document(0, -1)
    else:
        builder.add_tree(tree)
    spoken = _Spoken(node for nodes in trees.values() for node in nodes)
    generated = tuple(text for source in builder.sources for text in builder.generated(source, spoken))
    return Dom(tuple(builder.nodes), tuple(builder.documents), tuple(builder.styles), builder.truncated, generated)


class _Source:
    """One document of the DevTools snapshot, with its sparse tables turned into look-ups by node position."""

    def __init__(self, source: dict[str, Any], strings: list[str]) -> None:
        table = source["nodes"]
        self.raw = source
        self.table = table
        self.layout = source["layout"]
        self.rows = _layout_rows(self.layout)
        self.values = _rare(table.get("inputValue")) | _rare(table.get("textValue"))
        self.shadows = {i for i, kind in _rare(table.get("shadowRootType")).items() if strings[kind] == "user-agent"}
        self.checked = set(table.get("inputChecked", {}).get("index", ()))
        self.checked |= set(table.get("optionSelected", {}).get("index", ()))
        self.clickable = set(table.get("isClickable", {}).get("index", ()))
        self.frames = _rare(table.get("contentDocumentIndex"))
        self.positions = {backend: i for i, backend in enumerate(table["backendNodeId"])}


class _Builder:
    def __init__(self, captured: dict[str, Any], ax: dict[int, dict[str, Any]]) -> None:
        self.strings = [_well_formed(text) for text in captured["strings"]]
        self.sources = [_Source(source, self.strings) for source in captured["documents"]]
        self.ax = ax
        self.nodes: list[Node] = []
        self.documents: list[Document] = []
        self.offsets: list[tuple[float, float]] = []
        self.styles: list[tuple[str, ...]] = []
        self.style_index: dict[tuple[int, ...], int] = {}
        self.truncated = False

    def text(self, index: int) -> str:
        return self.strings[index][:_TEXT_LIMIT] if index >= 0 else ""

    def open_document(self, number: int, parent: int) -> None:
        """Begin a document; its boxes are moved to where its frame stands on the whole page."""
        source = self.sources[number].raw
        self.offsets.append(self._frame_content(self.nodes[parent], source) if parent >= 0 else (0.0, 0.0))
        self.documents.append(
            Document(
                url=self.text(source["documentURL"]),
                frame=self.text(source["frameId"]),
                root=len(self.nodes),
                title=self.text(source["title"]),
                base=self.text(source["baseURL"]),
                content_language=self.text(source["contentLanguage"]),
                scroll_width=float(source.get("contentWidth", 0)),
                scroll_height=float(source.get("contentHeight", 0)),
            )
        )

    def _frame_content(self, frame: Node, source: dict[str, Any]) -> tuple[float, float]:
        """Where the scrolled content of a frame element begins on the whole page: inside its border and padding."""
        x, y = (frame.box.x, frame.box.y) if frame.box else (0.0, 0.0)
        if frame.style >= 0:
            style = dict(zip(STYLE_NAMES, self.styles[frame.style], strict=True))
            x += sum(_pixels(style[name]) for name in ("border-left-width", "padding-left"))
            y += sum(_pixels(style[name]) for name in ("border-top-width", "padding-top"))
        return x - float(source.get("scrollOffsetX", 0)), y - float(source.get("scrollOffsetY", 0))

    def add_document(self, number: int, parent: int) -> None:
        """Add a document in the snapshot's own structure, then the documents of its frames."""
        source = self.sources[number]
        here = len(self.documents)
        self.open_document(number, parent)
        table = source.table
        place: dict[int, int] = {}
        for i, kind in enumerate(table["nodeType"]):
            above = table["parentIndex"][i]
            pseudo = self.strings[table["nodeName"][i]].startswith("::")  # ::before and ::marker are no DOM nodes
            if kind not in _KEPT or pseudo or i in source.shadows or (above >= 0 and above not in place):
                continue  # comments, doctypes, and everything inside the browser's own shadow roots
            if len(self.nodes) >= NODE_LIMIT:
                self.truncated = True
                break
            place[i] = self.add_node(source, here, i, place[above] if above >= 0 else parent)
        for i, child in source.frames.items():
            if i in place and not self.text(self.sources[child].raw["documentURL"]).startswith(_ERROR_PAGE):
                self.add_document(child, place[i])

    def add_tree(self, root: dict[str, Any]) -> None:
        """Add a page in the structure of DOM.getDocument, where shadow roots and unslotted children exist."""
        pending: list[tuple[dict[str, Any], int, int]] = [(root, -1, -1)]
        frames: list[tuple[dict[str, Any], int]] = []
        by_frame = {self.text(source.raw["frameId"]): number for number, source in enumerate(self.sources)}
        number = 0
        while pending or frames:
            if not pending:
                inner, parent = frames.pop(0)
                pending.append((inner, parent, -1))
            node, parent, here = pending.pop()
            if node["nodeType"] not in _KEPT or node.get("shadowRootType") == "user-agent":
                continue
            if len(self.nodes) >= NODE_LIMIT:
                self.truncated = True
                return
            if here < 0:
                number = by_frame.get(node.get("frameId", ""), 0) if parent >= 0 else 0
                here = len(self.documents)
                self.open_document(number, parent)
            index = self.add_dom_node(self.sources[number], here, node, parent)
            if "contentDocument" in node and not node["contentDocument"].get("documentURL", "").startswith(_ERROR_PAGE):
                frames.append((node["contentDocument"] | {"frameId": node.get("frameId", "")}, index))
            below = [*node.get("shadowRoots", ()), *node.get("children", ())]
            pending.extend((child, index, here) for child in reversed(below))

    def add_node(self, source: _Source, document: int, i: int, parent: int) -> int:
        """Add the node at a position of the snapshot; returns its index."""
        table = source.table
        kind = NodeKind(table["nodeType"][i])
        attributes = table["attributes"][i]
        backend = table["backendNodeId"][i]
        box, style, paint = self._layout(source, source.rows.get(i), self.offsets[document])
        node = Node(
            index=len(self.nodes),
            kind=kind,
            parent=parent,
            name=self.strings[table["nodeName"][i]].lower(),
            value=self.text(table["nodeValue"][i]) if kind == NodeKind.TEXT else "",
            attributes={
                self.strings[attributes[k]].lower(): self.text(attributes[k + 1]) for k in range(0, len(attributes), 2)
            },
            document=document,
            backend=backend,
            box=box,
            style=style,
            paint=paint,
            clickable=i in source.clickable,
            input_value=self.text(source.values.get(i, -1)),
            checked=i in source.checked,
            ax=_ax_node(self.ax.get(backend)),
        )
        self.nodes.append(node)
        return node.index

    def add_dom_node(self, source: _Source, document: int, node: dict[str, Any], parent: int) -> int:
        """Add a node of DOM.getDocument: from the snapshot where that has it, else unrendered; returns its index."""
        backend = node["backendNodeId"]
        i = source.positions.get(backend)
        if i is not None:
            return self.add_node(source, document, i, parent)
        kind = NodeKind(node["nodeType"])
        attributes = node.get("attributes", [])
        index = len(self.nodes)
        self.nodes.append(
            Node(
                index=index,
                kind=kind,
                parent=parent,
                name="#shadow-root" if kind == NodeKind.FRAGMENT else node["nodeName"].lower(),
                value=_well_formed(node.get("nodeValue", "")[:_TEXT_LIMIT]) if kind == NodeKind.TEXT else "",
                attributes={
                    _well_formed(attributes[k]).lower(): _well_formed(attributes[k + 1][:_TEXT_LIMIT])
                    for k in range(0, len(attributes), 2)
                },
                document=document,
                backend=backend,
                ax=_ax_node(self.ax.get(backend)),
            )
        )
        return index

    def generated(self, source: _Source, spoken: _Spoken) -> list[Generated]:
        """Texts of the document's `::before` and `::after`, to be asked for when all nodes are added."""
        pseudo = {i: self.strings[kind] for i, kind in _rare(source.table.get("pseudoType")).items()}
        drawn: dict[int, list[str]] = {i: [] for i, kind in pseudo.items() if kind in {"before", "after"}}
        for row, i in enumerate(source.layout["nodeIndex"]) if drawn else ():
            if i in drawn:
                drawn[i].append(self.text(source.layout["text"][row]))
        owners = {node.backend: node for node in self.nodes} if any(map(any, drawn.values())) else {}
        found: list[Generated] = []
        for i, pieces in islice(drawn.items(), _MOST_GENERATED):
            text = "".join(pieces)[:_TEXT_LIMIT]
            owner = owners.get(source.table["backendNodeId"][source.table["parentIndex"][i]])
            if not text.strip() or owner is None:
                continue
            box, style, _ = self._layout(source, source.rows[i], self.offsets[owner.document])
            if box is not None and style >= 0:
                said = spoken.by_backend(source.table["backendNodeId"][i])
                found.append(Generated(owner.index, pseudo[i], text, said, box, style))
        return found

    def _layout(self, source: _Source, row: int | None, offset: tuple[float, float]) -> tuple[Box | None, int, int]:
        if row is None:
            return None, -1, 0
        x, y, width, height = map(float, source.layout["bounds"][row])
        box = Box(x + offset[0], y + offset[1], width, height)
        paint = source.layout["paintOrders"][row]
        key = tuple(source.layout["styles"][row])
        if not key:
            return box, -1, paint  # only the document itself is laid out without styles of its own
        style = self.style_index.get(key)
        if style is None:
            style = self.style_index[key] = len(self.styles)
            self.styles.append(tuple(self.strings[s] if s >= 0 else "" for s in key))
        return box, style, paint


class _Spoken:
    """What the accessibility trees say of pseudo-elements, whose text is in nodes without a DOM node."""

    def __init__(self, nodes: Iterable[dict[str, Any]]) -> None:
        self.nodes = {node["nodeId"]: node for node in nodes}
        self.ids = {node["backendDOMNodeId"]: name for name, node in self.nodes.items() if "backendDOMNodeId" in node}

    def by_backend(self, backend: int) -> str:
        """All static text at and under the node of an element; "" if there is none."""
        pieces: list[str] = []
        pending = [self.ids.get(backend, "")]
        while pending and len(pieces) < _PIECE:
            node = self.nodes.get(pending.pop())
            if node is None:
                continue
            if not node.get("ignored") and node.get("role", {}).get("value") == "StaticText":
                pieces.append(_ax_text(node, "name"))
            else:
                pending += reversed(node.get("childIds", ()))
        return " ".join("".join(pieces).split())


def _layout_rows(layout: dict[str, Any]) -> dict[int, int]:
    rows: dict[int, int] = {}
    for row, node in enumerate(layout["nodeIndex"]):
        rows.setdefault(node, row)  # the first row of a node is its principal box
    return rows


def _pixels(length: str) -> float:
    """A computed length; 0 for the percentages that padding may keep."""
    return float(length.removesuffix("px")) if length.endswith("px") else 0.0


def _rare(table: dict[str, Any] | None) -> dict[int, int]:
    return dict(zip(table["index"], table["value"], strict=True)) if table else {}


def _ax_node(source: dict[str, Any] | None) -> AxNode | None:
    if source is None:
        return None
    if source.get("ignored"):
        return AxNode(ignored=True, reasons=tuple(reason["name"] for reason in source.get("ignoredReasons", ())))
    properties = {
        entry["name"]: _bounded(entry["value"]["value"])
        for entry in source.get("properties", ())
        if isinstance(entry["value"].get("value"), _AX_VALUES)
    }
    return AxNode(
        role=_ax_text(source, "role"),
        name=_ax_text(source, "name"),
        description=_ax_text(source, "description"),
        value=_ax_text(source, "value"),
        properties=properties,
    )


def _ax_text(source: dict[str, Any], key: str) -> str:
    value = source.get(key, {}).get("value", "")
    return _well_formed(str(value)[:_TEXT_LIMIT])


def _bounded(value: str | float | bool) -> str | int | float | bool:
    return _well_formed(value[:_TEXT_LIMIT]) if isinstance(value, str) else value


def _well_formed(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair, which scripts can make and no file can hold."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
