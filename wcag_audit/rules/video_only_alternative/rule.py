"""A video without sound has an alternative (WCAG 1.2.1, 1.2.8; ACT rules c3232f, ee13b5, d7ba54, fd26cf)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.media_text import StandIn, stand_in
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_media import Media
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, cant_tell, failed
from wcag_audit.rules.shown_videos import UNHEARD, nothing, shown_videos, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_media import MediaItem
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[MediaItem]:
    """Videos that are seen, whose length is known and in which nothing is heard."""
    return shown_videos(page, UNHEARD)


def expectation(item: MediaItem, page: PageSnapshot) -> Judgement:
    """Beside it is a text, a recording or a link that may say what it shows."""
    told = told_apart(item)
    if told is not None:
        return told
    if any(other.kind == "audio" and other.sound in {"audible", "unknown"} for other in page[Media].items):
        return cant_tell("there", said="audio")
    found = stand_in(page[Dom], item, ("transcript", "description", "media"), seen=False)
    if found.may_do:
        return cant_tell("there", said=found.said)
    if found.kind is StandIn.BROKEN_LINK:
        return failed("broken-link", said=found.said)
    return nothing(item)


RULE = Rule(
    id="video-only-alternative",
    criteria=("1.2.1",),
    act=("c3232f", "ee13b5", "d7ba54", "fd26cf"),
    needs=(Media, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
