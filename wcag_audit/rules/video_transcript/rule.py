"""Beside a video is a text that tells all that is heard and shown (WCAG 1.2.8; ACT rule 1a02b0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.media_text import StandIn, is_backdrop, stand_in
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_media import Media
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, cant_tell, passed
from wcag_audit.rules.shown_videos import HEARD, nothing, shown_videos

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_media import MediaItem
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[MediaItem]:
    """Videos that are seen, whose length is known and which have sound."""
    return shown_videos(page, HEARD)


def expectation(item: MediaItem, page: PageSnapshot) -> Judgement:
    """Beside it is a text or a link that may hold it."""
    if is_backdrop(item):
        return passed("backdrop")
    found = stand_in(page[Dom], item, ("transcript",), seen=False)
    if found.kind in {StandIn.NOTHING, StandIn.BROKEN_LINK}:
        return nothing(item)
    return cant_tell("there", said=found.said)


RULE = Rule(
    id="video-transcript",
    criteria=("1.2.8",),
    act=("1a02b0",),
    needs=(Media, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
