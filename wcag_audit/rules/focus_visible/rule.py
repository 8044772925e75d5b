"""It can be seen where the keyboard focus is (WCAG 2.4.7; ACT rule oj04fd; failures F55, F78)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.facts import KeyboardWalk, Place
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.model.facts import FocusStop
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_COVERED = 0.96
"""More than 24 of 25 sample points under something else: what is seen is not the element."""


def targets(page: PageSnapshot) -> Iterable[FocusStop | Place]:
    """Every element that Tab reached, and those that gave the focus up at once."""
    walk = page[KeyboardWalk]
    return (*walk.stops, *walk.thrown)


def expectation(stop: FocusStop | Place, _page: PageSnapshot) -> Judgement:
    """At least one pixel on the screen differs between focused and not focused; a caret counts."""
    if isinstance(stop, Place):
        return failed("thrown-away")
    on_screen = stop.visible or stop.obscured >= 0  # an invisible check box lies under what is drawn for it
    if on_screen and (stop.style_changed or stop.editable or stop.pixels_changed > 0):
        return passed()
    doubt = _doubt(stop) if on_screen else "off-screen"
    return cant_tell(doubt) if doubt else failed("no-change")


def _doubt(stop: FocusStop) -> str:
    """Why it is not sure that nothing changed; "" if it is."""
    if stop.obscured >= _COVERED:
        return "covered"
    if not stop.visible:
        return "invisible"
    return "not-measured" if stop.pixels_changed < 0 else ""


RULE = Rule(
    id="focus-visible",
    criteria=("2.4.7",),
    act=("oj04fd",),
    needs=(KeyboardWalk,),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
    version=2,
)
