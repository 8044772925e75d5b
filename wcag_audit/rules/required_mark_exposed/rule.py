"""That a field must be filled in is told to everybody, not to the eye alone (WCAG 1.3.1; techniques H90, ARIA2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import FIELD_ROLES, fields
from wcag_audit.commons.required_marks import Mark, is_explained, is_told, seen_mark
from wcag_audit.commons.visibility import is_disabled, is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_FIELDS: Final = FIELD_ROLES - {"radio", "switch", "slider", "menuitemcheckbox", "menuitemradio"}
"""Of what is chosen among several, the group has the mark; what always has a value needs none."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Mark]]:
    """Fields that are seen and can be used, with a mark of what is required in their label or beside them."""
    dom = page[Dom]
    for node in fields(dom):
        if node.role in _FIELDS and is_visible(dom, node) and not is_disabled(dom, node):
            mark = seen_mark(dom, node)
            if mark is not None:
                yield node, mark


def expectation(target: tuple[Node, Mark], page: PageSnapshot) -> Judgement:
    """The field is required for assistive technology too, or its name or description says so.

    An asterisk in the name is text that everybody gets. One that is kept from assistive technology on purpose counts as
    a mark only where the form explains it, or its class calls it so; it may be that of a footnote.
    """
    field, mark = target
    if is_told(field):
        return passed()
    is_plain = mark.is_word or mark.called or is_explained(page[Dom], field)
    if mark.silent and is_plain:
        return failed("kept-back", mark=mark.text)
    return cant_tell("beside", mark=mark.text)


RULE = Rule(
    id="required-mark-exposed",
    criteria=("1.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
)
