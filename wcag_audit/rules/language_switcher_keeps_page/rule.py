"""Who changes the language stays on the page that they were reading (good practice; no criterion of WCAG)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.language_addresses import is_front
from wcag_audit.commons.language_switcher import page_language, switcher
from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.commons.language_switcher import Option
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Option]]:
    """Links of an inner page's language switcher that lead to another language."""
    dom = page[Dom]
    if is_front(page.final_url):
        return
    here = page_language(dom)
    for option in switcher(dom):
        if option.href and option.language != here and is_visible(dom, option.node):
            yield option.node, option


def expectation(target: tuple[Node, Option], _page: PageSnapshot) -> Judgement:
    """The link does not lead to the front page."""
    _, option = target
    return cant_tell("front-page", href=option.href) if is_front(option.href) else passed()


RULE = Rule(
    id="language-switcher-keeps-page",
    criteria=(),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
)
