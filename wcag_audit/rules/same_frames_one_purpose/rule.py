"""Frames of one name show what serves one purpose (WCAG 4.1.2; ACT rule 4b1c6c)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag

from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.facts_links import PageText
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.same_purpose import Purpose, compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_ADVERTS: Final = ("advert", "реклам", "жарнама", "sponsor")
"""How words begin that name a frame by whatever is shown in it just now."""
_TEXT: Final = 4_000
_SHOWN: Final = 80
_LONG_WORD: Final = 4


def targets(page: PageSnapshot) -> Iterator[tuple[Node, PageText, PageText]]:
    """Frames with the name of an earlier one, nested ones included, and what both show; empty ones left out."""
    dom = page[Dom]
    first: dict[tuple[str, ...], PageText] = {}
    named: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in dom.elements("iframe"):
        if node.exposed and tokens(node.accessible_name):
            named[tokens(node.accessible_name)].append(node)
    for name, frames in named.items():
        for node in frames:
            content = _content(dom, node)
            if content is None:
                continue
            if name in first:
                yield node, first[name], content
            else:
                first[name] = content


def _content(dom: Dom, frame: Node) -> PageText | None:
    inner = next((child for child in dom.children(frame) if child.kind == NodeKind.DOCUMENT), None)
    if inner is None:
        return None
    document = dom.documents[inner.document]
    text = dom.text(inner)[:_TEXT]
    address = urldefrag(document.url).url
    if address.startswith("about:"):
        address = f"{address}#{inner.document}"  # content in an attribute has no address of its own
    return PageText(address, address, title=document.title, text=text) if tokens(text) else None


def expectation(target: tuple[Node, PageText, PageText], _page: PageSnapshot) -> Judgement:
    """Both show one page, or pages that serve one purpose.

    Where the name's words are found in both, or the name speaks of advertisements, the name may fit both.
    """
    node, first, second = target
    name = node.accessible_name
    words = tokens(name)
    found = compare(first, second)
    if found is Purpose.SAME or any(word.startswith(_ADVERTS) for word in words):
        return passed()
    if found is Purpose.UNSURE or (_fits(words, first) and _fits(words, second)):
        return cant_tell("unsure", name=name)
    return failed(
        "different", name=name, first=first.title or first.text[:_SHOWN], second=second.title or second.text[:_SHOWN]
    )


def _fits(name: tuple[str, ...], content: PageText) -> bool:
    words = set(tokens(f"{content.title} {content.text}"))
    return any(len(word) >= _LONG_WORD and word in words for word in name)


RULE = Rule(
    id="same-frames-one-purpose",
    criteria=("4.1.2",),
    act=("4b1c6c",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
)
