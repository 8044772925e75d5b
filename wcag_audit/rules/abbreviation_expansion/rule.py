"""Abbreviations in Cyrillic capitals are written out somewhere on the page (WCAG 3.1.4; techniques G97, H28)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.speech import spoken_page, spoken_texts
from wcag_audit.kazakh.speech import abbreviations
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SHOWN: Final = 8
"""Abbreviations that a message names; the rest are counted."""
_IN_BRACKETS: Final = re.compile(r"\(([^()]{1,60})\)")
_BEFORE_BRACKETS: Final = re.compile(r"([^\W\d_]{2,6})\s?\([^()\d]{4}")
_LAST_WORD: Final = re.compile(r"([^\W\d_]{2,6})$")


def targets(page: PageSnapshot) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Elements in whose own text abbreviations are used for the first time."""
    dom = page[Dom]
    seen: set[str] = set()
    first: dict[int, list[str]] = {}
    for piece in spoken_texts(dom):
        if piece.text.isascii():
            continue
        owner = dom.nodes[piece.owner]
        text = f"{piece.text} ян" if owner.name == "abbr" else piece.text  # alone it would pass for a heading
        for word in abbreviations(text):
            if word not in seen:
                seen.add(word)
                first.setdefault(piece.owner, []).append(word)
    for index, words in first.items():
        yield dom.nodes[index], tuple(words)


def expectation(target: tuple[Node, tuple[str, ...]], page: PageSnapshot) -> Judgement:
    """An abbr title, or brackets beside the abbreviation, give the expanded form; readers may find it elsewhere."""
    node, words = target
    if node.name == "abbr" and node.get("title").strip():
        return passed()
    explained = _explained(page[Dom])
    missing = [word for word in words if word not in explained]
    if not missing:
        return passed()
    return cant_tell("no-expansion", words=", ".join(missing[:_SHOWN]), count=len(missing))


@per_dom
def _explained(dom: Dom) -> frozenset[str]:
    """Words with an expansion in brackets, or in brackets after one ("(бұдан әрі – ҚР)")."""
    text = spoken_page(dom)
    inside = (_LAST_WORD.search(match[1].strip()) for match in _IN_BRACKETS.finditer(text))
    before = (match[1] for match in _BEFORE_BRACKETS.finditer(text))
    return frozenset([*(match[1] for match in inside if match), *before])


RULE = Rule(
    id="abbreviation-expansion",
    criteria=("3.1.4",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MINOR,
)
