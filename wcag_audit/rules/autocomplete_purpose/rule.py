"""Fields about the person say so with autocomplete, and say the right thing (WCAG 1.3.5; H98, F107)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.autocomplete import is_valid_autocomplete
from wcag_audit.commons.purposes import fits, holds_off, purpose_of, speaks_of_others
from wcag_audit.commons.visibility import is_disabled, is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_TYPES: Final = frozenset({"", "text", "email", "tel", "date", "password"})
_GROUPS: Final = frozenset({"group", "radiogroup", "search", "form", "region", "dialog"})
_LIMIT: Final = 60


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str]]:
    """Text fields whose name asks for something of the person, with the token for it.

    Left out are fields of a search, and of a group that is named after somebody else.
    """
    dom = page[Dom]
    for node in dom.elements("input"):
        kind = node.get("type").strip().lower()
        if kind not in _TYPES or not node.exposed or not is_visible(dom, node) or is_disabled(dom, node):
            continue
        purpose = purpose_of(node.accessible_name[:_LIMIT])
        if purpose and purpose.endswith("password") == (kind == "password") and not _is_of_others(dom, node):
            yield node, purpose


def _is_of_others(dom: Dom, node: Node) -> bool:
    around = [above for above in dom.ancestors(node) if above.role in _GROUPS]
    return any(above.role == "search" or speaks_of_others(above.accessible_name) for above in around)


def expectation(item: tuple[Node, str], _page: PageSnapshot) -> Judgement:
    """Its autocomplete names what the label asks for.

    Where it names nothing, whether the field is about the person who fills it in is for a person to say. What HTML does
    not know is another rule's to judge.
    """
    node, purpose = item
    name, value = node.accessible_name[:_LIMIT], node.get("autocomplete")
    words = [word for word in value.lower().split() if word != "webauthn"]
    if not words or words[-1] in {"on", "off"}:
        return cant_tell("no-token", token=purpose, name=name)
    if not is_valid_autocomplete(value) or fits(purpose, words[-1]):
        return passed()
    if holds_off(words[-1]):
        return cant_tell("held-off", token=purpose, name=name, value=value)
    return failed("wrong-token", token=purpose, name=name, value=value)


RULE = Rule(
    id="autocomplete-purpose",
    criteria=("1.3.5",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    version=2,
)
