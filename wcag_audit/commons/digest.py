"""What of a page is kept for comparing it with the other pages of its site."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from wcag_audit.commons.help import find_help
from wcag_audit.commons.language_switcher import switcher
from wcag_audit.commons.named_links import pairs, pairs_in_context
from wcag_audit.commons.places import excerpt
from wcag_audit.commons.regions import FOOTER, MAIN, region, regions
from wcag_audit.commons.selectors import selector
from wcag_audit.commons.stable import is_stable_id, stable_classes
from wcag_audit.commons.visibility import is_in_hidden_tree
from wcag_audit.model.dom import Dom, Node, NodeKind
from wcag_audit.model.snapshot import ImageAlt, LanguageLink, NavBlock, NavLink, PageDigest, SameName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.snapshot import PageSnapshot

_MOST_BLOCKS = 16
_MOST_LINKS = 120
_FEWEST_LINKS = 3
_HTML_LIMIT = 200
_TITLE_LIMIT = 300
_MOST_ALTERNATES = 20
_MOST_SWITCHES = 12
_MOST_IMAGES = 40
_MOST_PAIRS = 40
_ADDRESS_LIMIT = 400
_TEXT_LIMIT = 1_500
"""Characters kept of a part of the page: some 200 words, enough to tell its language."""
_MENU = re.compile(
    r"(?:^|[-_])(?:nav|navbar|navigation|menu|(?:main|top|bottom|left|side)-?menu)(?:[-_]|$)", re.IGNORECASE
)
_LOCAL = re.compile(  # blocks that say where one is on this very page, and so differ from page to page rightly
    r"bread-?crumb|pagination|pager|page-?nav|\btoc\b|table-of-contents|anchor|share|social|tags?\b|lang"
    r"|related|similar|see-?also|recent|latest|popular|похож|другие|читайте|последн|популярн|ұқсас|соңғы|танымал"
    r"|хлебн|навигационная цеп|страниц|содержание|нан қиқым|беттер|мазмұн|язык|тіл",
    re.IGNORECASE,
)
_STAYS = ("#", "javascript:")
_LISTS = frozenset({"ul", "ol", "div", "table", "td", "menu"})


def digest(snapshot: PageSnapshot) -> PageDigest:
    """The page reduced to a few KiB.

    Args:
        snapshot: with a known Dom.

    Raises:
        KeyError: the Dom is missing; the text is its reason.
    """
    dom = snapshot[Dom]
    words = _main_words(dom)
    root = dom.root
    return PageDigest(
        url=snapshot.final_url,
        lang=_primary(root.get("lang") or root.get("xml:lang")) if root else "",
        title=" ".join(dom.documents[0].title.split())[:_TITLE_LIMIT],
        text_hash=hashlib.sha256(" ".join(words).encode()).hexdigest()[:20] if words else "",
        words=len(words),
        navigation=tuple(_blocks(dom)),
        help=find_help(dom),
        alternates=_alternates(dom),
        switcher=tuple(dict.fromkeys(LanguageLink(item.language, item.href) for item in switcher(dom)))[
            :_MOST_SWITCHES
        ],
        images=tuple(_images(dom)),
        heading=_heading(dom),
        same_names=tuple(_same_names(dom)),
        **_samples(dom),
    )


def _primary(tag: str) -> str:
    return re.split(r"[-_]", tag.strip().lower())[0]


def _main_words(dom: Dom) -> list[str]:
    """Words of the main content: of the main landmark, or of what lies in no other landmark."""
    found = regions(dom)
    has_main = MAIN in found.values()
    pieces = [
        node.value
        for node in dom.nodes
        if node.kind == NodeKind.TEXT
        and node.document == 0
        and node.style >= 0
        and region(found, node) == (MAIN if has_main else "")
    ]
    return " ".join(pieces).casefold().split()


def _samples(dom: Dom) -> dict[str, str]:
    """Text of the main content and of the footer in the page's own language, by field of the digest."""
    found = regions(dom)
    main = MAIN if MAIN in found.values() else ""
    fields = {main: "main_text", FOOTER: "footer_text"}
    page = _primary(dom.root.get("lang")) if dom.root else ""
    marked: set[int] = set()  # parts that say that they are in another language
    pieces: dict[str, list[str]] = {name: [] for name in fields.values()}
    for node in dom.nodes:
        tag = node.attributes.get("lang")
        if node.parent in marked or (tag is not None and _primary(tag) != page):
            marked.add(node.index)
        elif node.kind == NodeKind.TEXT and node.document == 0 and node.style >= 0:
            name = fields.get(region(found, node))
            if name and dom.css(node, "visibility") == "visible":
                pieces[name].append(node.value)
    return {name: " ".join(" ".join(parts).split())[:_TEXT_LIMIT] for name, parts in pieces.items()}


