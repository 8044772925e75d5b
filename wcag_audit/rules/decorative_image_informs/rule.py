"""A picture kept from assistive technology tells nothing that is not beside it (WCAG 1.1.1; ACT rule e88epe)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_focusable, is_in_hidden_tree, is_visible
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_LOGO: Final = re.compile(r"(?:^|[^a-zа-я])(?:logo|logotype|logotip|gerb|emblem|emblema|лого|логотип|герб)(?![a-zа-я])")
_HIDING_ROLES: Final = frozenset({"none", "presentation"})
_SMALLEST: Final = 48.0
"""CSS pixels; what is smaller is an icon, which repeats the words beside it."""
_NAMES: Final = frozenset({"h1", "h2", "div", "span", "a", "strong", "#text"})
_AROUND: Final = 3
_ENDS: Final = frozenset({"body", "main", "#document"})


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str]]:
    """Pictures seen without a name: in the Tab order, logos by their file's name, or after a text with a colon."""
    dom = page[Dom]
    last = ""
    for node in dom.nodes:
        if node.kind == NodeKind.TEXT and node.value.strip() and is_visible(dom, node):
            last = " ".join(node.value.split())
        elif node.name in {"img", "svg"} and _is_kept_back(dom, node):
            if _is_reached(dom, node) or _LOGO.search(node.get("src").split("?")[0].rpartition("/")[2].lower()):
                yield node, ""
            elif last.endswith(":"):
                yield node, last


def expectation(item: tuple[Node, str], page: PageSnapshot) -> Judgement:
    """A text stands beside it that may say the same."""
    image, announced = item
    dom = page[Dom]
    if _is_reached(dom, image):
        return failed("reached")
    if announced:
        return passed() if _text_follows(dom, image) else failed("announced", text=announced[-80:])
    return passed() if _has_words_beside(dom, image) else failed("logo", file=image.get("src").rpartition("/")[2][:80])


def _is_kept_back(dom: Dom, image: Node) -> bool:
    box = image.box
    if box is None or min(box.width, box.height) < _SMALLEST or image.accessible_name or not is_visible(dom, image):
        return False
    if image.name == "img" and "alt" in image.attributes:
        return not image.get("alt").strip()
    # Of aria-hidden alone it is not said that the picture is decoration: something else may be exposed in its place.
    role = image.get("role").strip().lower()
    return role in _HIDING_ROLES if image.name == "img" else not role and image.get("aria-hidden").lower() != "true"


def _is_reached(dom: Dom, image: Node) -> bool:
    """True if the keyboard gets to the picture itself: browsers then expose it, nameless as it is."""
    return image.name == "img" and image.exposed and is_focusable(dom, image)


def _has_words_beside(dom: Dom, image: Node) -> bool:
    """True if the link, block or blocks around the picture, or its neighbours, hold any words."""
    level = image
    for _ in range(_AROUND):
        above = dom.parent(level)
        if above is None or above.name in _ENDS:
            break
        level = above
        if dom.text(level) or level.accessible_name or is_in_hidden_tree(dom, level):
            return True
    in_header = level.name == "header" or level.role == "banner"
    around = dom.parent(level)
    children = dom.children(around) if around else ()
    place = next((number for number, child in enumerate(children) if child.index == level.index), 0)
    near = [child for child in children[max(place - 2, 0) : place + 3] if child.name != "script" and dom.text(child)]
    # After a header without a word, a name may still follow, but not in the running text of the page
    return any(not in_header or child.name in _NAMES for child in near)


def _text_follows(dom: Dom, image: Node) -> bool:
    """True if words come right after the picture, or in the block or control around it: they are what was announced."""
    parent = dom.parent(image)
    if parent is None or parent.accessible_name or parent.name in {"a", "button", "label", "li"}:
        return True
    after = [child for child in dom.children(parent) if child.index > image.index and dom.text(child)]
    return bool(after) and (after[0].kind == NodeKind.TEXT or dom.css(after[0], "display").startswith("inline"))


RULE = Rule(
    id="decorative-image-informs",
    criteria=("1.1.1",),
    act=("e88epe", "23a2a8"),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
    version=2,
)
