"""Every part of the page is written in the language that is declared for it (WCAG 3.1.2).

Of a part that declares a language of its own and is in another, `part-language-declared` speaks, and only it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_in_hidden_tree
from wcag_audit.kazakh.detect import KNOWN, detect, leans
from wcag_audit.kazakh.letters import WORD
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.rules.declared_parts import declared_parts
from wcag_audit.rules.language_lists import options, strange_lists
from wcag_audit.rules.written_language import Strange, blocks, judge_text, tags
from wcag_audit.standards.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_ATTRIBUTES: Final = ("aria-label", "title", "placeholder")
"""Alternative texts of images have a rule of their own."""
_PICTURES: Final = frozenset({"image", "img"})
_WIDEST: Final = frozenset({"body", "html", "main", "#document", "#shadow-root"})
_SHOWN: Final = 80
"""Characters of a text that a message shows."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Strange | None]]:
    """The outermost elements all of whose text is in a language that is not declared for it.

    If there are none, the root of a page whose declared language can be checked, so that the pass is counted.
    """
    dom = page[Dom]
    texts = {index: strange for index, strange in _strange_texts(dom).items() if strange is not None}
    elsewhere = {index for index, strange in texts.items() if _is_told_elsewhere(dom, dom.nodes[index], strange)}
    found = _grouped(dom, {index: strange for index, strange in texts.items() if index not in elsewhere})
    for index in sorted(found):
        if not is_in_hidden_tree(dom, dom.nodes[index]):
            yield dom.nodes[index], found[index]
    if not texts and dom.root is not None and primary(tags(dom)[dom.root.index]) in KNOWN and blocks(dom):
        yield dom.root, None


def _strange_texts(dom: Dom) -> dict[int, Strange | None]:
    """What is wrong with the blocks of text, the lists and the text attributes, by element."""
    lists = strange_lists(dom)
    found = {index: judge_text(dom, dom.nodes[index], text) for index, text in blocks(dom).items()}
    for node in dom.nodes:
        if node.kind != NodeKind.ELEMENT:
            continue
        if node.name == "select" and node.exposed:
            bad = judge_text(dom, node, " ".join(options(dom, node)))
            found[node.index] = replace(bad, certain=False) if bad else None  # options may be names
        elif node.exposed and node.role not in _PICTURES and not found.get(node.index):
            texts = (node.attributes.get(name, "") for name in _ATTRIBUTES)
            found[node.index] = next((bad for text in texts if text and (bad := judge_text(dom, node, text))), None)
    inside = {below.index for index in lists for below in dom.descendants(dom.nodes[index])}
    return {index: bad for index, bad in found.items() if index not in inside} | dict(lists)


def _is_told_elsewhere(dom: Dom, node: Node, strange: Strange) -> bool:
    """True if the part around it that declares its language is strange as a whole, in the same way."""
    holder = next((near for near in (node, *dom.ancestors(node)) if "lang" in near.attributes), None)
    part = declared_parts(dom).get(holder.index) if holder is not None else None
    return part is not None and part.strange and part.written == strange.written


def _grouped(dom: Dom, strange: Mapping[int, Strange]) -> dict[int, Strange]:
    """One entry for each outermost element around strange texts of one language, all other text absent."""
    if not strange:
        return {}
    inside: dict[int, Counter[str]] = {}
    for index, text in blocks(dom).items():
        said = strange[index].written if index in strange else _said(dom, index, text)
        node: Node | None = dom.nodes[index]
        while node is not None and said:
            inside.setdefault(node.index, Counter())[said] += 1
            node = dom.parent(node)
    groups: dict[int, Strange] = {}
    for index, own in strange.items():
        top = dom.nodes[index]
        above = dom.parent(top)
        while above is not None and above.name not in _WIDEST and set(inside.get(above.index, ())) == {own.written}:
            if tags(dom)[above.index] != tags(dom)[index]:
                break
            top, above = above, dom.parent(above)
        before = groups.get(top.index)
        certain = own.certain or bool(before and before.certain)
        text, words = (before.text, before.words + own.words) if before else (own.text, own.words)
        groups[top.index] = Strange(own.declared, own.written, words, certain, text)
    return groups


def _said(dom: Dom, index: int, text: str) -> str:
    """The language that a text without fault stands for: its own, or the declared one if it tells nothing."""
    declared = primary(tags(dom)[index])
    words = WORD.findall(text)
    if not words or leans(words, declared):
        return declared if words else ""
    language = detect(text).language
    return language if language in KNOWN else declared


def expectation(target: tuple[Node, Strange | None], _page: PageSnapshot) -> Judgement:
    """Declared and written language agree; names, fewer than nine words and Latin Kazakh are for a person."""
    _, strange = target
    if strange is None:
        return passed()
    text = strange.text if len(strange.text) <= _SHOWN else f"{strange.text[:_SHOWN].rstrip()}…"
    if strange.written == "kk-Latn":
        return cant_tell("latin-kazakh", declared=strange.declared, text=text)
    judge = failed if strange.certain else cant_tell
    return judge("other-language", declared=strange.declared, written=strange.written, words=strange.words, text=text)


RULE = Rule(
    id="part-language-matches",
    criteria=("3.1.2",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
