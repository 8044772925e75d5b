"""A heading speaks of what stands under it (WCAG 2.4.6; ACT rule b49b2e)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import is_speakable
from wcag_audit.commons.topics import is_about_another, promised
from wcag_audit.commons.visibility import is_visible
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed
from wcag_audit.rules.written_language import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_ENOUGH: Final = 5
"""Words from which a text tells what it is about."""
_SHOWN: Final = 80
_PLACEHOLDERS: Final = frozenset(
    tokens(phrase)
    for phrase in (
        "heading", "heading text", "your heading", "your heading here", "add your heading text here", "section title",
        "untitled", "untitled section", "lorem ipsum", "заголовок", "текст заголовка", "ваш заголовок", "без названия",
        "заголовок раздела", "тақырып мәтіні", "тақырыптың мәтіні", "атаусыз",
    )
)  # fmt: skip
"""What editors and templates put where a heading is to be written."""


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Headings that assistive technology meets and that have a name."""
    for node in page[Dom].elements():
        if node.role == "heading" and is_speakable(node.accessible_name):
            yield node


def expectation(heading: Node, page: PageSnapshot) -> Judgement:
    """The heading is no placeholder, and the text that begins its section is not plainly about something else.

    Only where the heading promises a topic and nothing else, the text has no sign of it, and plainly speaks of another.
    """
    name = heading.accessible_name
    text = _first_text(page[Dom], heading)
    if tokens(name) in _PLACEHOLDERS and text:
        return failed("placeholder", name=name)
    topic = promised(name)
    if topic and len(tokens(text)) >= _ENOUGH and is_about_another(topic, text):
        return failed("other-topic", name=name, text=text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…")
    return passed()


def _first_text(dom: Dom, heading: Node) -> str:
    """The first visible block of text after a heading, before the next one; "" if there is none."""
    inside = {node.index for node in dom.descendants(heading)} | {heading.index}
    texts = blocks(dom)
    for node in dom.nodes[heading.index + 1 :]:
        if node.document != heading.document or (node.role == "heading" and node.index not in inside):
            return ""
        if node.index in texts and node.index not in inside and is_visible(dom, node):
            return texts[node.index]
    return ""


RULE = Rule(
    id="heading-describes-section",
    criteria=("2.4.6",),
    act=("b49b2e",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
    maturity=Maturity.STABLE,
)
