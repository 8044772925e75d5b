"""A part that declares a language of its own is written in that language (WCAG 3.1.2; ACT rule off6ek)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.declared_parts import Part, declared_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SHOWN: Final = 80


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Part]]:
    """Elements in the page with a `lang` of their own that is known, whose own text tells its language."""
    for part in declared_parts(page[Dom]).values():
        yield part.node, part


def expectation(target: tuple[Node, Part], _page: PageSnapshot) -> Judgement:
    """Declared and written language agree."""
    _, part = target
    if not part.strange:
        return passed()
    judge = failed if part.certain else cant_tell
    return judge("other-language", declared=part.declared, written=part.written, text=part.text[:_SHOWN])


RULE = Rule(
    id="part-language-declared",
    criteria=("3.1.2",),
    act=("off6ek",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
)
