"""A sound recording has a text that says the same (WCAG 1.2.1; ACT rules e7aa44, 2eb176, afb423)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.media_text import StandIn, speaks, stand_in
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_media import Media
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_media import MediaItem
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_MOMENT: Final = 3.0
"""Seconds: a signal, not a recording."""


def targets(page: PageSnapshot) -> Iterator[MediaItem]:
    """What is heard without a picture, and can be played or plays by itself."""
    for item in page[Media].items:
        heard = item.state == "known" and not item.width and item.sound in {"audible", "unknown"}
        if heard and (item.controls or item.playing):
            yield item


def expectation(item: MediaItem, page: PageSnapshot) -> Judgement:
    """Beside it is a text or a link to one, seen and exposed."""
    if item.duration <= _MOMENT:
        return passed("signal")
    found = stand_in(page[Dom], item, ("transcript",), seen=True)
    if found.may_do:
        return cant_tell("there", said=found.said)
    if not speaks(item):
        return cant_tell("no-speech")
    if found.kind is StandIn.BROKEN_LINK:
        return failed("broken-link", said=found.said)
    return failed("nothing", seconds=round(item.duration))


RULE = Rule(
    id="audio-only-alternative",
    criteria=("1.2.1",),
    act=("e7aa44", "2eb176", "afb423"),
    needs=(Media, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
