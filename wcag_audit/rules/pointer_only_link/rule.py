"""What leads to another page by a click can be reached with the keyboard (WCAG 2.1.1; failures F42, F54)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag, urljoin

from wcag_audit.commons.visibility import is_focusable, is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_LEADS: Final = re.compile(
    r"\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)\s*\(|\bwindow\.open\s*\(|(?:^|[;{\s])open\s*\("
)
_ADDRESS: Final = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\s*\(|open\s*\()\s*(['\"])([^'\"]{1,2000})\1"
)
_MOST: Final = 5_000
_WHOLE: Final = frozenset({"body", "html", "form", "label"})


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Elements that are seen, lead elsewhere by their onclick, and are out of the keyboard's reach.

    Nothing in them or around them can be focused: a card with a link inside, or words in a link, are left out.
    """
    dom = page[Dom]
    for node in dom.elements():
        script = node.get("onclick")[:_MOST]
        if not script or node.name in _WHOLE or not _LEADS.search(script) or not is_visible(dom, node):
            continue
        if not any(is_focusable(dom, near) for near in (node, *dom.ancestors(node), *dom.descendants(node))):
            yield node


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """A link on the page leads to the same address."""
    dom = page[Dom]
    found = _ADDRESS.search(node.get("onclick")[:_MOST])
    if found is None:
        return cant_tell("unknown-address")
    document = dom.documents[node.document]
    base = document.base or document.url
    address = _whole(base, found[2])
    if any(_whole(base, link.get("href")) == address for link in dom.elements("a") if link.get("href")):
        return passed("link")
    return failed("no-link", address=found[2][:120])


def _whole(base: str, address: str) -> str:
    try:
        return urldefrag(urljoin(base, address.strip())).url
    except ValueError:
        return address


RULE = Rule(
    id="pointer-only-link",
    criteria=("2.1.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
)
