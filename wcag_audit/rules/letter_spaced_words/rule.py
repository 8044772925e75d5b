"""Words are not set letter by letter with spaces (WCAG 1.3.2, failure F32)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.letters import WORD
from wcag_audit.kazakh.spacing import has_letter_runs, letter_runs
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.kazakh.spacing import LetterRun
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_NO_PROSE: Final = frozenset(
    {"script", "style", "noscript", "code", "pre", "kbd", "samp", "var", "textarea", "math", "sub", "sup"}
)


def targets(page: PageSnapshot) -> Iterator[tuple[Node, tuple[LetterRun, ...]]]:
    """Elements whose own text, as assistive technology meets it, has four or more single letters in a row."""
    dom = page[Dom]
    found: dict[int, list[LetterRun]] = {}
    known: frozenset[str] | None = None
    for text in dom.nodes:
        if text.kind != NodeKind.TEXT or not has_letter_runs(text.value):
            continue
        if _is_read(dom, text):
            known = _words_of(dom) if known is None else known
            found.setdefault(text.parent, []).extend(letter_runs(text.value, known))
    for index, runs in found.items():
        yield dom.nodes[index], tuple(runs)


def _words_of(dom: Dom) -> frozenset[str]:
    """The page's words; those in capitals may be abbreviations, which are rightly spelled out."""
    texts = (node.value for node in dom.nodes if node.kind == NodeKind.TEXT)
    return frozenset(word.casefold() for text in texts for word in WORD.findall(text) if not word.isupper())


def _is_read(dom: Dom, text: Node) -> bool:
    """True for text that a voice reads as it stands: shown, exposed, and not replaced by a name around it."""
    if not text.exposed or text.style < 0:
        return False
    for above in dom.ancestors(text):
        if above.name in _NO_PROSE or above.get("aria-label").strip() or above.get("role") in {"img", "math"}:
            return False
    return True


def expectation(target: tuple[Node, tuple[LetterRun, ...]], _page: PageSnapshot) -> Judgement:
    """No run of single letters forms a word."""
    _, runs = target
    for verdict, judge in (("word", failed), ("doubtful", cant_tell)):
        found = [run for run in runs if run.verdict == verdict]
        if found:
            return judge("spaced-word", text=found[0].text, word=found[0].word, count=len(found))
    return passed()


RULE = Rule(
    id="letter-spaced-words",
    criteria=("1.3.2",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
)
