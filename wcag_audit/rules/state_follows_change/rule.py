"""What a control says of its state follows what is seen when it is operated (WCAG 4.1.2; failure F79)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_behaviour import ControlStates, OperatedControl
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_STUCK: Final = {
    "expanded": "expanded-stuck",
    "checked": "checked-stuck",
    "pressed": "pressed-stuck",
}


def targets(page: PageSnapshot) -> Iterator[OperatedControl]:
    """Controls that were operated and reacted: a region came or went, or the control looked otherwise."""
    for control in page[ControlStates].operated:
        if control.reacted and control.changed:
            yield control


def expectation(control: OperatedControl, _page: PageSnapshot) -> Judgement:
    """The attribute changes with it, and says what is seen.

    A failure needs both ways: what the first click changed, the second took back, and the attribute kept its value all
    along, or said the contrary both times.
    """
    before, after, again = control.says
    both_ways = control.changed_back and control.as_before
    if control.kind == "selected":
        opened = control.shown[1] is True and after != "true"
        return (
            failed("selected-stuck", name=control.name) if both_ways and opened else _unsure(control, doubtful=opened)
        )
    if not before and not after:
        return cant_tell("no-state", name=control.name) if both_ways and control.kind == "expanded" else passed()
    if after == before:
        stuck = both_ways and again == before
        return (
            failed(_STUCK[control.kind], name=control.name, says=before) if stuck else _unsure(control, doubtful=True)
        )
    contrary = [said == str(not shown).lower() for said, shown in zip(control.says, control.shown, strict=True)]
    if control.kind == "expanded" and both_ways and all(contrary):
        return failed("contrary", name=control.name)
    return passed()


def _unsure(control: OperatedControl, *, doubtful: bool) -> Judgement:
    return cant_tell("did-not-follow", name=control.name) if doubtful else passed()


RULE = Rule(
    id="state-follows-change",
    criteria=("4.1.2",),
    needs=(ControlStates, Dom),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
