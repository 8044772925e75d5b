"""Words are not put together from letters of two scripts (WCAG 1.1.1, failure F71: text look-alikes)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_in_hidden_tree
from wcag_audit.kazakh.letters import is_cyrillic
from wcag_audit.kazakh.mixed import mixed_words
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.kazakh.mixed import MixedWord
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_NO_PROSE: Final = frozenset({"script", "style", "noscript", "code", "pre", "kbd", "samp", "var", "textarea", "math"})
_TEXT_ATTRIBUTES: Final = ("alt", "aria-label", "title", "placeholder")
_SHOWN: Final = 5
"""Words that a message names; the rest are counted."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, tuple[MixedWord, ...]]]:
    """Elements that assistive technology meets, with mixed words in their own text or in a text attribute.

    If there are none, the root of a page that has Cyrillic text, so that the pass is counted.
    """
    dom = page[Dom]
    cyrillic = False
    found: dict[int, list[MixedWord]] = {}
    for node in dom.nodes:
        if node.kind == NodeKind.TEXT:
            if node.parent >= 0 and not node.value.isascii() and _is_prose(dom, node):
                cyrillic = cyrillic or any(map(is_cyrillic, node.value))
                _collect(found, node.parent, node.value)
        elif node.kind == NodeKind.ELEMENT and node.exposed:
            for name in _TEXT_ATTRIBUTES:
                _collect(found, node.index, node.attributes.get(name, ""))
    read = [dom.nodes[index] for index in sorted(found) if not is_in_hidden_tree(dom, dom.nodes[index])]
    for node in read:
        yield node, tuple(dict.fromkeys(found[node.index]))
    if cyrillic and not read and dom.root is not None:
        yield dom.root, ()


def _is_prose(dom: Dom, text: Node) -> bool:
    """True for text that is laid out, outside code and the like."""
    above = dom.nodes[text.parent]
    return text.style >= 0 and dom.css(text, "visibility") == "visible" and above.name not in _NO_PROSE


def _collect(found: dict[int, list[MixedWord]], index: int, text: str) -> None:
    if text and not text.isascii():
        words = list(mixed_words(text))
        if words:
            found.setdefault(index, []).extend(words)


def expectation(target: tuple[Node, tuple[MixedWord, ...]], _page: PageSnapshot) -> Judgement:
    """Never a definite failure: which letters were meant is for a person to confirm."""
    _, words = target
    if not words:
        return passed()
    return cant_tell(
        "mixed-words",
        words=", ".join(word.word for word in words[:_SHOWN]),
        repaired=", ".join(word.repaired for word in words[:_SHOWN]),
        letters="".join(dict.fromkeys("".join(word.letters for word in words))),
        count=len(words),
    )


RULE = Rule(
    id="mixed-script-words",
    criteria=("1.1.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
)
