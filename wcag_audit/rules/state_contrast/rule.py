"""Text of controls has enough contrast while they are pointed at or focused (WCAG 1.4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_contrast import StateContrast
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule
from wcag_audit.rules.measured_contrast import is_active, judge_contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_contrast import StateText
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[StateText]:
    """Texts of controls that look otherwise in a state; each once, as it is hardest to read."""
    hardest: dict[tuple[int, ...], StateText] = {}
    for seen in page[StateContrast].texts:
        known = hardest.get(seen.place.path)
        if is_active(page[Dom], seen.place) and (known is None or seen.text.best < known.text.best):
            hardest[seen.place.path] = seen
    yield from hardest.values()


def expectation(seen: StateText, _page: PageSnapshot) -> Judgement:
    """The text stands out at least 4.5 to 1, large text 3 to 1, in the state too."""
    return judge_contrast(seen.text, normal=4.5, large=3.0, when=f"{seen.state}-")


RULE = Rule(
    id="state-contrast",
    criteria=("1.4.3",),
    needs=(StateContrast, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
