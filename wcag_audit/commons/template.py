"""The signature of the template that made a page: its skeleton, without its content."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from wcag_audit.commons.stable import stable_classes
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from wcag_audit.model.dom import Dom

_DEPTH = 4
_SKIPPED = frozenset({"script", "style", "link", "meta", "noscript", "template", "svg", "br", "wbr"})


def template(dom: Dom) -> str:
    """Eight hexadecimal digits, the same for pages whose upper four levels below `body` are built alike.

    What counts is which paths of element names, roles and first class names there are, not how often: a list of ten
    news items and one of twelve are the same template. A guess, made to be coarse; it only decides which rare pages are
    pooled in the index.
    """
    paths: dict[int, tuple[str, ...]] = {}
    found: set[tuple[str, ...]] = set()
    for node in dom.nodes:
        if node.kind != NodeKind.ELEMENT or node.document != 0 or node.name in _SKIPPED:
            continue
        if node.name == "body":
            paths[node.index] = ()
        above = paths.get(node.parent)
        if above is not None and len(above) < _DEPTH and node.name != "body":
            paths[node.index] = (
                *above,
                ".".join((node.name, node.get("role"), *stable_classes(node.get("class"))[:1])),
            )
            found.add(paths[node.index])
    text = "\n".join(sorted(" ".join(path) for path in found))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
