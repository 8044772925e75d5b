"""The alternative text of an image is in the language that is declared for it (WCAG 3.1.2; 1.1.1)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.detect import FEW, KNOWN, detect
from wcag_audit.kazakh.letters import WORD
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.written_language import blocks, judge_text, tags
from wcag_audit.standards.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_PICTURES: Final = frozenset({"image", "img"})
_NEAR: Final = frozenset({"figure", "a", "p", "li", "td", "article", "section", "div"})
_STEPS: Final = 3
"""Elements around an image whose own text counts as its surroundings."""
_MOST: Final = 50
"""Nodes inside such an element that are looked at."""
_SHOWN: Final = 80
"""Characters of a text that a message shows."""


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Images and image buttons that are read, with a name of four words or more, where the language can be checked."""
    dom = page[Dom]
    for node in dom.elements():
        is_image = node.role in _PICTURES or (node.name == "input" and node.get("type").lower() == "image")
        if is_image and len(WORD.findall(node.accessible_name)) >= FEW and primary(tags(dom)[node.index]) in KNOWN:
            yield node


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """Declared and written language of the name agree; fewer than nine words are for a person."""
    dom = page[Dom]
    strange = judge_text(dom, node, node.accessible_name)
    if strange is None or strange.written in _languages_around(dom, node):
        return passed()  # where the text around is in the same language, the fault is that of the whole part
    text = strange.text if len(strange.text) <= _SHOWN else f"{strange.text[:_SHOWN].rstrip()}…"
    if strange.written == "kk-Latn":
        return cant_tell("latin-kazakh", declared=strange.declared, text=text)
    judge = failed if strange.certain else cant_tell
    return judge("other-language", declared=strange.declared, written=strange.written, words=strange.words, text=text)


def _languages_around(dom: Dom, node: Node) -> set[str]:
    """Languages of the text of the nearest elements around the image that have any."""
    texts = blocks(dom)
    above = dom.parent(node)
    for _ in range(_STEPS):
        if above is None or above.name not in _NEAR:
            return set()
        inner = [texts[above.index]] if above.index in texts else []
        inner += [texts[below.index] for below in islice(dom.descendants(above), _MOST) if below.index in texts]
        if inner:
            return {detect(text).language for text in inner}
        above = dom.parent(above)
    return set()


RULE = Rule(
    id="alternative-text-language",
    criteria=("3.1.2", "1.1.1"),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
)
