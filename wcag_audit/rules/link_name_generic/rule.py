"""The name of a link alone says where it leads (WCAG 2.4.9; ACT rule aizyf1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import is_speakable
from wcag_audit.commons.wording import is_doubtful_link, is_generic_link, is_menu_word, tokens
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_OTHERS: Final = 2
"""Other entries that make a menu."""


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Links that assistive technology meets and that have a name."""
    for node in page[Dom].elements():
        if node.role == "link" and is_speakable(node.accessible_name):
            yield node


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """The name is more than an invitation to follow the link.

    What may be all there is to say of a link ("next", "all"; in a menu or a table of contents, "download") is for a
    person: where everybody is left guessing, the criterion makes an exception.
    """
    name = node.accessible_name
    if not is_generic_link(name):
        return passed()
    dom = page[Dom]
    doubtful = is_doubtful_link(name) or (is_menu_word(name) and (_is_in_menu(dom, node) or _leads_within(dom, node)))
    return cant_tell("generic", name=name) if doubtful else failed("says-nothing", name=name)


def _is_in_menu(dom: Dom, link: Node) -> bool:
    """True for all there is in an item of a list whose other items are links with other names."""
    item = next((above for above in dom.ancestors(link) if above.name == "li"), None)
    around = dom.parent(item) if item else None
    if item is None or around is None or dom.text(item) != dom.text(link):
        return False
    others = [_first_link(dom, child) for child in dom.children(around) if child.name == "li" and child is not item]
    names = {tokens(other.accessible_name) for other in others if other is not None}
    return len(names) >= _OTHERS and len(names) == len(others) and tokens(link.accessible_name) not in names


def _leads_within(dom: Dom, link: Node) -> bool:
    """True for a link to a part of the same page: its word is what that part is about."""
    address = link.get("href")
    return address.startswith("#") and dom.by_id(address.removeprefix("#"), link.document) is not None


def _first_link(dom: Dom, node: Node) -> Node | None:
    return next((inner for inner in dom.descendants(node) if inner.role == "link"), None)


RULE = Rule(
    id="link-name-generic",
    criteria=("2.4.9",),
    act=("aizyf1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MINOR,
    maturity=Maturity.STABLE,
    version=2,
)
