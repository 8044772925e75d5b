"""Kazakh text does not come from a legacy 8-bit font (WCAG 1.1.1, failure F71: text look-alikes)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.speech import spoken_page, with_findings
from wcag_audit.kazakh.legacy import code_page, legacy_words, suspects
from wcag_audit.kazakh.mojibake import garbled_runs
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.kazakh.legacy import LegacyWord
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SHOWN: Final = 5
"""Words that a message names; the rest are counted."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, tuple[LegacyWord, ...]]]:
    """Elements whose own text or text attribute has such words; if none has, the root of a page with Cyrillic text.

    The page as a whole tells the code page: a menu entry alone is too short for that. A page with UTF-8 in the wrong
    encoding is left to the rule about that, whose text may look like a legacy font's.
    """
    dom = page[Dom]
    text = spoken_page(dom)
    found = None if any(garbled_runs(text)) else code_page(suspects(text))
    yield from with_findings(dom, lambda piece: legacy_words(piece, found) if found else ())


def expectation(target: tuple[Node, tuple[LegacyWord, ...]], _page: PageSnapshot) -> Judgement:
    """Never a definite failure: what was meant is for a person to confirm."""
    _, words = target
    if not words:
        return passed()
    text = " ".join(word.word for word in words)
    return cant_tell(
        "legacy-font",
        words=", ".join(word.word for word in words[:_SHOWN]),
        repaired=", ".join(word.repaired for word in words[:_SHOWN]),
        code_page=code_page(suspects(text)) or "KZ-1048 / PT154",
        count=len(words),
    )


RULE = Rule(
    id="legacy-font-text",
    criteria=("1.1.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
