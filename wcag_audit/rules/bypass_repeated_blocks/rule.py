"""What pages repeat before their content can be skipped (WCAG 2.4.1; ACT rules cf77f2, 047fe0, b40fd1, ye5d6e)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag, urljoin, urlsplit

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.visibility import is_in_hidden_tree, is_visible
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, PagePart, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_REPEATED_TAGS: Final = frozenset({"nav", "aside"})
_REPEATED_ROLES: Final = frozenset({"navigation", "complementary", "banner"})
_LANDMARKS: Final = frozenset({"main", "region", "form", "search"})
_WHOLE: Final = frozenset({"main", "body", "html", "#document"})
_LINKS: Final = 3
_HOME: Final = re.compile(r"/?(?:kk|kz|ru|en)?/?(?:index\.\w+|home|main)?", re.IGNORECASE)
_FEWEST: Final = 8
"""Words of content after a block; with fewer there is nothing to skip to."""


def targets(page: PageSnapshot) -> Iterator[tuple[PagePart, Node, Node]]:
    """A page of a site that begins with what sites repeat: its first such block, and the first text after all that.

    Such a block is marked up as navigation, banner or aside, or holds nothing but links of the site, home among them.
    """
    dom = page[Dom]
    block = next((node for node in dom.elements() if node.document == 0 and _repeats(dom, node)), None) or _menu(dom)
    if block is None or not any(_leads_on(dom, link) for link in dom.elements("a")):
        return
    after = [node for node in _texts(dom) if node.index > block.index]
    if sum(len(node.value.split()) for node in after) >= _FEWEST:
        yield PagePart(), block, after[0]


def expectation(item: tuple[PagePart, Node, Node], page: PageSnapshot) -> Judgement:
    """A heading or a landmark is in the content, or a link leads to it; what a button does takes a person to see."""
    _, block, content = item
    dom = page[Dom]
    ways = [node for node in dom.elements() if node.document == 0 and node.exposed and not _inside(dom, node)]
    if any(node.role == "heading" and node.accessible_name for node in ways):
        return passed("heading")
    if any(node.role in _LANDMARKS for node in ways):
        return passed("landmark")
    if any(_skips(dom, link, block) for link in dom.elements("a")):
        return passed("link")
    if any(_may_skip(dom, node) for node in dom.elements()):
        return cant_tell("control")
    return failed("no-way", text=content.value.strip()[:80])


def _menu(dom: Dom) -> Node | None:
    """What no markup calls a menu: the first block with text holds only links of the site, home among them."""
    links = [link for link in dom.elements("a") if link.document == 0 and is_visible(dom, link) and dom.text(link)]
    first = next((link for link in links if not link.get("href").strip().startswith("#")), None)
    for block in dom.ancestors(first) if first else ():
        inside = [node for node in dom.descendants(block) if any(node is link for link in links)]
        only_links = sum(len(dom.text(link).split()) for link in inside) == len(dom.text(block).split())
        if not only_links or block.name in _WHOLE:
            return None
        if len(inside) >= _LINKS and any(_leads_home(dom, link) for link in inside):
            ours = all(_leads_on(dom, link) or _leads_home(dom, link) for link in inside)
            before = sum(len(text.value.split()) for text in _texts(dom) if text.index < block.index)
            return block if ours and before < _FEWEST else None
    return None


def _repeats(dom: Dom, node: Node) -> bool:
    named = node.name in _REPEATED_TAGS or node.role in _REPEATED_ROLES
    if not named or not is_visible(dom, node) or is_in_hidden_tree(dom, node):
        return False
    # A heading in the banner may be that of the page.
    return node.role != "banner" or not any(inner.role == "heading" for inner in dom.descendants(node))


def _build_inside(dom: Dom) -> list[bool]:
    found: list[bool] = []
    for node in dom.nodes:
        around = node.parent >= 0 and found[node.parent]
        found.append(around or (node.kind == NodeKind.ELEMENT and _repeats(dom, node)))
    return found


_inside_repeated = per_dom(_build_inside)


def _inside(dom: Dom, node: Node) -> bool:
    return _inside_repeated(dom)[node.index]


def _texts(dom: Dom) -> Iterator[Node]:
    """Texts outside repeated blocks that are seen; those of links are left out."""
    for node in dom.nodes:
        if node.kind != NodeKind.TEXT or node.document != 0 or not node.value.strip() or not is_visible(dom, node):
            continue
        if _inside(dom, node) or any(above.name in {"a", "footer", "button"} for above in dom.ancestors(node)):
            continue
        yield node


def _leads_home(dom: Dom, link: Node) -> bool:
    """True for a link to the root of the site, or of one of its languages."""
    document = dom.documents[0]
    try:
        path = urlsplit(urljoin(document.base or document.url, link.get("href").strip())).path
    except ValueError:
        return False
    return bool(link.get("href").strip()) and _HOME.fullmatch(path) is not None


def _leads_on(dom: Dom, link: Node) -> bool:
    """True for a link to another page of the site."""
    document = dom.documents[0]
    try:
        address = urldefrag(urljoin(document.base or document.url, link.get("href").strip())).url
        same_site = urlsplit(address).netloc == urlsplit(document.url).netloc
    except ValueError:
        return False
    return bool(link.get("href")) and same_site and address != urldefrag(document.url).url


def _skips(dom: Dom, link: Node, block: Node) -> bool:
    """True for a link to a place of this page that lies behind the beginning of the first block."""
    target = dom.by_id(link.get("href").strip().removeprefix("#")) if link.get("href").strip()[:1] == "#" else None
    if target is None or not link.exposed or target.index <= block.index:
        return False
    end = max((inner.index for inner in dom.descendants(target)), default=target.index)
    # The end of the block is as good a place to go on from as the beginning of the content.
    return not _inside(dom, target) or not any(node.value.strip() for node in dom.nodes[target.index : end + 1])


def _may_skip(dom: Dom, node: Node) -> bool:
    """True for what scripts may use to hide the repeated part: buttons, and links that lead nowhere."""
    if not is_visible(dom, node):
        return False
    if node.name == "a":
        href = node.get("href").strip().lower()
        return href in {"", "#"} or href.startswith("javascript:") or "onclick" in node.attributes
    operable = node.role in {"button", "checkbox", "switch"} or node.name in {"button", "summary"}
    return operable or (node.clickable and node.name not in {"body", "html"})


RULE = Rule(
    id="bypass-repeated-blocks",
    criteria=("2.4.1",),
    act=("cf77f2", "047fe0", "b40fd1", "ye5d6e"),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
    maturity=Maturity.STABLE,
    version=2,
    same_as=("bypass",),
)
