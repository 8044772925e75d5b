"""Placeholders of fields have enough contrast (WCAG 1.4.3): axe-core looks at the field's own colour only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import TextContrast
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule
from wcag_audit.rules.measured_contrast import judge_contrast, measured_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts import MeasuredText
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[MeasuredText]:
    """Placeholders that are shown, of fields that are not switched off."""
    return measured_texts(page, placeholders=True)


def expectation(text: MeasuredText, _page: PageSnapshot) -> Judgement:
    """The placeholder stands out at least 4.5 to 1, a large one 3 to 1."""
    return judge_contrast(text, normal=4.5, large=3.0)


RULE = Rule(
    id="placeholder-contrast",
    criteria=("1.4.3",),
    needs=(TextContrast, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
