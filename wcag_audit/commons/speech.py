"""The text of a page as a voice gets it: what is exposed, in which language, in which block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.model.dom import NodeKind
from wcag_audit.model.speech import SpokenText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wcag_audit.model.dom import Dom, Node

T = TypeVar("T")

_NO_PROSE: Final = frozenset({"script", "style", "noscript", "code", "pre", "kbd", "samp", "var", "textarea", "math"})
_TEXT_ATTRIBUTES: Final = ("alt", "aria-label", "title", "placeholder")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_INLINE: Final = ("inline", "contents")


@per_dom
def spoken_texts(dom: Dom) -> tuple[SpokenText, ...]:
    """Every piece of prose that assistive technology meets, in document order; code and frames' own roots included.

    A frame does not inherit the language around it.
    """
    count = len(dom.nodes)
    langs, silent, blocks = [""] * count, [False] * count, [0] * count
    found: list[SpokenText] = []
    for node in dom.nodes:
        index, above = node.index, node.parent
        if node.kind == NodeKind.TEXT:
            if above >= 0 and not silent[above] and node.exposed and not node.value.isspace():
                found.append(SpokenText(node.value, langs[above], above, blocks[above]))
            continue
        if above < 0 or node.kind == NodeKind.DOCUMENT:
            blocks[index] = index
            continue
        langs[index], silent[index], blocks[index] = langs[above], silent[above], blocks[above]
        if node.kind == NodeKind.ELEMENT:
            langs[index] = node.attributes.get("lang", langs[above]).strip()
            silent[index] = silent[above] or node.name in _NO_PROSE
            if not dom.css(node, "display").startswith(_INLINE):
                blocks[index] = index
            if node.attributes and node.exposed:
                found += _attributes(node, langs[index])
    return tuple(found)


def _attributes(node: Node, lang: str) -> list[SpokenText]:
    values = (node.attributes.get(name, "") for name in _TEXT_ATTRIBUTES)
    # A text of its own, not read together with the block around it
    return [SpokenText(value, lang, node.index, -node.index - 1) for value in values if value.strip()]


def read_aloud(dom: Dom) -> list[SpokenText]:
    """What a voice says of the page from beginning to end: text, and the names of images, each once."""
    return [
        piece
        for piece in spoken_texts(dom)
        if piece.block >= 0 or (dom.nodes[piece.owner].role == "image" and _is_name(dom.nodes[piece.owner], piece.text))
    ]


def _is_name(node: Node, text: str) -> bool:
    return " ".join(text.split()) == node.accessible_name


@per_dom
def spoken_page(dom: Dom) -> str:
    """All spoken text of a page, a line for each piece."""
    return "\n".join(piece.text for piece in spoken_texts(dom))


def with_findings(dom: Dom, find: Callable[[str], Iterable[T]]) -> Iterator[tuple[Node, tuple[T, ...]]]:
    """Elements whose own text or text attribute has what is looked for, each once, in document order.

    If there are none, the root of a page with Cyrillic text and nothing, so that the pass is counted.

    Args:
        dom: the page.
        find: gives what it finds in a text; what it finds in a piece it also finds in the page as a whole.
    """
    found: dict[int, list[T]] = {}
    everything = spoken_page(dom)
    for piece in spoken_texts(dom) if any(True for _ in find(everything)) else ():
        things = list(find(piece.text))
        if things:
            found.setdefault(piece.owner, []).extend(things)
    for index in sorted(found):
        yield dom.nodes[index], tuple(dict.fromkeys(found[index]))
    if not found and dom.root is not None and _CYRILLIC.search(everything):
        yield dom.root, ()
