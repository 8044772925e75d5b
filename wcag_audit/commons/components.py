"""Signatures of repeated components: the same header link has the same one on every page and in every wave.

A signature rests on what the author meant (tag, role, name, attributes, surrounding landmarks), never on a position, an
id, a passing state or an address's numbers.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.stable import is_stable_id, stable_classes
from wcag_audit.model.dom import Dom, Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME_LENGTH = 80
_ADDRESS_LENGTH = 1000
_DIGITS = re.compile(r"\d+")
_HASH = re.compile(r"\b(?=[0-9a-f-]*\d)(?=[0-9a-f-]*[a-f])[0-9a-f-]{8,}\b")
_SECTIONS = frozenset({"header", "nav", "main", "aside", "footer", "section", "article", "form", "dialog", "fieldset"})
_LANDMARKS = frozenset(
    {"banner", "navigation", "main", "complementary", "contentinfo", "search", "region", "form", "dialog"}
)
_ADDRESSES = frozenset({"href", "src", "action", "data", "poster", "formaction", "cite", "longdesc", "background"})
_VALUES = frozenset(
    """type role rel target scope lang xml:lang dir method autocomplete inputmode http-equiv media kind contenteditable
    aria-hidden aria-haspopup aria-live aria-modal aria-orientation aria-level aria-autocomplete aria-required
    aria-multiselectable""".split()  # noqa: SIM905 - a list of words reads better as words
)
_NAMES = frozenset(
    """alt title name for placeholder value required readonly multiple maxlength minlength pattern min max step onclick
    onchange onfocus onblur onkeydown onkeyup onkeypress onsubmit accesskey usemap srcdoc autoplay loop controls muted
    headers summary abbr datetime download draggable aria-label aria-labelledby aria-describedby aria-controls
    aria-owns aria-roledescription aria-details aria-errormessage""".split()  # noqa: SIM905
)


def component(dom: Dom, node: Node) -> str:
    """The signature of the component a node belongs to: 16 hexadecimal digits.

    Equal for the same component on other pages of a site, different for two links of one list with different names.
    """
    element = node
    while element.kind != NodeKind.ELEMENT:
        above = dom.parent(element)
        if above is None:
            return _digest("page")
        element = above
    return _components(dom).of(element)


def normalised(text: str) -> str:
    """A name without what changes between pages: digits become #, white space is folded, case is lowered, cut at 80."""
    return " ".join(_DIGITS.sub("#", text).lower().split())[:_NAME_LENGTH]


def address_shape(address: str, base: str = "") -> str:
    """What stays of an address when its numbers, hashes, query values and fragment change.

    Args:
        address: as written in the page.
        base: address it is relative to; its host is left out of the result.

    Returns:
        "/news/#?page=" for "https://host/news/42?page=7" on that host; the scheme alone for data:, javascript: and the
        like; "" for an address that cannot be read.
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()[:_ADDRESS_LENGTH]))
        own_host = urlsplit(base).netloc
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https", ""}:
        return f"{parts.scheme}:"
    host = parts.netloc if parts.netloc != own_host else ""
    path = _DIGITS.sub("#", _HASH.sub("#", parts.path.lower()))
    keys = sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True)})
    query = "?" + "&".join(f"{key}=" for key in keys) if keys else ""
    return f"{host}{path}{query}"[:200]


def _digest(*pieces: str) -> str:
    return hashlib.sha256("\x1f".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Components:
    def __init__(self, dom: Dom) -> None:
        self.dom = dom
        self._surroundings: dict[int, str] = {}

    def of(self, node: Node) -> str:
        above = self._element_above(node)
        return _digest(
            node.name,
            node.role,
            normalised(node.accessible_name),
            *self._attributes(node),
            above.name if above else "",
            self._chain(above),
        )

    def _element_above(self, node: Node) -> Node | None:
        return next((above for above in self.dom.ancestors(node) if above.kind == NodeKind.ELEMENT), None)

    def _attributes(self, node: Node) -> Iterator[str]:
        base = self.dom.documents[node.document].base or self.dom.documents[node.document].url
        for name in sorted(node.attributes):
            value = node.attributes[name]
            if name in _ADDRESSES:
                yield f"{name}={address_shape(value, base)}"
            elif name in _VALUES:
                yield f"{name}={normalised(value)}"
            elif name == "name":
                yield f"name={normalised(value) if is_stable_id(value) else ''}"
            elif name == "class":
                yield f"class={' '.join(sorted(stable_classes(value)))}"
            elif name in _NAMES:
                yield name

    def _chain(self, node: Node | None) -> str:
        """The landmarks and sections around a place, outermost last; shared by all that stands in the same one."""
        if node is None:
            return ""
        passed: list[int] = []
        current: Node | None = node
        while current is not None and current.index not in self._surroundings:
            passed.append(current.index)
            current = self.dom.parent(current)
        chain = self._surroundings[current.index] if current is not None else ""
        for index in reversed(passed):
            here = self.dom.nodes[index]
            if here.name in _SECTIONS or here.role in _LANDMARKS:
                name = normalised(here.accessible_name) if here.role in _LANDMARKS else ""
                chain = hashlib.sha256(
                    f"{here.name}|{here.role}|{name}|{chain}".encode("utf-8", "surrogatepass")
                ).hexdigest()[:16]
            self._surroundings[index] = chain
        return chain


_components = per_dom(_Components)