def _images(dom: Dom) -> Iterator[ImageAlt]:
    """Images that people may meet; pictures inside the address and those marked as decoration are left out."""
    count = 0
    for node in dom.elements("img"):
        src = _absolute(dom, node.get("src"))
        decoration = node.get("role") in {"none", "presentation"} or is_in_hidden_tree(dom, node)
        if count >= _MOST_IMAGES or not src.startswith(("http:", "https:")) or len(src) > _ADDRESS_LIMIT:
            continue
        if node.document == 0 and node.style >= 0 and not decoration:
            count += 1
            alt = node.attributes.get("alt")
            yield ImageAlt(
                src=src,
                alt=" ".join(alt.split())[:_HTML_LIMIT] if alt is not None else None,
                name=node.accessible_name[:_HTML_LIMIT],
                selector=selector(dom, node),
                html=excerpt(dom, node)[:_HTML_LIMIT],
            )


def _heading(dom: Dom) -> str:
    """The first heading of level one."""
    first = next((node for node in dom.elements("h1") if node.document == 0 and node.role == "heading"), None)
    return first.accessible_name[:_TITLE_LIMIT] if first else ""


def _same_names(dom: Dom) -> Iterator[SameName]:
    """Links of one name to different pages of the page's own host."""
    host = urlsplit(dom.documents[0].url).netloc
    together = {(node.index, first, second) for node, first, second in pairs_in_context(dom)}
    found = {(node.index, first, second) for node, first, second in pairs(dom)} | together
    kept = [pair for pair in sorted(found) if all(_is_on(host, address) for address in pair[1:])]
    for index, first, second in kept[:_MOST_PAIRS]:
        node = dom.nodes[index]
        yield SameName(
            name=node.accessible_name[:_HTML_LIMIT],
            first=first,
            second=second,
            in_context=(index, first, second) in together,
            selector=selector(dom, node),
            html=excerpt(dom, node)[:_HTML_LIMIT],
        )


def _is_on(host: str, address: str | int) -> bool:
    return isinstance(address, str) and len(address) <= _ADDRESS_LIMIT and urlsplit(address).netloc == host


def _alternates(dom: Dom) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for node in dom.elements("link"):
        tag = node.get("hreflang").strip().lower()
        if (
            node.document == 0
            and tag
            and "alternate" in node.get("rel").lower().split()
            and len(found) < _MOST_ALTERNATES
        ):
            found.setdefault(tag, _absolute(dom, node.get("href")))
    return found


def _absolute(dom: Dom, href: str) -> str:
    document = dom.documents[0]
    try:
        return urldefrag(urljoin(document.base or document.url, href.strip())).url
    except ValueError:
        return ""


def _blocks(dom: Dom) -> Iterator[NavBlock]:
    """Blocks of navigation outside the main content, outermost first, each with a key that is stable between pages."""
    places = regions(dom)
    seen: dict[str, int] = {}
    taken: set[int] = set()
    for node in dom.elements():
        if len(seen) >= _MOST_BLOCKS:
            return
        if node.document != 0 or not _is_navigation(dom, node) or region(places, node) == MAIN:
            continue
        if any(above.index in taken for above in dom.ancestors(node)):
            continue
        links = tuple(_links(dom, node))
        if len(links) < _FEWEST_LINKS:
            continue
        taken.add(node.index)
        key = "|".join((region(places, node), _name(node)))
        seen[key] = seen.get(key, 0) + 1
        yield NavBlock(
            key=f"{key}|{seen[key]}",
            selector=selector(dom, node),
            html=excerpt(dom, node)[:_HTML_LIMIT],
            links=links,
        )


def _is_navigation(dom: Dom, node: Node) -> bool:
    declared = node.name == "nav" or "navigation" in (node.role, node.get("role"))
    if not declared:
        names = (node.get("id"), *node.get("class").split())
        if node.name not in _LISTS or not any(_MENU.search(name) for name in names):
            return False
    if _LOCAL.search(f"{node.accessible_name} {node.get('aria-label')} {node.get('id')} {node.get('class')}"):
        return False
    return declared or _is_mostly_links(dom, node)


def _is_mostly_links(dom: Dom, node: Node) -> bool:
    text = sum(len(inner.value.strip()) for inner in dom.descendants(node) if inner.kind == NodeKind.TEXT)
    linked = sum(
        len(inner.value.strip())
        for link in dom.descendants(node)
        if link.name == "a" and link.get("href")
        for inner in dom.descendants(link)
        if inner.kind == NodeKind.TEXT
    )
    return linked * 3 > text * 2


def _name(node: Node) -> str:
    """What tells the block from others on every page of the site."""
    identifier = node.get("id")
    return (
        node.get("aria-label").strip().casefold()
        or (identifier if is_stable_id(identifier) else "")
        or " ".join(stable_classes(node.get("class"))[:2])
        or node.name
    )


def _links(dom: Dom, block: Node) -> Iterator[NavLink]:
    """Links that lead to other addresses; those into the page itself and scripts are no shared navigation."""
    count = 0
    page = _primary(dom.root.get("lang")) if dom.root else ""
    for node in dom.descendants(block):
        href = node.get("href").strip()
        if node.name == "a" and href and not href.lower().startswith(_STAYS) and count < _MOST_LINKS:
            text = "".join(inner.value for inner in dom.descendants(node) if inner.kind == NodeKind.TEXT)
            count += 1
            name = (node.accessible_name or " ".join(text.split()))[:_HTML_LIMIT]
            tag = next((near.get("lang") for near in (node, *dom.ancestors(node)) if "lang" in near.attributes), "")
            yield NavLink(_absolute(dom, href), name, marked=_primary(tag) != page)
