"""No letter of a word was lost to "?", U+FFFD or a private-use character (WCAG 1.1.1, failure F71)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.speech import with_findings
from wcag_audit.kazakh.damage import lost_letters
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
    yield from with_findings(page[Dom], lost_letters)


def expectation(target: tuple[Node, tuple[DamagedWord, ...]], _page: PageSnapshot) -> Judgement:
    """Never a definite failure: whether a letter was lost, and which, is for a person to say."""
    _, words = target
    if not words:
        return passed()
    shown = words[:_SHOWN]
    listed = ", ".join(word.word for word in shown)
    likely = [" / ".join(word.likely) for word in shown]
    if all(likely):
        return cant_tell("lost-likely", words=listed, likely=", ".join(likely), count=len(words))
    return cant_tell("lost", words=listed, count=len(words))


RULE = Rule(
    id="lost-letters",
    criteria=("1.1.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
