"""Long texts are parted by headings (WCAG 2.4.10; technique G141). Only a person can say where sections begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.regions import MAIN, region, regions
from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_LONG: Final = 800
"""Words of running text, three to four pages of print, that hardly anybody writes without sections."""
_SENTENCE: Final = 5
"""Words from which a text node is running text, and no label or item."""
_NO_PROSE: Final = frozenset(
    {
        "a",
        "ul",
        "ol",
        "table",
        "pre",
        "code",
        "dl",
        "form",
        "select",
        "textarea",
        "svg",
        "script",
        "style",
        "noscript",
        "blockquote",
    }
)
_SHOWN: Final = 80


def targets(page: PageSnapshot) -> Iterator[tuple[Node, int]]:
    """The beginning of the longest stretch of running text without a heading, where all of the text is long.

    Yields:
        The element around the first words, and the number of words of the stretch.
    """
    dom = page[Dom]
    stretches = [stretch for stretch in _stretches(dom) if stretch]
    if sum(_count(stretch) for stretch in stretches) >= _LONG:
        longest = max(stretches, key=_count)
        yield dom.nodes[longest[0][0].parent], _count(longest)


def _stretches(dom: Dom) -> list[list[tuple[Node, int]]]:
    """Texts of the main content with their words, cut at every heading that is seen or read."""
    found = regions(dom)
    wanted = MAIN if MAIN in found.values() else ""
    left_out = [False] * len(dom.nodes)
    stretches: list[list[tuple[Node, int]]] = [[]]
    for node in dom.nodes:
        heading = node.role == "heading"
        left_out[node.index] = heading or node.name in _NO_PROSE or (node.parent >= 0 and left_out[node.parent])
        if heading:
            stretches.append([])
        elif node.kind == NodeKind.TEXT and node.style >= 0 and node.document == 0 and not left_out[node.index]:
            words = len(node.value.split())
            if words >= _SENTENCE and region(found, node) == wanted and is_visible(dom, node):
                stretches[-1].append((node, words))
    return stretches


def _count(stretch: list[tuple[Node, int]]) -> int:
    return sum(words for _, words in stretch)


def expectation(item: tuple[Node, int], page: PageSnapshot) -> Judgement:
    """No stretch is as long as a text that hardly anybody writes without sections."""
    node, words = item
    if words < _LONG:
        return passed()
    return cant_tell("long", words=words, text=page[Dom].text(node)[:_SHOWN])


RULE = Rule(
    id="section-headings",
    criteria=("2.4.10",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
)
