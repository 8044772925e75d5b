"""A message about an error says what is wrong, and reaches everybody (WCAG 3.3.1; ACT rule 36b590)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.error_messages import error_messages
from wcag_audit.commons.error_words import says_only_wrong
from wcag_audit.commons.field_labels import seen_text, visible_label
from wcag_audit.commons.names import FIELD_ROLES
from wcag_audit.commons.visibility import is_in_hidden_tree
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterable[tuple[Node, Node]]:
    """Messages about errors that are seen in a form with fields, each with its form."""
    return error_messages(page[Dom])


def expectation(target: tuple[Node, Node], page: PageSnapshot) -> Judgement:
    """The message is not hidden from assistive technology, and it says what is wrong or what is expected.

    A message that says only that there are errors is enough where another one in the form tells more.
    """
    message, form = target
    dom = page[Dom]
    text = seen_text(dom, message)
    others = [seen_text(dom, node) for node, around in error_messages(dom) if around is form and node is not message]
    if is_in_hidden_tree(dom, message):
        return passed() if _is_heard(dom, text) else failed("hidden", text=text)
    fields = [node for node in dom.descendants(form) if node.role in FIELD_ROLES]
    named = [label for field in fields for label in (visible_label(dom, field), field.accessible_name)]
    labels = [_without(label, text) for label in named]
    if says_only_wrong(text, labels) and all(says_only_wrong(other, labels) for other in others):
        return passed() if _need_not_say_which(dom, fields, text) else failed("only-wrong", text=text)
    return passed()


def _without(label: str, message: str) -> str:
    """The words of a label in which the message itself may stand, without the message."""
    words, part = tokens(label), tokens(message)
    for start in range(len(words) - len(part) + 1):
        if words[start : start + len(part)] == part:
            return " ".join(words[:start] + words[start + len(part) :])
    return label


def _need_not_say_which(dom: Dom, fields: Sequence[Node], text: str) -> bool:
    """True where somebody signs in and the message names two fields: which one is wrong is kept from a stranger."""
    if not any(field.get("type").lower() == "password" for field in fields):
        return False
    said = set(tokens(text))
    names = [set(tokens(visible_label(dom, field) or field.accessible_name)) for field in fields]
    return sum(bool(name & said) for name in names) > 1


def _is_heard(dom: Dom, text: str) -> bool:
    """True if the words of a message are also the name, description or text of something exposed."""
    words = " ".join(tokens(text))
    return any(
        words in " ".join(tokens(f"{node.ax.name} {node.ax.description}"))
        for node in dom.nodes
        if node.ax is not None and not node.ax.ignored and (node.ax.name or node.ax.description)
    )


RULE = Rule(
    id="error-message-descriptive",
    criteria=("3.3.1",),
    act=("36b590",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    version=2,
)
