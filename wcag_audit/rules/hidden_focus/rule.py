"""Tab does not stop at what assistive technology is told not to see (WCAG 4.1.2; ACT rule 6cfa84)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.visibility import is_in_hidden_tree
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import KeyboardWalk
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts import FocusStop
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[FocusStop]:
    """Every element at which a real Tab press left the focus; one that sends the focus on at once is no stop."""
    dom = page[Dom]
    for stop in page[KeyboardWalk].stops:
        if dom.at(stop.place.frame, stop.place.path) is not None:
            yield stop


def expectation(stop: FocusStop, page: PageSnapshot) -> Judgement:
    """Neither it nor anything around it has aria-hidden."""
    dom = page[Dom]
    node = dom.at(stop.place.frame, stop.place.path)
    return failed("hidden") if node is not None and is_in_hidden_tree(dom, node) else passed()


RULE = Rule(
    id="hidden-focus",
    criteria=("4.1.2",),
    act=("6cfa84",),
    needs=(KeyboardWalk, Dom),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("aria-hidden-focus",),
)
