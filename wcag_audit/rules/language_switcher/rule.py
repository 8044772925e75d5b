"""Every language that the page offers can be chosen from the keyboard, and says its name (WCAG 4.1.2; failure F59)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.language_switcher import page_language, switcher
from wcag_audit.commons.names import is_speakable
from wcag_audit.commons.visibility import has_focusable, is_disabled, is_focusable, is_in_hidden_tree, is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.commons.language_switcher import Option
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Option]]:
    """Links, buttons and whatever answers to the mouse by which a person sees that another language can be chosen.

    The language of the page itself is left out: its mark is often no control, or opens the list of the others.
    """
    dom = page[Dom]
    here = page_language(dom)
    for option in switcher(dom):
        node = option.node
        chooses = option.kind != "label" and option.language != here and not is_disabled(dom, node)
        if chooses and is_visible(dom, node) and not is_in_hidden_tree(dom, node):
            yield node, option


def expectation(target: tuple[Node, Option], page: PageSnapshot) -> Judgement:
    """It is a control with a name; or another control on the page chooses the same language."""
    dom = page[Dom]
    node, option = target
    if option.kind == "control":
        if node.exposed and not is_speakable(node.accessible_name):
            return failed("no-name", language=option.language)
        return passed()
    label = dom.text(node)
    if any(
        other.kind == "control" and other.language == option.language and is_visible(dom, other.node)
        for other in switcher(dom)
    ):
        return passed()
    if is_focusable(dom, node) or _has_focus_around(dom, node):
        return cant_tell("no-role", label=label)
    return failed("mouse-only", label=label)


def _has_focus_around(dom: Dom, node: Node) -> bool:
    """True if focus stops inside or around it, where a key may do what a click does."""
    return has_focusable(dom, node) or any(
        above.name not in {"html", "body"} and is_focusable(dom, above) for above in dom.ancestors(node)
    )


RULE = Rule(
    id="language-switcher",
    criteria=("4.1.2",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
