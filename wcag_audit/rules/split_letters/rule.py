"""Words have no decomposed letters and no invisible characters inside (best practice: voices break such words up)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.speech import with_findings
from wcag_audit.kazakh.damage import split_words
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
    yield from with_findings(page[Dom], split_words)


def expectation(target: tuple[Node, tuple[DamagedWord, ...]], _page: PageSnapshot) -> Judgement:
    """What stands inside the words is certain; how the voice in use takes it is not."""
    _, words = target
    if not words:
        return passed()
    signs = {sign for word in words for sign in word.word if sign not in word.repaired}
    return cant_tell(
        "split",
        repaired=", ".join(word.repaired for word in words[:_SHOWN]),
        codes=", ".join(sorted(f"U+{ord(sign):04X}" for sign in signs if not sign.isalpha())),
        count=len(words),
    )


RULE = Rule(
    id="split-letters",
    criteria=(),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
)
