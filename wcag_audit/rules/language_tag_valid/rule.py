"""The language that the page declares is one that browsers and voices know (WCAG 3.1.1; ACT rule bf051a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.language_tags import suggestion
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed
from wcag_audit.standards.languages import has_known_primary, is_private_use

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
    tag = root.get("lang").strip()
    better = suggestion(tag)
    if not has_known_primary(tag):
        return failed("wrong-code", tag=tag, better=better) if better else failed("unknown-code", tag=tag)
    if is_private_use(tag):
        return cant_tell("private-use", tag=tag)
    return passed()


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
