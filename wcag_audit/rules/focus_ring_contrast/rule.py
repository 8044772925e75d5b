"""An outline that alone shows the focus has enough contrast (WCAG 1.4.11); a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_contrast import StateContrast
from wcag_audit.rules.api import Rule, cant_tell, passed
from wcag_audit.rules.measured_contrast import better_colour, is_active, stands_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_contrast import FocusRing
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[FocusRing]:
    """Outlines in a colour of the author's, where nothing else changes with the focus."""
    for ring in page[StateContrast].rings:
        if is_active(page[Dom], ring.place):
            yield ring


def expectation(ring: FocusRing, _page: PageSnapshot) -> Judgement:
    """It differs at least 3 to 1 from what is around the control, or from the control itself."""
    if stands_out(ring.contrast):
        return passed()
    return cant_tell(
        "pale",
        ratio=ring.contrast,
        colour=ring.colour,
        background=ring.background,
        better=better_colour(ring.colour, ring.background),
    )


RULE = Rule(
    id="focus-ring-contrast",
    criteria=("1.4.11",),
    needs=(StateContrast, Dom),
    targets=targets,
    expectation=expectation,
)
