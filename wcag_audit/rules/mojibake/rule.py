"""Text is not UTF-8 that was read in another encoding (WCAG 1.1.1, failure F71: text look-alikes)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.speech import with_findings
from wcag_audit.kazakh.damage import garbled_words
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.kazakh.damage import DamagedWord
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SHOWN: Final = 5
"""Words that a message names; the rest are counted."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, tuple[DamagedWord, ...]]]:
    """Elements whose own text or text attribute has such words; if none has, the root of a page with Cyrillic text."""
    yield from with_findings(page[Dom], garbled_words)


def expectation(target: tuple[Node, tuple[DamagedWord, ...]], _page: PageSnapshot) -> Judgement:
    """Never a definite failure: what was meant is for a person to confirm."""
    _, words = target
    if not words:
        return passed()
    return cant_tell(
        "garbled",
        words=", ".join(word.word for word in words[:_SHOWN]),
        repaired=", ".join(word.repaired for word in words[:_SHOWN]),
        count=len(words),
    )


RULE = Rule(
    id="mojibake",
    criteria=("1.1.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
