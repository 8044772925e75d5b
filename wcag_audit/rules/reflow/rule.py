"""At a width of 320 CSS pixels nothing has to be read by scrolling sideways (WCAG 1.4.10; technique C31, F102)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import Overflow, Reflow
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import PagePart, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SLACK = 1
"""CSS pixels by which rounding alone may widen a page."""
_MOST = 10
"""Elements named on one page; the first ones are the outermost, and repairing them repairs most others."""


def targets(page: PageSnapshot) -> Iterator[Overflow | PagePart]:
    """What makes the page too wide, element by element; the page itself if nothing does, or nothing that is known."""
    reflow = page[Reflow]
    root = page[Dom].root
    if root is None or not (page[Dom].text(root) or any(page[Dom].elements("img", "input", "button"))):
        return  # an empty page fits any window
    culprits = [item for item in reflow.overflows if _is_culprit(item)]
    others = [item for item in reflow.overflows if item.text or item.two_dimensional]
    if _too_wide(reflow) and (culprits or others):
        yield from (culprits or others)[:_MOST]
    else:
        yield PagePart()


def _too_wide(reflow: Reflow) -> bool:
    return reflow.scrolled > _SLACK or reflow.cut_off


def _is_culprit(item: Overflow) -> bool:
    """Text or a control that begins on screen, ends off screen and needs no second dimension."""
    return item.text and not item.two_dimensional and not item.beyond


def expectation(item: Overflow | PagePart, page: PageSnapshot) -> Judgement:
    """The page cannot be scrolled sideways, or only for content that needs two dimensions."""
    reflow = page[Reflow]
    if isinstance(item, PagePart):
        return cant_tell("unknown-cause", pixels=round(reflow.scrolled)) if _too_wide(reflow) else passed()
    right = round(item.right)
    if reflow.cut_off:
        return cant_tell("cut-off", right=right)
    if _is_culprit(item):
        return failed("sideways", right=right, width=reflow.width, text=item.sample)
    if item.two_dimensional:
        return cant_tell("two-dimensional", right=right)
    return cant_tell("beyond", right=right)


RULE = Rule(
    id="reflow",
    criteria=("1.4.10",),
    needs=(Reflow, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
