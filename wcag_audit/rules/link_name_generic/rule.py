"""The name of a link alone says where it leads (WCAG 2.4.9; ACT rule aizyf1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.names import is_speakable
from wcag_audit.commons.wording import is_doubtful_link, is_generic_link
from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Links that assistive technology meets and that have a name."""
    for node in page[Dom].elements():
        if node.role == "link" and is_speakable(node.accessible_name):
            yield node


def expectation(node: Node, _page: PageSnapshot) -> Judgement:
    """The name is more than an invitation to follow the link.

    What may be all there is to say of a link ("next", "all") is for a person: where everybody is left guessing, the
    criterion makes an exception.
    """
    name = node.accessible_name
    if not is_generic_link(name):
        return passed()
    return cant_tell("generic", name=name) if is_doubtful_link(name) else failed("says-nothing", name=name)


RULE = Rule(
    id="link-name-generic",
    criteria=("2.4.9",),
    act=("aizyf1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MINOR,
    maturity=Maturity.STABLE,
    version=2,
)
