"""The language that the page declares is the one it is written in (WCAG 3.1.1; ACT rule ucwvc8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.detect import CLEAR, FEW, KNOWN, SHORT
from wcag_audit.kazakh.latin import best_language, is_likely, plain_language
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.written_language import RESIDUE, main_language, main_text
from wcag_audit.standards.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.kazakh.detect import Detection
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

ENOUGH: Final = 50
"""Words from which a text speaks for itself; below, names and headings may mislead."""
_PLAIN: Final = 0.8
"""Margin from which also a short text is in another language, if not one of its words is in the declared one ..."""
_FEWEST: Final = 10
"""... and it has so many words."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Detection, str]]:
    """The root of a page that declares a known language and has text enough to tell its own.

    Yields:
        The root, what the detector says, and the language in Latin letters that the text is plainly in: the declared
        one, or another; "" if it is in neither beyond doubt.
    """
    dom = page[Dom]
    found = main_language(dom)
    if dom.root is None or found is None:
        return
    if found.words >= SHORT or (found.words >= FEW and found.language != "unsure"):
        text, declared = main_text(dom, dom.root), primary(dom.root.get("lang"))
        believed = best_language(text) == declared or is_likely(text, declared)
        latin = declared if believed else plain_language(text, declared)
        yield dom.root, found, latin


def expectation(target: tuple[Node, Detection, str], _page: PageSnapshot) -> Judgement:
    """Declared and written language agree."""
    root, found, latin = target
    declared = primary(root.get("lang"))
    share = found.shares.get(declared, 0.0)
    if declared in {found.language, latin}:
        return passed()
    if latin:
        return failed("other-language", declared=declared, written=latin, words=found.words)
    if found.language == "unsure" and share and share >= max(found.shares.values()):
        return passed()  # a page of several languages, most of it in the declared one
    if found.language in KNOWN:
        plain = declared in KNOWN and not share and found.words >= _FEWEST and found.margin >= _PLAIN
        doubt = not plain and (found.words < ENOUGH or found.margin < CLEAR or share > RESIDUE)
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
    version=3,
)
