"""The language that the page declares is the one it is written in (WCAG 3.1.1; ACT rule ucwvc8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.detect import CLEAR, FEW, KNOWN, SHORT
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.written_language import RESIDUE, main_language
from wcag_audit.standards.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.kazakh.detect import Detection
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

ENOUGH: Final = 50
"""Words from which a text speaks for itself; below, names and headings may mislead."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Detection]]:
    """The root of a page that declares a known language and has text enough to tell its own."""
    dom = page[Dom]
    found = main_language(dom)
    if dom.root is None or found is None:
        return
    if found.words >= SHORT or (found.words >= FEW and found.language != "unsure"):
        yield dom.root, found


def expectation(target: tuple[Node, Detection], _page: PageSnapshot) -> Judgement:
    """Declared and written language agree."""
    root, found = target
    declared = primary(root.get("lang"))
    share = found.shares.get(declared, 0.0)
    if declared == found.language:
        return passed()
    if found.language == "unsure" and share and share >= max(found.shares.values()):
        return passed()  # a page of several languages, most of it in the declared one
    if found.language in KNOWN:
        doubt = found.words < ENOUGH or found.margin < CLEAR or share > RESIDUE
        judge = cant_tell if doubt else failed
        return judge("other-language", declared=declared, written=found.language, words=found.words)
    if sum(found.shares.get(language, 0.0) for language in KNOWN) > RESIDUE and declared in KNOWN:
        return cant_tell("mixed", declared=declared)
    return cant_tell("not-recognised", declared=declared)


RULE = Rule(
    id="page-language-matches",
    criteria=("3.1.1",),
    act=("ucwvc8",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
)
