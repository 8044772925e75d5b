"""Text enlarged to 200 % is not cut off (WCAG 1.4.4; ACT rule 59br37; failure F69)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.model.facts import ClippedText, Zoom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import PagePart, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SLACK: Final = 3.0
"""CSS pixels: a text that lost so much at the usual size is shown in part on purpose, or by another fault."""
_FEW: Final = 4
"""Words from which a cut text is no label whose end can be guessed."""


def targets(page: PageSnapshot) -> Iterator[ClippedText | PagePart]:
    """Text that can be seen in part only at 200 %; the page itself where there is none."""
    zoom = page[Zoom]
    yield from zoom.clipped
    if not zoom.clipped and zoom.texts:
        yield PagePart()


def expectation(item: ClippedText | PagePart, _page: PageSnapshot) -> Judgement:
    """Nothing is lost that enlarging took away; a text shown in part by design has a way to the whole beside it."""
    if isinstance(item, PagePart):
        return passed()
    text, pixels = item.text[:80], round(item.lost)
    always = item.before > _SLACK
    if always and item.way:
        return passed()
    if item.way:
        return cant_tell("with-way", text=text, pixels=pixels)
    if item.ellipsis:
        return cant_tell("marked", text=text, pixels=pixels)
    if always and item.words < _FEW:
        return cant_tell("short", text=text, pixels=pixels)
    return failed("always-cut" if always else "cut", text=text, pixels=pixels)


RULE = Rule(
    id="resize-text",
    criteria=("1.4.4",),
    act=("59br37",),
    needs=(Zoom,),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
