"""A part that declares a language of its own is written in that language (WCAG 3.1.2; ACT rule off6ek)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_in_hidden_tree
from wcag_audit.kazakh.detect import detect
from wcag_audit.kazakh.latin import best_language, phrase_language, plain_language
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.written_language import is_prose, judge_text
from wcag_audit.standards.languages import has_known_primary, is_private_use, primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_MOST: Final = 2_000
"""Characters of a part that are read."""
_SHOWN: Final = 80


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str, str]]:
    """Elements in the page with a `lang` of their own that is known, whose own text tells its language.

    Yields:
        The element, its text without parts that have a `lang` of their own, and the language the text is in.
    """
    dom = page[Dom]
    for node in dom.elements():
        tag = node.get("lang")
        above = dom.parent(node)
        if not tag.strip() or above is None or above.kind == NodeKind.DOCUMENT:
            continue
        if not has_known_primary(tag) or is_private_use(tag) or is_in_hidden_tree(dom, node):
            continue
        text = _own_text(dom, node)
        written = _written(primary(tag), text)
        if written:
            yield node, text, written


def _own_text(dom: Dom, node: Node) -> str:
    pieces: list[str] = []
    stack = [node]
    while stack:
        current = stack.pop()
        if current.kind == NodeKind.TEXT and is_prose(dom, current):
            pieces.append(current.value)
        if current is node or (current.kind != NodeKind.DOCUMENT and "lang" not in current.attributes):
            stack += reversed(dom.children(current))
    return " ".join(" ".join(pieces).split())[:_MOST]


def _written(declared: str, text: str) -> str:
    """The language of a text: plainly another than declared, or the declared one; "" if it cannot be told."""
    other = plain_language(text, declared) or phrase_language(text, declared)
    if other:
        return other
    found = detect(text).language
    if found in {"other", "unsure"}:
        return declared if best_language(text) == declared else ""
    return found


def expectation(target: tuple[Node, str, str], page: PageSnapshot) -> Judgement:
    """Declared and written language agree.

    Between Kazakh, Russian and English the line between certain and doubtful is that of all parts of a page.
    """
    node, text, written = target
    declared = primary(node.get("lang"))
    if written == declared:
        return passed()
    values = {"declared": declared, "written": written, "text": text[:_SHOWN]}
    if plain_language(text, declared) or phrase_language(text, declared):
        return failed("other-language", **values)
    strange = judge_text(page[Dom], node, text)
    if strange is None or strange.written not in {"kk", "ru", "en"}:
        return passed()
    return failed("other-language", **values) if strange.certain else cant_tell("other-language", **values)


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
