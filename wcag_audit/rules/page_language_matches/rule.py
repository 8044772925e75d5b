"""The language that the page declares is the one it is written in (WCAG 3.1.1; ACT rule ucwvc8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.detect import CLEAR, FEW, KNOWN, SHORT, detect
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.standards.languages import has_known_primary, is_private_use, primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.kazakh.detect import Detection
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

ENOUGH: Final = 50
"""Words from which a text speaks for itself; below, names and headings may mislead."""
RESIDUE: Final = 0.15
"""Share of words in the declared language up to which the page is plainly not in it."""
_MOST: Final = 40_000
"""Characters that are read; a longer text only costs time."""
_NO_PROSE: Final = frozenset(
    {"code", "pre", "kbd", "samp", "var", "script", "style", "noscript", "svg", "math", "option"}
)


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Detection]]:
    """The root of a page that declares a known language and has text enough to tell its own."""
    root = page[Dom].root
    if root is None or root.name != "html":
        return
    tag = root.get("lang").strip()
    if not has_known_primary(tag) or is_private_use(tag):
        return
    found = detect(main_text(page[Dom], root))
    if found.words >= SHORT or (found.words >= FEW and found.language != "unsure"):
        yield root, found


def main_text(dom: Dom, root: Node) -> str:
    """The page's visible text that takes its language from the root; code and frames left out."""
    page_language = primary(root.get("lang"))
    own = [False] * len(dom.nodes)
    own[root.index] = True
    pieces: list[str] = []
    length = 0
    for node in dom.nodes[root.index + 1 :]:
        if node.parent < 0 or not own[node.parent]:
            continue
        if node.kind == NodeKind.ELEMENT:
            tag = node.attributes.get("lang")
            own[node.index] = node.name not in _NO_PROSE and (tag is None or primary(tag) == page_language)
        elif node.kind == NodeKind.FRAGMENT:
            own[node.index] = True
        elif node.kind == NodeKind.TEXT and node.style >= 0 and dom.css(node, "visibility") == "visible":
            pieces.append(node.value)
            length += len(node.value)
            if length > _MOST:
                break
    return " ".join(pieces)


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
