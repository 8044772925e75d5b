"""The language that the page declares is one that browsers and voices know (WCAG 3.1.1; ACT rule bf051a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule
from wcag_audit.rules.language_tags import judge_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[Node]:
    """The root element of an HTML page whose lang attribute is not blank."""
    root = page[Dom].root
    if root is not None and root.name == "html" and root.get("lang").strip():
        yield root


def expectation(root: Node, _page: PageSnapshot) -> Judgement:
    """The primary language subtag is registered and means a language."""
    return judge_tag(root.get("lang"))


RULE = Rule(
    id="language-tag-valid",
    criteria=("3.1.1",),
    act=("bf051a",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("html-lang-valid",),
)
