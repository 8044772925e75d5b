"""A field or check box that only its edge shows has an edge that can be seen (WCAG 1.4.11).

What the browser draws by itself, what is switched off, and fields that text or a picture shows are not judged:
https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_contrast import ControlContrast
from wcag_audit.rules.api import Rule, cant_tell, failed, passed
from wcag_audit.rules.measured_contrast import better_colour, is_active, stands_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_contrast import MeasuredControl
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


_NOTHING = 1.1
"""With less contrast no edge is drawn."""


def targets(page: PageSnapshot) -> Iterator[MeasuredControl]:
    """Empty fields without placeholder, and check boxes, radio buttons and switches that the author has drawn."""
    for control in page[ControlContrast].controls:
        if control.kind in {"field", "box"} and is_active(page[Dom], control.place):
            yield control


def expectation(control: MeasuredControl, _page: PageSnapshot) -> Judgement:
    """Its border, ground or shadow stands out at least 3 to 1 on one side."""
    if stands_out(control.best):
        return passed()
    if stands_out(control.most) or not control.sure:
        return cant_tell("in-places", most=control.most, best=control.best)
    if control.best < _NOTHING:
        return cant_tell("no-edge")
    return failed(
        control.kind,
        ratio=control.best,
        colour=control.colour,
        background=control.background,
        better=better_colour(control.colour, control.background),
    )


RULE = Rule(
    id="control-edge-contrast",
    criteria=("1.4.11",),
    needs=(ControlContrast, Dom),
    targets=targets,
    expectation=expectation,
)
