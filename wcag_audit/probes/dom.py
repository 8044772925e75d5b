"""Base capture: DOM, layout, styles and accessibility tree of all frames and shadow roots, once per page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from wcag_audit.errors import ProbeError
from wcag_audit.model.dom import STYLE_NAMES, AxNode, Document, Dom, Node, NodeKind
from wcag_audit.model.finding import Box
from wcag_audit.probes.api import Disturbs

if TYPE_CHECKING:
    from wcag_audit.probes.api import Tab

NODE_LIMIT = 60_000
"""Nodes kept of one page; beyond it the page is truncated and says so."""
_TEXT_LIMIT = 20_000
"""Characters kept of one text node or attribute: a data: address of megabytes judges nothing."""
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
            raise ProbeError("the browser gave an empty snapshot")
        trees = {frame: await _ax_tree(tab, frame) for frame in await tab.frames()}
        return build_dom(captured, trees)


async def _ax_tree(tab: Tab, frame: str) -> list[dict[str, Any]]:
    try:
        nodes: list[dict[str, Any]] = (await tab.send("Accessibility.getFullAXTree", {"frameId": frame}))["nodes"]
    except ProbeError:
        return []  # a frame that went away; its nodes then have no accessibility node, which rules see as unknown
    return nodes


def build_dom(captured: dict[str, Any], trees: dict[str, list[dict[str, Any]]]) -> Dom:
    """Join a DevTools snapshot with the frames' accessibility trees.

    Args:
        captured: answer of DOMSnapshot.captureSnapshot.
        trees: frame id -> nodes of Accessibility.getFullAXTree.
    """
    builder = _Builder(
        captured, {ax["backendDOMNodeId"]: ax for tree in trees.values() for ax in tree if "backendDOMNodeId" in ax}
    )
    builder.add_document(0, parent=-1, offset=(0.0, 0.0))
    return Dom(tuple(builder.nodes), tuple(builder.documents), tuple(builder.styles), builder.truncated)


class _Builder:
    def __init__(self, captured: dict[str, Any], ax: dict[int, dict[str, Any]]) -> None:
        self.sources = captured["documents"]
        self.strings: list[str] = captured["strings"]
        self.ax = ax
        self.nodes: list[Node] = []
        self.documents: list[Document] = []
        self.styles: list[tuple[str, ...]] = []
        self.style_index: dict[tuple[int, ...], int] = {}
        self.truncated = False

    def text(self, index: int) -> str:
        return self.strings[index][:_TEXT_LIMIT] if index >= 0 else ""

    def add_document(self, number: int, parent: int, offset: tuple[float, float]) -> None:
        source = self.sources[number]
        here = len(self.documents)
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
        for frame_node, child in self._add_nodes(source, here, parent, offset):
            inside = self.sources[child]
            box = self.nodes[frame_node].box
            self.add_document(
                child,
                parent=frame_node,
                offset=(
                    (box.x if box else 0.0) - float(inside.get("scrollOffsetX", 0)),
                    (box.y if box else 0.0) - float(inside.get("scrollOffsetY", 0)),
                ),
            )

    def _add_nodes(
        self, source: dict[str, Any], document: int, parent: int, offset: tuple[float, float]
    ) -> list[tuple[int, int]]:
        """Add the nodes of one document; returns (node index, document number) for each frame element."""
        table = source["nodes"]
        layout = _layout_rows(source["layout"])
        shadows = _rare(table.get("shadowRootType"))
        values = _rare(table.get("inputValue"))
        areas = _rare(table.get("textValue"))
        checked = set(table.get("inputChecked", {}).get("index", ())) | set(
            table.get("optionSelected", {}).get("index", ())
        )
        clickable = set(table.get("isClickable", {}).get("index", ()))
        frames = _rare(table.get("contentDocumentIndex"))
        place: dict[int, int] = {}
        found: list[tuple[int, int]] = []
        for i, kind in enumerate(table["nodeType"]):
            above = table["parentIndex"][i]
            if kind not in _KEPT or (above >= 0 and above not in place):
                continue  # comments, doctypes, and everything inside the browser's own shadow roots
            if i in shadows and self.text(shadows[i]) == "user-agent":
                continue
            if len(self.nodes) >= NODE_LIMIT:
                self.truncated = True
                break
            index = len(self.nodes)
            place[i] = index
            box, style, paint = self._layout(layout.get(i), source["layout"], offset)
            attributes = table["attributes"][i]
            backend = table["backendNodeId"][i]
            self.nodes.append(
                Node(
                    index=index,
                    kind=NodeKind(kind),
                    parent=place[above] if above >= 0 else parent,
                    name="#shadow-root" if i in shadows else self.strings[table["nodeName"][i]].lower(),
                    value=self.text(table["nodeValue"][i]) if kind == NodeKind.TEXT else "",
                    attributes={
                        self.strings[attributes[k]].lower(): self.text(attributes[k + 1])
                        for k in range(0, len(attributes), 2)
                    },
                    document=document,
                    backend=backend,
                    box=box,
                    style=style,
                    paint=paint,
                    clickable=i in clickable,
                    input_value=self.text(values.get(i, areas.get(i, -1))),
                    checked=i in checked,
                    ax=_ax_node(self.ax.get(backend)),
                )
            )
            if i in frames:
                found.append((index, frames[i]))
        return found

    def _layout(
        self, row: int | None, layout: dict[str, Any], offset: tuple[float, float]
    ) -> tuple[Box | None, int, int]:
        if row is None:
            return None, -1, 0
        x, y, width, height = map(float, layout["bounds"][row])
        key = tuple(layout["styles"][row])
        if not key:
            # Only the document itself is laid out without styles of its own.
            return Box(x + offset[0], y + offset[1], width, height), -1, layout["paintOrders"][row]
        style = self.style_index.get(key)
        if style is None:
            style = self.style_index[key] = len(self.styles)
            self.styles.append(tuple(self.strings[s] if s >= 0 else "" for s in key))
        return Box(x + offset[0], y + offset[1], width, height), style, layout["paintOrders"][row]


def _layout_rows(layout: dict[str, Any]) -> dict[int, int]:
    rows: dict[int, int] = {}
    for row, node in enumerate(layout["nodeIndex"]):
        rows.setdefault(node, row)  # the first row of a node is its principal box
    return rows


def _rare(table: dict[str, Any] | None) -> dict[int, int]:
    return dict(zip(table["index"], table["value"], strict=True)) if table else {}


def _ax_node(source: dict[str, Any] | None) -> AxNode | None:
    if source is None:
        return None
    if source.get("ignored"):
        return AxNode(ignored=True, reasons=tuple(reason["name"] for reason in source.get("ignoredReasons", ())))
    properties = {
        entry["name"]: entry["value"]["value"]
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
    return str(value)[:_TEXT_LIMIT]
