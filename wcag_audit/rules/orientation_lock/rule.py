"""The page does not turn itself against the way the screen is held (WCAG 1.3.4; ACT rule b33eff; failure F97)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.model.facts import Orientation, Turned
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_QUARTER: Final = 90.0
_TOLERANCE: Final = 2.0
"""Degrees: as in the ACT rule, a screen that is held askew is no other orientation."""


def targets(page: PageSnapshot) -> Iterable[Turned]:
    """The outer elements of a page whose style sheets ask for the orientation of the screen."""
    return page[Orientation].turned


def expectation(item: Turned, _page: PageSnapshot) -> Judgement:
    """Between portrait and landscape it is not turned by a quarter, as if the screen were held the other way."""
    turn = abs((item.portrait - item.landscape + 180.0) % 360.0 - 180.0)
    return failed("turned", degrees=round(turn)) if abs(turn - _QUARTER) <= _TOLERANCE else passed()


RULE = Rule(
    id="orientation-lock",
    criteria=("1.3.4",),
    act=("b33eff",),
    needs=(Orientation,),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
    same_as=("css-orientation-lock",),
)
