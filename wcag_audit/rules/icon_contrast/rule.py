"""The icon of a button or link without text can be seen (WCAG 1.4.11)."""

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


def targets(page: PageSnapshot) -> Iterator[MeasuredControl]:
    """Controls that are not switched off and have no text but an icon: drawn in SVG, with a font, or as a picture."""
    for control in page[ControlContrast].controls:
        if control.kind == "icon" and is_active(page[Dom], control.place):
            yield control


def expectation(control: MeasuredControl, _page: PageSnapshot) -> Judgement:
    """Two colours in it differ at least 3 to 1. A picture that does not may be a logo, or blurred: a person decides."""
    if stands_out(control.best):
        return passed()
    if not control.sure:
        return cant_tell("picture", ratio=control.best)
    return failed(
        "pale",
        ratio=control.best,
        colour=control.colour,
        background=control.background,
        better=better_colour(control.colour, control.background),
    )


RULE = Rule(
    id="icon-contrast",
    criteria=("1.4.11",),
    needs=(ControlContrast, Dom),
    targets=targets,
    expectation=expectation,
)
