"""Text over pictures, gradients and layers has enough contrast, measured by pixels (WCAG 1.4.6; ACT rule 09o5cg)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import TextContrast
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule
from wcag_audit.rules.measured_contrast import judge_contrast, may_be_sign, measured_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts import MeasuredText
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[MeasuredText]:
    """Texts whose background is no plain colour, so that styles alone cannot tell their contrast."""
    return measured_texts(page)


def expectation(text: MeasuredText, page: PageSnapshot) -> Judgement:
    """Every letter stands out at least 7 to 1, large ones 4.5 to 1."""
    return judge_contrast(text, normal=7.0, large=4.5, sign=may_be_sign(page[Dom], text))


RULE = Rule(
    id="text-contrast-enhanced",
    criteria=("1.4.6",),
    act=("09o5cg",),
    needs=(TextContrast, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
    same_as=("color-contrast-enhanced",),
    settles=True,
)
